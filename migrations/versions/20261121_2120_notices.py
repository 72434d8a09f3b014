"""Notices on the site and what each person wants to be told"""

revision = "6a4d27e8b901"
down_revision = "58e90f1b7c36"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
