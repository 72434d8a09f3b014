"""Tables of imports: the batch, the file it came as, and which row became which recognition. A list names people, with
their telephones and the tax numbers of households: the file, and what was read of it, lie sealed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column

from marketplace.kernel.db import Base, UTCDateTime
from marketplace.kernel.sealed_columns import SealedBytes, SealedJSON


class ImportBatch(Base):
    """One uploaded annex and what was found in it. The counts are those of ``report``, for lists."""

    __tablename__ = "mkt_certification_import_batch"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'submitted', 'confirmed', 'rejected')", "state_known"),
        CheckConstraint(
            "state <> 'confirmed'"
            " OR (decided_by <> '' AND decided_by <> uploaded_by AND decided_by <> submitted_by)",
            "four_eyes",
        ),
        CheckConstraint("(submitted_by = '') = (submitted_at IS NULL)", "submission_whole"),
        CheckConstraint(
            "state NOT IN ('submitted', 'confirmed') OR submitted_by <> ''", "submitted_by_somebody"
        ),
        CheckConstraint("(decided_by = '') = (decided_at IS NULL)", "decision_whole"),
        CheckConstraint("state <> 'rejected' OR rejection <> ''", "rejection_has_a_reason"),
        CheckConstraint(
            "rows_total = rows_ready + rows_question + rows_blocked + rows_skipped", "rows_add_up"
        ),
        Index("ix_mkt_certification_import_batch_list", "province_code", "state", "uploaded_at"),
        Index("ix_mkt_certification_import_batch_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("mkt_places_province.code"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_kind: Mapped[str] = mapped_column(String(8), comment="xlsx or csv, by content")
    file_size: Mapped[int] = mapped_column(Integer, comment="bytes")
    sha256: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, Any]] = deferred(
        mapped_column(SealedJSON("import_mapping"), comment="layout.mapping.ColumnMapping")
    )
    declared: Mapped[dict[str, Any]] = deferred(mapped_column(JSON, comment="assess.declared.Declared"))
    report: Mapped[dict[str, Any]] = deferred(
        mapped_column(SealedJSON("import_report"), comment="assess.report.Report")
    )
    assessed_at: Mapped[datetime] = mapped_column(UTCDateTime, comment="when the report was made")
    rows_total: Mapped[int] = mapped_column(Integer)
    rows_ready: Mapped[int] = mapped_column(Integer)
    rows_question: Mapped[int] = mapped_column(Integer)
    rows_blocked: Mapped[int] = mapped_column(Integer)
    rows_skipped: Mapped[int] = mapped_column(Integer)
    errors: Mapped[int] = mapped_column(Integer)
    warnings: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(12))
    uploaded_by: Mapped[str] = mapped_column(String(80))
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_by: Mapped[str] = mapped_column(
        String(80), default="", comment="who answers for mapping and answers; counts as who entered the rows"
    )
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    decided_by: Mapped[str] = mapped_column(String(80), default="", comment="who confirmed or rejected")
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    only_ready: Mapped[bool] = mapped_column(
        Boolean, default=False, comment="confirmed for the rows without errors alone; the others were left"
    )
    rejection: Mapped[str] = mapped_column(String(500), default="")
    demo: Mapped[bool] = mapped_column(Boolean, default=False)
    version: Mapped[int] = mapped_column(Integer, default=1)


class ImportFile(Base):
    """The file of a batch, exactly as it was uploaded: the evidence of every recognition that came from it.

    It lies in the database, not in the storage of media: a batch and its file are written, backed up and moved
    together, and a file that could be lost would take the provenance of the register with it. Files are small, at most
    5 MB.
    """

    __tablename__ = "mkt_certification_import_file"

    batch_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_import_batch.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(SealedBytes("import_file"))


class ImportedRow(Base):
    """Which row of which file became which recognition."""

    __tablename__ = "mkt_certification_import_row"

    batch_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_import_batch.id"), primary_key=True)
    row_number: Mapped[int] = mapped_column(
        Integer, primary_key=True, autoincrement=False, comment="as in the file, from 1"
    )
    recognition_id: Mapped[int] = mapped_column(ForeignKey("mkt_certification_recognition.id"), unique=True)
