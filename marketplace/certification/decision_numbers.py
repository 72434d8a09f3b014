"""Whether two numbers of decisions are one, however they were typed.

A number is a serial and a symbol of the kind and the body, "2394/QĐ-UBND" (Decree 30/2020/NĐ-CP, annex I). Papers and
people write it as "2394/QĐUBND", "02394/QD-UBND", "2394/QĐ–UBND" or just "2394". What is printed is what is kept; only
the comparison looks past it.
"""

import re
from typing import Final

from marketplace.kernel.text import fold

_SERIAL: Final = re.compile(
    r"(?:(?:quyet dinh|qd) )?(?:so )?0*(?P<serial>[0-9]+(?:[a-z](?![a-z0-9]))?)(?P<symbol>.*)"
)

_YEAR: Final = re.compile(r"^(?:19|20)[0-9]{2}(?=[a-z])")


def number_key(number: str) -> str:
    """The number as it is compared: ``2394/qdubnd`` for "2394/QĐ-UBND", ``2394/`` for a bare "2394".

    Without leading zeros, signs, marks and spaces. A text that begins with no serial is its folded letters. The key of
    a key is itself.
    """
    return "/".join(_parts(number))


def is_same(one: str, other: str) -> bool:
    """True for two spellings of one number: "2394/QĐUBND" and "02394/QD–UBND"."""
    return number_key(one) == number_key(other)


def may_be_same(one: str, other: str) -> bool:
    """True also where one of them breaks off before its end, "2394", "2394/QĐ" and "2394/QĐ-UBND", or has the year in
    the middle, "2394/2024/QĐ-UBND": that is how rules of law are numbered, and a recognition is none.

    Within a year there are other bodies with such a serial, so the day of the decision has to be compared too.
    """
    (*serial, symbol), (*other_serial, other_symbol) = _parts(one), _parts(other)
    if not serial or serial != other_serial:
        return is_same(one, other)
    if not (_YEAR.match(symbol) and _YEAR.match(other_symbol)):
        symbol, other_symbol = _YEAR.sub("", symbol), _YEAR.sub("", other_symbol)
    return symbol.startswith(other_symbol) or other_symbol.startswith(symbol)


def symbol_of(number: str) -> str:
    """The folded symbol: ``qdbnnmt`` for "2361/QĐ-BNNMT"; empty for a bare number."""
    return _parts(number)[-1]


def _parts(number: str) -> tuple[str, ...]:
    """Serial and symbol, or the folded letters alone."""
    folded = fold(number)
    found = _SERIAL.fullmatch(folded)
    if found is None:
        return (folded.replace(" ", ""),)
    return found["serial"], found["symbol"].replace(" ", "")
