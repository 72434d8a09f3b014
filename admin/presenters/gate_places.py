"""Where a producer mends what the gate holds against a sale."""

from dataclasses import dataclass
from typing import Final

from flask import url_for

from marketplace.certification.gate import GateResult
from marketplace.certification.gate.offer_rules import OTHER_PACKS
from marketplace.kernel.i18n import gettext as _

from .. import own
from ..view_models import Link


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands against the sale, and the page on which it is mended; ``None`` where only an officer can."""

    text: str
    link: Link | None


_OWN_PAPERS: Final = frozenset({"G10", "G11"})
_PRODUCT_PAPERS: Final = frozenset({"G12", "G14"})


def obstacles_of(
    result: GateResult, product_id: int, producer_id: int, *, buyer: bool = False
) -> tuple[Obstacle, ...]:
    """What stands against the sale, without what the form itself lacks; in a buyer's words or an officer's."""
    return tuple(
        Obstacle(
            str(verdict.buyer if buyer else verdict.officer),
            _place(verdict.code, product_id, producer_id, packs=verdict.finding == OTHER_PACKS),
        )
        for verdict in result.failed
        if verdict.code != "G13"
    )


def _place(code: str, product_id: int, producer_id: int, *, packs: bool) -> Link | None:
    if code in _OWN_PAPERS:
        return Link(_("Mở giấy tờ của chủ thể"), own.at("own_papers", producer_id))
    if code in _PRODUCT_PAPERS:
        url = url_for(".producer_product_papers", product_id=product_id)
        return Link(_("Nhập giấy của sản phẩm"), f"{url}#loai")
    if code == "G06" and packs:
        url = url_for(".producer_product_packs", product_id=product_id)
        return Link(_("Sửa quy cách"), f"{url}#ten-0")
    if code == "G06":
        url = url_for(".producer_product_words", product_id=product_id, step="thong-tin")
        return Link(_("Sửa tên cho đúng giấy"), f"{url}#ten")
    return None
