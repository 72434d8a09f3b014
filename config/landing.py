"""Where one comes to after signing in: the first desk of theirs, or their account."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from config.identity import signed_in_account
from marketplace.accounts import invitation_queries
from marketplace.accounts.policy import Role
from marketplace.kernel.i18n import Message
from marketplace.web.access import current_actor
from marketplace.web.homes import ACCOUNT, has_desk, home_url
from marketplace.web.replies import note

WAITING = {
    Role.PROMOTION: Message(
        "Tài khoản này để làm xúc tiến thương mại. Bàn làm việc ấy chưa mở; khi mở, lối vào hiện ở trang này."
    ),
}
"""What an account is for whose role has no desk yet."""


def land() -> Response:
    """Lead whoever signed in to what waits for their answer, to where they work, or to their account.

    Nobody stays on this address.
    """
    account = signed_in_account()
    if account is None:
        return redirect(url_for("security.login"))
    # A mail read on another machine than the one on which the account was made leads nowhere by itself.
    if account.confirmed_at is not None and invitation_queries.open_for(account.email):
        return redirect(url_for("marketplace.admin.my_offers"))
    return redirect(home_url(_roles()))


def say_what_for() -> None:
    """On their account page, tell people whose role has no desk yet what the account is for."""
    if request.method != "GET" or request.endpoint != ACCOUNT or signed_in_account() is None:
        return
    roles = _roles()
    if has_desk(roles):
        return
    for role, words in WAITING.items():
        if role in roles:
            note("info", words)


def _roles() -> frozenset[str]:
    return frozenset(grant.role for grant in current_actor().grants)
