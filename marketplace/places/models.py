"""Tables of places. They hold reference data: only the loader writes them.

Codes and keys are stable, so other domains may refer to them. A unit that newer data no longer knows stays, marked with
``withdrawn_on``; what nobody refers to (successions, names, zones, changes of type) is simply replaced.
"""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime

CODE = String(5)
KEY = String(16)

# Ranges over folded names need byte order. SQLite compares so by itself, PostgreSQL in the order of its locale.
FOLDED = String(80).with_variant(String(80, collation="C"), "postgresql")


class Edition(Base):
    """The one row that says which gazetteer is loaded."""

    __tablename__ = "mkt_places_edition"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    format: Mapped[int] = mapped_column(Integer)
    state_on: Mapped[date] = mapped_column(Date, comment="the day whose law the data show")
    digest: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the unpacked gazetteer")
    loaded_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Region(Base):
    """A socio-economic region (306/NQ-CP)."""

    __tablename__ = "mkt_places_region"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))


class Province(Base):
    """A province or centrally-run city of today."""

    __tablename__ = "mkt_places_province"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), comment="without the type: Hà Tĩnh")
    name_en: Mapped[str] = mapped_column(String(80))
    unit_type: Mapped[str] = mapped_column(String(20), comment="tỉnh or thành phố, as of today")
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    region_key: Mapped[str] = mapped_column(ForeignKey("mkt_places_region.key"))
    position: Mapped[int] = mapped_column(Integer, comment="rank by name, in Vietnamese alphabetical order")
    legal_basis: Mapped[str] = mapped_column(Text, comment="documents, newest first")
    resolution: Mapped[str] = mapped_column(String(40), comment="the resolution that arranged its communes")
    exists_from: Mapped[date] = mapped_column(Date, comment="first day of this unit under this code")
    withdrawn_on: Mapped[date | None] = mapped_column(Date, comment="state date of the first data without it")


class Commune(Base):
    """A xã, phường or đặc khu of today."""

    __tablename__ = "mkt_places_commune"
    __table_args__ = (
        UniqueConstraint("province_code", "slug"),
        Index("ix_mkt_places_commune_province_position", "province_code", "position"),
    )

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    name: Mapped[str] = mapped_column(String(80), comment="without the type: Hương Đô")
    unit_type: Mapped[str] = mapped_column(String(20), comment="xã, phường or đặc khu, as of today")
    slug: Mapped[str] = mapped_column(String(80), comment="unique within the province; holds no unit type")
    position: Mapped[int] = mapped_column(Integer, comment="rank by name, in Vietnamese alphabetical order")
    exists_from: Mapped[date] = mapped_column(Date, comment="first day of this unit under this code")
    withdrawn_on: Mapped[date | None] = mapped_column(Date, comment="state date of the first data without it")


class OldUnit(Base):
    """A province, district or commune that is no more, as some official list had it."""

    __tablename__ = "mkt_places_old_unit"

    key: Mapped[str] = mapped_column(KEY, primary_key=True, comment="listing:code")
    listing: Mapped[str] = mapped_column(
        String(10), comment="legacy: 1 March to 30 June 2025; earlier: before, gone by then"
    )
    level: Mapped[str] = mapped_column(String(10), comment="province, district or commune")
    code: Mapped[str] = mapped_column(CODE, comment="in the code space of its listing")
    name: Mapped[str] = mapped_column(String(80))
    unit_type: Mapped[str] = mapped_column(String(20))
    district_key: Mapped[str | None] = mapped_column(
        ForeignKey("mkt_places_old_unit.key"),
        index=True,
        comment="none where the legacy list lacks the district",
    )
    district: Mapped[str | None] = mapped_column(String(80), comment="with the type: Huyện Hương Sơn")
    province_key: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_old_unit.key"), index=True)
    province: Mapped[str | None] = mapped_column(String(80), comment="with the type: Tỉnh Hà Tĩnh")
    province_code: Mapped[str] = mapped_column(
        ForeignKey("mkt_places_province.code"), comment="the present province of its land"
    )
    listed_until: Mapped[date] = mapped_column(Date, comment="last day, or date of the last list that has it")
    withdrawn_on: Mapped[date | None] = mapped_column(Date, comment="state date of the first data without it")


class Succession(Base):
    """One step from an old unit to a later old unit or to a commune of today."""

    __tablename__ = "mkt_places_succession"
    __table_args__ = (
        CheckConstraint("(later_key IS NULL) <> (commune_code IS NULL)", name="one_target"),
        CheckConstraint(
            "extent IN ('whole', 'part', 'land_only', 'people_all', 'people_only')", name="extent"
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    old_key: Mapped[str] = mapped_column(ForeignKey("mkt_places_old_unit.key"), index=True)
    later_key: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_old_unit.key"), index=True)
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_commune.code"), index=True)
    extent: Mapped[str] = mapped_column(String(12), comment="how much of the old unit went there")
    since: Mapped[date] = mapped_column(
        Date, comment="valid from; for earlier lists, from this day at the latest"
    )
    source: Mapped[str] = mapped_column(String(60), comment="resolution and clause, or how it was found")


class StatusChange(Base):
    """A change of type alone: code, name, parent and territory stayed."""

    __tablename__ = "mkt_places_status_change"

    level: Mapped[str] = mapped_column(String(10), primary_key=True)
    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True, comment="first day of the new type")
    old_type: Mapped[str] = mapped_column(String(20))
    new_type: Mapped[str] = mapped_column(String(20))
    legal_basis: Mapped[str] = mapped_column(String(60))


class ZoneRow(Base):
    """How far apart two provinces are, by region (see ``derive.Zone``)."""

    __tablename__ = "mkt_places_zone"

    from_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"), primary_key=True)
    to_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"), primary_key=True)
    zone: Mapped[str] = mapped_column(String(20))


class Name(Base):
    """Something that may be typed, and the unit that it names. Present communes are also found by their later words."""

    __tablename__ = "mkt_places_name"
    __table_args__ = (
        CheckConstraint("commune_code IS NULL OR old_key IS NULL", name="one_unit"),
        Index("ix_mkt_places_name_folded_province", "folded", "province_code"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    folded: Mapped[str] = mapped_column(FOLDED, comment="see names.folded")
    spelled: Mapped[str] = mapped_column(String(80), comment="with its marks")
    whole: Mapped[bool] = mapped_column(
        Boolean, comment="false for the later words of a name: nha trang of Bắc Nha Trang"
    )
    level: Mapped[str] = mapped_column(String(10))
    province_code: Mapped[str] = mapped_column(
        ForeignKey("mkt_places_province.code"), comment="the present province"
    )
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_commune.code"), index=True)
    old_key: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_old_unit.key"), index=True)
