"""The table of bank accounts."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

_VERIFIED = text("state = 'verified'")
_PENDING = text("state = 'pending'")


class BankAccount(Base):
    """An account that a producer is paid to, or was, or wishes to be. One is verified and one waits, at most."""

    __tablename__ = "mkt_producers_bank_account"
    __table_args__ = (
        CheckConstraint("state IN ('pending', 'verified', 'replaced', 'refused')", "state_known"),
        CheckConstraint(
            "state NOT IN ('verified', 'refused') OR (decided_at IS NOT NULL AND decided_by <> entered_by)",
            "four_eyes",
        ),
        CheckConstraint("(decided_by = '') = (decided_at IS NULL)", "decision_whole"),
        CheckConstraint("state <> 'refused' OR reason <> ''", "refusal_has_a_reason"),
        Index(
            "uq_mkt_producers_bank_account_verified",
            "producer_id",
            unique=True,
            sqlite_where=_VERIFIED,
            postgresql_where=_VERIFIED,
        ),
        Index(
            "uq_mkt_producers_bank_account_pending",
            "producer_id",
            unique=True,
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("ix_mkt_producers_bank_account_producer", "producer_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    bank: Mapped[str] = mapped_column(String(6), comment="see data/banks.csv")
    account_sealed: Mapped[str] = mapped_column(Text, comment="the number, encrypted")
    tail: Mapped[str] = mapped_column(String(4), comment="its last digits, to recognise it by")
    holder: Mapped[str] = mapped_column(String(120), comment="as the bank writes it")
    state: Mapped[str] = mapped_column(String(12), comment="see AccountState")
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(
        String(80), default="", comment="who verified or refused it; never the one who entered it"
    )
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(500), default="", comment="why it was refused")
