"""The letters of accounts. Flask-Security asks for one; a job writes it, makes its link, and sends it.

The link opens an account, so it is made by the job and lies neither in the outbox nor in the log of mails, which
operators read. Its host is the one that the settings name: a request can claim any.
"""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_security.confirmable import generate_confirmation_token
from flask_security.mail_util import EmailValidateException, MailUtil
from flask_security.recoverable import generate_reset_password_token

from config.accounts import Account
from config.paths import PATHS
from marketplace.accounts import credentials
from marketplace.accounts.emails import read_email
from marketplace.kernel import codes, i18n
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import OutsideJob, PermanentFailure, enqueue
from marketplace.kernel.state import EXTENSION, current
from marketplace.kernel.urgency import Urgency
from marketplace.notifications.services import send_mail

JOB = "config.account_mail"

SUBJECTS: Mapping[str, Message] = {
    "account_confirm": Message("Xác nhận e-mail của anh chị"),
    "account_exists": Message("Anh chị đã có tài khoản"),
    "account_reset": Message("Đặt lại mật khẩu"),
    "account_reset_done": Message("Mật khẩu đã được đặt lại"),
    "account_password_changed": Message("Mật khẩu đã được đổi"),
}


class Post(MailUtil):
    """Takes Flask-Security's mails. ``template`` is the kind of letter; the text it would have sent is not used."""

    def normalize(self, email: str) -> str:
        """The address as accounts are looked up by."""
        try:
            return read_email(email)
        except Invalid as error:
            raise EmailValidateException(str(error)) from None

    validate = normalize

    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: Any, html: Any, **kwargs: Any
    ) -> None:
        """Put the letter into the outbox."""
        with transaction():
            enqueue(JOB, kind=template, user_id=kwargs["user"].id, locale=i18n.locale(), ref=codes.new(12))


def account_mail(kind: str, user_id: int, locale: str, ref: str) -> None:
    """Send one letter. ``ref`` makes a job that runs twice send it once."""
    found = credentials.of_id(user_id)
    account = Account.of(found)
    if found is None or account is None:
        raise PermanentFailure(f"there is no account {user_id}")
    base = current().settings.base_url
    link = _link(kind, account)
    send_mail(
        kind,
        ref,
        account.email,
        locale,
        SUBJECTS[kind],
        secret=link,
        name=account.name,
        email=account.email,
        url=f"{base}{link}",
        login_url=f"{base}{PATHS['login']}",
        forgot_url=f"{base}{PATHS['forgot']}",
    )


def _link(kind: str, account: Account) -> str:
    if kind == "account_confirm":
        return f"{PATHS['confirm']}/{generate_confirmation_token(account)}"
    if kind in {"account_reset", "account_exists"}:
        return f"{PATHS['reset']}/{generate_reset_password_token(account)}"
    return ""


def install() -> None:
    """Let the worker know the job. Called while the app is built, in its context."""
    state = current_app.extensions[EXTENSION]
    state.jobs = {**state.jobs, JOB: OutsideJob(account_mail, Urgency.AWAITED)}
