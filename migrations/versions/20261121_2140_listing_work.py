"""Unfinished words of products are kept; remarks stand beside their fields"""

import sqlalchemy as sa
from alembic import op

from marketplace.kernel.db import UTCDateTime

revision = "9d07e6b4c582"
down_revision = "84c5f3192dab"
branch_labels = None
depends_on = None

_ONE = "uq_mkt_catalog_product_recognition"
_OFFERED = sa.text("recognition_id IS NOT NULL AND state <> 'retired'")


def upgrade() -> None:
    op.add_column(
        "mkt_catalog_product",
        sa.Column(
            "copied_from",
            sa.Integer(),
            nullable=True,
            comment="the product whose words and pictures it began with",
        ),
    )
    # Of several products under one recognition the one that buyers know keeps it; the others wait for one of theirs.
    op.execute(
        """
        UPDATE mkt_catalog_product SET recognition_id = NULL
        WHERE recognition_id IS NOT NULL AND state <> 'retired' AND EXISTS (
            SELECT 1 FROM mkt_catalog_product AS other
            WHERE other.recognition_id = mkt_catalog_product.recognition_id
                AND other.state <> 'retired' AND other.id <> mkt_catalog_product.id
                AND (
                    (CASE other.state WHEN 'live' THEN 1 WHEN 'hidden' THEN 2 WHEN 'submitted' THEN 3 ELSE 4 END)
                    * CAST(10000000000 AS BIGINT) + other.id
                ) < (
                    (CASE mkt_catalog_product.state
                        WHEN 'live' THEN 1 WHEN 'hidden' THEN 2 WHEN 'submitted' THEN 3 ELSE 4 END)
                    * CAST(10000000000 AS BIGINT) + mkt_catalog_product.id
                )
        )
        """
    )
    op.create_index(
        _ONE,
        "mkt_catalog_product",
        ["recognition_id"],
        unique=True,
        sqlite_where=_OFFERED,
        postgresql_where=_OFFERED,
    )
    op.create_table(
        "mkt_catalog_unfinished",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False, comment="the step of the form"),
        sa.Column("name", sa.String(length=120), nullable=False, comment="the field, of packs with its row"),
        sa.Column("value", sa.Text(), nullable=False, comment="as it was typed, right or wrong"),
        sa.Column(
            "seen",
            sa.Text(),
            nullable=True,
            comment="what was stored when it was typed; none: somebody had saved in between",
        ),
        sa.Column("typed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["mkt_catalog_product.id"],
            name=op.f("fk_mkt_catalog_unfinished_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_catalog_unfinished_user_id"),
        ),
        sa.PrimaryKeyConstraint(
            "product_id", "user_id", "step", "name", name=op.f("pk_mkt_catalog_unfinished")
        ),
    )
    op.create_index("ix_mkt_catalog_unfinished_typed", "mkt_catalog_unfinished", ["typed_at"])
    op.create_table(
        "mkt_catalog_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "revision_id",
            sa.Integer(),
            nullable=True,
            comment="the change that was sent back; none: the whole product",
        ),
        sa.Column(
            "round",
            sa.SmallInteger(),
            nullable=False,
            comment="how often this product was sent back by then",
        ),
        sa.Column(
            "name",
            sa.String(length=64),
            nullable=False,
            comment="a field, or pack, image or paper with its id; empty: the whole",
        ),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("about", sa.Text(), nullable=False, comment="what stood there; another now: mended"),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("round > 0", name=op.f("ck_mkt_catalog_remark_round_counts")),
        sa.CheckConstraint("text <> ''", name=op.f("ck_mkt_catalog_remark_says_something")),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["mkt_catalog_product.id"],
            name=op.f("fk_mkt_catalog_remark_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["mkt_catalog_revision.id"],
            name=op.f("fk_mkt_catalog_remark_revision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_remark")),
    )
    op.create_index(
        "uq_mkt_catalog_remark_place", "mkt_catalog_remark", ["product_id", "round", "name"], unique=True
    )
    op.create_table(
        "mkt_stock_threshold",
        sa.Column("variant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packs", sa.Integer(), nullable=False),
        sa.CheckConstraint("packs >= 0", name=op.f("ck_mkt_stock_threshold_packs_not_negative")),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["mkt_catalog_variant.id"],
            name=op.f("fk_mkt_stock_threshold_variant_id"),
        ),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_mkt_stock_threshold")),
    )


def downgrade() -> None:
    op.drop_table("mkt_stock_threshold")
    op.drop_table("mkt_catalog_remark")
    op.drop_table("mkt_catalog_unfinished")
    op.drop_index(_ONE, table_name="mkt_catalog_product")
    op.drop_column("mkt_catalog_product", "copied_from")
