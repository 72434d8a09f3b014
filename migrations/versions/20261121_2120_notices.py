"""Notices on the site and what each person wants to be told"""

import sqlalchemy as sa
from alembic import op

revision = "6a4d27e8b901"
down_revision = "58e90f1b7c36"
branch_labels = None
depends_on = None

_UNREAD = sa.text("read_at IS NULL")
_WAITING = sa.text("way = 'daily' AND digest_on IS NULL AND read_at IS NULL")
_TOLD = sa.text("digest_on IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "mkt_notifications_notice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False, comment="see catalogue.KINDS"),
        sa.Column(
            "ref", sa.String(length=80), nullable=False, comment="what it is about; each person is told once"
        ),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column(
            "path",
            sa.String(length=300),
            nullable=False,
            comment="of the one action, below the market's own address",
        ),
        sa.Column("params", sa.Text(), nullable=False, comment="JSON, what the words name"),
        sa.Column(
            "way", sa.String(length=8), nullable=False, comment="how else it goes to the reader: see kind.Way"
        ),
        sa.Column(
            "digest_on", sa.Date(), nullable=True, comment="local day of the mail that it was gathered in"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("forget_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "way IN ('now', 'daily', 'inbox')", name=op.f("ck_mkt_notifications_notice_way_known")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_notifications_notice_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_notifications_notice")),
        sa.UniqueConstraint(
            "user_id", "kind", "ref", name=op.f("uq_mkt_notifications_notice_user_id_kind_ref")
        ),
    )
    for name, columns, where in (
        ("inbox", ["user_id", "id"], None),
        ("topic", ["user_id", "topic", "id"], None),
        ("about", ["kind", "ref"], None),
        ("unread", ["user_id", "id"], _UNREAD),
        ("waiting", ["created_at", "user_id"], _WAITING),
        ("digest", ["user_id", "digest_on"], _TOLD),
        ("forget_at", ["forget_at"], None),
    ):
        op.create_index(
            f"ix_mkt_notifications_notice_{name}",
            "mkt_notifications_notice",
            columns,
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        "mkt_notifications_wish",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "way IN ('now', 'daily', 'inbox')", name=op.f("ck_mkt_notifications_wish_way_known")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_notifications_wish_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "topic", name=op.f("pk_mkt_notifications_wish")),
    )


def downgrade() -> None:
    op.drop_table("mkt_notifications_wish")
    op.drop_table("mkt_notifications_notice")
