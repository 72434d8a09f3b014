"""The table of complaints."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

_OPENED = text("state = 'opened'")


class Appeal(Base):
    """A producer's complaint (khiếu nại) against being stopped or revoked; of one recognition one of each at a time."""

    __tablename__ = "mkt_inspection_appeal"
    __table_args__ = (
        CheckConstraint("state IN ('opened', 'upheld', 'dismissed', 'withdrawn')", "state_known"),
        CheckConstraint("against IN ('suspension', 'revocation')", "against_known"),
        CheckConstraint("(against = 'suspension') = (suspension_id IS NOT NULL)", "suspension_is_named"),
        CheckConstraint(
            "(state = 'opened') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by = '')",
            "decision_whole",
        ),
        CheckConstraint(
            "state NOT IN ('upheld', 'dismissed') OR (decided_by <> opened_by AND decision_no <> '')",
            "decided_by_another",
        ),
        Index(
            "uq_mkt_inspection_appeal_open",
            "recognition_id",
            "against",
            unique=True,
            sqlite_where=_OPENED,
            postgresql_where=_OPENED,
        ),
        Index("ix_mkt_inspection_appeal_recognition", "recognition_id", "id"),
        Index("ix_mkt_inspection_appeal_producer", "producer_id", "id"),
        Index("ix_mkt_inspection_appeal_place", "province_code", "commune_code", "state", "id"),
        Index("ix_mkt_inspection_appeal_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    state: Mapped[str] = mapped_column(String(12), comment="see kinds.AppealState")
    against: Mapped[str] = mapped_column(String(12), comment="see kinds.Against")
    recognition_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_recognition.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    suspension_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_certification_suspension.id"))
    proposal_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_inspection_proposal.id"), index=True, comment="the case it came from, if one did"
    )
    against_no: Mapped[str] = mapped_column(String(80), comment="of the decision or of the minutes")
    against_on: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date, comment="last on which it could be opened")
    words: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(String(80), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decision_no: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(String(1000), default="")
    restored: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="the product was let go on with it"
    )
