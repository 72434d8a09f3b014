"""Codes that people read from a label, say over the telephone and type: orders, traces, certificates, stamps.

The alphabet has 31 signs: the ten figures and the letters without I, L, O, U and Z, which are mistaken for 1, 1, 0, V
and 2 and are read as those when typed. Thirty-one is a prime, and that is what makes the check character complete: see
:func:`check_character`.
"""

import secrets
import unicodedata
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXY"
LONGEST: Final = len(ALPHABET) - 2
"""Characters a code may have before its check character; with more, two places would have the same weight."""

_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_LOOK_ALIKES: Final = {ord("O"): "0", ord("I"): "1", ord("L"): "1", ord("U"): "V", ord("Z"): "2"}


def new(length: int = 8) -> str:
    """A code that cannot be guessed: ``length`` random characters and their check character, so ``length + 1`` in all.

    Eight characters are 39 bits: enough to make guessing one of a million orders hopeless against a rate limit, not
    enough for a secret. That it is new is for the unique constraint of its table to say. Raises ``ValueError`` for a
    length outside 1 to :data:`LONGEST`.
    """
    if not 1 <= length <= LONGEST:
        raise ValueError(f"a code has 1 to {LONGEST} characters before its check character, not {length}")
    body = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that makes the weighted sum of the code divisible by 31, as ISBN-10 does with 11.

    From the right the weights are 1 (the check character itself), 2, 3 and so on. A wrong character changes the sum by
    its weight times a difference, a transposition by a difference of weights times a difference of values. Neither
    factor is a multiple of the prime 31, hence neither is the product: every single wrong character and every swap of
    two, next to each other or not, is caught. Raises ``ValueError`` for a body that is empty, too long or has a sign
    that is not in the alphabet.
    """
    if not 1 <= len(body) <= LONGEST or not _VALUES.keys() >= set(body):
        raise ValueError(f"not the body of a code: {body!r}")
    return ALPHABET[-_weighted_sum(body, 2) % len(ALPHABET)]


def normalise(text: str) -> str:
    """What was typed, as the code is stored: capitals, no spaces, hyphens or dots, look-alikes replaced.

    What is no code at all stays recognisably what it was; ask :func:`is_valid`.
    """
    signs = (sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return "".join(signs).translate(_LOOK_ALIKES)


def is_valid(text: str) -> bool:
    """Whether ``text``, as a person may type it, is a code with the right check character. It may not be in use yet."""
    code = normalise(text)
    return (
        2 <= len(code) <= LONGEST + 1
        and _VALUES.keys() >= set(code)
        and _weighted_sum(code, 1) % len(ALPHABET) == 0
    )


def grouped(code: str, size: int = 3) -> str:
    """The code in groups of ``size`` for the eye and the ear: ``K7M2QX9FF`` → "K7M-2QX-9FF"."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def _weighted_sum(signs: str, first: int) -> int:
    return sum(weight * _VALUES[sign] for weight, sign in enumerate(reversed(signs), first))
