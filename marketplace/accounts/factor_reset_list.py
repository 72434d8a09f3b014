"""Reads on requests to take off a second factor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased

from marketplace.accounts.models import FactorReset, User
from marketplace.kernel import clock
from marketplace.kernel.db import session

IS_OPEN: Final = (FactorReset.confirmed_at.is_(None), FactorReset.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True)
class ResetView:
    """A request, with the names of those who took part."""

    id: int
    user_id: int
    name: str
    email: str
    locale: str
    reason: str
    requested_by: str
    requested_by_id: int
    requested_at: datetime
    expires_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None

    @property
    def state(self) -> str:
        """``open``, ``confirmed``, ``withdrawn`` or ``expired``."""
        if self.confirmed_at is not None:
            return "confirmed"
        if self.withdrawn_at is not None:
            return "withdrawn"
        return "open" if self.expires_at > clock.now() else "expired"


def open_requests() -> tuple[ResetView, ...]:
    """What waits for a second person, oldest first; one statement."""
    return _views(*IS_OPEN, FactorReset.expires_at > clock.now())


def of_person(user_id: int) -> tuple[ResetView, ...]:
    """The last requests about somebody, newest first; one statement."""
    return tuple(reversed(_views(FactorReset.user_id == user_id)))[:10]


def request_for(reset_id: int) -> ResetView | None:
    """One request; one statement."""
    return next(iter(_views(FactorReset.id == reset_id)), None)


def _views(*conditions: ColumnElement[bool]) -> tuple[ResetView, ...]:
    who, asked, confirmed, withdrawn = (aliased(User) for _each in range(4))

    def name(person: Any) -> Any:
        return func.coalesce(func.nullif(person.name, ""), person.email, "")

    rows = session().execute(
        select(
            FactorReset.id,
            FactorReset.user_id,
            name(who),
            who.email,
            who.locale,
            FactorReset.reason,
            name(asked),
            FactorReset.requested_by,
            FactorReset.requested_at,
            FactorReset.expires_at,
            name(confirmed),
            FactorReset.confirmed_at,
            name(withdrawn),
            FactorReset.withdrawn_at,
        )
        .join(who, who.id == FactorReset.user_id)
        .join(asked, asked.id == FactorReset.requested_by)
        .outerjoin(confirmed, confirmed.id == FactorReset.confirmed_by)
        .outerjoin(withdrawn, withdrawn.id == FactorReset.withdrawn_by)
        .where(*conditions)
        .order_by(FactorReset.id)
        .limit(200)
    )
    return tuple(ResetView(*row) for row in rows)
