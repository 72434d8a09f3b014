"""Reads on requests about personal data, on what is kept of those who are gone, and on breaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from marketplace.accounts.models import User
from marketplace.accounts.privacy.models import Breach, DataRequest, Restricted
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.paging import Page
from marketplace.kernel.personal import keepers


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request. ``who`` is the name, or the address, of who asked; neither is left of somebody who was erased."""

    id: int
    code: str
    user_id: int
    who: str
    kind: str
    state: str
    words: str
    asked_at: datetime
    answer_due_at: datetime
    due_at: datetime
    extended_why: str
    received_at: datetime | None
    runs_after: datetime | None
    file_until: datetime | None
    answer: str
    ended_at: datetime | None

    @property
    def has_file(self) -> bool:
        """True while the copy can be fetched."""
        return self.file_until is not None and self.file_until > clock.now()

    @property
    def is_late(self) -> bool:
        """True where a limit of the law has passed with nothing done."""
        if self.state != "open":
            return False
        now = clock.now()
        return self.due_at <= now or (self.received_at is None and self.answer_due_at <= now)


@dataclass(frozen=True, slots=True)
class RestrictedView:
    """What the law keeps; ``term`` says why, ``kept_until`` is the last day."""

    id: int
    user_id: int
    kind: str
    ref: str
    term: str
    kept_until: date


@dataclass(frozen=True, slots=True)
class BreachView:
    """A breach. ``due_at`` is when the authority has to know."""

    id: int
    code: str
    what: str
    people: int
    known_at: datetime
    due_at: datetime
    authority_at: datetime | None
    authority_no: str
    people_told_at: datetime | None
    measures: str
    closed_at: datetime | None
    version: int

    @property
    def is_late(self) -> bool:
        """True where the authority was not told in time."""
        return (self.authority_at or clock.now()) > self.due_at


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked at what is sealed about a person. ``by`` is the actor's reference, such as ``user:7``."""

    at: datetime
    by: str
    action: str
    subject_kind: str
    subject_ref: str


_REQUEST = (
    DataRequest.id,
    DataRequest.code,
    DataRequest.user_id,
    func.coalesce(func.nullif(User.name, ""), User.email).label("who"),
    DataRequest.kind,
    DataRequest.state,
    DataRequest.words,
    DataRequest.asked_at,
    DataRequest.answer_due_at,
    DataRequest.due_at,
    DataRequest.extended_why,
    DataRequest.received_at,
    DataRequest.runs_after,
    DataRequest.file_until,
    DataRequest.answer,
    DataRequest.ended_at,
)
_BREACH = (
    Breach.id,
    Breach.code,
    Breach.what,
    Breach.people,
    Breach.known_at,
    Breach.due_at,
    Breach.authority_at,
    Breach.authority_no,
    Breach.people_told_at,
    Breach.measures,
    Breach.closed_at,
    Breach.version,
)


def requests_of(user_id: int, *, limit: int = 20) -> tuple[RequestView, ...]:
    """A person's requests, newest first; one statement."""
    rows = session().execute(
        _requests(DataRequest.user_id == user_id).order_by(DataRequest.id.desc()).limit(limit)
    )
    return tuple(RequestView(*row) for row in rows)


def request(code: str) -> RequestView:
    """One request; one statement. ``NotFound``."""
    row = session().execute(_requests(DataRequest.code == code)).one_or_none()
    if row is None:
        raise NotFound
    return RequestView(*row)


def requests(*, state: str = "open", page: int = 1, size: int = 50) -> Page[RequestView]:
    """The queue, what is due first on top; two statements. An empty ``state`` is all of them."""
    here = session()
    wanted: list[ColumnElement[bool]] = [DataRequest.state == state] if state else []
    total = here.execute(select(func.count(DataRequest.id)).where(*wanted)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    order: Sequence[Any] = (
        (DataRequest.due_at, DataRequest.id) if state == "open" else (DataRequest.id.desc(),)
    )
    rows = here.execute(_requests(*wanted).order_by(*order).limit(size).offset((number - 1) * size))
    return Page(tuple(RequestView(*row) for row in rows), total, number, size)


def request_counts() -> dict[str, int]:
    """How many requests stand how; one statement."""
    rows = session().execute(select(DataRequest.state, func.count()).group_by(DataRequest.state))
    return {row[0]: row[1] for row in rows}


def restricted_of(user_id: int) -> tuple[RestrictedView, ...]:
    """What the law keeps of somebody who was erased; one statement."""
    rows = session().execute(
        select(
            Restricted.id,
            Restricted.user_id,
            Restricted.kind,
            Restricted.ref,
            Restricted.term,
            Restricted.kept_until,
        )
        .where(Restricted.user_id == user_id)
        .order_by(Restricted.id)
        .limit(200)
    )
    return tuple(RestrictedView(*row) for row in rows)


def breaches(*, page: int = 1, size: int = 50) -> Page[BreachView]:
    """The register, newest first; two statements."""
    here = session()
    total = here.execute(select(func.count(Breach.id))).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = here.execute(select(*_BREACH).order_by(Breach.id.desc()).limit(size).offset((number - 1) * size))
    return Page(tuple(BreachView(**row._mapping) for row in rows), total, number, size)


def breach(code: str) -> BreachView:
    """One breach; one statement. ``NotFound``."""
    row = session().execute(select(*_BREACH).where(Breach.code == code)).one_or_none()
    if row is None:
        raise NotFound
    return BreachView(**row._mapping)


def readings(user_id: int, *, limit: int = 50) -> tuple[Reading, ...]:
    """Who read what is sealed about a person, newest first; their own looks are left out.

    One statement, and one for each domain that holds something sealed.
    """
    here, found = session(), []
    for keeper in keepers():
        about = keeper.subjects(user_id)
        if not about or not keeper.readings:
            continue
        for kind in sorted({kind for kind, _ref in about}):
            rows = here.execute(
                select(
                    AuditEntry.at,
                    AuditEntry.actor,
                    AuditEntry.action,
                    AuditEntry.subject_kind,
                    AuditEntry.subject_ref,
                )
                .where(
                    AuditEntry.subject_kind == kind,
                    AuditEntry.subject_ref.in_([ref for each, ref in about if each == kind]),
                    AuditEntry.action.in_(keeper.readings),
                    AuditEntry.actor != f"user:{user_id}",
                )
                .order_by(AuditEntry.seq.desc())
                .limit(limit)
            )
            found += [Reading(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True)[:limit])


def _requests(*wanted: ColumnElement[bool]) -> Any:
    return select(*_REQUEST).join(User, User.id == DataRequest.user_id).where(*wanted)
