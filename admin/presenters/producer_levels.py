"""What runs low on a producer's shelves."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog.queries.packs import PackName
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext

from ..view_models import Status

RUNS_OUT = 7
"""A pack is low when what is left lasts no longer than this many days at the pace of the last ones."""
PACE_DAYS = 14
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Level:
    """How much is left of a pack."""

    label: str
    status: Status
    left: int
    most: int
    text: str


def levels_of(
    packs: Mapping[int, PackName], free: Mapping[int, int], sold: Mapping[int, int]
) -> tuple[Level, ...]:
    """Packs on sale of which little is left, the emptiest first."""
    found: list[tuple[int, Level]] = []
    for variant_id, pack in packs.items():
        left, pace = free.get(variant_id, 0), sold.get(variant_id, 0)
        if (
            not pack.active
            or pack.state != "live"
            or (left and (not pace or left * PACE_DAYS > pace * RUNS_OUT))
        ):
            continue
        if not left:
            status = Status(_("Hết"), "bad", "circle-x")
            text = _("Người mua thấy “hết hàng”") if not pace else _("Đã bán %(n)s trong 14 ngày qua", n=pace)
            found.append((0, Level(pack.title, status, 0, 0, text)))
            continue
        days = left * PACE_DAYS // pace
        text = ngettext(
            "Bán %(n)s trong 14 ngày qua, còn đủ khoảng %(days)s ngày",
            "Bán %(n)s trong 14 ngày qua, còn đủ khoảng %(days)s ngày",
            pace,
            days=days,
        )
        status = Status(_("Còn %(n)s", n=left), "warn", "triangle-alert")
        found.append((days + 1, Level(pack.title, status, left, left + pace, text)))
    return tuple(level for _days, level in sorted(found, key=lambda each: each[0]))[:SHOWN]
