"""Letters to holders, who was told of an ending star"""

import sqlalchemy as sa
from alembic import op

revision = "b72e94d0f613"
down_revision = "a1f8356c20d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mkt_notifications_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column(
            "token",
            sa.String(length=40),
            nullable=False,
            comment="of the form; the same form makes one letter",
        ),
        sa.Column("kind", sa.String(length=12), nullable=False, comment="see samples.LetterKind"),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("agency_above", sa.String(length=120), nullable=False),
        sa.Column("agency", sa.String(length=120), nullable=False),
        sa.Column(
            "number", sa.String(length=60), nullable=False, comment="number and symbol as typed; may be empty"
        ),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="with its placeholders"),
        sa.Column("signer_behalf", sa.String(length=80), nullable=False),
        sa.Column("signer_role", sa.String(length=120), nullable=False),
        sa.Column("signer_name", sa.String(length=120), nullable=False),
        sa.Column("copies", sa.String(length=600), nullable=False, comment="nơi nhận, one a line"),
        sa.Column(
            "province_code",
            sa.String(length=5),
            nullable=True,
            comment="of all its holders; none: of several",
        ),
        sa.Column(
            "commune_code", sa.String(length=5), nullable=True, comment="of all its holders; none: of several"
        ),
        sa.Column("written_by", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.String(length=80), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'issued' OR issued_at IS NOT NULL",
            name=op.f("ck_mkt_notifications_letter_issued_has_an_instant"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'issued', 'dropped')", name=op.f("ck_mkt_notifications_letter_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_notifications_letter_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_notifications_letter_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_notifications_letter")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_notifications_letter_code")),
        sa.UniqueConstraint("token", name=op.f("uq_mkt_notifications_letter_token")),
    )
    op.create_index(
        "ix_mkt_notifications_letter_place",
        "mkt_notifications_letter",
        ["province_code", "commune_code", "id"],
        unique=False,
    )
    op.create_table(
        "mkt_notifications_letter_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column(
            "holder_key",
            sa.String(length=260),
            nullable=False,
            comment="the producer, else the holder's name",
        ),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as the recognition prints it"),
        sa.Column("mail", sa.String(length=12), nullable=False, comment="see states.MailState"),
        sa.Column("mailed_to", sa.String(length=300), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.String(length=300), nullable=False, comment="why the mail did not go"),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("printed_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(mail = 'sent') = (mailed_at IS NOT NULL)",
            name=op.f("ck_mkt_notifications_letter_recipient_sent_has_an_instant"),
        ),
        sa.CheckConstraint(
            "mail IN ('waiting', 'queued', 'sent', 'failed', 'no_address')",
            name=op.f("ck_mkt_notifications_letter_recipient_mail_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["mkt_notifications_letter.id"],
            name=op.f("fk_mkt_notifications_letter_recipient_letter_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_notifications_letter_recipient_producer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_notifications_letter_recipient")),
        sa.UniqueConstraint(
            "letter_id", "holder_key", name=op.f("uq_mkt_notifications_letter_recipient_letter_id_holder_key")
        ),
    )
    op.create_index(
        "ix_mkt_notifications_letter_recipient_mail",
        "mkt_notifications_letter_recipient",
        ["letter_id", "mail"],
        unique=False,
    )
    op.create_table(
        "mkt_notifications_ending_notice",
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column(
            "days", sa.SmallInteger(), nullable=False, comment="before its last day: 210, 180, 120, 30, 0"
        ),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see states.NoticeState"),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.String(length=8), nullable=False, comment="see states.Way; how they were told"),
        sa.Column("whom", sa.String(length=300), nullable=False, comment="addresses or a name"),
        sa.CheckConstraint(
            "(told_at IS NULL) = (state NOT IN ('sent', 'told'))",
            name=op.f("ck_mkt_notifications_ending_notice_told_has_an_instant"),
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'sent', 'failed', 'to_print', 'told', 'not_needed')",
            name=op.f("ck_mkt_notifications_ending_notice_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_notifications_ending_notice_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("recognition_id", "days", name=op.f("pk_mkt_notifications_ending_notice")),
    )
    op.create_index(
        "ix_mkt_notifications_ending_notice_to_print",
        "mkt_notifications_ending_notice",
        ["recognition_id"],
        unique=False,
        sqlite_where=sa.text("state = 'to_print'"),
        postgresql_where=sa.text("state = 'to_print'"),
    )
    op.create_table(
        "mkt_notifications_holder_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "token", sa.String(length=40), nullable=False, comment="of the form; the same form counts once"
        ),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("spoke_with", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('will_file', 'not_reached', 'gives_up', 'other')",
            name=op.f("ck_mkt_notifications_holder_note_outcome_known"),
        ),
        sa.CheckConstraint(
            "way IN ('phone', 'visit', 'reply')", name=op.f("ck_mkt_notifications_holder_note_way_known")
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_notifications_holder_note_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_notifications_holder_note")),
        sa.UniqueConstraint("token", name=op.f("uq_mkt_notifications_holder_note_token")),
    )
    op.create_index(
        "ix_mkt_notifications_holder_note_recognition",
        "mkt_notifications_holder_note",
        ["recognition_id", "id"],
        unique=False,
    )
    op.create_table(
        "mkt_notifications_letter_line",
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["mkt_notifications_letter_recipient.id"],
            name=op.f("fk_mkt_notifications_letter_line_recipient_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_notifications_letter_line_recognition_id"),
        ),
        sa.PrimaryKeyConstraint(
            "recipient_id", "recognition_id", name=op.f("pk_mkt_notifications_letter_line")
        ),
    )
    op.create_index(
        "ix_mkt_notifications_letter_line_recognition",
        "mkt_notifications_letter_line",
        ["recognition_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_mkt_notifications_letter_line_recognition", table_name="mkt_notifications_letter_line")
    op.drop_table("mkt_notifications_letter_line")
    op.drop_index("ix_mkt_notifications_holder_note_recognition", table_name="mkt_notifications_holder_note")
    op.drop_table("mkt_notifications_holder_note")
    op.drop_index(
        "ix_mkt_notifications_ending_notice_to_print",
        table_name="mkt_notifications_ending_notice",
        sqlite_where=sa.text("state = 'to_print'"),
        postgresql_where=sa.text("state = 'to_print'"),
    )
    op.drop_table("mkt_notifications_ending_notice")
    op.drop_index(
        "ix_mkt_notifications_letter_recipient_mail", table_name="mkt_notifications_letter_recipient"
    )
    op.drop_table("mkt_notifications_letter_recipient")
    op.drop_index("ix_mkt_notifications_letter_place", table_name="mkt_notifications_letter")
    op.drop_table("mkt_notifications_letter")
