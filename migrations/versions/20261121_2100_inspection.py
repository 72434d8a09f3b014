"""Inspections, their findings, cases of revocation and appeals"""

revision = "3b61c0d7a2e4"
down_revision = "7f3a90c5de14"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
