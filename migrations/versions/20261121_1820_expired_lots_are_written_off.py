"""What is left of an expired lot is written off, by a movement of its own kind"""

import sqlalchemy as sa
from alembic import op

revision = "c41d90ab76e2"
down_revision = "e92a6c1f7d05"
branch_labels = None
depends_on = None

_KNOWN = "received, adjusted, sold, returned"


def upgrade() -> None:
    _comment(_KNOWN, f"{_KNOWN}, written_off")


def downgrade() -> None:
    _comment(f"{_KNOWN}, written_off", _KNOWN)


def _comment(before: str, now: str) -> None:
    # SQLite keeps no comments.
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(
            "mkt_stock_movement",
            "kind",
            existing_type=sa.String(length=16),
            existing_nullable=False,
            existing_comment=before,
            comment=now,
        )
