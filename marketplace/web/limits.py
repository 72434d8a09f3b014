"""How many changing requests a visitor may send in a minute. Counted by where they come from, in each process.

A form that keeps itself while it is typed sends many, and a whole office or village may share one address: what such a
form of somebody signed in sends is counted by the account.
"""

from typing import Final

from flask import abort, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from marketplace.kernel.state import current
from marketplace.web.access import current_person
from marketplace.web.origin import SAFE

_MEMO = "web.limiter"
TYPED: Final = "_autosave"
"""How the endpoints are called that keep what is typed."""


def check_rate() -> None:
    """Answer 429 to whoever sends more than ``MARKETPLACE_RATE_LIMIT_PER_MINUTE`` changing requests in a minute; what a
    form keeps while it is typed has as many of its own for each account.
    """
    state = current()
    most = state.settings.rate_limit_per_minute
    if most == 0 or request.method in SAFE:
        return
    limiter: FixedWindowRateLimiter = state.memo.setdefault(_MEMO, FixedWindowRateLimiter(MemoryStorage()))
    if not limiter.hit(RateLimitItemPerMinute(most), *_counted_as()):
        abort(429)


def _counted_as() -> tuple[str, str]:
    person = current_person() if (request.endpoint or "").endswith(TYPED) else None
    if person is not None:
        return "typed", person.subject
    return "change", request.remote_addr or "-"
