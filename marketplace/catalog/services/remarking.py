"""Remarks of moderators beside single parts of an offer, written when it is sent back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, insert, select

from marketplace.catalog.queries.desk import for_review
from marketplace.catalog.queries.work import parts_now
from marketplace.catalog.remarks import WHOLE
from marketplace.catalog.work_models import REMARK_LIMIT, ListingRemark
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

NOTHING_SAID = Message("Ghi lý do, tối đa 500 ký tự, để chủ thể biết sửa chỗ nào.")


def checked_remark(text: str) -> str:
    """A remark as it is stored. :class:`Invalid` for none, or one that is too long."""
    remark = _one_line(text)
    if not 0 < len(remark) <= REMARK_LIMIT:
        raise Invalid(NOTHING_SAID, fields={"remark": NOTHING_SAID})
    return remark


def checked_remarks(whole: str, parts: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The remarks as they are stored, the blank ones left out; and one sentence for where there is room for no more.

    :raises Invalid: no remark at all, or one that is too long.
    """
    given = {WHOLE: _one_line(whole), **{name: _one_line(text) for name, text in parts.items()}}
    said = {name: text for name, text in given.items() if text}
    errors: dict[str, Message | str] = {
        name or "remark": Message("Dài quá %(limit)s ký tự.", {"limit": REMARK_LIMIT})
        for name, text in said.items()
        if len(text) > REMARK_LIMIT
    }
    if not said:
        errors = {"remark": NOTHING_SAID}
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return " ".join(said.values())[:REMARK_LIMIT], said


def places_of(product_id: int, said: Mapping[str, str]) -> dict[str, str]:
    """What stands now where remarks are made. :class:`Invalid` for one on something that the product has not."""
    form = for_review(product_id)
    assert form is not None
    places = parts_now(form)
    if unknown := {name for name in said if name and name not in places}:
        gone = Message("Chỗ này vừa đổi. Tải lại trang rồi ghi tiếp.")
        raise Invalid(gone, fields=dict.fromkeys(sorted(unknown), gone))
    return {name: places.get(name, "") for name in said}


def write_down(
    actor: Actor,
    product_id: int,
    revision_id: int | None,
    said: Mapping[str, str],
    places: Mapping[str, str],
) -> None:
    """Add the remarks of a round; part of an open transaction, after the move, which only one can make."""
    here, now = session(), clock.now()
    before = here.execute(
        select(func.max(ListingRemark.round)).where(ListingRemark.product_id == product_id)
    ).scalar_one()
    rows: list[dict[str, Any]] = [
        {
            "product_id": product_id,
            "revision_id": revision_id,
            "round": (before or 0) + 1,
            "name": name,
            "text": text,
            "about": places[name],
            "by": actor.ref,
            "at": now,
        }
        for name, text in said.items()
    ]
    here.execute(insert(ListingRemark), rows)


def _one_line(text: str) -> str:
    return " ".join(nfc(text).split())
