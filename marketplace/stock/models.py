"""Tables of lots, reservations and movements.

``on_hand`` and ``reserved`` of a lot are the guarded truth; movements say how ``on_hand`` came about and add up to it.
Quantities are whole packs of one catalogue variant.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime


class Lot(Base):
    """One harvest or production batch of one pack (lô hàng)."""

    __tablename__ = "mkt_stock_lot"
    __table_args__ = (
        UniqueConstraint("producer_id", "variant_id", "code"),
        CheckConstraint("on_hand >= 0", "on_hand_not_negative"),
        CheckConstraint("reserved >= 0", "reserved_not_negative"),
        CheckConstraint("reserved <= on_hand", "reserved_is_on_hand"),
        Index("ix_mkt_stock_lot_take", "variant_id", "expires_on", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_variant.id"))
    code: Mapped[str] = mapped_column(
        String(40), comment="the producer's own lot number, as printed on the pack"
    )
    harvested_on: Mapped[date | None] = mapped_column(Date)
    produced_on: Mapped[date | None] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date, comment="last local day on which it may be sold")
    plot: Mapped[str] = mapped_column(
        String(60), default="", comment="growing-area code or garden, as the producer writes it"
    )
    on_hand: Mapped[int] = mapped_column(Integer, default=0)
    reserved: Mapped[int] = mapped_column(Integer, default=0)
    received_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Reservation(Base):
    """Packs of a lot held for a reference until an instant: an order that has still to be paid."""

    __tablename__ = "mkt_stock_reservation"
    __table_args__ = (
        CheckConstraint("quantity > 0", "quantity_positive"),
        UniqueConstraint("ref", "lot_id"),
        Index("ix_mkt_stock_reservation_until", "until"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("mkt_stock_lot.id"))
    quantity: Mapped[int] = mapped_column(Integer)
    ref: Mapped[str] = mapped_column(String(60))
    until: Mapped[datetime] = mapped_column(UTCDateTime)


class Movement(Base):
    """One change of a lot's ``on_hand``. Never changed, never removed."""

    __tablename__ = "mkt_stock_movement"
    __table_args__ = (
        CheckConstraint("delta <> 0", "delta_not_zero"),
        # A reference sells a lot once and brings it back once, however often the request is repeated.
        UniqueConstraint("ref", "lot_id", "kind"),
        Index("ix_mkt_stock_movement_lot", "lot_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    lot_id: Mapped[int] = mapped_column(ForeignKey("mkt_stock_lot.id"))
    kind: Mapped[str] = mapped_column(String(16), comment="received, adjusted, sold, returned, written_off")
    delta: Mapped[int] = mapped_column(Integer)
    ref: Mapped[str] = mapped_column(String(60), comment="what caused it, such as order-line:12")
    reason: Mapped[str] = mapped_column(String(200), default="")
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)


class Threshold(Base):
    """From how few packs on a producer is told that a pack runs low. Without a row the rule of thumb holds."""

    __tablename__ = "mkt_stock_threshold"
    __table_args__ = (CheckConstraint("packs >= 0", "packs_not_negative"),)

    variant_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_catalog_variant.id"), primary_key=True, autoincrement=False
    )
    packs: Mapped[int] = mapped_column(Integer)
