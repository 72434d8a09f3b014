"""Tables of payments."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime


class Payment(Base):
    """One amount that somebody pays for a reference, by one method."""

    __tablename__ = "mkt_payments_payment"
    __table_args__ = (
        CheckConstraint("amount > 0", "amount_positive"),
        Index("ix_mkt_payments_payment_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    reference: Mapped[str] = mapped_column(
        String(40), unique=True, comment="what is paid for, such as an order's code"
    )
    method: Mapped[str] = mapped_column(String(16))
    amount: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    state: Mapped[str] = mapped_column(String(16), comment="due_on_delivery, collected, cancelled")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
