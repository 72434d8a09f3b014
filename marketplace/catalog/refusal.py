"""Why something cannot be bought, in a buyer's words. Pure."""

from marketplace.catalog.kinds import ProductState
from marketplace.certification.gate import GateResult
from marketplace.kernel.i18n import Message


def refusal(
    name: str, state: str, result: GateResult, *, active: bool = True, by_parcel: bool = True
) -> Message | None:
    """The first reason why ``name`` cannot be bought at the instant of ``result``; ``None`` when it can.

    What the gate says comes first, since it is what the law wants said; ``active`` is about the single pack,
    ``by_parcel`` about goods that nobody can send.
    """
    if result.reasons:
        return Message("%(name)s: %(reason)s", {"name": name, "reason": result.reasons[0]})
    if state == ProductState.HIDDEN:
        return Message("%(name)s: chủ thể tạm ngừng bán.", {"name": name})
    if state != ProductState.LIVE:
        return Message("%(name)s: không còn bày bán.", {"name": name})
    if not active:
        return Message("%(name)s: quy cách này không còn bán.", {"name": name})
    if not by_parcel:
        return Message(
            "%(name)s: không gửi bưu kiện, chưa đặt được trên sàn. Gọi người bán để hẹn.", {"name": name}
        )
    return None
