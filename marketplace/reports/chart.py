"""Bars lying one under the other, as SVG made by the server: no script, no style of its own, classes for the sheet of
the page. What it shows stands in a table beside it, too; title and description say so to who does not see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 640
LABEL: Final = 190
ROW: Final = 30
BAR: Final = 20
_END: Final = 48
_CHARACTER: Final = 7
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
    room = WIDTH - LABEL - _END
    height, named = ROW * len(chart) + 8, f"{id_}-ten {id_}-ta"
    parts = [
        f'<svg class="m-chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{named}">',
        f'<title id="{id_}-ten">{escape(title)}</title><desc id="{id_}-ta">{escape(description)}</desc>',
        f'<line class="axis" x1="{LABEL}" y1="0" x2="{LABEL}" y2="{height}"/>',
    ]
    for number, bar in enumerate(chart):
        parts.append(_bar(bar, top=4 + ROW * number, most=most, room=room))
    return "".join((*parts, "</svg>"))


def _bar(bar: Bar, *, top: int, most: int, room: int) -> str:
    first = room * bar.first // most
    both = room * bar.total // most
    middle = top + ROW // 2 + 1
    drawn = [f'<text x="{LABEL - 8}" y="{middle}" text-anchor="end">{escape(_short(bar.label))}</text>']
    if bar.second:
        drawn.append(
            f'<rect class="ended" x="{LABEL + first}" y="{top}" width="{max(1, both - first)}" height="{BAR}"/>'
        )
    if bar.first:
        drawn.append(f'<rect class="holds" x="{LABEL}" y="{top}" width="{max(1, first)}" height="{BAR}"/>')
        if first > _CHARACTER * len(str(bar.first)) + 10:
            drawn.append(f'<text class="in" x="{LABEL + 6}" y="{middle}">{bar.first}</text>')
    drawn.append(f'<text x="{LABEL + both + 6}" y="{middle}">{bar.total}</text>')
    return "".join(drawn)


def _short(label: str) -> str:
    return label if len(label) <= 26 else f"{label[:25]}…"
