from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from marketplace.kernel import audit, audit_log
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import GENESIS, AuditEntry, AuditHead, ChainReport
from marketplace.kernel.db import session, transaction
from tests.conftest import NOON, Statements

AN = Actor("user", "An", 1)
SYSTEM = Actor.system("sweep")


def three_entries() -> None:
    with transaction():
        audit.record(AN, "test.thing.made", "thing", 1, {"b": 2, "a": "đồng"})
        audit.record(AN, "test.thing.sold", "thing", 1)
    with transaction():
        audit.record(SYSTEM, "test.thing.sent", "thing", 2)


def entries() -> list[AuditEntry]:
    session().expire_all()
    return list(session().execute(select(AuditEntry).order_by(AuditEntry.seq)).scalars())


def test_an_empty_log_holds(app: Flask) -> None:
    assert audit.verify() == ChainReport(0)


def test_entries_are_numbered_and_chained(app: Flask) -> None:
    three_entries()
    first, second, third = entries()
    assert [entry.seq for entry in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (GENESIS, first.hash, second.hash)
    assert first.at == NOON
    assert (first.actor, third.actor) == ("user:1", "system:sweep")
    assert first.data == '{"a":"đồng","b":2}'
    assert (second.data, second.subject_kind, second.subject_ref) == ("{}", "thing", "1")
    content = ["1", NOON.isoformat(), "user:1", "test.thing.made", "thing", "1", first.data, GENESIS]
    assert first.hash == hashlib.sha256("\x1f".join(content).encode()).hexdigest()
    assert tuple(session().execute(select(AuditHead.seq, AuditHead.hash)).one()) == (3, third.hash)
    assert audit.verify() == ChainReport(3)
    assert audit.verify().ok


def test_what_was_undone_left_no_gap(app: Flask) -> None:
    three_entries()

    def undone() -> None:
        with transaction():
            audit.record(AN, "test.thing.lost", "thing", 3)
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    with transaction():
        audit.record(AN, "test.thing.found", "thing", 3)
    assert [(each.seq, each.action) for each in entries()][2:] == [
        (3, "test.thing.sent"),
        (4, "test.thing.found"),
    ]
    assert audit.verify() == ChainReport(4)


def test_no_name_of_a_person_is_kept(app: Flask) -> None:
    three_entries()
    assert not any("An" in json.dumps([entry.actor, entry.data]) for entry in entries())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mkt_kernel_audit SET action = 'test.thing.else' WHERE seq = 2",
        "DELETE FROM mkt_kernel_audit WHERE seq = 3",
        "DELETE FROM mkt_kernel_audit",
    ],
)
def test_the_database_refuses_to_change_or_remove_entries(
    app: Flask, session: Session, statement: str
) -> None:
    three_entries()
    before = [entry.hash for entry in entries()]
    with pytest.raises(DatabaseError, match="append"), session.begin_nested():
        session.execute(text(statement))
    assert [entry.hash for entry in entries()] == before
    assert audit.verify() == ChainReport(3)


def disarm(here: Session) -> None:
    """What somebody with the database's own password can do: take the triggers away first."""
    if here.get_bind().dialect.name == "sqlite":
        here.execute(text("DROP TRIGGER mkt_kernel_audit_no_update"))
        here.execute(text("DROP TRIGGER mkt_kernel_audit_no_delete"))
    else:
        here.execute(text("DROP TRIGGER mkt_kernel_audit_no_change ON mkt_kernel_audit"))


def forge(here: Session) -> None:
    """Change an entry and give it the hash that fits its new content."""
    here.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(action="test.thing.forged"))
    here.expire_all()
    row = here.execute(select(AuditEntry.__table__).where(AuditEntry.seq == 2)).mappings().one()
    here.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(hash=audit._hash(row)))


def change(**values: Any) -> Callable[[Session], Any]:
    return lambda here: here.execute(update(AuditEntry).where(AuditEntry.seq == 2).values(**values))


def run(statement: str) -> Callable[[Session], Any]:
    return lambda here: here.execute(text(statement))


CHANGED, NOT_NEXT = "its content was changed", "does not follow the entry before it"
MISSING, CUT = "an entry is missing", "the last entries are missing"


@pytest.mark.parametrize(
    ("tamper", "report"),
    [
        pytest.param(change(action="test.thing.given"), ChainReport(2, 2, CHANGED), id="action"),
        pytest.param(change(actor="user:2"), ChainReport(2, 2, CHANGED), id="actor"),
        pytest.param(change(subject_ref="9"), ChainReport(2, 2, CHANGED), id="subject"),
        pytest.param(change(data='{"price":1}'), ChainReport(2, 2, CHANGED), id="data"),
        pytest.param(change(at=NOON.replace(year=2025)), ChainReport(2, 2, CHANGED), id="instant"),
        pytest.param(change(hash="f" * 64), ChainReport(2, 2, CHANGED), id="hash"),
        pytest.param(change(previous="f" * 64), ChainReport(2, 2, NOT_NEXT), id="previous"),
        pytest.param(forge, ChainReport(3, 3, NOT_NEXT), id="forged with its hash"),
        pytest.param(
            run("DELETE FROM mkt_kernel_audit WHERE seq = 2"), ChainReport(2, 2, MISSING), id="middle removed"
        ),
        pytest.param(
            run("DELETE FROM mkt_kernel_audit WHERE seq = 1"), ChainReport(1, 1, MISSING), id="first removed"
        ),
        pytest.param(
            run("DELETE FROM mkt_kernel_audit WHERE seq = 3"), ChainReport(2, 3, CUT), id="last removed"
        ),
        pytest.param(run("DELETE FROM mkt_kernel_audit"), ChainReport(0, 1, CUT), id="all removed"),
        pytest.param(run("DELETE FROM mkt_kernel_audit_head"), ChainReport(3, 4, CUT), id="head removed"),
    ],
)
def test_verify_names_the_entry_that_does_not_fit(
    app: Flask, session: Session, tamper: Callable[[Session], Any], report: ChainReport
) -> None:
    three_entries()
    disarm(session)
    tamper(session)
    session.expire_all()
    assert audit.verify() == report
    assert not report.ok


def test_the_log_is_read_by_filters_and_an_export_is_an_entry(app: Flask) -> None:
    three_entries()
    page = audit_log.log()
    assert [entry.action for entry in page.items] == ["test.thing.sent", "test.thing.sold", "test.thing.made"]
    assert (page.total, page.items[2].data, page.items[2].subject) == (3, {"a": "đồng", "b": 2}, "thing:1")
    wanted = audit_log.LogFilter(actor="user:1", action="test.", subject="thing:1")
    assert [entry.seq for entry in audit_log.log(wanted, oldest=True).items] == [1, 2]
    assert audit_log.log(audit_log.LogFilter(first=NOON.date(), last=NOON.date())).total == 3
    assert [entry.seq for entry in audit_log.export(AN, wanted)] == [1, 2]
    assert (entries()[-1].action, entries()[-1].data) == ("kernel.audit.exported", '{"rows":2}')
    assert audit.verify() == ChainReport(4)


def test_an_export_is_of_one_moment_and_is_read_while_it_is_asked_for(
    app: Flask, statements: Statements
) -> None:
    three_entries()
    rows = audit_log.export(AN)
    three_entries()
    with statements() as sent:
        assert next(rows).seq == 1
        assert len(sent) == 1
        assert [entry.seq for entry in rows] == [2, 3]
    assert len(sent) == 1
    assert [entry.seq for entry in audit_log.export(AN)] == list(range(1, 8))
