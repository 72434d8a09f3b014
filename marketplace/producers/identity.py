"""What identifies a producer: its tax number, or a person's own number. Pure.

**Tax number (MST).** Ten digits with a check digit, for a branch a hyphen and three more. From 1/7/2025 the tax number
of households and individuals is the personal number: twelve digits without a check digit (Decree 137/2015/NĐ-CP art.
13, Circular 07/2016/TT-BCA): three for the province of birth registration by the 63 old provinces (001 to 096), one
for century and sex, two for the year of birth, six at random. The checksum is never applied to twelve digits.
"""

import re
from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.producers.kinds import ProducerKind

UNREADABLE: Final = "\N{BULLET}" * 12
"""What is read of a sealed number where the keys are gone: equal to none. Its holder's goods are not sold then."""

_SEPARATORS: Final = re.compile(r"[\s.\-]+")
_PERSONAL: Final = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}")

_BAD_TAX_CODE: Final = Message(
    "Mã số thuế chưa đúng: 10 số, chi nhánh thêm gạch nối và 3 số. Xem lại từng số."
)
_BAD_PERSONAL_ID: Final = Message(
    "Số định danh cá nhân có 12 số, 3 số đầu là mã tỉnh khai sinh từ 001 đến 096."
)
_ORGANISATION: Final = Message("Loại hình này dùng mã số thuế 10 số, không dùng số định danh cá nhân.")


def normalise_tax_code(text: str, kind: ProducerKind) -> str:
    """The tax number as it is stored: ``0314409058``, ``0314409058-001`` or twelve digits.

    :class:`Invalid` for a wrong check digit or length, or a personal number where the law wants an organisation's.
    """
    number = _SEPARATORS.sub("", text)
    if len(number) == 12 and number.isascii() and number.isdigit():
        if not kind.may_use_personal_id:
            raise Invalid(_ORGANISATION, fields={"tax_code": _ORGANISATION})
        return read_personal_id(number, "tax_code")
    from stdnum.exceptions import ValidationError
    from stdnum.vn import mst

    try:
        number = mst.validate(number)
    except ValidationError:
        raise Invalid(_BAD_TAX_CODE, fields={"tax_code": _BAD_TAX_CODE}) from None
    return number if len(number) == 10 else f"{number[:10]}-{number[10:]}"


def read_personal_id(text: str, field: str = "representative_id") -> str:
    """A person's own number as it is stored: twelve digits. :class:`Invalid` names ``field``, and repeats no digit."""
    number = _SEPARATORS.sub("", text)
    if not _PERSONAL.fullmatch(number):
        raise Invalid(_BAD_PERSONAL_ID, fields={field: _BAD_PERSONAL_ID})
    return number


def may_be_personal(text: str) -> bool:
    """True for a typed tax number that is a person's own, or may be one with a slip: eleven digits or more that are no
    branch of an organisation. Such a text is sealed and covered before anybody has checked it.
    """
    digits = sum(letter.isdigit() for letter in text)
    return digits > 10 and not (digits == 13 and is_valid_tax_code(text, ProducerKind.COMPANY))


def is_valid_tax_code(text: str, kind: ProducerKind) -> bool:
    """True where :func:`normalise_tax_code` accepts the number."""
    try:
        normalise_tax_code(text, kind)
    except Invalid:
        return False
    return True


def is_personal(tax_code: str) -> bool:
    """True for a personal number, which is personal data: shown in full to officers only."""
    return len(tax_code) == 12


def are_one(one: str, other: str) -> bool:
    """Whether two numbers are one. What cannot be read is not known to be anybody's."""
    return one == other != UNREADABLE


def masked(tax_code: str) -> str:
    """A tax number as the public sees it. The law wants a household's number shown, so only its middle is covered."""
    return f"{tax_code[:3]}•••••{tax_code[-4:]}" if is_personal(tax_code) else tax_code
