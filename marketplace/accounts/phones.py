"""Telephone numbers as Vietnamese people write them."""

import re
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_WRITTEN: Final = re.compile(r"\s*\(?\+?[0-9\s.()-]+")
"""Digits, spaces, dots, hyphens, parentheses and a leading plus sign, as in (+84) 912-345-678."""


def read_phone(typed: str) -> str:
    """A number in E.164, such as ``+84912000000``, from "0912 000 000", "0912.000.000", "+84 912 000 000" …

    :raises Invalid: not a telephone number that can be called.
    """
    import phonenumbers

    try:
        # The library reads on past what it does not know ("0912345678x", letters as keys of a telephone).
        number = phonenumbers.parse(typed.strip(), "VN") if _WRITTEN.fullmatch(typed) else None
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        message = Message("Nhập số điện thoại đủ 10 số.")
        raise Invalid(message, fields={"phone": message})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(number: str) -> str:
    """A kept number as people here read it: ``0912 000 000``; a foreign one with its country code.

    What is not in E.164, such as a hotline that a host wrote into its settings, stays as it is.
    """
    if number.startswith("+84") and len(number) == 12:
        digits = "0" + number[3:]
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if not number.startswith("+"):
        return number
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    kind = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(
        parsed, kind.NATIONAL if parsed.country_code == 84 else kind.INTERNATIONAL
    )
