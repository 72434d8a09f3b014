"""Tax codes as a cell holds them.

An organisation has 10 digits with a checksum (a branch three more); since 1/7/2025 a household's code is the 12 digits
of its owner's personal ID, which have no checksum (Circular 86/2024/TT-BTC).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_SIGNS = re.compile(r"[\s.\u2010-\u2015-]")


class TaxCodeFault(StrEnum):
    """What can be wrong with a tax code."""

    SHAPE = "shape"
    CHECKSUM = "checksum"


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A code as the register writes it, ``0100112437-001``. ``padded`` when a zero was lost in front."""

    value: str
    fault: TaxCodeFault | None = None
    padded: bool = False


def parse_tax_code(text: str, *, is_number: bool = False) -> TaxCode:
    """Read a tax code; ``fault`` says what is wrong with it.

    A spreadsheet that took the code for a number (``is_number``) has dropped a zero in front. It is put back when the
    checksum then agrees.
    """
    from stdnum.vn import mst

    digits = _SIGNS.sub("", text.strip().removeprefix("MST").strip(" :"))
    if not digits.isascii() or not digits.isdigit():
        return TaxCode(text.strip(), TaxCodeFault.SHAPE)
    if is_number and len(digits) in {9, 11, 12} and mst.is_valid(f"0{digits}"):
        return TaxCode(_written(f"0{digits}"), padded=True)
    if is_number and len(digits) == 11:
        return TaxCode(f"0{digits}", padded=True)
    if len(digits) == 12:
        # Birth registration places of the 63 former provinces have the codes 001 to 096 (Circular 07/2016/TT-BCA).
        return TaxCode(digits, None if 1 <= int(digits[:3]) <= 96 else TaxCodeFault.SHAPE)
    if len(digits) not in {10, 13}:
        return TaxCode(text.strip(), TaxCodeFault.SHAPE)
    return TaxCode(_written(digits), None if mst.is_valid(digits) else TaxCodeFault.CHECKSUM)


def _written(digits: str) -> str:
    return digits if len(digits) == 10 else f"{digits[:10]}-{digits[10:]}"
