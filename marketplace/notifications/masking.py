"""What the log of mails does not keep: keys in links, with which whoever has the link acts as its reader."""

import re
from typing import Final

MASK: Final = "…"
_ORDER_KEY: Final = re.compile(r"(?<=[?&;]khoa=)[^\s&#\"'<>]+")
"""The signature of a guest's link to an order, in plain text and in markup."""


def masked(text: str, secret: str = "") -> str:
    """``text`` with ``secret`` and the keys of order links replaced by "…"; the rest of a link stays, to be recognised.

    Nothing is sent again from the log: a mail that did not go out is written anew by its job, with its key.
    """
    if secret:
        text = text.replace(secret, MASK)
    return _ORDER_KEY.sub(MASK, text)
