"""Answers as they lie in the database: sensitive ones sealed, bound to their application and their question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.sealing import sealer
from marketplace.producers.applications.models import ApplicationAnswer


@dataclass(frozen=True, slots=True, repr=False)
class KeptAnswer:
    """An answer in full, for checks and for verbs. It never leaves this package, and does not show in a traceback."""

    text: str
    sealed: bool
    typed_at: datetime


def about(application_id: int, name: str) -> str:
    """What a sealed answer is bound to: it opens as no other answer and in no other application."""
    return f"application:{application_id}:{name}"


def seal(application_id: int, name: str, text: str) -> str:
    """A sensitive answer as it is stored."""
    return sealer().seal(text, about(application_id, name))


def print_of(tax_code: str, kind: str) -> str:
    """What equal tax numbers share. A person's own number may stand for a household and for a group, so it counts
    together with the ``kind``; an organisation's counts alone.
    """
    return sealer().fingerprint(f"{tax_code}/{kind}" if len(tax_code) == 12 else tax_code, "tax_code")


def kept_answers(application_id: int) -> dict[str, KeptAnswer]:
    """All answers in full, by name; one statement."""
    rows = session().execute(
        select(
            ApplicationAnswer.name,
            ApplicationAnswer.value,
            ApplicationAnswer.sealed,
            ApplicationAnswer.typed_at,
        ).where(ApplicationAnswer.application_id == application_id)
    )
    return {
        row.name: KeptAnswer(
            sealer().open(row.value, about(application_id, row.name)) if row.sealed else row.value,
            row.sealed,
            row.typed_at,
        )
        for row in rows
    }


def texts(answers: Mapping[str, KeptAnswer]) -> dict[str, str]:
    """Only what was typed."""
    return {name: answer.text for name, answer in answers.items()}
