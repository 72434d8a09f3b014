"""The register by its last day, in the order that its list has"""

from alembic import op

revision = "f4b8d0c27a91"
down_revision = "e7a2c94b16d8"
branch_labels = None
depends_on = None

NAME = "ix_mkt_certification_recognition_expires"
TABLE = "mkt_certification_recognition"


def upgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, ["expires_on", "sort_key", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
    op.create_index(NAME, TABLE, ["expires_on"], unique=False)
