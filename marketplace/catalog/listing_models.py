"""Tables of the listing: what lists, counts and suggestions are read from.

They are a hint, not the truth: derived from the other tables in the transactions that change those, each row with the
instants between which it holds. ``services.listing`` makes them anew from nothing.
"""

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
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime
from marketplace.producers.naming import SORT_KEY


class Listing(Base):
    """A product as lists show it from ``listed_from`` until, not including, ``listed_until``.

    Sold out is not unlisted. A pack can be bought while ``stock_until`` lies ahead; ``in_stock`` is the same without
    the clock and only serves the order of lists.
    """

    __tablename__ = "mkt_catalog_listing"
    __table_args__ = (
        UniqueConstraint("product_id", "listed_from"),
        CheckConstraint("listed_from < listed_until", "lasts"),
        CheckConstraint("star BETWEEN 3 AND 5", "star_is_certified"),
        CheckConstraint("price > 0", "price_positive"),
        Index("ix_mkt_catalog_listing_default", "in_stock", "star", "published_at", "product_id"),
        Index("ix_mkt_catalog_listing_newest", "published_at", "product_id"),
        Index("ix_mkt_catalog_listing_price", "price", "product_id"),
        Index("ix_mkt_catalog_listing_name", "sort_key", "product_id"),
        Index("ix_mkt_catalog_listing_producer", "producer_id"),
        Index("ix_mkt_catalog_listing_place", "province_code", "commune_code"),
        Index("ix_mkt_catalog_listing_set", "set_no"),
        Index("ix_mkt_catalog_listing_from", "listed_from"),
        # Counting reads this and nothing else; its first column also finds the next instant at which a row ends.
        Index(
            "ix_mkt_catalog_listing_facets",
            "listed_until",
            "listed_from",
            "product_id",
            "price",
            "star",
            "group_no",
            "set_no",
            "province_code",
            "commune_code",
            "producer_id",
            "season_mask",
            "stock_until",
        ),
        Index("ix_mkt_catalog_listing_stock_until", "stock_until"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    listed_from: Mapped[datetime] = mapped_column(UTCDateTime)
    listed_until: Mapped[datetime] = mapped_column(UTCDateTime, comment="year 9999 for no end")
    slug: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(160))
    sort_key: Mapped[str] = mapped_column(SORT_KEY, comment="Vietnamese dictionary order of the name")
    summary: Mapped[str] = mapped_column(String(300), default="")
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    producer_slug: Mapped[str] = mapped_column(String(120))
    producer_name: Mapped[str] = mapped_column(String(120))
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_commune.code"))
    commune_name: Mapped[str] = mapped_column(String(80), default="")
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    province_name: Mapped[str] = mapped_column(String(80))
    group_no: Mapped[int] = mapped_column(SmallInteger)
    set_no: Mapped[int] = mapped_column(SmallInteger)
    star: Mapped[int] = mapped_column(SmallInteger)
    badge_state: Mapped[str] = mapped_column(String(12))
    badge_until: Mapped[date | None] = mapped_column(Date, comment="last day the star stands")
    promotable: Mapped[bool] = mapped_column(Boolean)
    minimum_age: Mapped[int] = mapped_column(SmallInteger, default=0)
    price: Mapped[int] = mapped_column(Integer, comment="of the cheapest pack, đồng with VAT")
    pack_label: Mapped[str] = mapped_column(String(80))
    packs: Mapped[int] = mapped_column(SmallInteger, comment="how many can be chosen from")
    unit_price: Mapped[int] = mapped_column(Integer, comment="of the cheapest pack, đồng per unit_price_per")
    unit_price_per: Mapped[str] = mapped_column(String(8), comment="kg, l or piece")
    image_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_media_image.id"))
    storage_class: Mapped[str] = mapped_column(String(16))
    season_mask: Mapped[int] = mapped_column(SmallInteger)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    in_stock: Mapped[bool] = mapped_column(Boolean, default=False)
    stock_until: Mapped[datetime | None] = mapped_column(
        UTCDateTime,
        comment="first instant at which nothing can be sold any more; none: sold out; year 9999: no end",
    )
    stock_left: Mapped[int] = mapped_column(
        SmallInteger, default=0, comment="packs of all sizes, counted up to LOW_STOCK and one more"
    )
    search_text: Mapped[str] = mapped_column(Text, comment="what the words of a search may be in")


class Availability(Base):
    """What stock last said of a pack: packs left, counted up to a little more than matters, and until when."""

    __tablename__ = "mkt_catalog_availability"
    __table_args__ = (
        CheckConstraint("free >= 0", "free_not_negative"),
        Index("ix_mkt_catalog_availability_product", "product_id"),
    )

    variant_id: Mapped[int] = mapped_column(
        ForeignKey("mkt_catalog_variant.id"), primary_key=True, autoincrement=False
    )
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    free: Mapped[int] = mapped_column(SmallInteger, default=0)
    sold_out_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="first instant after the last day of the last lot; none: no end"
    )


class CatalogVersion(Base):
    """The one row whose number grows whenever a row of the listing changes, or anything else that pages show of
    products and producers. Caches ask it whether they still hold. Packs left are not counted: a page asks stock itself.
    """

    __tablename__ = "mkt_catalog_version"
    __table_args__ = (CheckConstraint("id = 1", "one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(Integer, default=0)
