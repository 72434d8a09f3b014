"""Who did what: an append-only log whose entries are chained by hash.

``record`` notes an entry; the outermost transaction writes all of its entries just before it commits, so that the one
row every writer must take in turn (the head of the chain) is held for the shortest time. Each entry's hash covers its
content and the hash before it: a changed or removed entry breaks every later one, and ``verify`` says where. Triggers
in the database refuse UPDATE and DELETE.

Actions are dotted, in the past tense, and never renamed. Entries carry references, not personal data.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, RowMapping, String, Text, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import Base, UnitOfWork, UTCDateTime, session, unit_of_work

GENESIS = "0" * 64


class AuditEntry(Base):
    """One thing that was done."""

    __tablename__ = "mkt_kernel_audit"
    __table_args__ = (
        Index("ix_mkt_kernel_audit_subject", "subject_kind", "subject_ref", "seq"),
        Index("ix_mkt_kernel_audit_actor", "actor", "seq"),
        Index("ix_mkt_kernel_audit_action", "action", "seq"),
        Index("ix_mkt_kernel_audit_at", "at", "seq"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_ref: Mapped[str] = mapped_column(String(80))
    data: Mapped[str] = mapped_column(Text, comment="canonical JSON, exactly the text the hash covers")
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class AuditHead(Base):
    """The one row that says where the chain ends; writers take it in turn."""

    __tablename__ = "mkt_kernel_audit_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The outcome of :func:`verify`: how many entries were read, and the first that does not fit, if any."""

    entries: int
    broken_at: int | None = None
    reason: str = ""

    @property
    def ok(self) -> bool:
        """True when the whole chain holds."""
        return self.broken_at is None


def record(
    actor: Actor, action: str, subject_kind: str, subject_ref: object, data: Mapping[str, Any] | None = None
) -> None:
    """Note that ``actor`` did ``action`` to a subject. Written when the open transaction commits, or not at all."""
    unit_of_work().audit.append(
        {
            "at": clock.now(),
            "actor": actor.ref,
            "action": action,
            "subject_kind": subject_kind,
            "subject_ref": str(subject_ref),
            "data": json.dumps(
                data or {}, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
            ),
        }
    )


def write_pending(here: Session, unit: UnitOfWork) -> None:
    """Chain and insert the entries of ``unit``. Called by ``transaction()`` just before the commit."""
    if not unit.audit:
        return
    entries, unit.audit = unit.audit, []
    taken = here.execute(
        update(AuditHead)
        .where(AuditHead.id == 1)
        .values(seq=AuditHead.seq + len(entries))
        .returning(AuditHead.seq, AuditHead.hash)
    ).one_or_none()
    if taken is None:
        here.execute(insert(AuditHead).values(id=1, seq=len(entries), hash=GENESIS))
        last, previous = len(entries), GENESIS
    else:
        last, previous = taken
    for seq, entry in enumerate(entries, start=last - len(entries) + 1):
        entry["seq"], entry["previous"] = seq, previous
        previous = entry["hash"] = _hash(entry)
    here.execute(insert(AuditEntry), entries)
    here.execute(update(AuditHead).where(AuditHead.id == 1).values(hash=previous))


def verify() -> ChainReport:
    """Read the whole chain and recompute it. Memory stays flat however long the chain is."""
    here = session()
    previous, count = GENESIS, 0
    table = AuditEntry.__table__
    entries = here.execute(select(table).order_by(table.c.seq).execution_options(yield_per=1000))
    # Closed at the first entry that does not fit too: on PostgreSQL the rest would stay open on the server.
    with closing(entries):
        for row in entries.mappings():
            count += 1
            if row["seq"] != count:
                return ChainReport(count, count, "an entry is missing")
            if row["previous"] != previous:
                return ChainReport(count, row["seq"], "does not follow the entry before it")
            if row["hash"] != _hash(row):
                return ChainReport(count, row["seq"], "its content was changed")
            previous = row["hash"]
    head = here.execute(select(AuditHead.seq, AuditHead.hash).where(AuditHead.id == 1)).one_or_none()
    if (head.seq, head.hash) != (count, previous) if head else count:
        return ChainReport(count, count + 1, "the last entries are missing")
    return ChainReport(count)


def _hash(entry: Mapping[str, Any] | RowMapping) -> str:
    content = "\x1f".join(
        str(part)
        for part in (
            entry["seq"],
            entry["at"].isoformat(),
            entry["actor"],
            entry["action"],
            entry["subject_kind"],
            entry["subject_ref"],
            entry["data"],
            entry["previous"],
        )
    )
    return hashlib.sha256(content.encode()).hexdigest()
