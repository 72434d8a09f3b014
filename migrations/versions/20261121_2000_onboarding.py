"""Producers are taken on: what shows who a person is lies sealed"""

import sqlalchemy as sa
from alembic import op

revision = "7f3a90c5de14"
down_revision = "d27f4b8e61a0"
branch_labels = None
depends_on = None


def _files_can_be_sealed() -> None:
    op.add_column(
        "mkt_media_file",
        sa.Column(
            "sealed",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),  # what is there already lies open
            comment="encrypted in the storage with the keys of the site",
        ),
    )
    with op.batch_alter_table("mkt_media_file") as table:
        table.alter_column("sealed", server_default=None)
        table.drop_constraint("uq_mkt_media_file_sha256_owner_kind", type_="unique")
        table.create_unique_constraint(
            "uq_mkt_media_file_sha256_owner_kind_sealed", ["sha256", "owner", "kind", "sealed"]
        )


def _files_lie_open() -> None:
    with op.batch_alter_table("mkt_media_file") as table:
        table.drop_constraint("uq_mkt_media_file_sha256_owner_kind_sealed", type_="unique")
        table.create_unique_constraint("uq_mkt_media_file_sha256_owner_kind", ["sha256", "owner", "kind"])
        table.drop_column("sealed")


def _papers_can_be_sent_back() -> None:
    for column in (
        sa.Column(
            "returned_by",
            sa.String(length=80),
            nullable=False,
            server_default="",
            comment="who sent it back; never the one who entered it",
        ),
        sa.Column(
            "returned_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="does not agree with its scan",
        ),
        sa.Column(
            "return_reason",
            sa.String(length=500),
            nullable=False,
            server_default="",
            comment="what has to be mended",
        ),
    ):
        op.add_column("mkt_producers_paper", column)
    with op.batch_alter_table("mkt_producers_paper") as table:
        table.alter_column("returned_by", server_default=None)
        table.alter_column("return_reason", server_default=None)
        table.create_check_constraint(
            op.f("ck_mkt_producers_paper_returned_whole"),
            "returned_at IS NULL OR (verified_at IS NULL AND returned_by <> '' AND returned_by <> entered_by "
            "AND return_reason <> '')",
        )


def _papers_stand_or_fall() -> None:
    with op.batch_alter_table("mkt_producers_paper") as table:
        table.drop_constraint(op.f("ck_mkt_producers_paper_returned_whole"), type_="check")
        table.drop_column("return_reason")
        table.drop_column("returned_at")
        table.drop_column("returned_by")


def _reminders() -> None:
    op.create_table(
        "mkt_notifications_paper_reminder",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False, comment="before its last day: 60, 30, 7, 0"),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["mkt_producers_paper.id"],
            name=op.f("fk_mkt_notifications_paper_reminder_paper_id"),
        ),
        sa.PrimaryKeyConstraint("paper_id", "days", name=op.f("pk_mkt_notifications_paper_reminder")),
    )


def _closed_dates() -> None:
    op.create_table(
        "mkt_producers_closed_dates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False, comment="as its staff call it"),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "last_day >= first_day", name=op.f("ck_mkt_producers_closed_dates_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_producers_closed_dates_producer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_closed_dates")),
        sa.UniqueConstraint(
            "producer_id", "first_day", name=op.f("uq_mkt_producers_closed_dates_producer_id_first_day")
        ),
    )
    op.create_index(
        "ix_mkt_producers_closed_dates_producer",
        "mkt_producers_closed_dates",
        ["producer_id", "last_day"],
        unique=False,
    )


def _no_closed_dates() -> None:
    op.drop_table("mkt_producers_closed_dates")


def _no_reminders() -> None:
    op.drop_table("mkt_notifications_paper_reminder")


def _applications() -> None:
    op.create_table(
        "mkt_producers_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.ApplicationState"),
        sa.Column(
            "kind", sa.String(length=24), nullable=False, comment="see kinds.ProducerKind; empty: none yet"
        ),
        sa.Column("name", sa.String(length=200), nullable=False, comment="the legal name"),
        sa.Column(
            "folded", sa.String(length=420), nullable=False, comment="name and code folded, for filters"
        ),
        sa.Column("province_code", sa.String(length=5), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column(
            "tax_print",
            sa.String(length=64),
            nullable=False,
            comment="fingerprint of the tax number as it was last submitted",
        ),
        sa.Column("round", sa.SmallInteger(), nullable=False, comment="how often it was submitted"),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True, comment="the last time"),
        sa.Column("claimed_by", sa.Integer(), nullable=True, comment="the officer who works on it"),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "proposed_by", sa.String(length=80), nullable=False, comment="actor who found all in order"
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.String(length=80), nullable=False, comment="actor who approved or refused"
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("producer_id", sa.Integer(), nullable=True, comment="what it became"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(decided_by = '') = (decided_at IS NULL)",
            name=op.f("ck_mkt_producers_application_decision_whole"),
        ),
        sa.CheckConstraint(
            "(proposed_by = '') = (proposed_at IS NULL)",
            name=op.f("ck_mkt_producers_application_proposal_whole"),
        ),
        sa.CheckConstraint(
            "(state = 'approved') = (producer_id IS NOT NULL)",
            name=op.f("ck_mkt_producers_application_approved_is_a_producer"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR (proposed_by <> '' AND decided_by <> '' AND decided_by <> "
            "proposed_by AND decided_by <> 'user:' || CAST(applicant_id AS VARCHAR(20)) AND "
            "proposed_by <> 'user:' || CAST(applicant_id AS VARCHAR(20)))",
            name=op.f("ck_mkt_producers_application_four_eyes"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'proposed', 'approved', 'refused', 'withdrawn')",
            name=op.f("ck_mkt_producers_application_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'returned', 'proposed', 'approved', 'refused') OR "
            "(submitted_at IS NOT NULL AND commune_code IS NOT NULL)",
            name=op.f("ck_mkt_producers_application_submitted_has_a_place"),
        ),
        sa.CheckConstraint(
            "(claimed_by IS NULL) = (claimed_at IS NULL)",
            name=op.f("ck_mkt_producers_application_claim_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_producers_application_applicant_id")
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_producers_application_claimed_by")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_producers_application_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_producers_application_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_producers_application_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_application")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_producers_application_code")),
        sa.UniqueConstraint("producer_id", name=op.f("uq_mkt_producers_application_producer_id")),
    )
    op.create_index(
        "ix_mkt_producers_application_applicant",
        "mkt_producers_application",
        ["applicant_id", "id"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_producers_application_claimed", "mkt_producers_application", ["claimed_by"], unique=False
    )
    op.create_index(
        "ix_mkt_producers_application_queue",
        "mkt_producers_application",
        ["state", "province_code", "commune_code", "submitted_at"],
        unique=False,
    )
    op.create_index(
        "uq_mkt_producers_application_open",
        "mkt_producers_application",
        ["applicant_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'submitted', 'returned', 'proposed')"),
        postgresql_where=sa.text("state IN ('draft', 'submitted', 'returned', 'proposed')"),
    )
    op.create_index(
        "uq_mkt_producers_application_tax_print",
        "mkt_producers_application",
        ["tax_print"],
        unique=True,
        sqlite_where=sa.text("tax_print <> '' AND state IN ('submitted', 'returned', 'proposed')"),
        postgresql_where=sa.text("tax_print <> '' AND state IN ('submitted', 'returned', 'proposed')"),
    )
    op.create_table(
        "mkt_producers_bank_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(length=6), nullable=False, comment="see data/banks.csv"),
        sa.Column("account_sealed", sa.Text(), nullable=False, comment="the number, encrypted"),
        sa.Column("tail", sa.String(length=4), nullable=False, comment="its last digits, to recognise it by"),
        sa.Column("holder", sa.String(length=120), nullable=False, comment="as the bank writes it"),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see AccountState"),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "decided_by",
            sa.String(length=80),
            nullable=False,
            comment="who verified or refused it; never the one who entered it",
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False, comment="why it was refused"),
        sa.CheckConstraint(
            "(decided_by = '') = (decided_at IS NULL)",
            name=op.f("ck_mkt_producers_bank_account_decision_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'refused' OR reason <> ''",
            name=op.f("ck_mkt_producers_bank_account_refusal_has_a_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'verified', 'replaced', 'refused')",
            name=op.f("ck_mkt_producers_bank_account_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('verified', 'refused') OR (decided_at IS NOT NULL AND decided_by <> entered_by)",
            name=op.f("ck_mkt_producers_bank_account_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_producers_bank_account_producer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_bank_account")),
    )
    op.create_index(
        "ix_mkt_producers_bank_account_producer",
        "mkt_producers_bank_account",
        ["producer_id", "id"],
        unique=False,
    )
    op.create_index(
        "uq_mkt_producers_bank_account_pending",
        "mkt_producers_bank_account",
        ["producer_id"],
        unique=True,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "uq_mkt_producers_bank_account_verified",
        "mkt_producers_bank_account",
        ["producer_id"],
        unique=True,
        sqlite_where=sa.text("state = 'verified'"),
        postgresql_where=sa.text("state = 'verified'"),
    )
    op.create_table(
        "mkt_producers_application_answer",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False, comment="see questions.ALL_FIELDS"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False, comment="the value is encrypted"),
        sa.Column(
            "typed_at", sa.DateTime(timezone=True), nullable=False, comment="when it last became another text"
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_answer_application_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", "name", name=op.f("pk_mkt_producers_application_answer")),
    )
    op.create_table(
        "mkt_producers_application_check",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_check_application_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", "name", name=op.f("pk_mkt_producers_application_check")),
    )
    op.create_table(
        "mkt_producers_application_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="after the move"),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_event_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_application_event")),
    )
    op.create_index(
        "ix_mkt_producers_application_event_application",
        "mkt_producers_application_event",
        ["application_id", "id"],
        unique=False,
    )
    op.create_table(
        "mkt_producers_application_note",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column(
            "name",
            sa.String(length=64),
            nullable=False,
            comment="a question, scan.<kind>, or empty for the whole",
        ),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_note_application_id"),
        ),
        sa.PrimaryKeyConstraint("application_id", "name", name=op.f("pk_mkt_producers_application_note")),
    )
    op.create_table(
        "mkt_producers_application_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False, comment="a question, or scan.<kind>"),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_remark_application_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_application_remark")),
        sa.UniqueConstraint(
            "application_id",
            "round",
            "name",
            name=op.f("uq_mkt_producers_application_remark_application_id_round_name"),
        ),
    )
    op.create_table(
        "mkt_producers_application_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="a PaperKind or an IdScan"),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column(
            "position", sa.SmallInteger(), nullable=False, comment="from 1; gaps where one was taken away"
        ),
        sa.Column(
            "name", sa.String(length=200), nullable=False, comment="what the applicant's device called it"
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["mkt_producers_application.id"],
            name=op.f("fk_mkt_producers_application_scan_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_producers_application_scan_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_application_scan")),
        sa.UniqueConstraint(
            "application_id",
            "kind",
            "file_id",
            name=op.f("uq_mkt_producers_application_scan_application_id_kind_file_id"),
        ),
        sa.UniqueConstraint(
            "application_id",
            "kind",
            "position",
            name=op.f("uq_mkt_producers_application_scan_application_id_kind_position"),
        ),
    )


def _no_applications() -> None:
    op.drop_table("mkt_producers_application_scan")
    op.drop_table("mkt_producers_application_remark")
    op.drop_table("mkt_producers_application_note")
    op.drop_table("mkt_producers_application_event")
    op.drop_table("mkt_producers_application_check")
    op.drop_table("mkt_producers_application_answer")
    op.drop_table("mkt_producers_bank_account")
    op.drop_table("mkt_producers_application")


def upgrade() -> None:
    _files_can_be_sealed()
    _papers_can_be_sent_back()
    _applications()
    _reminders()
    _closed_dates()


def downgrade() -> None:
    _no_closed_dates()
    _no_reminders()
    _no_applications()
    _papers_stand_or_fall()
    _files_lie_open()
