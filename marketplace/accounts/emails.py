"""E-mail addresses as people type them."""

import unicodedata

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message


def read_email(typed: str) -> str:
    """The address in the one form in which it is stored and looked up: lower case, normalised.

    Whether a mailbox answers there is for the confirmation mail to find out; nothing is asked of the network. Letters
    before the @ are ASCII: most mail servers hand no others on (they would need SMTPUTF8, RFC 6531).

    :raises Invalid: not an address.
    """
    import email_validator

    text = unicodedata.normalize("NFC", typed).strip()
    try:
        checked = email_validator.validate_email(
            text, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except email_validator.EmailNotValidError:
        message = Message("Ghi địa chỉ e-mail, ví dụ ten@gmail.com.")
        raise Invalid(message, fields={"email": message}) from None
    if len(checked.normalized) > 254:
        message = Message("Địa chỉ e-mail dài quá 254 chữ.")
        raise Invalid(message, fields={"email": message})
    return checked.normalized.lower()
