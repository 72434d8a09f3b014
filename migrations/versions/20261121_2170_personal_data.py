"""Consent can be withdrawn; requests about personal data"""

revision = "c4095ab8e7d2"
down_revision = "b72e94d0f613"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
