"""Flask-Security as the site's accounts: its settings, its parts that are ours, and what happens at a sign-in."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

from flask import Flask, session, url_for
from flask_security import MfRecoveryCodesUtil, Security, Totp, UserMixin
from flask_security.signals import password_reset, user_authenticated, user_registered
from passlib.exc import UsedTokenError
from passlib.totp import TOTP, TotpMatch

from config import forms, mails, sessions, words
from config.accounts import Account, AccountStore
from config.identity import PROOF, prove
from config.paths import PATHS
from config.settings import SiteSettings
from marketplace.accounts import consents, credentials
from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.orders import carts
from marketplace.web.replies import note
from storefront.visitor import CART


def configure(app: Flask, site: SiteSettings) -> None:
    """Settings of Flask-Security, Flask-Login and Flask-WTF. What the app has set already stays."""
    digest = hashlib.sha256(f"recovery codes {site.totp_key}".encode()).digest()
    defaults: dict[str, Any] = {
        "WTF_CSRF_TIME_LIMIT": None,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SECURITY_REGISTERABLE": True,
        "SECURITY_CONFIRMABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        # One step of 30 seconds before and after: a telephone's clock may be a little off.
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TOTP_SECRETS": {"1": site.totp_key},
        "SECURITY_TOTP_ISSUER": app.config.get("MARKETPLACE_SITE_NAME", "Chợ Phiên"),
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [urlsafe_b64encode(digest)],
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
        # Composed: ten characters are ten characters, however the keyboard sends its marks (NIST SP 800-63B).
        "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
        # OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane.
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 19456,
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
        # Only hashes what a signed token refers to; slow hashing would tell which addresses have accounts.
        "SECURITY_HASHING_SCHEMES": ["hex_sha256"],
        "SECURITY_DEPRECATED_HASHING_SCHEMES": [],
        "SECURITY_CONFIRM_EMAIL_WITHIN": timedelta(days=2),
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=1),
        "SECURITY_FRESHNESS": timedelta(minutes=30),
        "SECURITY_FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_EMAIL_PLAINTEXT": False,
        "SECURITY_EMAIL_HTML": False,
        "SECURITY_EMAIL_TEMPLATE_CONFIRM": "account_confirm",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET": "account_reset",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET_NOTICE": "account_reset_done",
        "SECURITY_EMAIL_TEMPLATE_PASSWORD_CHANGE_NOTICE": "account_password_changed",
        "SECURITY_REGISTER_EMAIL_TEMPLATE": "account_confirm",
        "SECURITY_REGISTER_EMAIL_EXISTING_TEMPLATE": "account_exists",
        "SECURITY_POST_LOGIN_VIEW": PATHS["land"],
        "SECURITY_POST_CHANGE_VIEW": "/tai-khoan",
        "SECURITY_POST_REGISTER_VIEW": PATHS["login"],
        "SECURITY_CLI_USERS_NAME": None,
        "SECURITY_CLI_ROLES_NAME": None,
        "SECURITY_DATETIME_FACTORY": clock.now,
        "SECURITY_VERIFY_TEMPLATE": "security/verify.html",
        **words.messages(),
    }
    for name, value in defaults.items():
        app.config.setdefault(name, value)
    app.config["PERMANENT_SESSION_LIFETIME"] = defaults["PERMANENT_SESSION_LIFETIME"]
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False


class SiteTotp(Totp):
    """One-time codes by our clock, each taken once, with the QR drawn by segno."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._totp = TOTP.using(issuer=issuer, secrets=secrets, now=lambda: clock.now().timestamp())

    def set_last_counter(self, user: UserMixin, tmatch: TotpMatch) -> None:
        """Take the code, or refuse one that was taken before (RFC 6238, 5.2)."""
        if not credentials.use_counter(user.id, tmatch.counter):
            raise UsedTokenError(expire_time=tmatch.expire_time)

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The QR as a data URI, which our content security policy lets through."""
        import segno

        uri: str = segno.make(self.get_totp_uri(username, totp), error="m").svg_data_uri(
            scale=5, border=4, dark="#0b1f18", light="#fff"
        )
        return uri


class RecoveryCodes(MfRecoveryCodesUtil):
    """Recovery codes that are used up by the check itself, so that two requests cannot use one code."""

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """True, once, for a code of this account; however it was typed."""
        typed = "".join(code.lower().split()).replace("-", "")
        kept = list(user.mf_recovery_codes or [])
        for index, plain in enumerate(self._decrypt_codes(kept)):
            if plain.replace("-", "") == typed:
                left = kept[:index] + kept[index + 1 :]
                return credentials.use_recovery_code(user.id, kept, left)
        return False

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        """The check did it."""
        return True


class SiteSecurity(Security):
    """Flask-Security with our own drawing of QR codes."""

    def _check_modules(self, module: str, config_name: str) -> Any:
        return True if module == "qrcode" else super()._check_modules(module, config_name)


def install(app: Flask) -> Security:
    """Put the accounts into ``app``; their pages are in ``config.pages``."""
    security = SiteSecurity(
        login_form=forms.SignIn,
        register_form=forms.Register,
        forgot_password_form=forms.Forgot,
        send_confirmation_form=forms.SendAgain,
        reset_password_form=forms.Reset,
        change_password_form=forms.Change,
        two_factor_rescue_form=forms.Rescue,
        mail_util_cls=mails.Post,
        password_util_cls=forms.Passwords,
        totp_cls=SiteTotp,
        mf_recovery_codes_util_cls=RecoveryCodes,
    )
    security.init_app(app, AccountStore(), register_blueprint=False)
    security.i18n_domain = words.Words()  # type: ignore[assignment]  # it speaks as their class does
    security.want_json(lambda _request: False)
    # A session is the only way in, and asking who is signed in is left to the pages: these two would make every
    # request, even for a picture, look for tokens and load the account.
    security.login_manager.request_loader(None)
    app.before_request_funcs[None].remove(security.principal._on_before_request)  # noqa: SLF001 -- it has no switch
    sessions.install(app)
    with app.app_context():
        mails.install()
    user_authenticated.connect(on_sign_in, app)
    user_registered.connect(on_registered, app)
    password_reset.connect(on_password_reset, app)
    return security


def on_sign_in(_app: Flask, user: Account, authn_via: list[str] | None = None, **_rest: Any) -> None:
    """A new session: nothing of the one before it counts, save the cart, which becomes the person's.

    Flask-Security signs in an account that has a second factor only after that was shown, save when it renews the
    session of somebody who changes their password.
    """
    renewed = authn_via == ["change"]
    if not renewed:
        for name in (PROOF, "csrf_token"):
            session.pop(name, None)
        if user.has_second_factor:
            prove(user)
    assert user.id is not None
    # A buyer stays signed in on this machine; whoever acts for the public or has a second factor until it is closed.
    session.permanent = not (user.has_second_factor or user.check_tf_required_setup())
    left_out = None
    with transaction():
        sessions.begin(user)
        if not renewed:
            credentials.note_sign_in(user.id)
            left_out = carts.adopt(user.actor(), session.get(CART))
    if renewed:
        return
    session.pop(CART, None)
    if left_out is not None:
        note("warn", left_out)
    for purpose in consents.changed(user.id):
        said = Message(
            "Lời đồng ý “%(purpose)s” đã đổi. Chưa chọn vẫn mua bán được.", {"purpose": purpose.title}
        )
        where = url_for("marketplace.storefront.own_data", _anchor=purpose.name)
        note("warn", said, (_("Đọc lời mới"), where))


def on_registered(_app: Flask, user: Account, **_rest: Any) -> None:
    """Keep the proof of consent; the form does not pass without it."""
    assert user.id is not None
    consents.give(user.id, consents.PERSONAL_DATA)


def on_password_reset(app: Flask, user: Account, **_rest: Any) -> None:
    """Whoever opened the link in the mail has shown that the address is theirs."""
    if user.confirmed_at is None:
        user.confirmed_at = clock.now()
        app.extensions["security"].datastore.put(user)
