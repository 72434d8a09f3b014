"""Cleaning the text of a cell without changing what it says."""

import re
import unicodedata

from marketplace.certification.annex.reading.limits import MAX_TEXT

_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|_x000D_\n?")
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
del _INVISIBLE[0x0A], _INVISIBLE[0x09]
_SPACES = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """NFC, one kind of space and of line break, nothing invisible, no empty lines, at most ``MAX_TEXT`` characters."""
    text = _LINE_BREAK.sub("\n", text[: 2 * MAX_TEXT]).translate(_INVISIBLE)
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))[:MAX_TEXT]
