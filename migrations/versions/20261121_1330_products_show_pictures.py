"""Products that show a picture are found by it"""

from alembic import op

revision = "11d1c7721b79"
down_revision = "c3f964c1a49d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_mkt_catalog_product_image_image", "mkt_catalog_product_image", ["image_id"])


def downgrade() -> None:
    op.drop_index("ix_mkt_catalog_product_image_image", "mkt_catalog_product_image")
