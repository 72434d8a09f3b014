"""A suspension goes on with the next decision on its product, and says from which it came"""

import sqlalchemy as sa
from alembic import op

revision = "c4d81f0a6e37"
down_revision = "5d0c4a7be213"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "mkt_certification_suspension",
        sa.Column(
            "carried_from",
            sa.String(length=12),
            nullable=True,
            comment="code of another recognition of the product, whose suspension this one goes on with",
        ),
    )


def downgrade() -> None:
    op.drop_column("mkt_certification_suspension", "carried_from")
