"""Bars lying one under the other, as SVG made by the server: no script, no style of its own, classes for the sheet of
the page. What it shows stands in a table beside it, too; title and description say so to who does not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 360
"""As wide as a phone, so that letters are as large there as the page's own; a wider page has it larger."""
ROW: Final = 44
BAR: Final = 18
_END: Final = 40
_CHARACTER: Final = 8
"""About how wide a figure is drawn; a figure that does not fit into its bar is left to the total beside it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of two parts: the first is filled, the second only outlined, so that they differ without colour."""

    label: str
    first: int
    second: int

    @property
    def total(self) -> int:
        """Both."""
        return self.first + self.second


def bars(chart: Sequence[Bar], *, title: str, description: str, id_: str = "bieu-do") -> str:
    """The chart as an ``svg`` element; empty for no bars. Lengths are in proportion to the longest, as whole pixels."""
    if not chart:
        return ""
    most = max(1, *(bar.total for bar in chart))
    room = WIDTH - _END
    height, named = ROW * len(chart) + 4, f"{id_}-ten {id_}-ta"
    parts = [
        f'<svg class="m-chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{named}">',
        f'<title id="{id_}-ten">{escape(title)}</title><desc id="{id_}-ta">{escape(description)}</desc>',
    ]
    for number, bar in enumerate(chart):
        parts.append(_bar(bar, top=ROW * number, most=most, room=room))
    return "".join((*parts, "</svg>"))


def _bar(bar: Bar, *, top: int, most: int, room: int) -> str:
    first, both = room * bar.first // most, room * bar.total // most
    begins = top + ROW - BAR - 8
    line = begins + 14
    drawn = [f'<text x="1" y="{begins - 5}">{escape(_short(bar.label))}</text>']
    if bar.second:
        width = max(1, both - first)
        drawn.append(f'<rect class="ended" x="{1 + first}" y="{begins}" width="{width}" height="{BAR}"/>')
    if bar.first:
        drawn.append(f'<rect class="holds" x="1" y="{begins}" width="{max(1, first)}" height="{BAR}"/>')
        if first > _CHARACTER * len(str(bar.first)) + 10:
            drawn.append(f'<text class="in" x="7" y="{line}">{bar.first}</text>')
    drawn.append(f'<text x="{both + 8}" y="{line}">{bar.total}</text>')
    return "".join(drawn)


def _short(label: str) -> str:
    return label if len(label) <= 44 else f"{label[:43]}…"
