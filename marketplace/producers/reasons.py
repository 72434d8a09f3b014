"""Why something is refused, sent back or taken out: said in one line that the person concerned reads."""

from typing import Final

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line

REASON_LIMIT: Final = 500
"""Characters, as the columns for reasons and remarks have."""

MISSING: Final = Message("Ghi lý do.")


def check_reason(text: str, *, required: Message | None = MISSING, field: str = "reason") -> str:
    """A reason in one line, as it is stored. ``required`` is what is said where there is none; ``None`` allows that.

    :raises Invalid: (``field``) too long, or there has to be one.
    """
    reason = one_line(text)
    message = required if not reason else None
    if len(reason) > REASON_LIMIT:
        message = Message("Dài quá %(limit)s ký tự.", {"limit": REASON_LIMIT})
    if message is not None:
        raise Invalid(message, fields={field: message})
    return reason
