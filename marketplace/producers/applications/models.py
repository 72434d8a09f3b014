"""Tables of applications: what was typed and scanned, what officers compared and remarked, and every move."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime
from marketplace.producers.reasons import REASON_LIMIT

REMARK_LIMIT = REASON_LIMIT
_OPEN = text("state IN ('draft', 'submitted', 'returned', 'proposed')")
_CLAIMS_A_NUMBER = text("tax_print <> '' AND state IN ('submitted', 'returned', 'proposed')")


class Application(Base):
    """Somebody's wish to sell here. What it says lies in its answers; the columns from ``kind`` to ``commune_code`` are
    read from them whenever they are saved, for lists.
    """

    __tablename__ = "mkt_producers_application"
    __table_args__ = (
        CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'proposed', 'approved', 'refused', 'withdrawn')",
            "state_known",
        ),
        CheckConstraint(
            "state <> 'approved' OR (proposed_by <> '' AND decided_by <> '' AND decided_by <> proposed_by"
            " AND decided_by <> 'user:' || CAST(applicant_id AS VARCHAR(20))"
            " AND proposed_by <> 'user:' || CAST(applicant_id AS VARCHAR(20)))",
            "four_eyes",
        ),
        CheckConstraint("(state = 'approved') = (producer_id IS NOT NULL)", "approved_is_a_producer"),
        CheckConstraint("(decided_by = '') = (decided_at IS NULL)", "decision_whole"),
        CheckConstraint("(proposed_by = '') = (proposed_at IS NULL)", "proposal_whole"),
        CheckConstraint("(claimed_by IS NULL) = (claimed_at IS NULL)", "claim_whole"),
        CheckConstraint(
            "state NOT IN ('submitted', 'returned', 'proposed', 'approved', 'refused')"
            " OR (submitted_at IS NOT NULL AND commune_code IS NOT NULL)",
            "submitted_has_a_place",
        ),
        Index(
            "uq_mkt_producers_application_open",
            "applicant_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index(
            "uq_mkt_producers_application_tax_print",
            "tax_print",
            unique=True,
            sqlite_where=_CLAIMS_A_NUMBER,
            postgresql_where=_CLAIMS_A_NUMBER,
        ),
        Index("ix_mkt_producers_application_applicant", "applicant_id", "id"),
        Index("ix_mkt_producers_application_queue", "state", "province_code", "commune_code", "submitted_at"),
        Index("ix_mkt_producers_application_claimed", "claimed_by"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    applicant_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    state: Mapped[str] = mapped_column(String(12), comment="see kinds.ApplicationState")
    kind: Mapped[str] = mapped_column(
        String(24), default="", comment="see kinds.ProducerKind; empty: none yet"
    )
    name: Mapped[str] = mapped_column(String(200), default="", comment="the legal name")
    folded: Mapped[str] = mapped_column(String(420), default="", comment="name and code folded, for filters")
    province_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_commune.code"))
    tax_print: Mapped[str] = mapped_column(
        String(64), default="", comment="fingerprint of the tax number as it was last submitted"
    )
    round: Mapped[int] = mapped_column(SmallInteger, default=0, comment="how often it was submitted")
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the last time")
    claimed_by: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_accounts_user.id"), comment="the officer who works on it"
    )
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    proposed_by: Mapped[str] = mapped_column(String(80), default="", comment="actor who found all in order")
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(String(80), default="", comment="actor who approved or refused")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    producer_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_producers_producer.id"), unique=True, comment="what it became"
    )
    let_go_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="its scans and answers were deleted by then"
    )
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ApplicationAnswer(Base):
    """An answer as it was typed, right or wrong. A sensitive one is sealed."""

    __tablename__ = "mkt_producers_application_answer"

    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True, comment="see questions.ALL_FIELDS")
    value: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bool] = mapped_column(Boolean, comment="the value is encrypted")
    typed_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="when it last became another text")


class ApplicationScan(Base):
    """A scan of a paper, or of one side of an identity card."""

    __tablename__ = "mkt_producers_application_scan"
    __table_args__ = (
        UniqueConstraint("application_id", "kind", "file_id"),
        UniqueConstraint("application_id", "kind", "position"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"))
    kind: Mapped[str] = mapped_column(String(32), comment="a PaperKind or an IdScan")
    file_id: Mapped[int] = mapped_column(ForeignKey("mkt_media_file.id"))
    position: Mapped[int] = mapped_column(SmallInteger, comment="from 1; gaps where one was taken away")
    name: Mapped[str] = mapped_column(String(200), comment="what the applicant's device called it")
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ApplicationRemark(Base):
    """What an officer found wrong with one answer or scan when an application was returned."""

    __tablename__ = "mkt_producers_application_remark"
    __table_args__ = (UniqueConstraint("application_id", "round", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"))
    round: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(String(64), comment="a question, or scan.<kind>")
    text: Mapped[str] = mapped_column(String(REMARK_LIMIT))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ApplicationNote(Base):
    """A remark that an officer is still writing; one of ``ApplicationRemark`` once the application goes back."""

    __tablename__ = "mkt_producers_application_note"

    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"), primary_key=True)
    name: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="a question, scan.<kind>, or empty for the whole"
    )
    text: Mapped[str] = mapped_column(String(REMARK_LIMIT))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ApplicationCheck(Base):
    """An officer has held this answer against its paper. The row goes when the answer or the paper's scan changes."""

    __tablename__ = "mkt_producers_application_check"

    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    round: Mapped[int] = mapped_column(SmallInteger)
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class ApplicationEvent(Base):
    """A move: who brought the application into which state, when and why. Rows are only added."""

    __tablename__ = "mkt_producers_application_event"
    __table_args__ = (Index("ix_mkt_producers_application_event_application", "application_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_application.id"))
    move: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(12), comment="after the move")
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(REMARK_LIMIT), default="")
    round: Mapped[int] = mapped_column(SmallInteger)
