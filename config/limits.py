"""How often one may try. Guessing a password, a code or a link is made slow; a person who mistypes is not in the way.

Tries are counted by the address typed and where they come from, by where they come from alone, and, for codes, by the
account: knowing its password must not buy a million guesses at six figures.
"""

from collections.abc import Callable, Iterator
from math import ceil

from flask import Blueprint, Flask, Response, make_response, render_template, request, session
from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from config.settings import SiteSettings
from marketplace.kernel import clock

MINUTES = 10
CROWD = 10
"""Many people share one address on the net (a village, a school): together they may try this many times as often."""

Key = Callable[[], str]


def _typed_and_place() -> str:
    return f"{request.form.get('email', '').strip().lower()[:254]} {request.remote_addr}"


def _account() -> str:
    return f"account {session.get('tf_user_id') or session.get('_user_id') or request.remote_addr}"


def _place() -> str:
    return f"place {request.remote_addr}"


KEYS: dict[str, Key] = {
    "login": _typed_and_place,
    "register": _typed_and_place,
    "forgot_password": _typed_and_place,
    "send_confirmation": _typed_and_place,
    "reset_password": _place,
    "verify": _account,
    "change_password": _account,
    "two_factor_setup": _account,
    "two_factor_token_validation": _account,
    "mf_recovery": _account,
    "prove": _account,
}
"""Endpoint of a page whose form can be guessed at → by what its tries are counted."""


EXTENSION = "site_limits"


def install(app: Flask, bp: Blueprint, site: SiteSettings) -> None:
    """Count the tries at the forms of ``bp``. Without a limit in the settings nothing is counted."""
    if site.sign_in_attempts == 0:
        return
    storage = app.extensions[EXTENSION] = storage_from_string(site.limits)
    limiter = MovingWindowRateLimiter(storage)
    own = parse(f"{site.sign_in_attempts} per {MINUTES} minutes")
    crowd = parse(f"{site.sign_in_attempts * CROWD} per {MINUTES} minutes")

    def counted(endpoint: str) -> Iterator[tuple[RateLimitItem, str]]:
        yield own, f"{endpoint} {KEYS[endpoint]()}"
        yield crowd, _place()

    @bp.before_request
    def count() -> Response | None:
        endpoint = (request.endpoint or "").rpartition(".")[2]
        if request.method != "POST" or endpoint not in KEYS:
            return None
        for limit, key in counted(endpoint):
            if not limiter.hit(limit, key):
                return _wait(limiter.get_window_stats(limit, key).reset_time)
        return None


def _wait(until: float) -> Response:
    """The page that asks for patience, and says for how long."""
    seconds = max(1, ceil(until - clock.now().timestamp()))
    seconds = min(seconds, MINUTES * 60)
    response = make_response(
        render_template("security/wait.html", minutes=ceil(seconds / 60)),
        429,
    )
    response.headers["Retry-After"] = str(seconds)
    return response
