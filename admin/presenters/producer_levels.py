"""What runs low on a producer's shelves."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.queries.packs import PackName
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.stock.thresholds import PACE_DAYS, is_low, rule_of_thumb

from ..view_models import Field, Note, Status

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Level:
    """How much is left of a pack. ``threshold`` is from how few on it runs low, ``set`` what its producer wrote."""

    variant_id: int
    label: str
    status: Status
    left: int
    most: int
    text: str
    low: bool
    threshold: int
    set: Field


def levels_of(
    packs: Mapping[int, PackName],
    free: Mapping[int, int],
    sold: Mapping[int, int],
    chosen: Mapping[int, int],
) -> tuple[Level, ...]:
    """Every pack on sale, those that run low first, of them the emptiest. ``chosen`` are the thresholds that were set;
    ``sold`` packs of the last ``PACE_DAYS`` days.
    """
    found = [
        (_order(level, sold.get(variant_id, 0)), level)
        for variant_id, pack in packs.items()
        if pack.active and pack.state == "live"
        for level in (_level(pack, free.get(variant_id, 0), sold.get(variant_id, 0), chosen.get(variant_id)),)
    ]
    return tuple(level for _key, level in sorted(found, key=lambda each: each[0]))


def low_of(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """Those that run low."""
    return tuple(level for level in levels if level.low)


def low_note(low: int) -> tuple[Note, ...]:
    """That so many packs run low, above the list of lots."""
    if not low:
        return ()
    title = ngettext("%(n)s quy cách sắp hết hàng", "%(n)s quy cách sắp hết hàng", low)
    return (
        Note(title, "", "warn", "triangle-alert", _("Xem, đặt mức báo"), url_for(".producer_stock_levels")),
    )


def _order(level: Level, pace: int) -> tuple[bool, int, int, str]:
    days = level.left * PACE_DAYS // pace if pace else 10_000
    return not level.low, days if level.left else -1, level.left, level.label


def _level(pack: PackName, left: int, pace: int, chosen: int | None) -> Level:
    threshold = rule_of_thumb(pace) if chosen is None else chosen
    low = is_low(left, threshold)
    if not left:
        status = Status(_("Hết"), "bad", "circle-x")
        text = _("Người mua thấy “hết hàng”") if not pace else _("Đã bán %(n)s trong 14 ngày qua", n=pace)
    else:
        kind, icon = ("warn", "triangle-alert") if low else ("", "")
        status = Status(_("Còn %(n)s", n=left), kind, icon)
        text = _("14 ngày qua chưa bán")
        if pace:
            text = ngettext(
                "Bán %(n)s trong 14 ngày qua, còn đủ khoảng %(days)s ngày",
                "Bán %(n)s trong 14 ngày qua, còn đủ khoảng %(days)s ngày",
                pace,
                days=left * PACE_DAYS // pace,
            )
    return Level(
        pack.variant_id,
        pack.title,
        status,
        left,
        left + pace if left else 0,
        text,
        low,
        threshold,
        Field("" if chosen is None else str(chosen)),
    )
