"""The site's identity: Flask-Security's sessions, told to the marketplace through its port."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app, request, session, url_for
from flask_security import current_user, hash_password
from flask_security.utils import check_and_update_authn_fresh

from config.accounts import Account
from config.paths import PATHS
from marketplace.accounts.identity import Person
from marketplace.kernel import clock
from marketplace.kernel.i18n import gettext as _

PROOF = "_marketplace_second_factor"
"""Session key: whose second factor was proved, and when (seconds since 1970)."""

PROOF_HOLDS = timedelta(hours=12)
"""A working day. After that a member of staff shows a code again, and nothing they were writing is lost."""


PRESENT = timedelta(minutes=30)
"""How long after showing the password a person may take a copy of their data, or ask to be erased."""


class SiteIdentity:
    """Who is signed in, and where one does so."""

    guided = True

    def person(self) -> Person | None:
        """Who sends the current request. A visitor without a session costs nothing."""
        account = signed_in_account()
        if account is None:
            return None
        return Person(
            account.subject,
            account.email,
            account.name,
            second_factor=is_proved(account),
            email_proved=account.confirmed_at is not None,
        )

    def login_url(self, next_url: str) -> str:
        """The page to sign in, coming back to ``next_url``; from one of our own pages to where that one leads."""
        if urlsplit(next_url).path.startswith(tuple(PATHS.values())):
            next_url = request.args.get("next", "")
        if not next_url or next_url == "/":
            return url_for("security.login")
        return url_for("security.login", next=next_url)

    def logout_url(self) -> str:
        """The page with the button to sign out."""
        return url_for("security.leave")

    def register_url(self) -> str | None:
        """The page to make an account."""
        return url_for("security.register")

    def account_links(self) -> tuple[tuple[str, str], ...]:
        """What one can do about one's own account here: words and address."""
        return (
            (_("Đổi mật khẩu"), url_for("security.change_password")),
            (_("Bảo mật hai lớp"), url_for("security.two_factor_setup")),
            (_("Nơi đang đăng nhập"), url_for("security.sessions")),
        )

    def second_factor_url(self, next_url: str) -> str:
        """The page for codes where a telephone is set up, else the one to set one up."""
        account = signed_in_account()
        known = account is not None and account.has_second_factor
        return url_for("security.prove" if known else "security.two_factor_setup", next=next_url)

    def presence_url(self, next_url: str) -> str:
        """The page for codes, or for the password, where neither was shown within half an hour; else empty."""
        account = signed_in_account()
        if account is not None and account.has_second_factor and not is_proved(account):
            return self.second_factor_url(next_url)
        if check_and_update_authn_fresh(PRESENT, timedelta(), "session"):
            return ""
        return url_for("security.verify", next=next_url)

    def hash_password(self, password: str) -> str:
        """The password as it is kept (argon2id)."""
        engine = current_app.extensions["security"]
        hashed: str = hash_password(engine.password_util.normalize(password))
        return hashed


def signed_in_account() -> Account | None:
    """The account of the current request's session, if it has one that may still be used."""
    if "_user_id" not in session or not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()  # noqa: SLF001 -- werkzeug calls it public
    return account


def prove(account: Account) -> None:
    """The second factor was shown in this session just now."""
    session[PROOF] = [account.id, int(clock.now().timestamp())]


def is_proved(account: Account) -> bool:
    """The second factor of this account was shown in this session, not longer ago than ``PROOF_HOLDS``."""
    user_id, at = session.get(PROOF) or (None, 0)
    age = clock.now().timestamp() - at
    return account.has_second_factor and user_id == account.id and 0 <= age <= PROOF_HOLDS.total_seconds()
