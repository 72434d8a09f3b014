"""Tables of producers, how they stood when, and their papers."""

from datetime import date, datetime
from typing import Any

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
from marketplace.producers.naming import SORT_KEY
from marketplace.producers.tax_codes import TaxCode


def _tax_tail(context: Any) -> str:
    return str(context.get_current_parameters()["tax_code"])[-4:]


class Producer(Base):
    """An OCOP subject (chủ thể). ``standing`` is the present one; the table of periods says how it came about."""

    __tablename__ = "mkt_producers_producer"
    __table_args__ = (
        CheckConstraint("standing IN ('applied', 'verified', 'suspended', 'closed')", "standing_known"),
        CheckConstraint(
            "standing IN ('applied', 'closed') OR verified_at IS NOT NULL", "verified_has_an_instant"
        ),
        Index("ix_mkt_producers_producer_tax_code", "tax_code"),
        Index("ix_mkt_producers_producer_place", "province_code", "commune_code"),
        Index("ix_mkt_producers_producer_sort", "sort_key", "id"),
        Index("ix_mkt_producers_producer_standing", "standing", "province_code"),
        Index("ix_mkt_producers_producer_kind", "kind", "province_code"),
        Index("ix_mkt_producers_producer_tax_tail", "tax_tail"),
        Index("ix_mkt_producers_producer_phone", "phone"),
        Index("ix_mkt_producers_producer_signs", "signs_version"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(24), comment="see kinds.ProducerKind")
    legal_name: Mapped[str] = mapped_column(String(200), comment="as the registration paper prints it")
    display_name: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(String(420), comment="both names folded, for filters")
    sort_key: Mapped[str] = mapped_column(SORT_KEY, comment="Vietnamese dictionary order of the display name")
    representative: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(20), comment="E.164")
    email: Mapped[str] = mapped_column(String(254), default="")
    tax_code: Mapped[str] = mapped_column(
        TaxCode, comment="10 digits, 10-3 digits, or a 12-digit personal number, which is sealed"
    )
    tax_tail: Mapped[str] = mapped_column(
        String(4), default=_tax_tail, comment="its last four digits, by which officers look it up"
    )
    registration_no: Mapped[str] = mapped_column(String(60), default="")
    registration_on: Mapped[date | None] = mapped_column(Date)
    registration_issuer: Mapped[str] = mapped_column(String(200), default="")
    street: Mapped[str] = mapped_column(String(200), default="", comment="house, street, hamlet")
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"))
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    printed_address: Mapped[str] = mapped_column(
        String(300), default="", comment="the address with old units, as papers and packs still print it"
    )
    introduction: Mapped[str] = mapped_column(Text, default="")
    story: Mapped[str] = mapped_column(Text, default="")
    standing: Mapped[str] = mapped_column(String(16), default="applied")
    verified_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="last verification of the identity"
    )
    entered_by: Mapped[str] = mapped_column(
        String(80), comment="actor who entered the identity; never its verifier"
    )
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    signs_version: Mapped[int] = mapped_column(
        SmallInteger, default=0, comment="by which rules its name was compared with others; 0: not yet"
    )
    version: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class StandingPeriod(Base):
    """How a producer stood from ``starts_at`` until, not including, ``ends_at``. One period of each is open."""

    __tablename__ = "mkt_producers_standing"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", "ends_after_it_starts"),
        Index(
            "uq_mkt_producers_standing_open",
            "producer_id",
            unique=True,
            sqlite_where=text("ends_at IS NULL"),
            postgresql_where=text("ends_at IS NULL"),
        ),
        Index("ix_mkt_producers_standing_producer", "producer_id", "starts_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    standing: Mapped[str] = mapped_column(String(16))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(500), default="")
    paper_no: Mapped[str] = mapped_column(String(80), default="", comment="decision or minutes behind it")
    actor: Mapped[str] = mapped_column(String(80))


_SENT_BACK = text("returned_at IS NOT NULL AND file_id IS NOT NULL")


class Paper(Base):
    """A paper of the establishment. A replaced one keeps its days; one that was found false is withdrawn."""

    __tablename__ = "mkt_producers_paper"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR expires_on >= issued_on", "expires_after_issue"),
        CheckConstraint(
            "returned_at IS NULL OR (verified_at IS NULL AND returned_by <> '' AND returned_by <> entered_by "
            "AND return_reason <> '')",
            "returned_whole",
        ),
        Index("ix_mkt_producers_paper_producer", "producer_id", "kind"),
        Index("ix_mkt_producers_paper_expires", "expires_on"),
        Index(
            "ix_mkt_producers_paper_returned",
            "returned_at",
            sqlite_where=_SENT_BACK,
            postgresql_where=_SENT_BACK,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    kind: Mapped[str] = mapped_column(String(32), comment="see kinds.PaperKind")
    number: Mapped[str] = mapped_column(String(80))
    issuer: Mapped[str] = mapped_column(String(200))
    issued_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date | None] = mapped_column(Date, comment="last day; none: until replaced")
    file_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_media_file.id"), comment="the scan")
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    verified_by: Mapped[str] = mapped_column(String(80), default="", comment="never the one who entered it")
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(
        UTCDateTime, comment="found false, or entered by mistake"
    )
    returned_by: Mapped[str] = mapped_column(
        String(80), default="", comment="who sent it back; never the one who entered it"
    )
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime, comment="does not agree with its scan")
    return_reason: Mapped[str] = mapped_column(String(500), default="", comment="what has to be mended")
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_paper.id"))


class PaperScan(Base):
    """A further scan of a paper, after the one that the paper itself names: its back, its next sheet, its annex."""

    __tablename__ = "mkt_producers_paper_scan"

    paper_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_paper.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("mkt_media_file.id"), primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger, comment="in what order they are read")


class ClosedDates(Base):
    """Days on which a producer sends nothing: holidays, a funeral, a flood. Both are legal days and belong to it."""

    __tablename__ = "mkt_producers_closed_dates"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", "ends_after_it_begins"),
        UniqueConstraint("producer_id", "first_day"),
        Index("ix_mkt_producers_closed_dates_producer", "producer_id", "last_day"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(120), comment="as its staff call it")
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
