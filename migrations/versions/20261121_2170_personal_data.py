"""Consent can be withdrawn; requests about personal data"""

import sqlalchemy as sa
from alembic import op

revision = "c4095ab8e7d2"
down_revision = "b72e94d0f613"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
CONSENT = "mkt_accounts_consent"
CONSENTS = sa.table(
    CONSENT, *(sa.column(name) for name in ("id", "user_id", "purpose", "version", "number", "given"))
)


def _consents() -> None:
    with op.batch_alter_table(CONSENT) as table:
        table.alter_column(
            "given_at", new_column_name="said_at", existing_type=INSTANT, existing_nullable=False
        )
        table.add_column(sa.Column("given", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(
            sa.Column(
                "number", sa.Integer(), nullable=False, server_default="1", comment="of this purpose, from 1"
            )
        )
        table.add_column(sa.Column("locale", sa.String(length=5), nullable=False, server_default=""))
        table.add_column(
            sa.Column(
                "shown", sa.Text(), nullable=False, server_default="", comment="the words as they were shown"
            )
        )
        table.drop_constraint(op.f(f"uq_{CONSENT}_user_id_purpose_version"), type_="unique")
    # A row's own number is new within its purpose too, and keeps the order.
    op.execute(sa.update(CONSENTS).values(number=CONSENTS.c.id))
    with op.batch_alter_table(CONSENT) as table:
        for name in ("given", "number", "locale", "shown"):
            table.alter_column(name, server_default=None)
        table.create_unique_constraint(
            op.f(f"uq_{CONSENT}_user_id_purpose_number"), ["user_id", "purpose", "number"]
        )


def _requests() -> None:
    table = "mkt_accounts_data_request"
    is_open = sa.text("state = 'open'")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False, comment="see kinds.RequestKind"),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, comment="what the person wrote; erased with them"),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answer_due_at", INSTANT, nullable=False, comment="that it was received has to be said"),
        sa.Column("due_at", INSTANT, nullable=False, comment="it has to be done"),
        sa.Column(
            "extended_why", sa.String(length=500), nullable=False, comment="why the limit was moved, once"
        ),
        sa.Column("received_at", INSTANT, nullable=True),
        sa.Column("received_by", sa.String(length=80), nullable=False),
        sa.Column("runs_after", INSTANT, nullable=True, comment="until then an erasure is taken back"),
        sa.Column(
            "file_name", sa.String(length=80), nullable=False, comment="the sealed copy in the storage"
        ),
        sa.Column("file_until", INSTANT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "kind IN ('export', 'erase', 'rectify', 'restrict', 'object', 'withdraw')",
            name=op.f(f"ck_{table}_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'done', 'refused', 'cancelled')", name=op.f(f"ck_{table}_state_known")
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f(f"ck_{table}_ends_once")),
        sa.CheckConstraint(
            "(kind = 'erase') = (runs_after IS NOT NULL)", name=op.f(f"ck_{table}_erasure_waits")
        ),
        sa.CheckConstraint(
            "(file_name = '') = (file_until IS NULL)", name=op.f(f"ck_{table}_file_has_an_end")
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR answer <> ''", name=op.f(f"ck_{table}_refusal_has_a_reason")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["mkt_accounts_user.id"], name=op.f(f"fk_{table}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{table}_code")),
    )
    op.create_index(
        f"uq_{table}_open", table, ["user_id", "kind"], unique=True,
        sqlite_where=is_open, postgresql_where=is_open,
    )  # fmt: skip
    op.create_index(f"ix_{table}_user", table, ["user_id", "id"])
    op.create_index(f"ix_{table}_queue", table, ["state", "due_at", "id"])
    op.create_index(f"ix_{table}_file", table, ["file_until"])


def _restricted() -> None:
    table = "mkt_accounts_restricted"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False, comment="such as order"),
        sa.Column("ref", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False, comment="JSON, encrypted"),
        sa.Column("term", sa.String(length=24), nullable=False, comment="see data/terms.csv: why it is kept"),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["mkt_accounts_user.id"], name=op.f(f"fk_{table}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("kind", "ref", name=op.f(f"uq_{table}_kind_ref")),
    )
    op.create_index(f"ix_{table}_until", table, ["kept_until", "id"])
    op.create_index(f"ix_{table}_user", table, ["user_id", "id"])


def _breaches() -> None:
    table = "mkt_accounts_breach"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False, comment="how many it concerns, as far as known"),
        sa.Column("known_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("authority_at", INSTANT, nullable=True),
        sa.Column(
            "authority_no", sa.String(length=120), nullable=False, comment="whom, and the paper's number"
        ),
        sa.Column("people_told_at", INSTANT, nullable=True),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("closed_by", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("what <> ''", name=op.f(f"ck_{table}_says_what")),
        sa.CheckConstraint("people >= 0", name=op.f(f"ck_{table}_people_counted")),
        sa.CheckConstraint(
            "(authority_at IS NULL) = (authority_no = '')", name=op.f(f"ck_{table}_report_whole")
        ),
        sa.CheckConstraint(
            "closed_at IS NULL OR measures <> ''", name=op.f(f"ck_{table}_closed_with_measures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("code", name=op.f(f"uq_{table}_code")),
    )
    op.create_index(f"ix_{table}_open", table, ["closed_at", "due_at"])


def upgrade() -> None:
    _consents()
    _requests()
    _restricted()
    _breaches()
    op.add_column(
        "mkt_producers_application",
        sa.Column("let_go_at", INSTANT, nullable=True, comment="its scans and answers were deleted by then"),
    )
    op.add_column(
        "mkt_accounts_user",
        sa.Column("erased_at", INSTANT, nullable=True, comment="nothing here is theirs any more"),
    )


def downgrade() -> None:
    op.drop_column("mkt_accounts_user", "erased_at")
    op.drop_column("mkt_producers_application", "let_go_at")
    op.drop_table("mkt_accounts_breach")
    op.drop_table("mkt_accounts_restricted")
    op.drop_table("mkt_accounts_data_request")
    # Before, a row said yes, once for each version.
    first = sa.select(sa.func.min(CONSENTS.c.id)).where(CONSENTS.c.given)
    first = first.group_by(CONSENTS.c.user_id, CONSENTS.c.purpose, CONSENTS.c.version)
    op.execute(sa.delete(CONSENTS).where(CONSENTS.c.id.not_in(first)))
    with op.batch_alter_table(CONSENT) as table:
        table.drop_constraint(op.f(f"uq_{CONSENT}_user_id_purpose_number"), type_="unique")
        for name in ("shown", "locale", "number", "given"):
            table.drop_column(name)
        table.alter_column(
            "said_at", new_column_name="given_at", existing_type=INSTANT, existing_nullable=False
        )
        table.create_unique_constraint(
            op.f(f"uq_{CONSENT}_user_id_purpose_version"), ["user_id", "purpose", "version"]
        )
