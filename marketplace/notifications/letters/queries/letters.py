"""Letters of an office: the list, one of them, whom it went to and how far each is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, or_, select

from marketplace.accounts.within import within
from marketplace.certification.queries import RegisterScope
from marketplace.kernel import codes
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.notifications.letters.models import Letter, LetterLine, LetterRecipient
from marketplace.notifications.letters.samples import LetterKind
from marketplace.notifications.letters.states import LetterState, MailState


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in the list, with how many holders it is to, and how many were told by mail and on paper."""

    code: str
    kind: LetterKind
    state: LetterState
    about: str
    number: str
    dated: date
    written_by: str
    created_at: datetime
    issued_at: datetime | None
    holders: int
    mailed: int
    printed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter with its words. ``counts`` is how many holders are how far with their mail, ``printed`` on paper."""

    id: int
    code: str
    kind: LetterKind
    state: LetterState
    agency_above: str
    agency: str
    number: str
    place: str
    dated: date
    about: str
    body: str
    signer_behalf: str
    signer_role: str
    signer_name: str
    copies: str
    province_code: str | None
    commune_code: str | None
    written_by: str
    created_at: datetime
    issued_by: str
    issued_at: datetime | None
    version: int
    counts: dict[MailState, int]
    printed: int

    @property
    def holders(self) -> int:
        """To how many it is."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Recipient:
    """A holder of a letter. ``recognitions`` are the ids that their page is about."""

    id: int
    letter_id: int
    holder_key: str
    producer_id: int | None
    name: str
    mail: MailState
    mailed_to: str
    mailed_at: datetime | None
    trouble: str
    printed_at: datetime | None
    recognitions: tuple[int, ...]


_OWN: Final = tuple(name for name in LetterView.__dataclass_fields__ if name not in {"counts", "printed"})
_RECIPIENT: Final = tuple(name for name in Recipient.__dataclass_fields__ if name != "recognitions")


def letters(
    scope: RegisterScope,
    *,
    state: LetterState | None = None,
    text: str = "",
    page: int = 1,
    size: int = 50,
) -> Page[LetterRow]:
    """A page of the letters of those places, the newest first; 2 statements. Dropped drafts are in none."""
    clauses: list[ColumnElement[bool]] = [_within(scope), Letter.state != LetterState.DROPPED]
    if state is not None:
        clauses.append(Letter.state == state)
    if text:
        clauses.append(
            or_(Letter.about.icontains(text, autoescape=True), Letter.number.icontains(text, autoescape=True))
        )
    total = session().scalar(select(func.count()).select_from(Letter).where(*clauses)) or 0
    number = max(1, min(page, -(-total // size)))
    chosen = (
        select(Letter.id).where(*clauses).order_by(Letter.id.desc()).limit(size).offset((number - 1) * size)
    ).subquery()
    rows = session().execute(
        select(
            Letter.code,
            Letter.kind,
            Letter.state,
            Letter.about,
            Letter.number,
            Letter.dated,
            Letter.written_by,
            Letter.created_at,
            Letter.issued_at,
            func.count(LetterRecipient.id),
            func.coalesce(func.sum(case((LetterRecipient.mail == MailState.SENT, 1), else_=0)), 0),
            func.count(LetterRecipient.printed_at),
        )
        .join(chosen, chosen.c.id == Letter.id)
        .outerjoin(LetterRecipient, LetterRecipient.letter_id == Letter.id)
        .group_by(Letter.id)
        .order_by(Letter.id.desc())
    )
    items = tuple(
        LetterRow(row[0], LetterKind(row[1]), LetterState(row[2]), *row[3:10], int(row[10]), int(row[11]))
        for row in rows
    )
    return Page(items, total, number, size)


def letter(code: str) -> LetterView:
    """One letter, whosever it is; 2 statements. ``NotFound`` for one that there is not, or was dropped."""
    row: Any = (
        session()
        .execute(
            select(*(getattr(Letter, name) for name in _OWN)).where(
                Letter.code == codes.normalise(code), Letter.state != LetterState.DROPPED
            )
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có thư này."))
    rows = session().execute(
        select(LetterRecipient.mail, func.count(), func.count(LetterRecipient.printed_at))
        .where(LetterRecipient.letter_id == row.id)
        .group_by(LetterRecipient.mail)
    )
    found = {MailState(mail): (count, printed) for mail, count, printed in rows}
    values = {**row._mapping, "kind": LetterKind(row.kind), "state": LetterState(row.state)}
    return LetterView(
        **values,
        counts={each: found.get(each, (0, 0))[0] for each in MailState},
        printed=sum(printed for _count, printed in found.values()),
    )


def recipients(
    letter_id: int,
    *,
    mail: MailState | None = None,
    unprinted: bool = False,
    ids: Collection[int] | None = None,
    page: int = 1,
    size: int = 50,
) -> Page[Recipient]:
    """A page of whom a letter is to, in the order in which they were chosen; 3 statements."""
    clauses = [LetterRecipient.letter_id == letter_id]
    if mail is not None:
        clauses.append(LetterRecipient.mail == mail)
    if unprinted:
        clauses.append(LetterRecipient.printed_at.is_(None))
    if ids is not None:
        clauses.append(LetterRecipient.id.in_(sorted(ids)))
    total = session().scalar(select(func.count()).select_from(LetterRecipient).where(*clauses)) or 0
    number = max(1, min(page, -(-total // size)))
    rows = (
        session()
        .execute(
            select(*(getattr(LetterRecipient, name) for name in _RECIPIENT))
            .where(*clauses)
            .order_by(LetterRecipient.id)
            .limit(size)
            .offset((number - 1) * size)
        )
        .all()
    )
    lines = _lines_of([row.id for row in rows])
    return Page(tuple(_recipient(row, lines.get(row.id, ())) for row in rows), total, number, size)


def recipient(recipient_id: int) -> tuple[Recipient, str] | None:
    """Somebody that a letter is to, and the letter's code; 2 statements."""
    row: Any = (
        session()
        .execute(
            select(*(getattr(LetterRecipient, name) for name in _RECIPIENT), Letter.code)
            .join(Letter, Letter.id == LetterRecipient.letter_id)
            .where(LetterRecipient.id == recipient_id)
        )
        .one_or_none()
    )
    return (_recipient(row, _lines_of([row.id]).get(row.id, ())), row.code) if row else None


def _lines_of(recipient_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    rows = session().execute(
        select(LetterLine.recipient_id, LetterLine.recognition_id)
        .where(LetterLine.recipient_id.in_(sorted(recipient_ids)))
        .order_by(LetterLine.recipient_id, LetterLine.recognition_id)
    )
    found: dict[int, list[int]] = {}
    for recipient_id, recognition_id in rows:
        found.setdefault(recipient_id, []).append(recognition_id)
    return {each: tuple(ids) for each, ids in found.items()}


def _recipient(row: Any, recognitions: tuple[int, ...]) -> Recipient:
    values = {name: getattr(row, name) for name in _RECIPIENT}
    return Recipient(**{**values, "mail": MailState(row.mail)}, recognitions=recognitions)


def _within(scope: RegisterScope) -> ColumnElement[bool]:
    """The letters all of whose holders lie in the scope."""
    provinces = None if scope.everything else scope.provinces
    return within(Letter.province_code, Letter.commune_code, provinces, scope.communes)
