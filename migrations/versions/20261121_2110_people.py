"""Invitations, sessions and second factors that two people reset"""

import sqlalchemy as sa
from alembic import op

revision = "58e90f1b7c36"
down_revision = "3b61c0d7a2e4"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def _person(name: str, *, nullable: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _people(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([name], ["mkt_accounts_user.id"], name=op.f(f"fk_{table}_{name}"))
        for name in columns
    ]


def _invitations() -> None:
    table = "mkt_accounts_invitation"
    is_open = sa.text("accepted_at IS NULL AND revoked_at IS NULL")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="lower case, normalised"),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=32), nullable=False, comment="empty for the scope 'all'"),
        sa.Column(
            "locale",
            sa.String(length=5),
            nullable=False,
            comment="of the mail to somebody who has no account yet",
        ),
        sa.Column(
            "token_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the secret in the link"
        ),
        sa.Column("round", sa.Integer(), nullable=False, comment="how often it was sent"),
        _person("invited_by"),
        sa.Column("invited_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False, comment="of the last round"),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=True),
        _person("accepted_by"),
        sa.Column("revoked_at", INSTANT, nullable=True),
        _person("revoked_by"),
        sa.CheckConstraint("(scope = 'all') = (ref = '')", name=op.f(f"ck_{table}_scope_names_a_ref")),
        sa.CheckConstraint("accepted_at IS NULL OR revoked_at IS NULL", name=op.f(f"ck_{table}_one_end")),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by IS NULL)", name=op.f(f"ck_{table}_accepted_by_somebody")
        ),
        sa.CheckConstraint("round > 0", name=op.f(f"ck_{table}_rounds_begin_at_one")),
        *_people(table, "invited_by", "accepted_by", "revoked_by"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(f"ix_{table}_scope", table, ["scope", "ref", "id"])
    op.create_index(f"ix_{table}_state", table, ["accepted_at", "revoked_at", "expires_at"])
    op.create_index(
        f"uq_{table}_open",
        table,
        ["email", "role", "scope", "ref"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _sessions() -> None:
    table = "mkt_accounts_session"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        _person("user_id", nullable=False),
        sa.Column("browser", sa.String(length=40), nullable=False, comment="such as Chrome"),
        sa.Column("system", sa.String(length=40), nullable=False, comment="such as Android"),
        sa.Column("network", sa.String(length=45), nullable=False, comment="shortened: 113.160.24.0/24"),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False, comment="written at most every few minutes"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["mkt_accounts_user.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("key", name=op.f(f"uq_{table}_key")),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "seen_at"])


def _factor_resets() -> None:
    table = "mkt_accounts_factor_reset"
    is_open = sa.text("confirmed_at IS NULL AND withdrawn_at IS NULL")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        _person("user_id", nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        _person("requested_by", nullable=False),
        sa.Column("requested_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        _person("confirmed_by"),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        _person("withdrawn_by"),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.CheckConstraint("requested_by <> user_id", name=op.f(f"ck_{table}_not_for_oneself")),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR (confirmed_by <> requested_by AND confirmed_by <> user_id)",
            name=op.f(f"ck_{table}_two_people"),
        ),
        sa.CheckConstraint(
            "(confirmed_by IS NULL) = (confirmed_at IS NULL)", name=op.f(f"ck_{table}_confirmed_by_somebody")
        ),
        sa.CheckConstraint("confirmed_at IS NULL OR withdrawn_at IS NULL", name=op.f(f"ck_{table}_one_end")),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{table}_says_why")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["mkt_accounts_user.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"
        ),
        *_people(table, "requested_by", "confirmed_by", "withdrawn_by"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_user_id", table, ["user_id", "id"])
    op.create_index(
        f"uq_{table}_open",
        table,
        ["user_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def upgrade() -> None:
    _invitations()
    _sessions()
    _factor_resets()
    # The log is read by days, the list of people by when they signed in last.
    op.create_index("ix_mkt_kernel_audit_at", "mkt_kernel_audit", ["at", "seq"])
    op.create_index("ix_mkt_accounts_user_last_login_at", "mkt_accounts_user", ["last_login_at", "id"])
    op.create_index("ix_mkt_accounts_role_grant_role", "mkt_accounts_role_grant", ["role", "scope", "ref"])


def downgrade() -> None:
    op.drop_index("ix_mkt_accounts_role_grant_role", "mkt_accounts_role_grant")
    op.drop_index("ix_mkt_accounts_user_last_login_at", "mkt_accounts_user")
    op.drop_index("ix_mkt_kernel_audit_at", "mkt_kernel_audit")
    op.drop_table("mkt_accounts_factor_reset")
    op.drop_table("mkt_accounts_session")
    op.drop_table("mkt_accounts_invitation")
