"""Colours of the drawn scenes: triples of 0–255, and the few ways in which they are mixed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PIL import Image

RGB = tuple[int, int, int]

WHITE: Final[RGB] = (255, 255, 255)
PAPER: Final[RGB] = (255, 253, 246)
INK: Final[RGB] = (15, 15, 15)
UMBER: Final[RGB] = (40, 25, 15)

# Sky above, table below: one pair per mood, named as the colours of the house are.
TINTS: Final[dict[str, tuple[str, str]]] = {
    "nep": ("#F3F1E6", "#E3DFCB"),
    "cam": ("#FDE7CC", "#F6CFA0"),
    "la": ("#E0EFDD", "#C3DDBE"),
    "cham": ("#DEE4F3", "#BFCAE6"),
    "dat": ("#F4DFD0", "#E3BDA3"),
    "bien": ("#D9EDF0", "#B2D8DE"),
    "sim": ("#EADFF0", "#D3BEDF"),
    "dao": ("#FBE1E4", "#F1C0C8"),
    "ma": ("#EFF0C9", "#DADD9B"),
    "khoi": ("#E7E6E3", "#CCC9C3"),
}


def rgb(text: str) -> RGB:
    """``#RRGGBB`` as a triple."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(a: RGB, b: RGB, share: float) -> RGB:
    """``a`` with ``share`` (0–1) of ``b`` in it."""
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def ramp(grey: Image.Image, stops: Sequence[tuple[float, RGB]]) -> Image.Image:
    """Colour a grey picture by a gradient: ``stops`` are (0–1, colour) in rising order."""
    table: list[RGB] = []
    for level in range(256):
        at = level / 255
        low, high = stops[0], stops[-1]
        for left, right in pairwise(stops):
            if left[0] <= at <= right[0]:
                low, high = left, right
                break
        span = high[0] - low[0]
        share = min(1.0, max(0.0, (at - low[0]) / span)) if span else 0.0
        table.append(mix(low[1], high[1], share))
    return Image.merge("RGB", [grey.point([colour[band] for colour in table]) for band in range(3)])


def gradient(size: tuple[int, int], top: RGB, bottom: RGB) -> Image.Image:
    """A picture of ``size`` that runs from ``top`` down to ``bottom``."""
    return ramp(Image.linear_gradient("L").resize(size), [(0, top), (1, bottom)])
