"""A producer's own affairs on its desk: which producer is meant, and the way between papers, account and days off."""

from typing import Any

from flask import abort, g, request, url_for

from marketplace.accounts import policy
from marketplace.inspection.queries import presence
from marketplace.kernel.i18n import Message
from marketplace.producers import queries as producers
from marketplace.producers.queries import Seller
from marketplace.web.access import current_actor
from marketplace.web.numbers import read_id

from .view_models import Link

WHICH = "co-so"
"""The parameter that says which producer, for people with several."""

_INSPECTED = "_marketplace_inspected"

PLACES = (
    ("producers.desk", "own_papers", Message("Giấy tờ")),
    ("producers.edit", "own_account", Message("Nhận tiền")),
    ("producers.desk", "own_days_off", Message("Ngày nghỉ")),
    ("accounts.staff", "own_staff", Message("Người làm")),
    ("producers.desk", "inspected_cases", Message("Kiểm tra")),
)


def mine(permission: str) -> tuple[int, ...]:
    """The producers for which this person holds ``permission``; a grant over everything names none."""
    refs = policy.scopes(current_actor(), permission, "producer") or ()
    return tuple(sorted(number for ref in refs if (number := read_id(ref)) is not None))


def chosen(permission: str) -> Seller:
    """The producer that was asked for, else the first of them; 404 for anybody else's. One statement."""
    held = mine(permission)
    asked = request.args.get(WHICH)
    wanted = read_id(asked) if asked else next(iter(held), None)
    if wanted not in held:
        abort(404)
    assert wanted is not None
    return seller(wanted)


def seller(producer_id: int) -> Seller:
    """A producer that there is; one statement."""
    return producers.sellers([producer_id])[producer_id]


def at(endpoint: str, producer_id: int, **values: Any) -> str:
    """The address of a page about this producer."""
    which = producer_id if len(mine("producers.desk")) > 1 else None
    return url_for(f".{endpoint}", **{**values, WHICH: which})


def tabs(endpoint: str, producer_id: int) -> tuple[Link, ...]:
    """The pages that this person may open."""
    actor = current_actor()
    return tuple(
        Link(str(label), at(name, producer_id), current=name == endpoint)
        for permission, name, label in PLACES
        if policy.may(actor, permission, producer=producer_id)
        and (name != "inspected_cases" or name == endpoint or is_inspected())
    )


def is_inspected() -> bool:
    """Whether there is anything to read about inspections of this person's producers; asked once a request."""
    if _INSPECTED not in g:
        setattr(g, _INSPECTED, presence.concerns(mine("producers.desk")))
    return bool(getattr(g, _INSPECTED))


def others(endpoint: str, permission: str, producer_id: int) -> tuple[Link, ...]:
    """The same page of each producer of somebody who has several; one statement then, else none."""
    held = mine(permission)
    if len(held) < 2:
        return ()
    return tuple(
        Link(each.display_name, at(endpoint, each.id), current=each.id == producer_id)
        for each in producers.sellers(held).values()
    )
