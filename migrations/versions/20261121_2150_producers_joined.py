"""Duplicate producers are joined; certificates are claimed"""

revision = "a1f8356c20d9"
down_revision = "9d07e6b4c582"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
