"""What a font can draw, and what becomes of the rest: a box with a cross in it tells a packer nothing."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from struct import unpack_from
from typing import Any

INSTEAD = "?"
"""Stands for a letter that cannot be drawn, such as a Chinese one. Pictures and signs are left out."""


def drawable(value: Any) -> Any:
    """The value with every text in it reduced to what the font of our papers can draw."""
    if isinstance(value, str):
        return _drawn(value)
    if isinstance(value, dict):
        return {name: drawable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(each) for each in value]
    return value


def _drawn(text: str) -> str:
    known = characters()
    if all(ord(letter) in known for letter in text):
        return text
    kept = (
        letter
        if ord(letter) in known or letter.isspace()
        else INSTEAD
        if unicodedata.category(letter)[0] in "LN"
        else ""
        for letter in unicodedata.normalize("NFC", text)
    )
    # What stood alone between two spaces leaves both of them.
    return re.sub(" {2,}", " ", "".join(kept)).strip()


@cache
def characters() -> frozenset[int]:
    """The code points that Roboto has a glyph for, from its table ``cmap`` (ISO/IEC 14496-22, 5.2.1)."""
    font = files("fontpkg_roboto").joinpath("files", "Roboto[wdth,wght].ttf").read_bytes()
    tables = (unpack_from(">4sLLL", font, 12 + 16 * at) for at in range(unpack_from(">H", font, 4)[0]))
    cmap = next(offset for tag, _sum, offset, _length in tables if tag == b"cmap")
    found: set[int] = set()
    for at in range(unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + unpack_from(">HHL", font, cmap + 4 + 8 * at)[2]
        kind = unpack_from(">H", font, start)[0]
        if kind == 4:
            found |= _segments(font, start)
        elif kind == 12:
            for group in range(unpack_from(">L", font, start + 12)[0]):
                first, last, _glyph = unpack_from(">LLL", font, start + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)


def _segments(font: bytes, start: int) -> set[int]:
    """The code points of a subtable of format 4. Those of a segment that lead to no glyph are none of it."""
    count = unpack_from(">H", font, start + 6)[0] // 2
    ends = start + 14
    starts, deltas, offsets = (ends + 2 + 2 * count * step for step in (1, 2, 3))
    found: set[int] = set()
    for at in range(0, 2 * count, 2):
        first, last = unpack_from(">H", font, starts + at)[0], unpack_from(">H", font, ends + at)[0]
        delta, offset = unpack_from(">H", font, deltas + at)[0], unpack_from(">H", font, offsets + at)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", font, offsets + at + offset + 2 * (code - first))[0]
                if not glyph:
                    continue
            if (glyph + delta) & 0xFFFF:
                found.add(code)
    return found
