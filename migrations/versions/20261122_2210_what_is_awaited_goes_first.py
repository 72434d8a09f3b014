"""What somebody waits for goes before other background work"""

import sqlalchemy as sa
from alembic import op

revision = "a3c7e1f5d902"
down_revision = "f4b8d0c27a91"
branch_labels = None
depends_on = None

OUTBOX = "mkt_kernel_outbox"
WAITS = sa.text("done_at IS NULL AND failed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table(OUTBOX) as table:
        table.add_column(
            sa.Column(
                "urgency",
                sa.SmallInteger(),
                nullable=False,
                server_default="2",
                comment="kernel.urgency: the lower goes first",
            )
        )
    with op.batch_alter_table(OUTBOX) as table:
        table.alter_column("urgency", server_default=None)
    outbox = sa.table(OUTBOX, sa.column("job", sa.String), sa.column("urgency", sa.SmallInteger))
    awaited = ("config.account_mail", "notifications.invitation", "notifications.second_factor_reset")
    op.execute(sa.update(outbox).where(outbox.c.job.in_(awaited)).values(urgency=0))
    op.create_index(
        "ix_mkt_kernel_outbox_urgent",
        OUTBOX,
        ["urgency", "available_at", "id"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    op.drop_index("ix_mkt_kernel_outbox_urgent", table_name=OUTBOX)
    with op.batch_alter_table(OUTBOX) as table:
        table.drop_column("urgency")
