"""Tables of carts and orders."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

_OF_A_GUEST = text("user_id IS NULL")


class Cart(Base):
    """What somebody means to buy. A guest's cart is known by its token, a person's by the person."""

    __tablename__ = "mkt_orders_cart"
    __table_args__ = (
        # One cart a person. Ordering deletes the cart, and whoever deletes it has ordered it.
        Index("uq_mkt_orders_cart_user_id", "user_id", unique=True),
        Index("ix_mkt_orders_cart_touched_at", "touched_at"),
        Index(
            "ix_mkt_orders_cart_guests",
            "touched_at",
            sqlite_where=_OF_A_GUEST,
            postgresql_where=_OF_A_GUEST,
        ),
        Index("ix_mkt_orders_cart_typed_at", "typed_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id", ondelete="CASCADE"))
    details: Mapped[str] = mapped_column(
        Text, default="", comment="JSON: address and payment typed at the checkout so far"
    )
    typed_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="when a name and an address were last typed; with details and only with them"
    )
    touched_at: Mapped[datetime] = mapped_column(UTCDateTime)


class CartLine(Base):
    """Packs of one variant in a cart."""

    __tablename__ = "mkt_orders_cart_line"
    __table_args__ = (
        UniqueConstraint("cart_id", "variant_id"),
        CheckConstraint("quantity > 0", "quantity_positive"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    cart_id: Mapped[int] = mapped_column(ForeignKey("mkt_orders_cart.id", ondelete="CASCADE"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_variant.id", ondelete="CASCADE"))
    quantity: Mapped[int] = mapped_column(Integer)


class Order(Base):
    """What a buyer confirmed, once. ``snapshot`` is the contract as the buyer saw it and never changes."""

    __tablename__ = "mkt_orders_order"
    __table_args__ = (
        CheckConstraint("total = goods + shipping", "total_adds_up"),
        CheckConstraint("goods > 0 AND shipping >= 0", "amounts_sensible"),
        Index("ix_mkt_orders_order_user_id", "user_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    key: Mapped[str] = mapped_column(
        String(64), unique=True, comment="fingerprint of what was confirmed; the same one makes one order"
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_accounts_user.id"))
    buyer_name: Mapped[str] = mapped_column(String(120))
    buyer_phone: Mapped[str] = mapped_column(String(20))
    buyer_email: Mapped[str] = mapped_column(String(254))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    address: Mapped[str] = mapped_column(String(300), comment="the whole address in words, as it stood then")
    note: Mapped[str] = mapped_column(String(500), default="")
    payment_method: Mapped[str] = mapped_column(String(16))
    goods: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    shipping: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    total: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    placed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    snapshot: Mapped[str] = mapped_column(Text, comment="canonical JSON of the contract")
    snapshot_sha256: Mapped[str] = mapped_column(String(64))


class SellerOrder(Base):
    """The part of an order that one producer packs and sends (đơn của chủ thể)."""

    __tablename__ = "mkt_orders_seller_order"
    __table_args__ = (
        UniqueConstraint("order_id", "producer_id"),
        Index("ix_mkt_orders_seller_order_desk", "producer_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("mkt_orders_order.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    state: Mapped[str] = mapped_column(String(16))
    goods: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    shipping: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    weight: Mapped[int] = mapped_column(Integer, comment="grams, gross")
    arrives_from: Mapped[date] = mapped_column(Date)
    arrives_until: Mapped[date] = mapped_column(Date)
    tracking: Mapped[str] = mapped_column(String(80), default="")
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class OrderLine(Base):
    """Packs of one variant, at the price and with the star of that moment."""

    __tablename__ = "mkt_orders_line"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND unit_price > 0", "sold_something"),
        Index("ix_mkt_orders_line_seller_order_id", "seller_order_id"),
        Index("ix_mkt_orders_line_variant_id", "variant_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    ref: Mapped[str] = mapped_column(String(24), unique=True, comment="the reference of its stock movements")
    seller_order_id: Mapped[int] = mapped_column(ForeignKey("mkt_orders_seller_order.id"))
    variant_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_variant.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    product_name: Mapped[str] = mapped_column(String(200))
    product_slug: Mapped[str] = mapped_column(String(120))
    pack: Mapped[str] = mapped_column(String(120))
    storage_class: Mapped[str] = mapped_column(String(16))
    quantity: Mapped[int] = mapped_column(Integer)
    unit_price: Mapped[int] = mapped_column(BigInteger, comment="đồng")
    recognition_code: Mapped[str] = mapped_column(String(40), comment="the certificate it was sold under")
    star: Mapped[int] = mapped_column(Integer)
    lots: Mapped[str] = mapped_column(Text, comment="JSON: the lots it was taken from, [[code, packs], …]")


class OrderStep(Base):
    """One step of a seller order's way; the timeline that buyer and producer see."""

    __tablename__ = "mkt_orders_step"
    __table_args__ = (Index("ix_mkt_orders_step_seller_order_id", "seller_order_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    seller_order_id: Mapped[int] = mapped_column(ForeignKey("mkt_orders_seller_order.id"))
    move: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(24), default="", comment="code of why it was cancelled")
    note: Mapped[str] = mapped_column(String(300), default="")
    actor: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
