"""What somebody waits for goes before other background work; what the worker asks each minute has an index"""

import sqlalchemy as sa
from alembic import op

revision = "a3c7e1f5d902"
down_revision = "f4b8d0c27a91"
branch_labels = None
depends_on = None

OUTBOX = "mkt_kernel_outbox"
WAITS = sa.text("done_at IS NULL AND failed_at IS NULL")
ASKED_EACH_MINUTE = (
    ("mkt_accounts_session", "seen_at", ["seen_at"], None),
    ("mkt_accounts_invitation", "addressed", ["expires_at"], sa.text("email <> ''")),
    ("mkt_orders_cart", "guests", ["touched_at"], sa.text("user_id IS NULL")),
    (
        "mkt_producers_paper",
        "returned",
        ["returned_at"],
        sa.text("returned_at IS NOT NULL AND file_id IS NOT NULL"),
    ),
    ("mkt_inspection_inspection", "concluded", ["concluded_at"], None),
)
NOTICE = "mkt_notifications_notice"
NOTICE_WAITS = sa.text("way = 'daily' AND digest_on IS NULL AND read_at IS NULL")


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
    for table_name, name, columns, where in ASKED_EACH_MINUTE:
        op.create_index(
            f"ix_{table_name}_{name}", table_name, columns, sqlite_where=where, postgresql_where=where
        )
    _notices_by("user_id", "created_at")


def _notices_by(*columns: str) -> None:
    op.drop_index(f"ix_{NOTICE}_waiting", table_name=NOTICE)
    op.create_index(
        f"ix_{NOTICE}_waiting",
        NOTICE,
        list(columns),
        sqlite_where=NOTICE_WAITS,
        postgresql_where=NOTICE_WAITS,
    )


def downgrade() -> None:
    _notices_by("created_at", "user_id")
    for table_name, name, _columns, _where in ASKED_EACH_MINUTE:
        op.drop_index(f"ix_{table_name}_{name}", table_name=table_name)
    op.drop_index("ix_mkt_kernel_outbox_urgent", table_name=OUTBOX)
    with op.batch_alter_table(OUTBOX) as table:
        table.drop_column("urgency")
