"""Whether the shop sells a product at this moment, in words for its producer: the gate is asked, nobody guesses."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries import loading
from marketplace.catalog.queries.recognised import products_under
from marketplace.certification import queries as register
from marketplace.certification.gate import GateResult
from marketplace.certification.gate.unsold import evaluate_unsold
from marketplace.certification.gate.verdict import RuleVerdict, Several
from marketplace.certification.models import Recognition
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message

_NOT_SHOWN: Final = {
    ProductState.DRAFT: Message("Sản phẩm còn là bản nháp: gửi duyệt thì mới lên quầy."),
    ProductState.SUBMITTED: Message("Sản phẩm đang chờ cán bộ duyệt, duyệt xong thì lên quầy."),
    ProductState.HIDDEN: Message("Sản phẩm đang ẩn khỏi gian hàng: hiện lại thì bán được."),
    ProductState.RETIRED: Message("Sản phẩm đã thôi bán."),
}
"""What stands between an offer that the gate lets pass and the shop."""
_MOST: Final = 3
"""So many reasons are said; the page that the notice leads to has them all."""


AGAIN: Final = Message("Sản phẩm bán lại từ giây này.")
NOW: Final = Message("Sản phẩm đang bán với quyết định này.")


def sold(recognition_id: int, words: Message = AGAIN) -> Message:
    """``words`` of a product that is sold at this moment, or else what stops it still; at most 5 statements. Without
    an offer under it, what stands against the record itself.
    """
    line = session().scalars(
        select(Recognition.id).where(
            Recognition.lineage
            == select(Recognition.lineage).where(Recognition.id == recognition_id).scalar_subquery()
        )
    )
    offered = [each for each in products_under(line.all()) if each.state is not ProductState.RETIRED]
    if not offered:
        stopped = still_stopped(recognition_id)
        return stopped or Message("Sổ không còn gì dừng sản phẩm này.")
    first = offered[0]
    result = loading.offers([first.product_id])[first.product_id].evaluate(clock.now())
    if not result.listed:
        return _said(result)
    return _NOT_SHOWN.get(first.state, words)


def still_stopped(recognition_id: int) -> Message | None:
    """What the record says against a sale, if anything; 1 statement."""
    certificate = register.certificate_facts([recognition_id])[recognition_id]
    result = evaluate_unsold(certificate, clock.now())
    return _said(result) if result.failed else None


def _said(result: GateResult) -> Message:
    return Message("Vẫn chưa bán được: %(reasons)s", {"reasons": _joined(result.weighed[:_MOST])})


def _joined(verdicts: Sequence[RuleVerdict]) -> Message:
    """Their words one after the other, each to be said in the reader's language."""
    first = _kept(verdicts[0].buyer)
    if len(verdicts) == 1:
        return first
    return Message("%(first)s %(rest)s", {"first": first, "rest": _joined(verdicts[1:])})


def _kept(said: Message) -> Message:
    """The same words, of what a notice can keep."""
    return Message(said.msgid, {name: _value(each) for name, each in said.params.items()})


def _value(value: Any) -> Any:
    if isinstance(value, Several):
        return listed(value.items)
    if isinstance(value, Message):
        return _kept(value)
    return value if isinstance(value, str | int) else str(value)


def listed(items: Sequence[Any]) -> Any:
    """Some texts with commas between them, as a notice keeps them; empty for none."""
    if len(items) < 2:
        return _value(items[0]) if items else ""
    return Message("%(first)s, %(rest)s", {"first": _value(items[0]), "rest": listed(items[1:])})
