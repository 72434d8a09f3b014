"""What people agree to. Consent to the handling of personal data has to be provable (Law 91/2025/QH15)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.consent_texts import PERSONAL_DATA, PURPOSES, SELLER_DATA, Purpose
from marketplace.accounts.events import ConsentSaid, ConsentWithdrawn
from marketplace.accounts.models import Consent
from marketplace.kernel import audit, clock, i18n
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

__all__ = [
    "PERSONAL_DATA",
    "SELLER_DATA",
    "Said",
    "agree",
    "agreed_to_earlier",
    "changed",
    "give",
    "has_given",
    "has_withdrawn",
    "last_said",
    "ledger",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Said:
    """A yes, or its being taken back: ``shown`` are the words as they were shown, empty for the first rows of all."""

    purpose: str
    version: str
    given: bool
    said_at: datetime
    locale: str
    shown: str


def give(user_id: int, purpose: str) -> None:
    """Note that a person agreed to the text in force. Twice is once. ``KeyError`` for an unknown purpose."""
    _say(user_id, purpose, given=True)


def agree(actor: Actor, purpose: str) -> None:
    """Agree for oneself. :class:`NotFound` for an unknown purpose."""
    if purpose not in PURPOSES:
        raise NotFound
    give(_self(actor), purpose)


def withdraw(actor: Actor, purpose: str) -> None:
    """Take one's consent back; what follows from it is done by those who hear of it, in the same transaction.

    :raises NotFound: there is no such purpose.
    :raises Conflict: there is no consent to take back.
    """
    if purpose not in PURPOSES:
        raise NotFound
    user_id = _self(actor)
    with transaction():
        if not _say(user_id, purpose, given=False):
            raise Conflict(Message("Anh chị chưa đồng ý, hoặc đã rút lại rồi."))
        emit(ConsentWithdrawn(user_id, purpose))


def has_given(user_id: int, purpose: str) -> bool:
    """Whether a person agrees to the text in force; one statement."""
    last = last_said(user_id, purpose)
    return last is not None and last.given and last.version == PURPOSES[purpose].version


def has_withdrawn(user_id: int, purpose: str) -> bool:
    """Whether a person took back what they had agreed to; one statement."""
    last = last_said(user_id, purpose)
    return last is not None and not last.given


def last_said(user_id: int, purpose: str) -> Said | None:
    """What a person said last about a purpose; one statement."""
    found = _last(user_id, purpose)
    return found[1] if found else None


def changed(user_id: int) -> tuple[Purpose, ...]:
    """What a person agreed to in words that were changed since; a statement for each purpose that has other words."""
    found = []
    for purpose in PURPOSES.values():
        last = last_said(user_id, purpose.name) if len(purpose.texts) > 1 else None
        if last is not None and last.given and last.version != purpose.version:
            found.append(purpose)
    return tuple(found)


def agreed_to_earlier(purpose: str) -> Select[int]:
    """The ids of those whose last word on a purpose is a yes to a text that is in force no longer."""
    newest = select(Consent.user_id, func.max(Consent.number).label("number")).where(
        Consent.purpose == purpose
    )
    last = newest.group_by(Consent.user_id).subquery()
    return (
        select(Consent.user_id)
        .join(last, (last.c.user_id == Consent.user_id) & (last.c.number == Consent.number))
        .where(Consent.purpose == purpose, Consent.given, Consent.version != PURPOSES[purpose].version)
    )


def ledger(user_id: int) -> tuple[Said, ...]:
    """Everything a person agreed to and took back, oldest first; one statement."""
    rows = session().execute(
        select(
            Consent.purpose, Consent.version, Consent.given, Consent.said_at, Consent.locale, Consent.shown
        )
        .where(Consent.user_id == user_id)
        .order_by(Consent.said_at, Consent.id)
    )
    return tuple(Said(*row) for row in rows)


def _say(user_id: int, purpose: str, *, given: bool) -> bool:
    """Add a row, unless it says what the last one said. Whoever is slower reads what the faster one wrote."""
    known = PURPOSES[purpose]
    with transaction() as here:
        for _attempt in range(3):
            found = _last(user_id, purpose)
            number, last = found or (0, None)
            if given and last is not None and last.given and last.version == known.version:
                return False
            if not given and (last is None or not last.given):
                return False
            row = {
                "user_id": user_id,
                "purpose": purpose,
                "version": known.version if given or last is None else last.version,
                "given": given,
                "number": number + 1,
                "said_at": clock.now(),
                "locale": i18n.locale(),
                "shown": str(known.text if given else known.entails),
            }
            try:
                with savepoint():
                    here.execute(insert(Consent).values(row))
            except IntegrityError:
                continue
            action = "accounts.consent.given" if given else "accounts.consent.withdrawn"
            told = {"purpose": purpose, "version": row["version"]}
            audit.record(Actor("user", "", user_id), action, "user", user_id, told)
            emit(ConsentSaid(user_id, purpose))
            return True
    raise Conflict(Message("Có người vừa thay đổi. Tải lại trang."))


def _last(user_id: int, purpose: str) -> tuple[int, Said] | None:
    row = (
        session()
        .execute(
            select(
                Consent.number,
                Consent.purpose,
                Consent.version,
                Consent.given,
                Consent.said_at,
                Consent.locale,
                Consent.shown,
            )
            .where(Consent.user_id == user_id, Consent.purpose == purpose)
            .order_by(Consent.number.desc())
            .limit(1)
        )
        .one_or_none()
    )
    return (row[0], Said(*row[1:])) if row else None


def _self(actor: Actor) -> int:
    if actor.id is None:
        raise NotAllowed
    return actor.id
