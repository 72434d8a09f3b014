"""How a value that nobody may read in full is shown to those who only need to recognise it. Pure."""

from typing import Final

_SHOWN: Final = 4
_LEAST: Final = 8
"""Shorter texts would be given away by their end."""


COVER: Final = "••••"
"""How a covered value begins. No number does."""


def ending(text: str) -> str:
    """The last four characters; none of a text of fewer than eight."""
    return text[-_SHOWN:] if len(text) >= _LEAST else ""


def covered(text: str) -> str:
    """``•••• 5678`` for a text that ends so, ``••••`` for one that is too short to show any of, nothing for nothing."""
    if not text:
        return ""
    return f"{COVER} {ending(text)}".strip()
