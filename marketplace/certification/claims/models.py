"""Tables of claims on producers, and their scans."""

from datetime import datetime

from sqlalchemy import (
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

_WAITS = text("state IN ('opened', 'proposed')")


class Claim(Base):
    """Somebody says that a producer is theirs. What they typed is proof, not truth: officers compare it."""

    __tablename__ = "mkt_certification_claim"
    __table_args__ = (
        CheckConstraint("state IN ('opened', 'proposed', 'accepted', 'refused', 'withdrawn')", "state_known"),
        CheckConstraint("(proposed_by = '') = (proposed_at IS NULL)", "proposal_whole"),
        CheckConstraint("(decided_by = '') = (decided_at IS NULL)", "decision_whole"),
        CheckConstraint(
            "state NOT IN ('proposed', 'accepted') OR producer_id IS NOT NULL", "accepted_is_a_producer"
        ),
        CheckConstraint("state NOT IN ('accepted', 'refused') OR decided_by <> ''", "decided_by_somebody"),
        CheckConstraint("state <> 'accepted' OR proposed_by = '' OR decided_by <> proposed_by", "four_eyes"),
        CheckConstraint(
            "decided_by = '' OR decided_by <> 'user:' || CAST(claimant_id AS VARCHAR(20))",
            "not_by_the_claimant",
        ),
        Index(
            "uq_mkt_certification_claim_open",
            "claimant_id",
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_mkt_certification_claim_claimant", "claimant_id", "id"),
        Index("ix_mkt_certification_claim_queue", "state", "province_code", "commune_code", "opened_at"),
        Index("ix_mkt_certification_claim_producer", "producer_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    claimant_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    state: Mapped[str] = mapped_column(String(12), comment="see kinds.ClaimState")
    holder_name: Mapped[str] = mapped_column(String(200), comment="as the certificate prints it, typed")
    decision_no: Mapped[str] = mapped_column(String(80), comment="as typed")
    tax_sealed: Mapped[str] = mapped_column(
        Text, comment="the tax number as typed, encrypted: it may be a person's own"
    )
    tax_tail: Mapped[str] = mapped_column(String(4), comment="its last digits, to recognise it by")
    phone: Mapped[str] = mapped_column(String(20), comment="E.164")
    note: Mapped[str] = mapped_column(String(500), default="", comment="what else the claimant says")
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    producer_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_producers_producer.id"), comment="which one an officer found it to be"
    )
    proposed_by: Mapped[str] = mapped_column(
        String(80), default="", comment="who found it, where numbers do not agree"
    )
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    proposal: Mapped[str] = mapped_column(String(500), default="", comment="why it is theirs all the same")
    decided_by: Mapped[str] = mapped_column(String(80), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(
        String(500), default="", comment="why it was refused; the claimant reads it"
    )
    version: Mapped[int] = mapped_column(Integer, default=1)


class ClaimScan(Base):
    """A scan that proves something."""

    __tablename__ = "mkt_certification_claim_scan"
    __table_args__ = (UniqueConstraint("claim_id", "kind", "position"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_claim.id"))
    kind: Mapped[str] = mapped_column(String(32), comment="see kinds.ProofKind")
    file_id: Mapped[int] = mapped_column(ForeignKey("mkt_media_file.id"))
    position: Mapped[int] = mapped_column(SmallInteger)
