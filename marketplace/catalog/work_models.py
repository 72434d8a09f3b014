"""Tables of the work on a listing: what somebody typed and has not saved, and what officers asked to be mended."""

from datetime import datetime
from typing import Final

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

REMARK_LIMIT: Final = 500
"""Characters of a remark."""


class Unfinished(Base):
    """A field of a product's form as one person typed it and has not saved it. Nobody else reads it, and it is no part
    of the product.
    """

    __tablename__ = "mkt_catalog_unfinished"
    __table_args__ = (Index("ix_mkt_catalog_unfinished_typed", "typed_at"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("mkt_accounts_user.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(16), primary_key=True, comment="the step of the form")
    name: Mapped[str] = mapped_column(
        String(120), primary_key=True, comment="the field, of packs with its row"
    )
    value: Mapped[str] = mapped_column(Text, comment="as it was typed, right or wrong")
    seen: Mapped[str | None] = mapped_column(
        Text, comment="what was stored when it was typed; none: somebody had saved in between"
    )
    typed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class ListingRemark(Base):
    """What a moderator found wrong with one part of an offer when it was sent back. Rows are only added."""

    __tablename__ = "mkt_catalog_remark"
    __table_args__ = (
        CheckConstraint("round > 0", "round_counts"),
        CheckConstraint("text <> ''", "says_something"),
        Index("uq_mkt_catalog_remark_place", "product_id", "round", "name", unique=True),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_product.id"))
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_catalog_revision.id"),
        comment="the change that was sent back; none: the whole product",
    )
    round: Mapped[int] = mapped_column(SmallInteger, comment="how often this product was sent back by then")
    name: Mapped[str] = mapped_column(
        String(64), comment="a field, or pack, image or paper with its id; empty: the whole"
    )
    text: Mapped[str] = mapped_column(String(REMARK_LIMIT))
    about: Mapped[str] = mapped_column(Text, default="", comment="what stood there; another now: mended")
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
