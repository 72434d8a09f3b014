"""Unfinished words of products are kept; remarks stand beside their fields"""

revision = "9d07e6b4c582"
down_revision = "84c5f3192dab"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
