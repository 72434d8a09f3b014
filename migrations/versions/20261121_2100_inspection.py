"""Inspections, their findings, cases of revocation and appeals; a revocation can be annulled"""

import sqlalchemy as sa
from alembic import op

revision = "3b61c0d7a2e4"
down_revision = "7f3a90c5de14"
branch_labels = None
depends_on = None

_RECOGNITION, _SUSPENSION = "mkt_certification_recognition", "mkt_certification_suspension"

_WHO_REVOKED = """
    UPDATE mkt_certification_recognition SET revoked_by = (
        SELECT entry.actor FROM mkt_kernel_audit AS entry
        WHERE entry.subject_kind = 'recognition' AND entry.subject_ref = mkt_certification_recognition.code
        AND entry.action = 'certification.recognition.revoked' ORDER BY entry.seq DESC LIMIT 1
    ) WHERE revoked_at IS NOT NULL
"""
_WHAT_ENDED = """
    UPDATE mkt_certification_suspension SET ended_with = (
        SELECT held.code FROM mkt_certification_recognition AS held
        WHERE held.id = mkt_certification_suspension.recognition_id
    ) WHERE EXISTS (
        SELECT 1 FROM mkt_certification_recognition AS held
        WHERE held.id = mkt_certification_suspension.recognition_id AND held.revoked_at IS NOT NULL
        AND mkt_certification_suspension.lift_reason = 'Đã thu hồi theo quyết định ' || held.revocation_decision_no
    )
"""


def _inspection() -> None:
    op.create_table(
        "mkt_inspection_inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.InspectionState"),
        sa.Column("recognition_id", sa.Integer(), nullable=True, comment="none: found without a certificate"),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("holder", sa.String(length=200), nullable=False, comment="the producer's name on that day"),
        sa.Column("product_name", sa.String(length=200), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=640),
            nullable=False,
            comment="holder, product and code folded, for filters",
        ),
        sa.Column(
            "follows_id", sa.Integer(), nullable=True, comment="the one whose remedy is looked at again"
        ),
        sa.Column("occasion", sa.String(length=12), nullable=False, comment="see kinds.Occasion"),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(length=8), nullable=False, comment="see kinds.Verdict"),
        sa.Column("remedy_by", sa.Date(), nullable=True, comment="last day to mend what was found"),
        sa.Column(
            "client_key",
            sa.String(length=64),
            nullable=False,
            comment="the device's own name for having begun it; the same one begins it once",
        ),
        sa.Column("begun_by", sa.String(length=80), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_by", sa.String(length=80), nullable=False),
        sa.Column(
            "concluded_at", sa.DateTime(timezone=True), nullable=True, comment="the 15 days count from here"
        ),
        sa.Column("dropped_reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'concluded') = (concluded_at IS NOT NULL) AND (concluded_at IS NULL) = (concluded_by = '')",
            name=op.f("ck_mkt_inspection_inspection_conclusion_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'concluded' OR (verdict <> '' AND day IS NOT NULL AND occasion <> '')",
            name=op.f("ck_mkt_inspection_inspection_concluded_is_whole"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'concluded', 'dropped')",
            name=op.f("ck_mkt_inspection_inspection_state_known"),
        ),
        sa.CheckConstraint(
            "verdict <> 'remedy' OR state <> 'concluded' OR remedy_by IS NOT NULL",
            name=op.f("ck_mkt_inspection_inspection_remedy_ends"),
        ),
        sa.CheckConstraint(
            "verdict IN ('', 'pass', 'remedy', 'fail')",
            name=op.f("ck_mkt_inspection_inspection_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_inspection_inspection_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_inspection_follows_id"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_inspection_inspection_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_inspection_inspection_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_inspection_inspection_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_inspection")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_inspection_inspection_code")),
    )
    op.create_index(
        "ix_mkt_inspection_inspection_begun_by",
        "mkt_inspection_inspection",
        ["begun_by", "state"],
        unique=False,
    )
    op.create_index("ix_mkt_inspection_inspection_day", "mkt_inspection_inspection", ["day"], unique=False)
    op.create_index(
        op.f("ix_mkt_inspection_inspection_follows_id"),
        "mkt_inspection_inspection",
        ["follows_id"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_inspection_place",
        "mkt_inspection_inspection",
        ["province_code", "commune_code", "state", "changed_at"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_inspection_producer",
        "mkt_inspection_inspection",
        ["producer_id", "state", "concluded_at"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_inspection_recognition",
        "mkt_inspection_inspection",
        ["recognition_id"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_inspection_state",
        "mkt_inspection_inspection",
        ["state", "verdict", "changed_at"],
        unique=False,
    )
    op.create_index(
        "uq_mkt_inspection_inspection_client_key",
        "mkt_inspection_inspection",
        ["begun_by", "client_key"],
        unique=True,
        sqlite_where=sa.text("client_key <> ''"),
        postgresql_where=sa.text("client_key <> ''"),
    )


def _answer() -> None:
    op.create_table(
        "mkt_inspection_answer",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="see fields.FIELDS"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("typed_by", sa.String(length=80), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_answer_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "name", name=op.f("pk_mkt_inspection_answer")),
    )


def _clash() -> None:
    op.create_table(
        "mkt_inspection_clash",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False, comment="see fields.FIELDS"),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("typed_by", sa.String(length=80), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_clash_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_clash")),
    )
    op.create_index(
        "ix_mkt_inspection_clash_inspection", "mkt_inspection_clash", ["inspection_id", "id"], unique=False
    )


def _file() -> None:
    op.create_table(
        "mkt_inspection_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="see kinds.EvidenceKind"),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False, comment="as the device called it"),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("added_by", sa.String(length=80), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'stamp')", name=op.f("ck_mkt_inspection_file_kind_known")),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_inspection_file_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_file_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_file")),
        sa.UniqueConstraint(
            "inspection_id", "kind", "file_id", name=op.f("uq_mkt_inspection_file_inspection_id_kind_file_id")
        ),
        sa.UniqueConstraint(
            "inspection_id",
            "kind",
            "position",
            name=op.f("uq_mkt_inspection_file_inspection_id_kind_position"),
        ),
    )
    op.create_index("ix_mkt_inspection_file_file", "mkt_inspection_file", ["file_id"], unique=False)


def _misuse() -> None:
    op.create_table(
        "mkt_inspection_misuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False, comment="see kinds.MisuseState"),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(length=80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handling", sa.Text(), nullable=False, comment="what was done about it"),
        sa.Column("paper_no", sa.String(length=80), nullable=False),
        sa.Column("handled_by", sa.String(length=80), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.String(length=500), nullable=False),
        sa.Column("closed_by", sa.String(length=80), nullable=False, comment="never the one who opened it"),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(handled_at IS NULL) = (handled_by = '')", name=op.f("ck_mkt_inspection_misuse_handling_whole")
        ),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)",
            name=op.f("ck_mkt_inspection_misuse_closing_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'closed' OR (closed_by <> '' AND closed_by <> opened_by)",
            name=op.f("ck_mkt_inspection_misuse_four_eyes"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'handled', 'closed')", name=op.f("ck_mkt_inspection_misuse_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_inspection_misuse_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_misuse_inspection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_inspection_misuse_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_inspection_misuse_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_misuse")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_inspection_misuse_code")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_mkt_inspection_misuse_inspection_id")),
    )
    op.create_index(
        "ix_mkt_inspection_misuse_place",
        "mkt_inspection_misuse",
        ["province_code", "commune_code", "state", "id"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_misuse_producer", "mkt_inspection_misuse", ["producer_id"], unique=False
    )
    op.create_index("ix_mkt_inspection_misuse_state", "mkt_inspection_misuse", ["state", "id"], unique=False)


def _proposal() -> None:
    op.create_table(
        "mkt_inspection_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.ProposalState"),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("ground", sa.String(length=2), nullable=False, comment="point of art. 8, 26/2026/QĐ-TTg"),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False, comment="last of the days that the authority has"),
        sa.Column(
            "suspension_id",
            sa.Integer(),
            nullable=True,
            comment="the one that this case began; none: it ran already",
        ),
        sa.Column(
            "suspended_as", sa.String(length=16), nullable=True, comment="in whose name this case began it"
        ),
        sa.Column("inspected_by", sa.String(length=80), nullable=False, comment="who began the inspection"),
        sa.Column(
            "drafted_by", sa.String(length=80), nullable=False, comment="who concluded it, or wrote here last"
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_no", sa.String(length=80), nullable=False, comment="of the proposal (số tờ trình)"),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.String(length=80), nullable=False, comment="who revoked, rejected or withdrew"
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_no", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('revoked', 'rejected', 'withdrawn')) = (decided_at IS NOT NULL)"
            " AND (decided_at IS NULL) = (decided_by = '')",
            name=op.f("ck_mkt_inspection_proposal_decision_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'revoked' OR decision_no <> ''",
            name=op.f("ck_mkt_inspection_proposal_revoked_by_a_decision"),
        ),
        sa.CheckConstraint(
            "state IN ('drafted', 'submitted', 'revoked', 'rejected', 'withdrawn')",
            name=op.f("ck_mkt_inspection_proposal_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('revoked', 'rejected')"
            " OR (decided_by <> drafted_by AND decided_by <> submitted_by AND decided_by <> inspected_by)",
            name=op.f("ck_mkt_inspection_proposal_four_eyes"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'revoked', 'rejected')"
            " OR (submitted_by <> '' AND submitted_at IS NOT NULL AND paper_no <> '')",
            name=op.f("ck_mkt_inspection_proposal_submitted_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_inspection_proposal_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_proposal_inspection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_inspection_proposal_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_inspection_proposal_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_inspection_proposal_recognition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["suspension_id"],
            ["mkt_certification_suspension.id"],
            name=op.f("fk_mkt_inspection_proposal_suspension_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_proposal")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_inspection_proposal_code")),
        sa.UniqueConstraint("inspection_id", name=op.f("uq_mkt_inspection_proposal_inspection_id")),
    )
    op.create_index(
        "ix_mkt_inspection_proposal_place",
        "mkt_inspection_proposal",
        ["province_code", "commune_code", "state", "due_on"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_proposal_producer", "mkt_inspection_proposal", ["producer_id"], unique=False
    )
    op.create_index(
        "ix_mkt_inspection_proposal_recognition", "mkt_inspection_proposal", ["recognition_id"], unique=False
    )
    op.create_index(
        "ix_mkt_inspection_proposal_state", "mkt_inspection_proposal", ["state", "due_on"], unique=False
    )


def _save() -> None:
    op.create_table(
        "mkt_inspection_save",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("client_key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="of the minutes after it"),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["mkt_inspection_inspection.id"],
            name=op.f("fk_mkt_inspection_save_inspection_id"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "client_key", name=op.f("pk_mkt_inspection_save")),
    )


def _appeal() -> None:
    op.create_table(
        "mkt_inspection_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.AppealState"),
        sa.Column("against", sa.String(length=12), nullable=False, comment="see kinds.Against"),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True, comment="the case it came from, if one did"),
        sa.Column(
            "against_no", sa.String(length=80), nullable=False, comment="of the decision or of the minutes"
        ),
        sa.Column("against_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False, comment="last on which it could be opened"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(length=80), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_no", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("restored", sa.Boolean(), nullable=False, comment="the product was let go on with it"),
        sa.CheckConstraint(
            "(against = 'suspension') = (suspension_id IS NOT NULL)",
            name=op.f("ck_mkt_inspection_appeal_suspension_is_named"),
        ),
        sa.CheckConstraint(
            "(state = 'opened') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by = '')",
            name=op.f("ck_mkt_inspection_appeal_decision_whole"),
        ),
        sa.CheckConstraint(
            "against IN ('suspension', 'revocation')", name=op.f("ck_mkt_inspection_appeal_against_known")
        ),
        sa.CheckConstraint(
            "state IN ('opened', 'upheld', 'dismissed', 'withdrawn')",
            name=op.f("ck_mkt_inspection_appeal_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('upheld', 'dismissed') OR (decided_by <> opened_by AND decision_no <> '')",
            name=op.f("ck_mkt_inspection_appeal_decided_by_another"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_inspection_appeal_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_inspection_appeal_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["mkt_inspection_proposal.id"], name=op.f("fk_mkt_inspection_appeal_proposal_id")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_inspection_appeal_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_inspection_appeal_recognition_id"),
        ),
        sa.ForeignKeyConstraint(
            ["suspension_id"],
            ["mkt_certification_suspension.id"],
            name=op.f("fk_mkt_inspection_appeal_suspension_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_inspection_appeal")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_inspection_appeal_code")),
    )
    op.create_index(
        "ix_mkt_inspection_appeal_place",
        "mkt_inspection_appeal",
        ["province_code", "commune_code", "state", "id"],
        unique=False,
    )
    op.create_index(
        "ix_mkt_inspection_appeal_producer", "mkt_inspection_appeal", ["producer_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_mkt_inspection_appeal_proposal_id"), "mkt_inspection_appeal", ["proposal_id"], unique=False
    )
    op.create_index(
        "ix_mkt_inspection_appeal_recognition",
        "mkt_inspection_appeal",
        ["recognition_id", "id"],
        unique=False,
    )
    op.create_index("ix_mkt_inspection_appeal_state", "mkt_inspection_appeal", ["state", "id"], unique=False)
    op.create_index(
        "uq_mkt_inspection_appeal_open",
        "mkt_inspection_appeal",
        ["recognition_id", "against"],
        unique=True,
        sqlite_where=sa.text("state = 'opened'"),
        postgresql_where=sa.text("state = 'opened'"),
    )


def _revocations_can_be_annulled() -> None:
    op.add_column(
        _RECOGNITION,
        sa.Column(
            "revoked_by",
            sa.String(length=80),
            nullable=True,
            comment="actor who recorded it; none: not revoked, or not known",
        ),
    )
    op.add_column(
        _SUSPENSION,
        sa.Column(
            "ended_with",
            sa.String(length=12),
            nullable=True,
            comment="code of the recognition with whose revocation it ended; it goes on if that is annulled",
        ),
    )
    op.add_column(
        _SUSPENSION,
        sa.Column(
            "annulled_no",
            sa.String(length=80),
            nullable=True,
            comment="this was the time of a revocation, annulled by the decision of this number",
        ),
    )
    op.create_index("ix_mkt_certification_recognition_issued", _RECOGNITION, ["issued_on"])
    op.execute(_WHO_REVOKED)
    op.execute(_WHAT_ENDED)


def upgrade() -> None:
    _inspection()
    _answer()
    _clash()
    _file()
    _misuse()
    _proposal()
    _save()
    _appeal()
    _revocations_can_be_annulled()


def downgrade() -> None:
    op.drop_index("ix_mkt_certification_recognition_issued", table_name=_RECOGNITION)
    op.drop_column(_SUSPENSION, "annulled_no")
    op.drop_column(_SUSPENSION, "ended_with")
    op.drop_column(_RECOGNITION, "revoked_by")
    op.drop_table("mkt_inspection_appeal")
    op.drop_table("mkt_inspection_save")
    op.drop_table("mkt_inspection_proposal")
    op.drop_table("mkt_inspection_misuse")
    op.drop_table("mkt_inspection_file")
    op.drop_table("mkt_inspection_clash")
    op.drop_table("mkt_inspection_answer")
    op.drop_table("mkt_inspection_inspection")
