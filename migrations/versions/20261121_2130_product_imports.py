"""Products come in as tables"""

import sqlalchemy as sa
from alembic import op

revision = "84c5f3192dab"
down_revision = "6a4d27e8b901"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mkt_catalog_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_kind", sa.String(length=8), nullable=False, comment="xlsx or csv, by content"),
        sa.Column("file_size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("report", sa.Text(), nullable=False, comment="JSON: imports.report.Report"),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False, comment="when the report was made"),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.Column(
            "changes",
            sa.Integer(),
            nullable=False,
            comment="rows that would change something, or did",
        ),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="grows with every report"),
        sa.Column("uploaded_by", sa.String(length=80), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.String(length=80), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'applied') = (applied_at IS NOT NULL)",
            name=op.f("ck_mkt_catalog_import_applied_has_an_instant"),
        ),
        sa.CheckConstraint(
            "state <> 'applied' OR (applied_by <> '' AND faults = 0)",
            name=op.f("ck_mkt_catalog_import_applied_without_faults"),
        ),
        sa.CheckConstraint("state IN ('draft', 'applied')", name=op.f("ck_mkt_catalog_import_state_known")),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_catalog_import_producer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_import")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_catalog_import_code")),
    )
    with op.batch_alter_table("mkt_catalog_import") as table:
        table.create_index("ix_mkt_catalog_import_list", ["producer_id", "uploaded_at", "id"])
        table.create_index(
            "uq_mkt_catalog_import_open",
            ["producer_id", "sha256"],
            unique=True,
            sqlite_where=sa.text("state = 'draft'"),
            postgresql_where=sa.text("state = 'draft'"),
        )
    op.create_table(
        "mkt_catalog_import_file",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["mkt_catalog_import.id"],
            name=op.f("fk_mkt_catalog_import_file_import_id"),
        ),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_mkt_catalog_import_file")),
    )


def downgrade() -> None:
    op.drop_table("mkt_catalog_import_file")
    op.drop_table("mkt_catalog_import")
