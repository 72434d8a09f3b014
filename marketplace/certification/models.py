"""Tables of the register. What the clock does to a recognition is not in them: it is computed when somebody asks."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime
from marketplace.producers.naming import SORT_KEY
from marketplace.producers.tax_codes import TaxCode


class Recognition(Base):
    """One product of one holder in one decision.

    Recognitions that follow each other for the same product (upgrade, re-evaluation) share ``lineage``. A verified
    record's own words never change; what happens to it later (filing, revocation, a newer decision) has columns of
    its own.
    """

    __tablename__ = "mkt_certification_recognition"
    __table_args__ = (
        CheckConstraint("star BETWEEN 3 AND 5", "star_certified"),
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 10000", "score_in_hundredths"),
        CheckConstraint("criteria_set IS NULL OR criteria_set BETWEEN 1 AND 26", "criteria_set_known"),
        CheckConstraint("state IN ('draft', 'submitted', 'verified', 'withdrawn')", "state_known"),
        CheckConstraint(
            "state <> 'verified' OR (verified_at IS NOT NULL AND verified_by <> entered_by)", "four_eyes"
        ),
        CheckConstraint("expires_on > issued_on", "expires_after_issue"),
        CheckConstraint("(filing_receipt_no = '') = (filed_on IS NULL)", "filing_whole"),
        CheckConstraint("filed_on IS NULL OR filed_on > issued_on", "filed_after_issue"),
        CheckConstraint(
            "filing_confirmed_by IS NULL OR filing_confirmed_by <> filing_by", "filing_four_eyes"
        ),
        CheckConstraint("(filing_waiting_no IS NULL) = (filing_waiting_by IS NULL)", "filing_waiting_whole"),
        CheckConstraint(
            "(revoked_at IS NULL) = (revocation_decision_no = '')"
            " AND (revoked_at IS NULL) = (revocation_ground = '')",
            "revocation_whole",
        ),
        Index(
            "uq_mkt_certification_recognition_decision",
            "decision_key",
            "product_key",
            "holder_key",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("ix_mkt_certification_recognition_lineage", "lineage"),
        Index("ix_mkt_certification_recognition_producer", "producer_id"),
        Index("ix_mkt_certification_recognition_place", "province_code", "commune_code"),
        # The order of the register: a page of it is read, not all of it sorted.
        Index("ix_mkt_certification_recognition_expires", "expires_on", "sort_key", "id"),
        Index("ix_mkt_certification_recognition_issued", "issued_on"),
        Index("ix_mkt_certification_recognition_state", "state", "province_code"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True, comment="public, in /sao/<code>")
    lineage: Mapped[str] = mapped_column(String(12), comment="code of the first recognition of this product")

    decision_no: Mapped[str] = mapped_column(String(80))
    decision_key: Mapped[str] = mapped_column(
        String(120), comment="number, year and issuing province: numbers start anew each year everywhere"
    )
    issued_on: Mapped[date] = mapped_column(Date)
    expires_on: Mapped[date] = mapped_column(Date, comment="last day of the 36 months, from issued_on")
    issuer_kind: Mapped[str] = mapped_column(String(12), comment="see kinds.IssuerKind")
    issuer_name: Mapped[str] = mapped_column(String(160))
    issuer_province_code: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_province.code"))
    regime: Mapped[str] = mapped_column(String(12), comment="see kinds.RegimeCode; empty before 21/8/2019")
    round: Mapped[str] = mapped_column(String(16), default="", comment="see kinds.Round; empty: not known")

    star: Mapped[int] = mapped_column(SmallInteger)
    score: Mapped[int | None] = mapped_column(Integer, comment="hundredths of a point")
    criteria_set: Mapped[int | None] = mapped_column(SmallInteger, comment="number within the regime")
    criterion_scores: Mapped[dict[str, int]] = mapped_column(
        JSON, default=dict, comment="hundredths by criterion"
    )
    product_code: Mapped[str] = mapped_column(String(40), default="")
    units_known: Mapped[bool | None] = mapped_column(
        Boolean, comment="did the places in product_code exist on issued_on; none: not checked"
    )

    product_name: Mapped[str] = mapped_column(String(200))
    product_key: Mapped[str] = mapped_column(String(240), comment="names.name_key")
    packs: Mapped[list[str]] = mapped_column(JSON, default=list, comment="as printed")
    holder_name: Mapped[str] = mapped_column(String(200))
    holder_key: Mapped[str] = mapped_column(String(240), comment="names.name_key")
    holder_tax_id: Mapped[str] = mapped_column(TaxCode, default="", comment="a person's own is sealed")
    producer_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    printed_address: Mapped[str] = mapped_column(
        String(300), default="", comment="with the units of its time"
    )
    old_unit: Mapped[str | None] = mapped_column(ForeignKey("mkt_places_old_unit.key"))
    commune_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_commune.code"), comment="of today")
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"), comment="of today")

    scan_hash: Mapped[str] = mapped_column(String(64), default="", comment="SHA-256 of the evidence")
    scan_file_id: Mapped[int | None] = mapped_column(ForeignKey("mkt_media_file.id"))
    grade: Mapped[str] = mapped_column(String(2), default="", comment="see kinds.EvidenceGrade")
    evidence_source: Mapped[str] = mapped_column(
        String(300), default="", comment="where the evidence is from"
    )
    note: Mapped[str] = mapped_column(Text, default="")

    state: Mapped[str] = mapped_column(String(12), default="draft", comment="see kinds.RecordState")
    remark: Mapped[str] = mapped_column(String(500), default="", comment="why it was sent back or withdrawn")
    entered_by: Mapped[str] = mapped_column(String(80), comment="actor who last changed its words")
    entered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    verified_by: Mapped[str] = mapped_column(String(80), default="", comment="never the one who entered it")
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    authority_accepted: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="a second officer looked at a doubtful authority"
    )

    filing_receipt_no: Mapped[str] = mapped_column(String(80), default="")
    filed_on: Mapped[date | None] = mapped_column(Date, comment="re-evaluation asked for")
    filing_by: Mapped[str | None] = mapped_column(String(80), comment="actor who last changed the receipt")
    filing_confirmed_by: Mapped[str | None] = mapped_column(
        String(80), comment="never the one who noted it; none: the filing does not count yet"
    )
    filing_waiting_no: Mapped[str | None] = mapped_column(
        String(80), comment="corrected number that nobody has confirmed; the confirmed one counts until then"
    )
    filing_waiting_by: Mapped[str | None] = mapped_column(String(80), comment="actor who corrected it")
    filing_result_on: Mapped[date | None] = mapped_column(Date, comment="the authority's result")
    superseded_on: Mapped[date | None] = mapped_column(Date, comment="issued_on of the next of the lineage")
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revocation_decision_no: Mapped[str] = mapped_column(String(80), default="")
    revocation_ground: Mapped[str] = mapped_column(
        String(2), default="", comment="point of art. 8, 26/2026/QĐ-TTg"
    )
    revocation_note: Mapped[str] = mapped_column(Text, default="")
    revoked_by: Mapped[str | None] = mapped_column(
        String(80), comment="actor who recorded it; none: not revoked, or not known"
    )

    folded: Mapped[str] = mapped_column(Text, comment="what the register is searched in")
    sort_key: Mapped[str] = mapped_column(SORT_KEY, comment="Vietnamese dictionary order of the product name")
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime)


class SuspensionPeriod(Base):
    """A time in which a recognition is stopped: from ``since`` until, not including, ``until``. One may be open."""

    __tablename__ = "mkt_certification_suspension"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", "ends_after_it_starts"),
        Index(
            "uq_mkt_certification_suspension_open",
            "recognition_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
        Index("ix_mkt_certification_suspension_recognition", "recognition_id", "since"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    recognition_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_recognition.id"))
    since: Mapped[datetime] = mapped_column(UTCDateTime)
    until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    reason: Mapped[str] = mapped_column(String(500))
    paper_no: Mapped[str] = mapped_column(String(80), default="", comment="minutes or decision behind it")
    suspended_by: Mapped[str] = mapped_column(String(80))
    suspended_as: Mapped[str | None] = mapped_column(
        String(16), comment="role in whose name; none: the system's"
    )
    carried_from: Mapped[str | None] = mapped_column(
        String(12),
        comment="code of another recognition of the product, whose suspension this one goes on with",
    )
    lifted_by: Mapped[str] = mapped_column(String(80), default="")
    lift_reason: Mapped[str] = mapped_column(String(500), default="")
    ended_with: Mapped[str | None] = mapped_column(
        String(12),
        comment="code of the recognition with whose revocation it ended; it goes on if that is annulled",
    )
    annulled_no: Mapped[str | None] = mapped_column(
        String(80), comment="this was the time of a revocation, annulled by the decision of this number"
    )
