"""One-time codes of six figures (RFC 6238), as applications on telephones make them."""

import base64
import hmac
import secrets

from marketplace.kernel import clock

PERIOD = 30
"""Seconds for which a code is shown."""


def new_secret() -> str:
    """A key to type into a telephone: 160 bits, in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_now() -> int:
    """The number of the half minute that it is."""
    return int(clock.now().timestamp()) // PERIOD


def code_at(secret: str, step: int) -> str:
    """What a telephone with this key shows in that half minute."""
    digest = hmac.digest(base64.b32decode(secret), step.to_bytes(8), "sha1")
    at = digest[-1] & 15
    return f"{int.from_bytes(digest[at : at + 4]) % 2**31 % 10**6:06d}"


def step_of(secret: str, code: str, *, after: int) -> int | None:
    """The half minute whose code this is: this one or the one before, and later than the last that was used."""
    for step in (step_now(), step_now() - 1):
        if step > after and hmac.compare_digest(code_at(secret, step), code.strip()):
            return step
    return None
