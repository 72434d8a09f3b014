"""The mail of one notice. The job may run twice; ``send_mail`` lets each mail out once."""

from sqlalchemy import select

from marketplace.accounts.models import User
from marketplace.kernel.db import session
from marketplace.kernel.i18n import speaking
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.models import Notice
from marketplace.notifications.notice_words import why, words_of
from marketplace.notifications.services import send_mail


def notice(notice_id: int) -> None:
    """Send a notice to its reader. Nothing where it was forgotten or the account switched off meanwhile."""
    row = (
        session()
        .execute(
            select(
                Notice.kind, Notice.params, Notice.path, Notice.created_at, User.id, User.email, User.locale
            )
            .join(User, User.id == Notice.user_id)
            .where(Notice.id == notice_id, User.active)
        )
        .one_or_none()
    )
    if row is None:
        return
    with speaking(row.locale):
        words, reason = words_of(row.kind, row.params), why(KINDS[row.kind], row.id)
    send_mail(
        row.kind,
        f"{notice_id}:{row.created_at:%Y%m%d%H%M%S}",
        row.email,
        row.locale,
        words.title,
        template="notice",
        why=reason,
        title=words.title,
        text=words.text,
        action=words.action,
        url=current().address + row.path,
    )
