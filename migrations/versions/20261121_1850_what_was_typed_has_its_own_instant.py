"""What was typed at a checkout is forgotten by when it was typed, not by when the cart was last used"""

import sqlalchemy as sa
from alembic import op

revision = "5b7e20d4a913"
down_revision = "c41d90ab76e2"
branch_labels = None
depends_on = None

_CART = "mkt_orders_cart"


def upgrade() -> None:
    op.add_column(
        _CART,
        sa.Column(
            "typed_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when a name and an address were last typed; with details and only with them",
        ),
    )
    # Nobody knows when any more: at the latest when the cart was last used.
    op.execute(f"UPDATE {_CART} SET typed_at = touched_at WHERE details <> ''")  # noqa: S608 -- a constant
    op.create_index("ix_mkt_orders_cart_typed_at", _CART, ["typed_at"])


def downgrade() -> None:
    op.drop_index("ix_mkt_orders_cart_typed_at", _CART)
    op.drop_column(_CART, "typed_at")
