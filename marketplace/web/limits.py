"""How many changing requests a visitor may send in a minute. Counted by where they come from, in each process."""

from flask import abort, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from marketplace.kernel.state import current
from marketplace.web.origin import SAFE

_MEMO = "web.limiter"


def check_rate() -> None:
    """Answer 429 to whoever sends more than ``MARKETPLACE_RATE_LIMIT_PER_MINUTE`` changing requests in a minute."""
    state = current()
    most = state.settings.rate_limit_per_minute
    if most == 0 or request.method in SAFE:
        return
    limiter: FixedWindowRateLimiter = state.memo.setdefault(_MEMO, FixedWindowRateLimiter(MemoryStorage()))
    if not limiter.hit(RateLimitItemPerMinute(most), "change", request.remote_addr or "-"):
        abort(429)
