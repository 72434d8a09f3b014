"""Forms of the account pages: Flask-Security's, with our fields. Labels are in the templates."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, request, session
from flask_security import (
    ForgotPasswordForm,
    LoginForm,
    RegisterFormV2,
    ResetPasswordForm,
    SendConfirmationForm,
)
from flask_security.forms import ChangePasswordForm, TwoFactorRescueForm
from flask_security.password_util import PasswordUtil
from flask_security.utils import get_message
from wtforms import BooleanField, EmailField, RadioField, StringField, ValidationError

from marketplace.accounts.emails import read_email
from marketplace.accounts.passwords import check_password
from marketplace.accounts.registration import read_name
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import gettext as _
from marketplace.web.paths import own_path

AFTER = "_marketplace_after"
"""Session key: where a new account goes on after the first time it is signed in to."""


class Passwords(PasswordUtil):
    """Judges new passwords by the rule of ``accounts.passwords``."""

    def validate(
        self,
        password: str,
        is_register: bool,  # noqa: FBT001 -- their signature
        **kwargs: Any,
    ) -> tuple[list[str] | None, str]:
        """Complaints (``None`` when it is good) and the password in one form of Unicode."""
        normal = self.normalize(password)
        user = kwargs.get("user")
        email = getattr(user, "email", None) or kwargs.get("email") or ""
        name = getattr(user, "name", None) or kwargs.get("name") or ""
        try:
            check_password(normal, email, name)
        except Invalid as error:
            return [str(error)], normal
        return None, normal


class SignIn(LoginForm):
    """Address and password."""

    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.next.data and request.method == "GET":
            self.next.data = session.get(AFTER, "")

    def validate(self, **kwargs: Any) -> bool:
        """Who knows the password is told what else is missing; anybody else hears only that the two do not fit."""
        if not self.next.data:
            # Else Flask-Security leads from the code back to this page.
            self.next.data = current_app.config["SECURITY_POST_LOGIN_VIEW"]
        if super().validate(**kwargs):
            session.pop(AFTER, None)
            return True
        if self.user_authenticated and self.user is not None:
            if not self.user.is_active:
                self.form_errors.append(get_message("DISABLED_ACCOUNT")[0])
            elif self.requires_confirmation:
                self.form_errors.append(get_message("CONFIRMATION_REQUIRED")[0])
            self.email.errors, self.password.errors = [], []
        return False


class Register(RegisterFormV2):
    """Name, address, password and consent. The password is typed once: whoever slips gets a new one by mail."""

    name = StringField()
    consent = BooleanField()

    def validate(self, **kwargs: Any) -> bool:
        """Where somebody was when they were asked who they are: they come back there after the mail is answered."""
        valid: bool = super().validate(**kwargs)
        wanted = own_path(request.args.get("next", ""))
        if valid and wanted:
            session[AFTER] = wanted
        return valid

    def validate_name(self, field: StringField) -> None:
        """The name as it will be kept."""
        try:
            field.data = read_name(field.data or "")
        except Invalid as error:
            raise ValidationError(str(error)) from None

    def validate_consent(self, field: BooleanField) -> None:
        """Consent is given by hand, never assumed."""
        if not field.data:
            raise ValidationError(_("Đánh dấu đồng ý thì chúng tôi mới được giữ tên và e-mail của anh chị."))


class Address(EmailField):
    """An address that a letter is asked to. ``refusal`` says why what was typed is none.

    Flask-Security wipes what is wrong with the field, so that an address with an account looks like one without, and
    then says that a letter went out. Where no address was typed there is nothing to hide: the refusal stays.
    """

    refusal = ""
    _found: Sequence[str] = ()

    @property
    def errors(self) -> Sequence[str]:
        """What is wrong with it."""
        return [self.refusal] if self.refusal else self._found

    @errors.setter
    def errors(self, found: Sequence[str]) -> None:
        self._found = found

    def judge(self) -> None:
        """Refuse what is no address."""
        try:
            read_email(self.data or "")
        except Invalid as error:
            self.refusal = str(error)


ADDRESS = ForgotPasswordForm.email.kwargs["validators"]
"""What Flask-Security asks of an address: that it is one, and whose it is."""


class Forgot(ForgotPasswordForm):
    """Address alone. An address that was never confirmed may ask too: setting a password by mail confirms it."""

    email = Address(validators=ADDRESS)

    def validate(self, **kwargs: Any) -> bool:
        """True for an account that may be used. Everybody gets the same answer, whatever this says."""
        valid = super().validate(**kwargs)
        self.email.judge()
        if not valid and self.requires_confirmation and self.user is not None:
            self.email.errors = []
            self.requires_confirmation = False
            return True
        return bool(valid)


class SendAgain(SendConfirmationForm):
    """Address alone, for another letter to confirm it."""

    email = Address(validators=ADDRESS)

    def validate(self, **kwargs: Any) -> bool:
        """True for an account that waits to be confirmed. Everybody gets the same answer, whatever this says."""
        valid = super().validate(**kwargs)
        self.email.judge()
        return bool(valid)


class Reset(ResetPasswordForm):
    """A new password, typed once."""

    password_confirm = None


class Rescue(TwoFactorRescueForm):
    """Flask-Security makes one for its page for codes; ours offers recovery codes by a link."""

    help_setup = RadioField(choices=[], validate_choice=False)


class Change(ChangePasswordForm):
    """The present password and a new one, typed once."""

    new_password_confirm = None
