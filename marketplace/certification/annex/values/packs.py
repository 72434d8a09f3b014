"""The packs (quy cách) that a recognition names: "hộp 500 g; túi 1 kg" is two."""

import re

_PARTS = re.compile(r"\s*[;\n]\s*|\s*,\s+(?=\D)|\s+(?:và|hoặc)\s+(?=\D)")
_BULLET = re.compile(r"^[-–•+*]\s*")
_AMOUNT = re.compile(r"(\d)\s*(kg|g|gr|gram|gam|ml|lít|lit|l|mg|cl)\b", re.IGNORECASE)
_UNITS = {"gr": "g", "gram": "g", "gam": "g", "lít": "lít", "lit": "lít", "l": "lít", "ml": "ml"}


def parse_packs(text: str) -> tuple[str, ...]:
    """The packs in the order in which they stand, each once, with one space between amount and unit.

    A comma between digits is a decimal comma, so "túi 0,5 kg, túi 1 kg" is two packs.
    """
    packs: dict[str, None] = {}
    for part in _PARTS.split(text):
        pack = _AMOUNT.sub(_amount, _BULLET.sub("", part.strip(" .,"))).strip()
        if pack:
            packs.setdefault(pack)
    return tuple(packs)


def _amount(found: re.Match[str]) -> str:
    unit = found.group(2).lower()
    return f"{found.group(1)} {_UNITS.get(unit, unit)}"
