"""Numbers of the demo market: valid in form, allocated to nobody, always the same for the same thing."""

import hashlib
from typing import Final

from marketplace.catalog import gtin

_WEIGHTS: Final = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_TAX_PREFIX: Final = "9900"
"""99 is no province's code, so no tax office gives such numbers out."""


def pick(*parts: object, of: int) -> int:
    """A number from 0 up to, not including, ``of`` that depends on ``parts`` alone."""
    text = "|".join(map(str, parts))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") % of


def tax_code(serial: int) -> str:
    """The tax number of the ``serial``-th maker, counted from 1; serials whose check digit would be 10 are left out.

    >>> tax_code(1), tax_code(2)
    ('9900000016', '9900000023')
    """
    number, found = 0, 0
    while found < serial:
        number += 1
        found += _check(f"{_TAX_PREFIX}{number:05}") < 10
    body = f"{_TAX_PREFIX}{number:05}"
    return f"{body}{_check(body)}"


def _check(body: str) -> int:
    return 10 - sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11


def phone(serial: int) -> str:
    """A telephone number that can be dialled in form: 0900 000 001 for the first maker."""
    return f"0900 000 {serial:03}"


def barcode(serial: int) -> str:
    """A GTIN-13 under Vietnam's prefix with its right check digit."""
    body = f"8939900{serial:05}"
    return body + gtin.check_digit(body)


def scan_hash(decision_no: str) -> str:
    """What stands for the SHA-256 of a scan that does not exist."""
    return hashlib.sha256(f"DEMO {decision_no}".encode()).hexdigest()
