"""What a person was told: notices, mails, and how they wish to be told."""

import json
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, case, cast, delete, func, or_, select, update

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.phones import show_phone
from marketplace.accounts.policy import Role
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.kernel.personal import Keeper, Portion, Traces, keepers
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.kind import Topic
from marketplace.notifications.letters.models import EndingNotice, HolderNote, LetterRecipient
from marketplace.notifications.mail_retention import name_of
from marketplace.notifications.models import Mail, Notice, Wish
from marketplace.orders import queries as orders
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

FILES: Final = 100
GONE: Final = "–"
_BY_CODE: Final = frozenset({"application", "claim"})
_BY_NAME: Final = ("factor_reset_waiting", "invitation")


def export(user_id: int) -> Portion:
    """Notices, mails to the person as they were sent, and wishes. Of what came for a desk, and of the mails of the day,
    which repeat it, only that it came: its words are about buyers and applicants.
    """
    address = select(User.email).where(User.id == user_id).scalar_subquery()
    return Portion(
        {
            "notices": [
                _without_others(row, ("ref", "params"))
                for row in _rows(
                    select(Notice.kind, Notice.ref, Notice.params, Notice.created_at, Notice.read_at)
                    .where(Notice.user_id == user_id)
                    .order_by(Notice.id)
                )
            ],
            "mails": [
                _without_others(row, ("subject", "text"))
                for row in _rows(
                    select(Mail.kind, Mail.subject, Mail.text, Mail.sent_at)
                    .where(Mail.recipient == address)
                    .order_by(Mail.id)
                )
            ],
            "wishes": _rows(select(Wish.topic, Wish.way).where(Wish.user_id == user_id).order_by(Wish.topic)),
        }
    )


def erase(traces: Traces) -> None:
    """Notices and wishes go, and other people's notices that name them. Of mails to the person, and of others that name
    them or say how to reach them, their words go, and the files that a folder has of them; that one went out stays.
    """
    here, codes = session(), _codes(traces.user_id)
    here.execute(delete(Notice).where(or_(Notice.user_id == traces.user_id, *_told_of(traces, codes))))
    here.execute(delete(Wish).where(Wish.user_id == traces.user_id))
    blanked = here.execute(
        update(Mail)
        .where(or_(Mail.recipient == traces.email, *_say(traces, codes)))
        .values(recipient="", subject="", text="", html="")
        .returning(Mail.key)
    )
    keys = sorted(blanked.scalars())
    for start in range(0, len(keys), FILES):
        names = [name_of(key) for key in keys[start : start + FILES]]
        enqueue("notifications.forget_mails", names=names)
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
    shut = select(cast(Producer.id, String(32))).where(Producer.standing == Standing.CLOSED.value)
    owned = select(RoleGrant.ref).where(
        RoleGrant.user_id == traces.user_id,
        RoleGrant.role == Role.PRODUCER_OWNER.value,
        RoleGrant.ref.in_(shut),
    )
    theirs = select(Recognition.id).where(cast(Recognition.producer_id, String(32)).in_(owned))
    here.execute(
        update(HolderNote)
        .where(HolderNote.recognition_id.in_(theirs))
        .values(spoke_with=GONE, words=case((HolderNote.words == "", ""), else_=GONE))
    )


def _without_others(row: dict[str, Any], words: tuple[str, ...]) -> dict[str, Any]:
    kind = KINDS.get(row["kind"])
    for_desk = row["kind"] == "digest" or (kind is not None and (kind.office or kind.topic is Topic.SALES))
    return {key: value for key, value in row.items() if key not in words} if for_desk else row


def _codes(user_id: int) -> list[str]:
    """What the person's cases are called in what officers were told: random, so none is found by chance."""
    found = {ref for keeper in keepers() for kind, ref in keeper.subjects(user_id) if kind in _BY_CODE}
    return sorted(found)


def _told_of(traces: Traces, codes: list[str]) -> list[ColumnElement[bool]]:
    """Notices to others in which the person stands."""
    found: list[ColumnElement[bool]] = []
    for code in codes:
        found += [Notice.ref == code, Notice.ref.startswith(f"{code}:", autoescape=True)]
    if traces.name:
        named = Notice.params.contains(json.dumps(traces.name, ensure_ascii=False), autoescape=True)
        found.append(and_(Notice.kind.in_(_BY_NAME), named))
    return found


def _say(traces: Traces, codes: list[str]) -> list[ColumnElement[bool]]:
    """Mails to others in which the person stands: their address, their telephone, their cases, the orders they placed;
    and, of the kinds that name somebody in no case, their name.
    """
    words = {traces.email, *codes}
    for phone in traces.phones:
        words |= {phone, show_phone(phone), show_phone(phone).replace(" ", "")}
    found = [Mail.text.contains(word, autoescape=True) for word in sorted(words)]
    if traces.name:
        found.append(
            and_(Mail.kind.in_((*_BY_NAME, "digest")), Mail.text.contains(traces.name, autoescape=True))
        )
    for code in orders.codes_of_buyer(traces.user_id):
        found.append(Mail.key.startswith(f"order_to_pack:{code}-", autoescape=True))
        found.append(Mail.key.startswith(f"order_placed:{code}:", autoescape=True))
    return found


def _rows(statement: Any) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in session().execute(statement)]


KEEPER = Keeper(name="thong-bao", title=Message("Tin và thư đã nhận"), export=export, erase=erase)
"""The notifications' part."""
