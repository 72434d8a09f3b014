"""What a person was told: notices, mails, and how they wish to be told."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update

from marketplace.accounts.models import User
from marketplace.accounts.phones import show_phone
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.personal import Keeper, Portion, Traces
from marketplace.notifications.letters.models import EndingNotice, LetterRecipient
from marketplace.notifications.models import Mail, Notice, Wish
from marketplace.orders import queries as orders


def export(user_id: int) -> Portion:
    """Notices, mails to the person as they were sent, and wishes."""
    address = select(User.email).where(User.id == user_id).scalar_subquery()
    return Portion(
        {
            "notices": _rows(
                select(Notice.kind, Notice.ref, Notice.params, Notice.created_at, Notice.read_at)
                .where(Notice.user_id == user_id)
                .order_by(Notice.id)
            ),
            "mails": _rows(
                select(Mail.kind, Mail.subject, Mail.text, Mail.sent_at)
                .where(Mail.recipient == address)
                .order_by(Mail.id)
            ),
            "wishes": _rows(select(Wish.topic, Wish.way).where(Wish.user_id == user_id).order_by(Wish.topic)),
        }
    )


def erase(traces: Traces) -> None:
    """Notices and wishes go. Of mails to the person, and of others that say how to reach them, their words go; that one
    went out stays, so that none goes out twice.
    """
    here = session()
    here.execute(delete(Notice).where(Notice.user_id == traces.user_id))
    here.execute(delete(Wish).where(Wish.user_id == traces.user_id))
    here.execute(
        update(Mail)
        .where(or_(Mail.recipient == traces.email, *_say(traces)))
        .values(recipient="", subject="", text="", html="")
    )
    here.execute(
        update(LetterRecipient)
        .where(LetterRecipient.mailed_to.contains(traces.email, autoescape=True))
        .values(mailed_to=func.replace(LetterRecipient.mailed_to, traces.email, "–"))
    )
    here.execute(
        update(LetterRecipient)
        .where(LetterRecipient.trouble.contains(traces.email, autoescape=True))
        .values(trouble="")
    )
    here.execute(
        update(EndingNotice)
        .where(EndingNotice.whom.contains(traces.email, autoescape=True))
        .values(whom=func.replace(EndingNotice.whom, traces.email, "–"))
    )


def _say(traces: Traces) -> list[ColumnElement[bool]]:
    """Mails to others in which the person stands: their address, their telephone, the orders they placed."""
    words = {traces.email}
    for phone in traces.phones:
        words |= {phone, show_phone(phone), show_phone(phone).replace(" ", "")}
    found = [Mail.text.contains(word, autoescape=True) for word in sorted(words)]
    for code in orders.codes_of_buyer(traces.user_id):
        found.append(Mail.key.startswith(f"order_to_pack:{code}-", autoescape=True))
        found.append(Mail.key.startswith(f"order_placed:{code}:", autoescape=True))
    return found


def _rows(statement: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session().execute(statement)]


KEEPER = Keeper(name="thong-bao", title=Message("Tin và thư đã nhận"), export=export, erase=erase)
"""The notifications' part."""
