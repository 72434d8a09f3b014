"""Tables of products, packs, prices, pictures, papers and revisions. The listing's tables are in ``listing_models``."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
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

_OFFERED = text("recognition_id IS NOT NULL AND state <> 'retired'")


class Product(Base):
    """A product of a producer, as it is (or would be) offered. The words that are live are these."""

    __tablename__ = "mkt_catalog_product"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'submitted', 'live', 'hidden', 'retired')", "state_known"),
        CheckConstraint("set_no BETWEEN 1 AND 26", "set_known"),
        CheckConstraint("season_mask BETWEEN 0 AND 4095", "season_has_twelve_months"),
        CheckConstraint("abv_tenths IS NULL OR abv_tenths BETWEEN 0 AND 1000", "abv_is_a_share"),
        CheckConstraint("shelf_life_days IS NULL OR shelf_life_days > 0", "shelf_life_positive"),
        CheckConstraint(
            "state NOT IN ('live', 'hidden') OR published_at IS NOT NULL", "published_has_an_instant"
        ),
        Index("ix_mkt_catalog_product_producer", "producer_id", "state"),
        Index("ix_mkt_catalog_product_recognition", "recognition_id"),
        # Under one recognition there is one product; what is retired leaves its recognition to another.
        Index(
            "uq_mkt_catalog_product_recognition",
            "recognition_id",
            unique=True,
            sqlite_where=_OFFERED,
            postgresql_where=_OFFERED,
        ),
        Index("ix_mkt_catalog_product_moderation", "state", "origin_province_code"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    recognition_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_certification_recognition.id"))
    name: Mapped[str] = mapped_column(String(160))
    set_no: Mapped[int] = mapped_column(SmallInteger, comment="product set of 26/2026/QĐ-TTg, 1 to 26")
    origin_commune_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_commune.code"))
    origin_province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    origin_printed: Mapped[str] = mapped_column(
        String(200), default="", comment="the old units, as the pack prints them"
    )
    summary: Mapped[str] = mapped_column(String(300), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    story: Mapped[str] = mapped_column(Text, default="")
    ingredients: Mapped[str] = mapped_column(Text, default="")
    storage: Mapped[str] = mapped_column(Text, default="", comment="how to keep it")
    usage: Mapped[str] = mapped_column(Text, default="")
    warning: Mapped[str] = mapped_column(Text, default="")
    shelf_life: Mapped[str] = mapped_column(
        String(200), default="", comment="in words, or the harvest window"
    )
    shelf_life_days: Mapped[int | None] = mapped_column(Integer)
    storage_class: Mapped[str] = mapped_column(
        String(16), default="ambient", comment="see kinds.StorageClass"
    )
    abv_tenths: Mapped[int | None] = mapped_column(
        SmallInteger, comment="alcohol by volume in tenths of a percent"
    )
    gtin: Mapped[str] = mapped_column(String(14), default="")
    origin_mark: Mapped[str] = mapped_column(
        String(160),
        default="",
        comment="protected mark it is sold under: GI, collective or certification mark",
    )
    origin_mark_kind: Mapped[str] = mapped_column(String(24), default="", comment="see kinds.OriginMarkKind")
    origin_mark_no: Mapped[str] = mapped_column(String(60), default="")
    season_mask: Mapped[int] = mapped_column(SmallInteger, default=0, comment="bit 0 is January; 0: all year")
    return_policy: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default="draft")
    remark: Mapped[str] = mapped_column(String(500), default="", comment="why it was sent back or hidden")
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="first went live")
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    copied_from: Mapped[int | None] = mapped_column(
        Integer, comment="the product whose words and pictures it began with"
    )
    version: Mapped[int] = mapped_column(
        Integer, default=1, comment="grows with every change; guards against lost ones"
    )
    submitted_by: Mapped[str] = mapped_column(String(80), default="", comment="never the one who approves")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Variant(Base):
    """A pack that can be bought. The price is whole đồng with all taxes for one pack."""

    __tablename__ = "mkt_catalog_variant"
    __table_args__ = (
        CheckConstraint("price > 0", "price_positive"),
        CheckConstraint("net_amount > 0", "net_amount_positive"),
        CheckConstraint("net_unit IN ('g', 'ml', 'piece')", "net_unit_known"),
        CheckConstraint("gross_grams >= 0", "gross_grams_not_negative"),
        UniqueConstraint("producer_id", "sku", name="uq_mkt_catalog_variant_producer_id_sku"),
        Index("ix_mkt_catalog_variant_product", "product_id", "position"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"), comment="the product's")
    sku: Mapped[str] = mapped_column(String(40), comment="the producer's own; two producers may use the same")
    label: Mapped[str] = mapped_column(String(80), comment="as printed: Thùng 5 kg")
    net_amount: Mapped[int] = mapped_column(Integer, comment="in net_unit")
    net_unit: Mapped[str] = mapped_column(String(8), comment="g, ml or piece")
    gross_grams: Mapped[int] = mapped_column(Integer, comment="packed, for parcels; 0 for a service")
    price: Mapped[int] = mapped_column(Integer, comment="đồng, with VAT")
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    active: Mapped[bool] = mapped_column(Boolean, default=True)


class PriceChange(Base):
    """A price of a pack from an instant on. Never changed, never removed."""

    __tablename__ = "mkt_catalog_price"
    __table_args__ = (
        CheckConstraint("price > 0", "price_positive"),
        Index("ix_mkt_catalog_price_variant", "variant_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_variant.id"))
    price: Mapped[int] = mapped_column(Integer, comment="đồng, with VAT")
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    actor: Mapped[str] = mapped_column(String(80))


class ProductImage(Base):
    """A picture of a product; the first is the one on cards."""

    __tablename__ = "mkt_catalog_product_image"
    __table_args__ = (
        UniqueConstraint("product_id", "image_id"),
        Index("ix_mkt_catalog_product_image_order", "product_id", "position"),
        Index("ix_mkt_catalog_product_image_image", "image_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    image_id: Mapped[int] = mapped_column(ForeignKey("mkt_media_image.id"))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)


class ProductPaper(Base):
    """A paper about the product itself: test report, quality declaration, licence, right to use a mark."""

    __tablename__ = "mkt_catalog_product_paper"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR expires_on >= issued_on", "expires_after_issue"),
        Index("ix_mkt_catalog_product_paper_product", "product_id", "kind"),
        Index("ix_mkt_catalog_product_paper_expires", "expires_on"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    kind: Mapped[str] = mapped_column(String(32), comment="see certification.facts.PaperKind")
    number: Mapped[str] = mapped_column(String(80))
    issuer: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date, comment="last day; none: until replaced")
    mark: Mapped[str] = mapped_column(String(160), default="", comment="the mark a right-of-use is about")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_media_file.id"), comment="the scan")
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    verified_by: Mapped[str] = mapped_column(String(80), default="", comment="never the one who entered it")
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="found false, or entered by mistake"
    )
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_catalog_product_paper.id"))


class Revision(Base):
    """What a producer wants changed on a live product. The live words stay until somebody else approves it."""

    __tablename__ = "mkt_catalog_revision"
    __table_args__ = (
        CheckConstraint("state IN ('submitted', 'approved', 'rejected', 'withdrawn')", "state_known"),
        Index(
            "uq_mkt_catalog_revision_open",
            "product_id",
            unique=True,
            sqlite_where=text("state = 'submitted'"),
            postgresql_where=text("state = 'submitted'"),
        ),
        Index("ix_mkt_catalog_revision_product", "product_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    base_version: Mapped[int] = mapped_column(
        Integer, comment="the product's version the changes were made on"
    )
    number: Mapped[int] = mapped_column(
        Integer, default=1, comment="grows with every edit of the open revision"
    )
    changes: Mapped[str] = mapped_column(Text, comment="JSON: fields, packs, images")
    state: Mapped[str] = mapped_column(String(12), default="submitted")
    submitted_by: Mapped[str] = mapped_column(String(80))
    submitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reviewer: Mapped[str] = mapped_column(String(80), default="")
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    remark: Mapped[str] = mapped_column(String(500), default="")
