"""Somebody's own application, in short."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, select

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.producers.applications.kinds import OPEN, ApplicationState
from marketplace.producers.applications.models import Application
from marketplace.producers.kinds import ProducerKind


@dataclass(frozen=True, slots=True)
class ApplicationCard:
    """An application in short. ``round`` counts how often it was submitted, ``submitted_at`` is the last time;
    ``producer_id`` is what an approved one became.
    """

    code: str
    state: ApplicationState
    kind: ProducerKind | None
    name: str
    round: int
    submitted_at: datetime | None
    changed_at: datetime
    producer_id: int | None

    @property
    def is_open(self) -> bool:
        """True until it is approved, refused or withdrawn."""
        return self.state in OPEN


def mine(actor: Actor) -> ApplicationCard | None:
    """The actor's open application, else the last one; ``None`` for who never began one. One statement."""
    if actor.id is None:
        return None
    columns: list[Any] = [getattr(Application, name) for name in ApplicationCard.__dataclass_fields__]
    row = (
        session()
        .execute(
            select(*columns)
            .where(Application.applicant_id == actor.id)
            .order_by(case((Application.state.in_(sorted(OPEN)), 0), else_=1), Application.id.desc())
            .limit(1)
        )
        .one_or_none()
    )
    if row is None:
        return None
    kind = ProducerKind(row.kind) if row.kind else None
    return ApplicationCard(**{**row._mapping, "state": ApplicationState(row.state), "kind": kind})
