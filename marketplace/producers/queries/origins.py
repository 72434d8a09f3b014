"""Which applications producers came from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.producers.applications.models import Application


@dataclass(frozen=True, slots=True)
class Origin:
    """An application that became a producer. ``proposed_by`` and ``decided_by`` are as the audit log names people."""

    code: str
    producer_id: int
    submitted_at: datetime | None
    proposed_by: str
    decided_by: str
    decided_at: datetime | None


def origins_of(producer_ids: Collection[int]) -> tuple[Origin, ...]:
    """The applications that became these producers, the first first; one statement."""
    rows = session().execute(
        select(
            Application.code,
            Application.producer_id,
            Application.submitted_at,
            Application.proposed_by,
            Application.decided_by,
            Application.decided_at,
        )
        .where(Application.producer_id.in_(sorted(set(producer_ids))))
        .order_by(Application.id)
    )
    return tuple(Origin(*tuple[Any, ...](row)) for row in rows)
