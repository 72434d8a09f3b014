"""Money is a plain ``int`` of whole đồng. The đồng has no smaller coin, so nothing here has a fraction.

Floats are refused wherever money goes in, and so is ``bool``, which Python would count as an int. A share is rounded
once, where it is taken (:func:`share_of`); a sum that is divided loses no đồng and makes none (:func:`split`).
"""

import re
from collections.abc import Sequence
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc

NBSP: Final = "\u00a0"
MAX_DONG: Final = 10**15 - 1
"""The largest amount a person can enter. Sums of such amounts still fit a 64-bit column."""
BASIS: Final = 10_000
"""Basis points in a whole: 150 is 1,5 %."""

_CURRENCY: Final = re.compile(r" ?(?:đ|d|₫|đồng|dong|vnd|vnđ)$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"0|[1-9][0-9]*")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+")


def format_dong(amount: int) -> str:
    """``195000`` → "195.000 đ", with a no-break space so that a line never ends between figures and sign.

    A negative amount, which only a ledger or a discount shows, has its minus in front. Raises ``TypeError`` for what is
    not an int.
    """
    return f"{_dong(amount):,}".replace(",", ".") + NBSP + "đ"


def format_unit_price(amount: int, unit: str) -> str:
    """A price for one unit, as goods sold by weight or volume must show it: ``(39000, "kg")`` → "39.000 đ/kg"."""
    return f"{format_dong(amount)}/{unit}"


def parse_dong(text: str, *, field: str | None = None) -> int:
    """The đồng a person wrote: "40.000.000đ", "45 000", "195.000 VND", "45000".

    Thousands are set apart by dots or by spaces, all of them or none. A comma is never accepted: in Vietnam it begins a
    fraction, in a spreadsheet from abroad it parts thousands, and a wrong guess is a thousandfold error. Raises
    :class:`~marketplace.kernel.errors.Invalid` with the reason, beside ``field`` when it is given.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse_dong reads text, not {type(text).__name__}")
    written = _CURRENCY.sub("", " ".join(nfc(text).split()))
    if _PLAIN.fullmatch(written) or _GROUPED.fullmatch(written):
        amount = int(written.replace(".", "").replace(" ", "")) if len(written) < 30 else MAX_DONG + 1
        if amount <= MAX_DONG:
            return amount
        reason = Message("Số tiền quá lớn: nhiều nhất là %(most)s.", {"most": format_dong(MAX_DONG)})
    else:
        reason = _why_not(written)
    raise Invalid(reason, fields={field: reason} if field else None)


def _why_not(written: str) -> Message:
    """What is wrong with an amount that is not one, in words that tell how to write it."""
    if not written:
        return Message("Nhập số tiền, ví dụ 45.000.")
    if written[0] in "-−–":
        return Message("Số tiền không được nhỏ hơn 0.")
    if re.fullmatch(r"[0-9., ]+", written):
        if "," in written or re.search(r"\.[0-9]{1,2}$", written):
            return Message(
                "Số tiền tính bằng đồng chẵn, không có phần lẻ và không dùng dấu phẩy: viết 45.000 hoặc 45000."
            )
        if "." in written or " " in written:
            return Message("Dấu chấm phải tách từng ba chữ số: viết 1.250.000 hoặc 1250000.")
    return Message("Không đọc được số tiền này: chỉ viết chữ số, ví dụ 45.000 hoặc 45000 đ.")


def split(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` đồng divided in proportion to ``weights``, to the last đồng: the parts always sum to ``total``.

    Each part is its exact share rounded down; the đồng left over go one each to the largest remainders, the earlier
    weight first where remainders are equal, so the same input always gives the same parts. A weight of zero gets
    nothing.

    Raises ``TypeError`` for anything but ints, and ``ValueError`` for a negative number or when there is money and no
    weight above zero to give it to.

    >>> split(100, [1, 1, 1])
    [34, 33, 33]
    """
    _natural(total)
    whole = sum(_natural(weight) for weight in weights)
    if not whole:
        if total:
            raise ValueError("no weight above zero: nobody to give the money to")
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -(total * weights[index] % whole))
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


def share_of(amount: int, basis_points: int) -> int:
    """That many basis points (hundredths of a percent) of ``amount``, rounded half away from zero to a whole đồng.

    Half away from zero is how schools teach it and people check it by hand, and it makes the share of a reversal the
    exact negative of what it reverses. Raises ``TypeError`` for anything but ints and ``ValueError`` for negative basis
    points.

    >>> share_of(45_050, 100), share_of(45_049, 100), share_of(-45_050, 100)
    (451, 450, -451)
    """
    share = (abs(_dong(amount)) * _natural(basis_points) * 2 + BASIS) // (2 * BASIS)
    return share if amount >= 0 else -share


def _dong(amount: int) -> int:
    if type(amount) is not int:
        raise TypeError(f"money is an int of whole đồng, not {type(amount).__name__}")
    return amount


def _natural(number: int) -> int:
    if _dong(number) < 0:
        raise ValueError(f"{number} is negative")
    return number
