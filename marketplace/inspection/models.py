"""Tables of inspections and of the cases that follow from them."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
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

_KEYED = text("client_key <> ''")


class Inspection(Base):
    """One visit to one producer about one product. What was typed lies in its answers; the columns from ``occasion`` to
    ``remedy_by`` are read from them whenever they are saved, for lists.
    """

    __tablename__ = "mkt_inspection_inspection"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'concluded', 'dropped')", "state_known"),
        CheckConstraint("verdict IN ('', 'pass', 'remedy', 'fail')", "verdict_known"),
        CheckConstraint(
            "(state = 'concluded') = (concluded_at IS NOT NULL) AND (concluded_at IS NULL) = (concluded_by = '')",
            "conclusion_whole",
        ),
        CheckConstraint(
            "state <> 'concluded' OR (verdict <> '' AND day IS NOT NULL AND occasion <> '')",
            "concluded_is_whole",
        ),
        CheckConstraint(
            "verdict <> 'remedy' OR state <> 'concluded' OR remedy_by IS NOT NULL", "remedy_ends"
        ),
        Index(
            "uq_mkt_inspection_inspection_client_key",
            "begun_by",
            "client_key",
            unique=True,
            sqlite_where=_KEYED,
            postgresql_where=_KEYED,
        ),
        Index("ix_mkt_inspection_inspection_place", "province_code", "commune_code", "state", "changed_at"),
        Index("ix_mkt_inspection_inspection_state", "state", "verdict", "changed_at"),
        Index("ix_mkt_inspection_inspection_producer", "producer_id", "state", "concluded_at"),
        Index("ix_mkt_inspection_inspection_recognition", "recognition_id"),
        Index("ix_mkt_inspection_inspection_begun_by", "begun_by", "state"),
        Index("ix_mkt_inspection_inspection_day", "day"),
        Index("ix_mkt_inspection_inspection_concluded", "concluded_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(12), comment="see kinds.InspectionState")
    recognition_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_certification_recognition.id"), comment="none: found without a certificate"
    )
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    holder: Mapped[str] = mapped_column(String(200), comment="the producer's name on that day")
    product_name: Mapped[str] = mapped_column(String(200))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    folded: Mapped[str] = mapped_column(String(640), comment="holder, product and code folded, for filters")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_inspection_inspection.id"),
        index=True,
        comment="the one whose remedy is looked at again",
    )
    occasion: Mapped[str] = mapped_column(String(12), default="", comment="see kinds.Occasion")
    day: Mapped[date | None] = mapped_column(Date)
    verdict: Mapped[str] = mapped_column(String(8), default="", comment="see kinds.Verdict")
    remedy_by: Mapped[date | None] = mapped_column(Date, comment="last day to mend what was found")
    client_key: Mapped[str] = mapped_column(
        String(64),
        default="",
        comment="the device's own name for having begun it; the same one begins it once",
    )
    begun_by: Mapped[str] = mapped_column(String(80))
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    concluded_by: Mapped[str] = mapped_column(String(80), default="")
    concluded_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="the 15 days count from here")
    dropped_reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class InspectionAnswer(Base):
    """A field as it was typed, right or wrong, and with which version of the minutes it last became another text."""

    __tablename__ = "mkt_inspection_answer"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True, comment="see fields.FIELDS")
    value: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    typed_by: Mapped[str] = mapped_column(String(80))
    typed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class InspectionClash(Base):
    """Words that came from a device that did not know of newer ones: kept aside, not lost and not put over them."""

    __tablename__ = "mkt_inspection_clash"
    __table_args__ = (Index("ix_mkt_inspection_clash_inspection", "inspection_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"))
    name: Mapped[str] = mapped_column(String(40), comment="see fields.FIELDS")
    value: Mapped[str] = mapped_column(Text)
    typed_by: Mapped[str] = mapped_column(String(80))
    typed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class InspectionSave(Base):
    """A save that was taken in, by the device's own name for it: what is sent again changes nothing. Gone with the
    conclusion.
    """

    __tablename__ = "mkt_inspection_save"

    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"), primary_key=True)
    client_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, comment="of the minutes after it")


class InspectionFile(Base):
    """A picture taken at the inspection. Its file stays as long as this row does, and that is for good once the
    inspection is concluded.
    """

    __tablename__ = "mkt_inspection_file"
    __table_args__ = (
        UniqueConstraint("inspection_id", "kind", "file_id"),
        UniqueConstraint("inspection_id", "kind", "position"),
        CheckConstraint("kind IN ('photo', 'stamp')", "kind_known"),
        Index("ix_mkt_inspection_file_file", "file_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"))
    kind: Mapped[str] = mapped_column(String(8), comment="see kinds.EvidenceKind")
    file_id: Mapped[int] = mapped_column(ForeignKey("mkt_media_file.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
    name: Mapped[str] = mapped_column(String(200), comment="as the device called it")
    note: Mapped[str] = mapped_column(String(300), default="")
    added_by: Mapped[str] = mapped_column(String(80))
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Proposal(Base):
    """A proposal to revoke, with the outcome (26/2026/QĐ-TTg art. 8)."""

    __tablename__ = "mkt_inspection_proposal"
    __table_args__ = (
        CheckConstraint(
            "state IN ('drafted', 'submitted', 'revoked', 'rejected', 'withdrawn')", "state_known"
        ),
        CheckConstraint(
            "state NOT IN ('submitted', 'revoked', 'rejected')"
            " OR (submitted_by <> '' AND submitted_at IS NOT NULL AND paper_no <> '')",
            "submitted_whole",
        ),
        CheckConstraint(
            "(state IN ('revoked', 'rejected', 'withdrawn')) = (decided_at IS NOT NULL)"
            " AND (decided_at IS NULL) = (decided_by = '')",
            "decision_whole",
        ),
        CheckConstraint(
            "state NOT IN ('revoked', 'rejected')"
            " OR (decided_by <> drafted_by AND decided_by <> submitted_by AND decided_by <> inspected_by)",
            "four_eyes",
        ),
        CheckConstraint("state <> 'revoked' OR decision_no <> ''", "revoked_by_a_decision"),
        Index("ix_mkt_inspection_proposal_place", "province_code", "commune_code", "state", "due_on"),
        Index("ix_mkt_inspection_proposal_state", "state", "due_on"),
        Index("ix_mkt_inspection_proposal_recognition", "recognition_id"),
        Index("ix_mkt_inspection_proposal_producer", "producer_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12), comment="see kinds.ProposalState")
    recognition_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_recognition.id"))
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    ground: Mapped[str] = mapped_column(String(2), comment="point of art. 8, 26/2026/QĐ-TTg")
    article: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    concluded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    due_on: Mapped[date] = mapped_column(Date, comment="last of the days that the authority has")
    suspension_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_certification_suspension.id"),
        comment="the one that this case began; none: it ran already",
    )
    suspended_as: Mapped[str | None] = mapped_column(String(16), comment="in whose name this case began it")
    inspected_by: Mapped[str] = mapped_column(String(80), comment="who began the inspection")
    drafted_by: Mapped[str] = mapped_column(String(80), comment="who concluded it, or wrote here last")
    drafted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    paper_no: Mapped[str] = mapped_column(String(80), default="", comment="of the proposal (số tờ trình)")
    submitted_by: Mapped[str] = mapped_column(String(80), default="")
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(
        String(80), default="", comment="who revoked, rejected or withdrew"
    )
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decision_no: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)


class Misuse(Base):
    """The mark, the star label or the stamp on a product that has no recognition."""

    __tablename__ = "mkt_inspection_misuse"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'handled', 'closed')", "state_known"),
        CheckConstraint("(handled_at IS NULL) = (handled_by = '')", "handling_whole"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", "closing_whole"),
        CheckConstraint("state <> 'closed' OR (closed_by <> '' AND closed_by <> opened_by)", "four_eyes"),
        Index("ix_mkt_inspection_misuse_place", "province_code", "commune_code", "state", "id"),
        Index("ix_mkt_inspection_misuse_state", "state", "id"),
        Index("ix_mkt_inspection_misuse_producer", "producer_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("mkt_inspection_inspection.id"), unique=True)
    state: Mapped[str] = mapped_column(String(8), comment="see kinds.MisuseState")
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    note: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    handling: Mapped[str] = mapped_column(Text, default="", comment="what was done about it")
    paper_no: Mapped[str] = mapped_column(String(80), default="")
    handled_by: Mapped[str] = mapped_column(String(80), default="")
    handled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[str] = mapped_column(String(500), default="")
    closed_by: Mapped[str] = mapped_column(String(80), default="", comment="never the one who opened it")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)
