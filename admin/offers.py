"""A product on the desk: whose it is, what it lacks, what the gate says of it now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, request

from marketplace.accounts import policy
from marketplace.catalog.completeness import lacking
from marketplace.catalog.facts import Offer
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries.desk import EditForm, for_editing, for_review
from marketplace.catalog.queries.loading import gate_facts
from marketplace.catalog.queries.work import NO_WORK, Work, parts_now, work_of
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message
from marketplace.web.access import current_actor
from marketplace.web.numbers import whole

from . import own


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A product with everything that its pages say of it. ``missing`` is by field of the form."""

    form: EditForm
    offer: Offer
    result: GateResult
    missing: dict[str, Message | str]
    work: Work = NO_WORK
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stands where remarks are open, by part."""


def my_producers() -> tuple[int, ...]:
    """The producers whose products this person keeps; a grant always names one."""
    return own.mine("catalog.edit")


def mine(product_id: int) -> OnDesk:
    """A product of one of them; 404 for anybody else's, whether it exists or not. Eight statements, one more with open
    remarks.
    """
    form = for_editing(my_producers(), product_id)
    return _on_desk(form) if form is not None else abort(404)


def to_moderate(product_id: int) -> OnDesk:
    """A product from a place that this person moderates; 404 for any other. Statements as for :func:`mine`."""
    form = for_review(product_id)
    if form is None or not policy.may(
        current_actor(),
        "catalog.moderate",
        province=form.province_code,
        commune=form.live.origin_commune_code,
    ):
        abort(404)
    return _on_desk(form)


def copied_from(found: OnDesk) -> EditForm | None:
    """The product that a draft was copied from, if it is there for this person; no statement for any other product."""
    form = found.form
    if form.copied_from is None or form.state is not ProductState.DRAFT:
        return None
    return for_editing(my_producers(), form.copied_from)


def seen_version() -> tuple[int | None, int | None]:
    """The versions of product and revision that the form was filled from."""
    version, _, number = request.form.get("version", "").partition(".")
    return whole(version), whole(number)


def _on_desk(form: EditForm) -> OnDesk:
    offer = gate_facts(form.product_id)
    if offer is None:
        abort(404)
    missing = lacking(
        set_no=form.live.set_no,
        abv_tenths=form.live.abv_tenths,
        filled=offer.product.filled,
        storage_class=form.live.storage_class,
        gross_grams=[pack.gross_grams for pack in form.packs if pack.active],
    )
    work = work_of(form.product_id, current_actor().id)
    parts = parts_now(form) if work.open_remarks(form) else {}
    return OnDesk(form, offer, offer.evaluate(clock.now()), missing, work, parts)
