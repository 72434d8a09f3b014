"""Invitations, sessions and second factors that two people reset"""

revision = "58e90f1b7c36"
down_revision = "3b61c0d7a2e4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
