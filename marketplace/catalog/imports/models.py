"""Tables of imports of products: what was read in a file and what became of it, and the file."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.kernel.db import Base, UTCDateTime


class ProductImport(Base):
    """A file of products of one producer. The counts are those of ``report``, for lists."""

    __tablename__ = "mkt_catalog_import"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'applied')", "state_known"),
        CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", "applied_has_an_instant"),
        CheckConstraint("state <> 'applied' OR (applied_by <> '' AND faults = 0)", "applied_without_faults"),
        Index("ix_mkt_catalog_import_list", "producer_id", "uploaded_at", "id"),
        Index(
            "uq_mkt_catalog_import_open",
            "producer_id",
            "sha256",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("mkt_producers_producer.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_kind: Mapped[str] = mapped_column(String(8), comment="xlsx or csv, by content")
    file_size: Mapped[int] = mapped_column(Integer, comment="bytes")
    sha256: Mapped[str] = mapped_column(String(64))
    report: Mapped[str] = mapped_column(
        Text, deferred=True, nullable=False, comment="JSON: imports.report.Report"
    )
    read_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="when the report was made")
    rows: Mapped[int] = mapped_column(Integer)
    faults: Mapped[int] = mapped_column(Integer)
    changes: Mapped[int] = mapped_column(Integer, comment="rows that would change something, or did")
    state: Mapped[str] = mapped_column(String(8), default="draft")
    version: Mapped[int] = mapped_column(Integer, default=1, comment="grows with every report")
    uploaded_by: Mapped[str] = mapped_column(String(80))
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    applied_by: Mapped[str] = mapped_column(String(80), default="")
    applied_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class ProductImportFile(Base):
    """The file of an import, exactly as it was uploaded; at most 5 MB."""

    __tablename__ = "mkt_catalog_import_file"

    import_id: Mapped[int] = mapped_column(ForeignKey("mkt_catalog_import.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
