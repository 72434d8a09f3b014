"""Cleaning the text of a cell without changing what it says."""

import re
import unicodedata

from marketplace.documents.tables.limits import LIST, Limits

_LINE_BREAK = re.compile(r"\r\n?|\u2028|\u2029|\x0b|\x0c|_x000D_\n?")
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF])
del _INVISIBLE[0x0A], _INVISIBLE[0x09]
_SPACES = re.compile(r"[^\S\n]+")


_BLANK = re.compile(r"\n{3,}")


def clean(text: str, within: Limits = LIST) -> str:
    """NFC, one kind of space and of line break, nothing invisible, at most ``within.text`` characters; no empty lines,
    or where they are kept no two together.
    """
    text = _LINE_BREAK.sub("\n", text[: 2 * within.text]).translate(_INVISIBLE)
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    if within.blank_lines:
        joined = _BLANK.sub("\n\n", "\n".join(lines)).strip()
    else:
        joined = "\n".join(line for line in lines if line)
    return unicodedata.normalize("NFC", joined)[: within.text]
