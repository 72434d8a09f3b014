"""The second factor: setting up a telephone, showing a code again, recovery codes, switching it off.

Setting up is one page. The secret waits, encrypted, in the session until a code proves that the telephone has it, and
the page shows the same picture again after a mistyped code: nobody has to scan twice.
"""

from typing import Any

from flask import current_app, render_template, request, session, url_for
from flask_security import Security, TwoFactorVerifyCodeForm, auth_required
from flask_security.recovery_codes import MfRecoveryCodesForm
from flask_security.twofactor import tf_disable
from flask_security.utils import get_message, validate_redirect_url
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from config.accounts import Account
from config.identity import PROOF, is_proved, prove, signed_in_account
from marketplace.kernel.i18n import Message
from marketplace.web.replies import note

WAITING = "_marketplace_totp"
"""Session key: the secret that a telephone is being given, encrypted."""

fresh = auth_required(
    "session",
    within=lambda: current_app.config["SECURITY_FRESHNESS"],
    grace=lambda: current_app.config["SECURITY_FRESHNESS_GRACE_PERIOD"],
)
"""Somebody signed in who gave their password not long ago."""


@fresh
def setup() -> str | Response:
    """How things stand, and a telephone to set up: the first one, or a new one after ``?moi=1``."""
    account = _account()
    replacing = request.args.get("moi") == "1"
    if account.has_second_factor and not replacing:
        session.pop(WAITING, None)
        return _overview(account, [])
    if account.has_second_factor and not is_proved(account):
        return redirect(url_for("security.prove", next=request.full_path))
    secret = session.get(WAITING) or _engine().totp_factory.generate_totp_secret()
    session[WAITING] = secret
    form = _code_form(account, secret, is_setup=True)
    if form.validate_on_submit():
        return _accept(account, secret)
    return render_template(
        "security/two_factor_setup.html",
        form=form,
        replacing=replacing,
        next_url=_next(),
        phone=_engine().totp_factory.fetch_setup_values(secret, account),
    )


def _accept(account: Account, secret: str) -> str:
    """The telephone works: keep its secret, and show recovery codes, which are never shown again."""
    session.pop(WAITING, None)
    _engine().datastore.tf_set(account, "authenticator", secret)
    codes = _engine().mf_recovery_codes_util.create_recovery_codes(account)
    prove(account)
    session.permanent = False
    return _overview(account, codes, just_done=True)


@fresh
def new_codes() -> str | Response:
    """Make recovery codes anew; the old ones end."""
    account = _account()
    if not is_proved(account):
        return _show_again(account)
    form = MfRecoveryCodesForm()
    if not form.validate_on_submit():
        return redirect(url_for("security.two_factor_setup"))
    return _overview(account, _engine().mf_recovery_codes_util.create_recovery_codes(account))


@fresh
def disable() -> Response:
    """Switch the second factor off, where nobody's trust hangs on it."""
    account = _account()
    if not is_proved(account):
        return _show_again(account)
    form = MfRecoveryCodesForm()
    if form.validate_on_submit():
        if account.check_tf_required_setup():
            note("bad", Message("Vai trò của anh chị cần bảo mật hai lớp, nên không tắt được."))
        else:
            tf_disable(account)
            _engine().datastore.mf_set_recovery_codes(account, None)
            session.pop(PROOF, None)
            note("ok", get_message("TWO_FACTOR_DISABLED")[0])
    return redirect(url_for("security.two_factor_setup"))


@auth_required("session")
def show_code() -> str | Response:
    """Show a code again: in this session none was shown yet, or not since the morning."""
    account = _account()
    if not account.has_second_factor:
        return redirect(url_for("security.two_factor_setup", next=_next()))
    form = _code_form(account, account.tf_totp_secret or "")
    if form.validate_on_submit():
        prove(account)
        return redirect(_next() or url_for("security.land"))
    return render_template("security/prove.html", form=form)


def _overview(account: Account, codes: list[str], *, just_done: bool = False) -> str:
    return render_template(
        "security/two_factor.html",
        form=MfRecoveryCodesForm(formdata=None),
        codes=codes,
        codes_left=len(account.mf_recovery_codes or []),
        just_done=just_done,
        may_disable=not account.check_tf_required_setup(),
        next_url=_next(),
    )


def _show_again(account: Account) -> Response:
    """A code was shown too long ago for this: on to show one, where there is a telephone to show it with."""
    there = url_for("security.two_factor_setup")
    return redirect(url_for("security.prove", next=there) if account.has_second_factor else there)


def _code_form(account: Account, secret: str, *, is_setup: bool = False) -> Any:
    form = TwoFactorVerifyCodeForm()
    form.user, form.primary_method, form.tf_totp_secret = account, "authenticator", secret
    form.is_setup = is_setup
    return form


def _account() -> Account:
    account = signed_in_account()
    assert account is not None  # auth_required let nobody else in
    return account


def _next() -> str:
    """Where the visitor came from to do this: a page of ours, or nothing."""
    wanted = request.args.get("next", "")
    return wanted if wanted.startswith("/") and validate_redirect_url(wanted) else ""


def _engine() -> Security:
    engine: Security = current_app.extensions["security"]
    return engine
