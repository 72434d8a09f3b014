"""Reminders of papers about products"""

import sqlalchemy as sa
from alembic import op

revision = "e7a2c94b16d8"
down_revision = "d5b1760c9ae3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mkt_notifications_product_paper_reminder",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False, comment="before its last day: 60, 30, 7, 0"),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["mkt_catalog_product_paper.id"],
            name=op.f("fk_mkt_notifications_product_paper_reminder_paper_id"),
        ),
        sa.PrimaryKeyConstraint("paper_id", "days", name=op.f("pk_mkt_notifications_product_paper_reminder")),
    )


def downgrade() -> None:
    op.drop_table("mkt_notifications_product_paper_reminder")
