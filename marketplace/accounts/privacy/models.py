"""Tables of what people ask about their data, of what the law keeps when they are gone, and of breaches."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

WORDS_LIMIT = 2000
_OPEN = text("state = 'open'")


class DataRequest(Base):
    """What a person asks about their data. One of each kind is open at a time."""

    __tablename__ = "mkt_accounts_data_request"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('export', 'erase', 'rectify', 'restrict', 'object', 'withdraw')", "kind_known"
        ),
        CheckConstraint("state IN ('open', 'done', 'refused', 'cancelled')", "state_known"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", "ends_once"),
        CheckConstraint("(kind = 'erase') = (runs_after IS NOT NULL)", "erasure_waits"),
        CheckConstraint("(file_name = '') = (file_until IS NULL)", "file_has_an_end"),
        CheckConstraint("state <> 'refused' OR answer <> ''", "refusal_has_a_reason"),
        Index(
            "uq_mkt_accounts_data_request_open",
            "user_id",
            "kind",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_mkt_accounts_data_request_user", "user_id", "id"),
        Index("ix_mkt_accounts_data_request_queue", "state", "due_at", "id"),
        Index("ix_mkt_accounts_data_request_file", "file_until"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    kind: Mapped[str] = mapped_column(String(12), comment="see kinds.RequestKind")
    state: Mapped[str] = mapped_column(String(12))
    words: Mapped[str] = mapped_column(Text, default="", comment="what the person wrote; erased with them")
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answer_due_at: Mapped[datetime] = mapped_column(
        UTCDateTime, comment="that it was received has to be said"
    )
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="it has to be done")
    extended_why: Mapped[str] = mapped_column(
        String(500), default="", comment="why the limit was moved, once"
    )
    received_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    received_by: Mapped[str] = mapped_column(String(80), default="")
    runs_after: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="until then an erasure is taken back"
    )
    file_name: Mapped[str] = mapped_column(String(80), default="", comment="the sealed copy in the storage")
    file_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answer: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_by: Mapped[str] = mapped_column(String(80), default="")


class Restricted(Base):
    """What the law keeps of somebody who was erased: sealed, for one purpose, until a day. Then the row goes."""

    __tablename__ = "mkt_accounts_restricted"
    __table_args__ = (
        UniqueConstraint("kind", "ref"),
        Index("ix_mkt_accounts_restricted_until", "kept_until", "id"),
        Index("ix_mkt_accounts_restricted_user", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    kind: Mapped[str] = mapped_column(String(24), comment="such as order")
    ref: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[str] = mapped_column(Text, comment="JSON, encrypted")
    term: Mapped[str] = mapped_column(String(24), comment="see data/terms.csv: why it is kept")
    kept_until: Mapped[date] = mapped_column(Date)
    kept_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Breach(Base):
    """Personal data got where it must not. The authority is told within 72 hours of when it was known."""

    __tablename__ = "mkt_accounts_breach"
    __table_args__ = (
        CheckConstraint("what <> ''", "says_what"),
        CheckConstraint("people >= 0", "people_counted"),
        CheckConstraint("(authority_at IS NULL) = (authority_no = '')", "report_whole"),
        CheckConstraint("closed_at IS NULL OR measures <> ''", "closed_with_measures"),
        Index("ix_mkt_accounts_breach_open", "closed_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    what: Mapped[str] = mapped_column(Text)
    people: Mapped[int] = mapped_column(Integer, comment="how many it concerns, as far as known")
    known_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    authority_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    authority_no: Mapped[str] = mapped_column(String(120), default="", comment="whom, and the paper's number")
    people_told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    measures: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    closed_by: Mapped[str] = mapped_column(String(80), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
