"""Tables of pairs: by which signs names are found, which pairs there are, and what was joined."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime


class NameSign(Base):
    """A sign of a producer's name (``names.signs``). Names that may be alike share one: none is compared with all."""

    __tablename__ = "mkt_producers_name_sign"
    __table_args__ = (Index("ix_mkt_producers_name_sign_sign", "province_code", "sign", "producer_id"),)

    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"), primary_key=True)
    sign: Mapped[str] = mapped_column(String(120), primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))


class Pair(Base):
    """Two producers that may be one. The first has the lower id, so that a pair is there once."""

    __tablename__ = "mkt_producers_pair"
    __table_args__ = (
        CheckConstraint("first_id < second_id", "first_is_lower"),
        CheckConstraint("likeness BETWEEN 0 AND 100", "likeness_in_hundredths"),
        CheckConstraint("state IN ('open', 'proposed', 'different', 'joined')", "state_known"),
        CheckConstraint("kept_id IS NULL OR kept_id IN (first_id, second_id)", "kept_is_one_of_them"),
        CheckConstraint(
            "(state IN ('proposed', 'joined')) = (kept_id IS NOT NULL)"
            " AND (kept_id IS NULL) = (proposed_by = '')"
            " AND (proposed_by = '') = (proposed_at IS NULL)",
            "proposal_whole",
        ),
        CheckConstraint(
            "(state IN ('different', 'joined')) = (decided_by <> '')"
            " AND (decided_by = '') = (decided_at IS NULL)",
            "decision_whole",
        ),
        CheckConstraint("state <> 'joined' OR decided_by <> proposed_by", "four_eyes"),
        Index("uq_mkt_producers_pair_both", "first_id", "second_id", unique=True),
        Index("ix_mkt_producers_pair_second", "second_id"),
        Index("ix_mkt_producers_pair_state", "state", "likeness", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    one_number: Mapped[bool] = mapped_column(Boolean, comment="they have one tax number")
    likeness: Mapped[int] = mapped_column(
        SmallInteger, comment="of their names, 0 to 100; see names.likeness"
    )
    by_hand: Mapped[bool] = mapped_column(Boolean, default=False, comment="an officer put them together")
    state: Mapped[str] = mapped_column(String(12), default="open", comment="see kinds.PairState")
    kept_id: Mapped[int | None] = mapped_column(
        ForeignKey("mkt_producers_producer.id"), comment="the one that is to stay, or stayed"
    )
    reason: Mapped[str] = mapped_column(String(500), default="", comment="why they are one, or are not")
    proposed_by: Mapped[str] = mapped_column(String(80), default="")
    proposed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(
        String(80), default="", comment="never the one who proposed to join"
    )
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    found_at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)


class Joined(Base):
    """A producer that went into another one. ``kept_id`` is the one that stands in the end, however often it moved."""

    __tablename__ = "mkt_producers_joined"
    __table_args__ = (
        CheckConstraint("gone_id <> kept_id", "another_one"),
        Index("ix_mkt_producers_joined_kept", "kept_id"),
    )

    gone_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"), primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
