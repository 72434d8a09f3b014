"""GS1 numbers on packs (GTIN-8, -12, -13, -14). Pure."""

from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

LENGTHS: Final = (8, 12, 13, 14)
VIETNAM: Final = "893"
"""The prefix that GS1 Vietnam gives out. Another is lawful for goods registered abroad or made for others."""

_WRONG: Final = Message("Mã vạch chưa đúng: 8, 12, 13 hoặc 14 số, số cuối là số kiểm tra. Xem lại từng số.")
_FOREIGN: Final = Message(
    "Mã vạch không bắt đầu bằng 893 của Việt Nam. Kiểm lại, hoặc giữ nếu đăng ký ở nước khác."
)


def check_digit(body: str) -> str:
    """The digit that makes the weighted sum divisible by ten: weights 3, 1, 3 … from the right.

    >>> check_digit("893850123456")
    '8'
    """
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def normalise(text: str) -> str:
    """The digits of a GTIN; empty for none. :class:`Invalid` for a wrong length or check digit."""
    number = "".join(text.split()).replace("-", "")
    if not number:
        return ""
    digits = number.isascii() and number.isdigit()
    if not digits or len(number) not in LENGTHS or check_digit(number[:-1]) != number[-1]:
        raise Invalid(_WRONG, fields={"gtin": _WRONG})
    return number


def warning(number: str) -> Message | None:
    """What to look at twice: a prefix that is not Vietnam's. A GTIN-8 has short prefixes of its own; none is said."""
    if len(number) in {0, 8}:
        return None
    return None if number.zfill(14)[1:].startswith(VIETNAM) else _FOREIGN
