"""Papers of several scans"""

import sqlalchemy as sa
from alembic import op

revision = "c3e91f60b7a4"
down_revision = "a3c7e1f5d902"
branch_labels = None
depends_on = None

# What an application had further scans of was left behind when it was approved: its papers get them now.
HAND_ON = """
INSERT INTO mkt_producers_paper_scan (paper_id, file_id, position)
SELECT paper.id, scan.file_id, scan.position
FROM mkt_producers_application_scan AS scan
JOIN mkt_producers_application AS application ON application.id = scan.application_id
JOIN mkt_producers_paper AS paper ON paper.producer_id = application.producer_id AND paper.kind = scan.kind
WHERE EXISTS (
    SELECT 1 FROM mkt_producers_application_scan AS first
    WHERE first.application_id = scan.application_id AND first.kind = scan.kind
    AND first.file_id = paper.file_id AND first.position < scan.position
)
"""


def upgrade() -> None:
    op.create_table(
        "mkt_producers_paper_scan",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False, comment="in what order they are read"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_producers_paper_scan_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["mkt_producers_paper.id"], name=op.f("fk_mkt_producers_paper_scan_paper_id")
        ),
        sa.PrimaryKeyConstraint("paper_id", "file_id", name=op.f("pk_mkt_producers_paper_scan")),
    )
    op.execute(HAND_ON)


def downgrade() -> None:
    op.drop_table("mkt_producers_paper_scan")
