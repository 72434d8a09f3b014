"""Names in lists: the order of a Vietnamese dictionary as a text that any database compares byte by byte."""

from typing import Final

from sqlalchemy import String

from marketplace.places.names import order_key

LENGTH: Final = 240
SORT_KEY: Final = String(LENGTH).with_variant(String(LENGTH, collation="C"), "postgresql")
"""Column type of a sort key. PostgreSQL would compare by its locale; SQLite compares bytes anyway."""

_TONE, _SPACE, _DIGITS = 0, 1, 2
_ALPHABET: Final = (
    "a0 a1 a2 b0 c0 d0 d1 e0 e2 f0 g0 h0 i0 j0 k0 l0 m0 n0 o0 o2 o3 p0 q0 r0 s0 t0 u0 u3 v0 w0 x0 y0 z0"
)
_SIGNS: Final = {letter: chr(ord("@") + place) for place, letter in enumerate(_ALPHABET.split())}


def sort_key(name: str) -> str:
    """A text that sorts as ``name`` does in a Vietnamese dictionary: letters over the whole name first, then tones.

    One sign stands for each part of ``places.names.order_key``, and they rise as that key does: tones, the end of a
    word, numbers (their length before their digits), letters. What is cut after ``LENGTH`` signs could only tell very
    long, nearly equal names apart.
    """
    signs = []
    for kind, letter, value in order_key(name):
        if kind == _TONE:
            signs.append(chr(ord("!") + value))
        elif kind == _SPACE:
            signs.append("-")
        elif kind == _DIGITS:
            signs.append(f":{len(str(value)):02}{value}")
        else:
            signs.append(_SIGNS.get(f"{letter}{value}", f"~{letter}"))
    return "".join(signs)[:LENGTH]
