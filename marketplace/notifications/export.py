"""Taking the log of mails out as a table. Who took it is kept: it holds addresses."""

from collections.abc import Iterator

from marketplace.accounts.policy import require
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.parts import PART, in_parts, one_by_one
from marketplace.notifications.queries import MailRow, mail_log


def export_mails(actor: Actor, *, text: str = "", kind: str = "", sort: str = "-sent") -> Iterator[MailRow]:
    """Every mail under that filter, in that order, read while they are asked for. ``NotAllowed`` for who may not read
    the log.
    """
    require(actor, "notifications.log")
    total, parts = in_parts(lambda number: mail_log(text=text, kind=kind, sort=sort, page=number, size=PART))
    with transaction():
        audit.record(actor, "notifications.mails.exported", "mails", "list", {"rows": total})
    return one_by_one(parts)
