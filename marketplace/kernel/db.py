"""The database: one declarative base, one session, one way to write.

Everything that changes anything happens inside ``with transaction():``. The outermost one commits, inner ones join it;
nobody else commits. On SQLite the outermost one starts with ``BEGIN IMMEDIATE`` (see ``kernel/sqlite.py``), so a writer
waits for its turn at the start instead of failing in the middle. In a host app the session is the host's: a host that
wants its own rows to commit together with ours opens ``transaction()`` around both.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CursorResult, DateTime, MetaData, Result
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from marketplace.kernel.state import current

_UNIT = "mkt_unit_of_work"


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC instant. A naive datetime is refused; SQLite stores it as text that sorts by time."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """``timestamptz`` on PostgreSQL, plain datetime elsewhere."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, without a zone where the database has none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of every table of the marketplace. Its metadata is ours alone; names begin with ``mkt_``."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


@dataclass(slots=True)
class UnitOfWork:
    """What one outermost transaction gathers for its end: last changes, audit entries, outbox rows to hand over."""

    depth: int = 1
    last: dict[Callable[[set[Any]], None], set[Any]] = field(default_factory=dict)
    audit: list[dict[str, Any]] = field(default_factory=list)
    outbox: list[int] = field(default_factory=list)


def session() -> Session:
    """The session of the current app and context."""
    return current().session()


def unit_of_work() -> UnitOfWork:
    """The transaction that is open. Writing outside one is a programming error, not a user's."""
    unit = session().info.get(_UNIT)
    if unit is None:
        raise RuntimeError("this needs to be inside `with transaction():`")
    assert isinstance(unit, UnitOfWork)
    return unit


def is_writing() -> bool:
    """True inside ``with transaction():``. What is read there may yet be undone and is not to be remembered."""
    return _UNIT in session().info


def before_commit(work: Callable[[set[Any]], None], *items: Any) -> None:
    """Call ``work`` once with all ``items`` it was asked for, just before the open transaction commits.

    For what many changes lead to together (a row that is derived from others) and for rows that many transactions
    change (a version number): done last and by all in the order of the functions' names, so the rows are held for the
    shortest time and two transactions cannot wait for each other. What ``work`` asks for in its turn is done too, all
    of it before the audit entries are chained. An error in it undoes the whole transaction.
    """
    unit_of_work().last.setdefault(work, set()).update(items)


def writers_take_turns() -> bool:
    """True where a transaction that writes has the database to itself until it ends, as on SQLite.

    Elsewhere another may be changing other rows at the same time, and neither sees what the other has not committed.
    """
    return session().get_bind().dialect.name == "sqlite"


def rowcount(result: Result[Any]) -> int:
    """How many rows an UPDATE or DELETE changed: the answer of every guard of a scarce thing."""
    assert isinstance(result, CursorResult)
    return result.rowcount


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a transaction, or join the one that is open.

    An exception undoes the whole of it and goes on. Audit entries are chained and outbox rows handed over by the
    outermost one only, the former just before the commit and the latter just after.
    """
    here = session()
    unit = here.info.get(_UNIT)
    if unit is not None:
        unit.depth += 1
        try:
            yield here
        finally:
            unit.depth -= 1
        return

    from marketplace.kernel import audit, outbox

    unit = here.info[_UNIT] = UnitOfWork()
    try:
        _begin_write(here)
        yield here
        _finish(unit)
        here.flush()
        audit.write_pending(here, unit)
        here.commit()
    except BaseException:
        here.rollback()
        raise
    finally:
        here.info.pop(_UNIT, None)
    if unit.outbox:
        outbox.hand_over(unit.outbox)


@contextmanager
def savepoint() -> Iterator[Session]:
    """A part of the open transaction that may fail alone. What it audited or enqueued goes with it."""
    here, unit = session(), unit_of_work()
    audited, enqueued = len(unit.audit), len(unit.outbox)
    try:
        with here.begin_nested():
            yield here
    except BaseException:
        del unit.audit[audited:], unit.outbox[enqueued:]
        raise


def _finish(unit: UnitOfWork) -> None:
    while unit.last:
        work = min(unit.last, key=lambda each: (each.__module__, each.__qualname__))
        work(unit.last.pop(work))


def _begin_write(here: Session) -> None:
    """On SQLite, begin a transaction that may write, where none has written yet.

    A deferred transaction that has read and then wants to write fails at once with "database is locked" if somebody
    else wrote in between; no timeout helps. On our own database what has only read is ended first. In a host's session
    we cannot know what was written before, so we join. But Python's driver by itself begins nothing before the first
    INSERT, UPDATE or DELETE: a savepoint that came first would be the transaction, and its release a commit.
    """
    if not writers_take_turns():
        return
    if not current().owns_database:
        driver: Any = here.connection().connection.driver_connection
        if not driver.in_transaction:
            driver.execute("BEGIN IMMEDIATE")
        return
    if here.in_transaction():
        if here.new or here.dirty or here.deleted:
            return
        here.commit()
    here.connection(execution_options={"mkt_write": True})
