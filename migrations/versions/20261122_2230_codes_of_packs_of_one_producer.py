"""A code of a pack is one producer's own: another one may call a pack the same"""

import sqlalchemy as sa
from alembic import op

revision = "d81f5a2c90e6"
down_revision = "c3e91f60b7a4"
branch_labels = None
depends_on = None

TABLE = "mkt_catalog_variant"
WHOSE = "the producer's own; two producers may use the same"
OF_PRODUCT = """
UPDATE mkt_catalog_variant SET producer_id = (
    SELECT producer_id FROM mkt_catalog_product WHERE mkt_catalog_product.id = mkt_catalog_variant.product_id
)
"""
# Where codes have to be one of a kind on the whole floor again, the pack that came later gets its number behind.
APART = """
UPDATE mkt_catalog_variant SET sku = substr(sku, 1, 28) || '-' || CAST(id AS VARCHAR(11))
WHERE EXISTS (
    SELECT 1 FROM mkt_catalog_variant AS earlier
    WHERE earlier.sku = mkt_catalog_variant.sku AND earlier.id < mkt_catalog_variant.id
)
"""


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("producer_id", sa.Integer(), nullable=True, comment="the product's"))
    op.execute(OF_PRODUCT)
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("producer_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("sku", existing_type=sa.String(40), existing_nullable=False, comment=WHOSE)
        table.create_foreign_key(
            op.f("fk_mkt_catalog_variant_producer_id"), "mkt_producers_producer", ["producer_id"], ["id"]
        )
        table.drop_constraint(op.f("uq_mkt_catalog_variant_sku"), type_="unique")
        table.create_unique_constraint(op.f("uq_mkt_catalog_variant_producer_id_sku"), ["producer_id", "sku"])


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f("uq_mkt_catalog_variant_producer_id_sku"), type_="unique")
        table.drop_constraint(op.f("fk_mkt_catalog_variant_producer_id"), type_="foreignkey")
        table.drop_column("producer_id")
        table.alter_column(
            "sku", existing_type=sa.String(40), existing_nullable=False, comment=None, existing_comment=WHOSE
        )
    op.execute(APART)
    with op.batch_alter_table(TABLE) as table:
        table.create_unique_constraint(op.f("uq_mkt_catalog_variant_sku"), ["sku"])
