"""Readers and their bookmarks."""

import sqlalchemy as sa
from alembic import op

revision = "c0a1d5e2f3b4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the changes."""
    op.create_table(
        "reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("code_secret", sa.String(length=64), nullable=True),
        sa.Column("code_step", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "bookmark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["reader_id"], ["reader.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Take them back."""
    op.drop_table("bookmark")
    op.drop_table("reader")
