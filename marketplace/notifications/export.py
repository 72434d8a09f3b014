"""Taking the log of mails out as a table. Who took it is kept: it holds addresses."""

from marketplace.accounts.policy import require
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.notifications.queries import MailRow, mail_log

BATCH = 500


def export_mails(actor: Actor, *, text: str = "", kind: str = "", sort: str = "-sent") -> tuple[MailRow, ...]:
    """Every mail under that filter, in that order. ``NotAllowed`` for who may not read the log."""
    require(actor, "notifications.log")
    found: list[MailRow] = []
    number, more = 1, True
    while more:
        page = mail_log(text=text, kind=kind, sort=sort, page=number, size=BATCH)
        found += page.items
        number, more = number + 1, page.has_next
    with transaction():
        audit.record(actor, "notifications.mails.exported", "mails", "list", {"rows": len(found)})
    return tuple(found)
