"""Letters to holders, who was told of an ending star"""

revision = "b72e94d0f613"
down_revision = "a1f8356c20d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
