"""Nothing of Flask-Security's English is left."""

from flask import Flask
from flask_security.core import _default_messages

from config.words import Words, messages, say
from marketplace.kernel.i18n import speaking

NOT_OFFERED = (
    "OAUTH_",
    "US_",
    "USE_CODE",
    "USERNAME_",
    "WEBAUTHN_",
    "CHANGE_EMAIL_",
    "LOGIN_E",
    "INVALID_LOGIN_",
)
"""Messages of features that this site does not switch on."""
NEVER_SAID = {
    "CODE_HAS_BEEN_SENT",
    "FAILED_TO_SEND_CODE",
    "GENERIC_US_SIGNIN",
    "PASSWORDLESS_LOGIN_SUCCESSFUL",
    "PASSWORD_BREACHED",
    "PASSWORD_BREACHED_SITE_ERROR",
    "PHONE_INVALID",
    "REFRESH_TOKEN_INVALID",
}


def test_every_message_that_can_be_met_is_ours() -> None:
    ours = {name.removeprefix("SECURITY_MSG_") for name in messages()}
    missing = {
        name
        for name in _default_messages
        if name not in ours and name not in NEVER_SAID and not name.startswith(NOT_OFFERED)
    }
    assert missing == set()


def test_they_are_said_in_the_readers_language(app: Flask) -> None:
    engine = app.extensions["security"]
    assert isinstance(engine.i18n_domain, Words)
    assert engine.i18n_domain.gettext("Mật khẩu chưa đúng.") == "Mật khẩu chưa đúng."
    with speaking("en"):
        assert engine.i18n_domain.gettext("Mật khẩu chưa đúng.") == "The password is not right."
        assert say("This field is required.") == "Fill this in."
    assert say("This field is required.") == "Ghi vào chỗ này."
