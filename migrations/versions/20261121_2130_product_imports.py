"""Products come in as tables"""

revision = "84c5f3192dab"
down_revision = "6a4d27e8b901"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
