"""Amounts of money in words, as official papers and receipts want them beside the figures.

*Mốt, tư, lăm* after *mươi*, *linh* for a zero ten, and *không trăm* kept inside every group below the first, so that
1.005.000 is never taken for 1.500.000: the way of schoolbooks, treasury vouchers and bank slips.
"""

from typing import Final, Literal

from marketplace.kernel.text import normalise_tone

Style = Literal["north", "south"]

MAX_AMOUNT: Final = 10**18 - 1
"""The last number before *một tỷ tỷ*, which nobody says."""

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_GROUPS: Final = ("", "nghìn", "triệu")
_SOUTHERN: Final = {"nghìn": "ngàn", "linh": "lẻ"}
_SAME: Final = {"ngàn": "nghìn", "lẻ": "linh", "tỉ": "tỷ", "tư": "bốn", "nhăm": "lăm", "bẩy": "bảy"}
"""Words that say the same in an amount a person wrote."""


def amount_in_words(amount: int, *, style: Style = "north", suffix: bool = True) -> str:
    """``amount`` whole đồng in words, with a capital: "Bốn mươi triệu đồng chẵn".

    ``style`` "south" says *ngàn* and *lẻ* where the north says *nghìn* and *linh*. Without ``suffix`` the words "đồng
    chẵn" are left off. Raises ``TypeError`` for what is not an int and ``ValueError`` for a negative number or one
    above :data:`MAX_AMOUNT`: no paper of ours has either.
    """
    if type(amount) is not int:
        raise TypeError(f"an amount is an int of whole đồng, not {type(amount).__name__}")
    if not 0 <= amount <= MAX_AMOUNT:
        raise ValueError(f"no words for {amount}")
    words = _number(amount)
    if style == "south":
        words = [_SOUTHERN.get(word, word) for word in words]
    if suffix:
        words += ["đồng", "chẵn"]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def says(text: str, amount: int) -> bool:
    """Whether the written ``text`` says ``amount`` đồng.

    Case, spacing, a final full stop, the form of Unicode, northern or southern words, *tỉ* for *tỷ* and a missing
    "đồng" or "chẵn" make no difference; a different number does. Raises as :func:`amount_in_words`.
    """
    words = normalise_tone(text).lower().rstrip(" .\n\t").split()
    for ending in ("chẵn", "đồng"):
        if words[-1:] == [ending]:
            words.pop()
    expected = amount_in_words(amount, suffix=False).lower().split()
    return [_SAME.get(word, word) for word in words] == [_SAME.get(word, word) for word in expected]


def _number(number: int) -> list[str]:
    """The number in northern words. Above a thousand million the count of *tỷ* is a number of its own."""
    billions, rest = divmod(number, 10**9)
    words = [*_number(billions), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _group(group, full=bool(words))
            words += [_GROUPS[power]] if power else []
    return words or [_DIGITS[0]]


def _group(group: int, *, full: bool) -> list[str]:
    """Three figures in words, 1 to 999. A ``full`` group follows a higher one and names its zero hundreds."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    named = full or hundreds > 0
    words = [_DIGITS[hundreds], "trăm"] if named else []
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and named:
        words.append("linh")
    if ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_AFTER_TENS.get(ones, _DIGITS[ones]) if tens > 1 else _DIGITS[ones])
    return words
