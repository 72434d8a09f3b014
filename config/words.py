"""What Flask-Security says, in our words. It has no Vietnamese catalogue, so every message of its that a person can
meet here is a msgid of ours (``SECURITY_MSG_…``), and its one translating object is replaced by ``Words``. Labels stand
in our own templates. ``tests/web/test_accounts_words.py`` finds a message that was forgotten.
"""

from collections.abc import Mapping
from typing import Any

from wtforms import Field, Form

from marketplace.kernel.i18n import Message, gettext, ngettext
from storefront.view_models import FieldState

OK, WARN, BAD = "mkt-ok", "mkt-warn", "mkt-bad"

_MESSAGES: Mapping[str, tuple[Message, str]] = {
    "API_ERROR": (Message("Yêu cầu này không đọc được. Mở lại trang rồi gửi lần nữa."), BAD),
    "GENERIC_AUTHN_FAILED": (Message("E-mail hoặc mật khẩu chưa đúng."), BAD),
    "GENERIC_RECOVERY": (
        Message("Nếu địa chỉ này có tài khoản, thư hướng dẫn đã được gửi tới đó."),
        OK,
    ),
    "UNAUTHORIZED": (Message("Anh chị không có quyền làm việc này."), BAD),
    "UNAUTHENTICATED": (Message("Đăng nhập để mở trang này."), WARN),
    "REAUTHENTICATION_REQUIRED": (Message("Nhập lại mật khẩu để làm tiếp."), WARN),
    "CONFIRM_REGISTRATION": (
        Message("Đã gửi thư tới %(email)s. Mở thư và bấm liên kết để xác nhận địa chỉ."),
        OK,
    ),
    "EMAIL_CONFIRMED": (Message("Đã xác nhận e-mail. Mời anh chị đăng nhập."), OK),
    "ALREADY_CONFIRMED": (Message("E-mail này đã xác nhận từ trước."), OK),
    "INVALID_CONFIRMATION_TOKEN": (
        Message("Liên kết xác nhận không dùng được. Ghi e-mail để nhận liên kết mới."),
        BAD,
    ),
    "EMAIL_ALREADY_ASSOCIATED": (Message("Địa chỉ %(email)s đã có tài khoản."), BAD),
    "IDENTITY_ALREADY_ASSOCIATED": (Message("Địa chỉ %(value)s đã có tài khoản."), BAD),
    "IDENTITY_NOT_REGISTERED": (Message("Không có tài khoản này."), BAD),
    "PASSWORD_MISMATCH": (Message("Hai lần nhập mật khẩu không giống nhau."), BAD),
    "RETYPE_PASSWORD_MISMATCH": (Message("Hai lần nhập mật khẩu không giống nhau."), BAD),
    "INVALID_REDIRECT": (Message("Liên kết dẫn ra ngoài chợ nên không mở."), BAD),
    "INVALID_RECOVERY_CODE": (
        Message("Mã khôi phục không đúng, hoặc đã dùng rồi. Mỗi mã dùng được một lần."),
        BAD,
    ),
    "NO_RECOVERY_CODES_SETUP": (Message("Chưa tạo mã khôi phục."), WARN),
    "PASSWORD_RESET_REQUEST": (
        Message("Nếu %(email)s có tài khoản, thư đặt lại mật khẩu đã được gửi tới đó."),
        OK,
    ),
    "PASSWORD_RESET_EXPIRED": (
        Message("Liên kết đặt lại mật khẩu đã quá một ngày. Ghi e-mail để nhận liên kết mới."),
        BAD,
    ),
    "INVALID_RESET_PASSWORD_TOKEN": (
        Message(
            "Liên kết đặt lại mật khẩu không dùng được, hoặc đã dùng rồi. Ghi e-mail để nhận liên kết mới."
        ),
        BAD,
    ),
    "CONFIRMATION_REQUIRED": (
        Message("E-mail chưa xác nhận. Mở thư chúng tôi đã gửi và bấm liên kết trong đó."),
        WARN,
    ),
    "CONFIRMATION_REQUEST": (
        Message("Nếu %(email)s đang chờ xác nhận, thư có liên kết đã được gửi tới đó."),
        OK,
    ),
    "CONFIRMATION_EXPIRED": (
        Message("Liên kết xác nhận đã quá hai ngày. Ghi e-mail để nhận liên kết mới."),
        BAD,
    ),
    "DISABLED_ACCOUNT": (Message("Tài khoản này đang bị khoá. Gọi cho chợ để biết vì sao."), BAD),
    "EMAIL_NOT_PROVIDED": (Message("Ghi địa chỉ e-mail."), BAD),
    "INVALID_EMAIL_ADDRESS": (Message("Ghi địa chỉ e-mail, ví dụ ten@gmail.com."), BAD),
    "INVALID_CODE": (Message("Mã không đúng."), BAD),
    "INVALID_INPUT": (Message("Chỗ này ghi chưa đúng."), BAD),
    "INVALID_INPUT_LENGTH": (Message("Chỗ này ghi dài quá."), BAD),
    "PASSWORD_NOT_PROVIDED": (Message("Nhập mật khẩu."), BAD),
    "PASSWORD_INVALID_LENGTH": (Message("Mật khẩu cần ít nhất %(length)s ký tự."), BAD),
    "PASSWORD_TOO_SIMPLE": (Message("Mật khẩu này dễ đoán."), BAD),
    "USER_DOES_NOT_EXIST": (Message("Không có tài khoản này."), BAD),
    "INVALID_PASSWORD": (Message("Mật khẩu chưa đúng."), BAD),
    "INVALID_PASSWORD_CODE": (Message("Mật khẩu hoặc mã chưa đúng."), BAD),
    "FORGOT_PASSWORD": (Message("Quên mật khẩu?"), OK),
    "PASSWORD_RESET": (Message("Đã đặt mật khẩu mới."), OK),
    "PASSWORD_RESET_NO_LOGIN": (Message("Đã đặt mật khẩu mới. Mời anh chị đăng nhập bằng mật khẩu đó."), OK),
    "PASSWORD_IS_THE_SAME": (Message("Mật khẩu mới phải khác mật khẩu cũ."), BAD),
    "PASSWORD_CHANGE": (Message("Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."), OK),
    "LOGIN": (Message("Đăng nhập để mở trang này."), WARN),
    "REFRESH": (Message("Nhập lại mật khẩu để làm tiếp."), WARN),
    "REAUTHENTICATION_SUCCESSFUL": (Message("Đã xác minh, mời anh chị làm tiếp."), OK),
    "ANONYMOUS_USER_REQUIRED": (Message("Trang này chỉ mở khi chưa đăng nhập."), WARN),
    "TWO_FACTOR_INVALID_TOKEN": (
        Message("Mã không đúng, hoặc đã hết hạn. Nhập mã đang hiện trên điện thoại."),
        BAD,
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (Message("Đã đăng nhập."), OK),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": (Message("Đã bật bảo mật hai lớp."), OK),
    "TWO_FACTOR_PERMISSION_DENIED": (Message("Đăng nhập lại từ đầu: bước nhập mã đã quá lâu."), WARN),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (Message("Không dùng được cách này."), BAD),
    "TWO_FACTOR_DISABLED": (Message("Đã tắt bảo mật hai lớp."), OK),
    "TWO_FACTOR_SETUP_EXPIRED": (Message("Bước bật bảo mật hai lớp đã quá lâu. Làm lại từ đầu."), BAD),
}

_OF_FORMS: Mapping[str, Message] = {
    "This field is required.": Message("Ghi vào chỗ này."),
    "The CSRF token is missing.": Message("Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."),
    "The CSRF session token is missing.": Message("Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."),
    "The CSRF token has expired.": Message("Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."),
    "The CSRF token is invalid.": Message("Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."),
    "The CSRF tokens do not match.": Message("Trang mở lâu quá nên không gửi được. Gửi lại lần nữa."),
}
"""What WTForms and Flask-WTF say in English, which nobody asks their configuration about."""


def messages() -> dict[str, tuple[str, str]]:
    """``SECURITY_MSG_…`` settings: msgid and the kind of note."""
    return {f"SECURITY_MSG_{key}": (message.msgid, kind) for key, (message, kind) in _MESSAGES.items()}


class Words:
    """Stands where Flask-Security keeps its translations; the texts it is given are our msgids."""

    @staticmethod
    def gettext(msgid: str, **variables: Any) -> str:
        """The text in the reader's language."""
        return gettext(str(msgid), **variables) if variables else gettext(str(msgid))

    @staticmethod
    def ngettext(msgid: str, many: str, num: int, **variables: Any) -> str:
        """The form that fits ``num``."""
        return ngettext(msgid, many, num, **variables)

    @staticmethod
    def format_list(items: list[str], **_options: Any) -> str:
        """A list in a sentence."""
        return ", ".join(items)


def say(msgid: str) -> str:
    """An error of a form in the reader's language: ours, or one that a form library gave in English."""
    known = _OF_FORMS.get(msgid)
    return str(known) if known else gettext(msgid)


def state(field: Field | None) -> FieldState:
    """What a template needs of a field: what was typed (never a password) and the first thing wrong with it."""
    if field is None:
        return FieldState()
    typed = field.data if isinstance(field.data, str) and field.type != "PasswordField" else ""
    if field.type == "BooleanField":
        typed = "1" if field.data else ""
    return FieldState(typed, say(str(field.errors[0])) if field.errors else "")


def troubles(form: Form) -> list[str]:
    """What is wrong with a form as a whole, with a stale token among it."""
    found = [say(str(error)) for error in form.form_errors]
    token = getattr(form, "csrf_token", None)
    if token is not None and token.errors:
        found.append(say(str(token.errors[0])))
    return found
