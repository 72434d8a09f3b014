"""Who was told of an ending star, when and how: notices, letters and what officers noted, as one history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from marketplace.kernel.db import session
from marketplace.notifications.letters.models import (
    EndingNotice,
    HolderNote,
    Letter,
    LetterLine,
    LetterRecipient,
)
from marketplace.notifications.letters.states import MailState, NoticeState, Outcome, Way


@dataclass(frozen=True, slots=True)
class Told:
    """Once a holder was told, or answered. ``days`` is the step of a notice, ``letter`` the code of a letter, ``by``
    the actor; ``outcome`` and ``words`` are of a note.
    """

    at: datetime
    way: Way
    whom: str
    days: int | None = None
    letter: str = ""
    about: str = ""
    outcome: Outcome | None = None
    words: str = ""
    by: str = ""


def told(recognition_ids: Collection[int]) -> dict[int, tuple[Told, ...]]:
    """The history of each, the latest first; 3 statements, none for none."""
    wanted = sorted(set(recognition_ids))
    found: dict[int, list[Told]] = {each: [] for each in wanted}
    if wanted:
        for source in (_notices, _letters, _notes):
            for recognition_id, each in source(wanted):
                found[recognition_id].append(each)
    return {
        each: tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))
        for each, entries in found.items()
    }


def to_print(recognition_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The steps of which nobody could tell them by mail, and nobody has told them otherwise; 1 statement."""
    rows = session().execute(
        select(EndingNotice.recognition_id, EndingNotice.days)
        .where(
            EndingNotice.recognition_id.in_(sorted(set(recognition_ids))),
            EndingNotice.state == NoticeState.TO_PRINT,
        )
        .order_by(EndingNotice.recognition_id, EndingNotice.days)
    )
    found: dict[int, list[int]] = {}
    for recognition_id, days in rows:
        found.setdefault(recognition_id, []).append(days)
    return {each: tuple(days) for each, days in found.items()}


def _notices(wanted: list[int]) -> list[tuple[int, Told]]:
    """Those that went out by themselves. One that an office told of otherwise stands in its letter or note."""
    rows = session().execute(
        select(
            EndingNotice.recognition_id,
            EndingNotice.told_at,
            EndingNotice.how,
            EndingNotice.whom,
            EndingNotice.days,
        ).where(
            EndingNotice.recognition_id.in_(wanted),
            EndingNotice.state == NoticeState.SENT,
            EndingNotice.told_at.is_not(None),
        )
    )
    return [(row[0], Told(row[1], Way(row[2]), row[3], days=row[4])) for row in rows if row[1]]


def _letters(wanted: list[int]) -> list[tuple[int, Told]]:
    rows: Any = session().execute(
        select(
            LetterLine.recognition_id,
            LetterRecipient.mail,
            LetterRecipient.mailed_at,
            LetterRecipient.mailed_to,
            LetterRecipient.printed_at,
            LetterRecipient.printed_by,
            LetterRecipient.name,
            Letter.code,
            Letter.about,
            Letter.issued_by,
        )
        .join(LetterRecipient, LetterRecipient.id == LetterLine.recipient_id)
        .join(Letter, Letter.id == LetterRecipient.letter_id)
        .where(
            LetterLine.recognition_id.in_(wanted),
            or_(LetterRecipient.mail == MailState.SENT, LetterRecipient.printed_at.is_not(None)),
        )
    )
    found = []
    for row in rows:
        words = {"letter": row.code, "about": row.about}
        if row.mail == MailState.SENT:
            mailed = Told(row.mailed_at, Way.MAIL, row.mailed_to, by=row.issued_by, **words)
            found.append((row.recognition_id, mailed))
        if row.printed_at is not None:
            printed = Told(row.printed_at, Way.PRINT, row.name, by=row.printed_by, **words)
            found.append((row.recognition_id, printed))
    return found


def _notes(wanted: list[int]) -> list[tuple[int, Told]]:
    rows = session().execute(
        select(
            HolderNote.recognition_id,
            HolderNote.at,
            HolderNote.way,
            HolderNote.spoke_with,
            HolderNote.outcome,
            HolderNote.words,
            HolderNote.by,
        ).where(HolderNote.recognition_id.in_(wanted))
    )
    return [
        (row[0], Told(row[1], Way(row[2]), row[3], outcome=Outcome(row[4]), words=row[5], by=row[6]))
        for row in rows
    ]
