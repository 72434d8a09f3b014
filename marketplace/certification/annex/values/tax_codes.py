"""Tax codes as a cell holds them: text, or a number from which the spreadsheet has dropped the zeros in front."""

import re
from dataclasses import dataclass

from marketplace.kernel.errors import Invalid, Text
from marketplace.producers.identity import normalise_tax_code
from marketplace.producers.kinds import ProducerKind

_LABEL = re.compile(r"^\s*(?:MST|MSDN|MSHKD|CCCD)\s*[:.]?\s*", re.IGNORECASE)
_SIGNS = re.compile(r"[\s.\u2010-\u2015-]+")
_LENGTHS_WITHOUT_ZERO = frozenset({9, 11, 12})
"""An organisation's 10 digits, a person's 12 and a branch's 13, each short of a zero in front."""


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A code as the register writes it, or as it was typed with its ``fault``. ``padded``: a zero was put back."""

    value: str
    fault: Text | None = None
    padded: bool = False


def parse_tax_code(text: str, *, is_number: bool = False) -> TaxCode:
    """Read a tax code; ``is_number`` for a cell that holds a number and may have lost a zero in front.

    The kind of holder is not known here, so a personal number of 12 digits passes for anybody.
    """
    digits = _SIGNS.sub("", _LABEL.sub("", text))
    tries = [digits]
    if is_number and len(digits) in _LENGTHS_WITHOUT_ZERO:
        tries.append(f"0{digits}")
    fault: Text = ""
    for number in tries:
        try:
            return TaxCode(normalise_tax_code(number, ProducerKind.HOUSEHOLD), padded=number != digits)
        except Invalid as error:
            fault = fault or error.message
    return TaxCode(text.strip(), fault)
