"""Duplicate producers are joined; certificates are claimed"""

import sqlalchemy as sa
from alembic import op

revision = "a1f8356c20d9"
down_revision = "9d07e6b4c582"
branch_labels = None
depends_on = None


def _producers_are_looked_up() -> None:
    op.add_column(
        "mkt_producers_producer",
        sa.Column(
            "tax_tail",
            sa.String(length=4),
            nullable=False,
            server_default="",
            comment="its last four digits, by which officers look it up",
        ),
    )
    op.add_column(
        "mkt_producers_producer",
        sa.Column(
            "signs_version",
            sa.SmallInteger(),
            nullable=False,
            server_default="0",  # the worker compares every name that was not compared yet
            comment="by which rules its name was compared with others; 0: not yet",
        ),
    )
    op.execute("UPDATE mkt_producers_producer SET tax_tail = substr(tax_code, length(tax_code) - 3)")
    with op.batch_alter_table("mkt_producers_producer") as table:
        table.alter_column("tax_tail", server_default=None)
        table.alter_column("signs_version", server_default=None)
    for name, columns in INDEXES.items():
        op.create_index(f"ix_mkt_producers_producer_{name}", "mkt_producers_producer", columns)


INDEXES = {
    "standing": ["standing", "province_code"],
    "kind": ["kind", "province_code"],
    "tax_tail": ["tax_tail"],
    "phone": ["phone"],
    "signs": ["signs_version"],
}
TABLES = (
    "mkt_producers_name_sign",
    "mkt_producers_pair",
    "mkt_producers_joined",
    "mkt_certification_claim",
    "mkt_certification_claim_scan",
)


def upgrade() -> None:
    _producers_are_looked_up()
    op.create_table(
        "mkt_producers_name_sign",
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("sign", sa.String(length=120), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_producers_name_sign_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_producers_name_sign_province_code"),
        ),
        sa.PrimaryKeyConstraint("producer_id", "sign", name=op.f("pk_mkt_producers_name_sign")),
    )
    op.create_index(
        "ix_mkt_producers_name_sign_sign",
        "mkt_producers_name_sign",
        ["province_code", "sign", "producer_id"],
        unique=False,
    )
    op.create_table(
        "mkt_producers_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("one_number", sa.Boolean(), nullable=False, comment="they have one tax number"),
        sa.Column(
            "likeness",
            sa.SmallInteger(),
            nullable=False,
            comment="of their names, 0 to 100; see names.likeness",
        ),
        sa.Column("by_hand", sa.Boolean(), nullable=False, comment="an officer put them together"),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.PairState"),
        sa.Column("kept_id", sa.Integer(), nullable=True, comment="the one that is to stay, or stayed"),
        sa.Column("reason", sa.String(length=500), nullable=False, comment="why they are one, or are not"),
        sa.Column("proposed_by", sa.String(length=80), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.String(length=80), nullable=False, comment="never the one who proposed to join"
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('different', 'joined')) = (decided_by <> '') AND (decided_by = '') = (decided_at IS NULL)",
            name=op.f("ck_mkt_producers_pair_decision_whole"),
        ),
        sa.CheckConstraint(
            "(state IN ('proposed', 'joined')) = (kept_id IS NOT NULL)"
            " AND (kept_id IS NULL) = (proposed_by = '') AND (proposed_by = '') = (proposed_at IS NULL)",
            name=op.f("ck_mkt_producers_pair_proposal_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'joined' OR decided_by <> proposed_by", name=op.f("ck_mkt_producers_pair_four_eyes")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'proposed', 'different', 'joined')",
            name=op.f("ck_mkt_producers_pair_state_known"),
        ),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_mkt_producers_pair_first_is_lower")),
        sa.CheckConstraint(
            "kept_id IS NULL OR kept_id IN (first_id, second_id)",
            name=op.f("ck_mkt_producers_pair_kept_is_one_of_them"),
        ),
        sa.CheckConstraint(
            "likeness BETWEEN 0 AND 100", name=op.f("ck_mkt_producers_pair_likeness_in_hundredths")
        ),
        sa.ForeignKeyConstraint(
            ["first_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_pair_first_id")
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_pair_kept_id")
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_pair_second_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_pair")),
    )
    op.create_index("ix_mkt_producers_pair_second", "mkt_producers_pair", ["second_id"], unique=False)
    op.create_index(
        "ix_mkt_producers_pair_state", "mkt_producers_pair", ["state", "likeness", "id"], unique=False
    )
    op.create_index(
        "uq_mkt_producers_pair_both", "mkt_producers_pair", ["first_id", "second_id"], unique=True
    )
    op.create_table(
        "mkt_producers_joined",
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("gone_id <> kept_id", name=op.f("ck_mkt_producers_joined_another_one")),
        sa.ForeignKeyConstraint(
            ["gone_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_joined_gone_id")
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_joined_kept_id")
        ),
        sa.PrimaryKeyConstraint("gone_id", name=op.f("pk_mkt_producers_joined")),
    )
    op.create_index("ix_mkt_producers_joined_kept", "mkt_producers_joined", ["kept_id"], unique=False)
    op.create_table(
        "mkt_certification_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.ClaimState"),
        sa.Column(
            "holder_name",
            sa.String(length=200),
            nullable=False,
            comment="as the certificate prints it, typed",
        ),
        sa.Column("decision_no", sa.String(length=80), nullable=False, comment="as typed"),
        sa.Column(
            "tax_sealed",
            sa.Text(),
            nullable=False,
            comment="the tax number as typed, encrypted: it may be a person's own",
        ),
        sa.Column(
            "tax_tail", sa.String(length=4), nullable=False, comment="its last digits, to recognise it by"
        ),
        sa.Column("phone", sa.String(length=20), nullable=False, comment="E.164"),
        sa.Column("note", sa.String(length=500), nullable=False, comment="what else the claimant says"),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True, comment="which one an officer found it to be"),
        sa.Column(
            "proposed_by",
            sa.String(length=80),
            nullable=False,
            comment="who found it, where numbers do not agree",
        ),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposal", sa.String(length=500), nullable=False, comment="why it is theirs all the same"),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "reason",
            sa.String(length=500),
            nullable=False,
            comment="why it was refused; the claimant reads it",
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(decided_by = '') = (decided_at IS NULL)", name=op.f("ck_mkt_certification_claim_decision_whole")
        ),
        sa.CheckConstraint(
            "(proposed_by = '') = (proposed_at IS NULL)",
            name=op.f("ck_mkt_certification_claim_proposal_whole"),
        ),
        sa.CheckConstraint(
            "decided_by = '' OR decided_by <> 'user:' || CAST(claimant_id AS VARCHAR(20))",
            name=op.f("ck_mkt_certification_claim_not_by_the_claimant"),
        ),
        sa.CheckConstraint(
            "state <> 'accepted' OR proposed_by = '' OR decided_by <> proposed_by",
            name=op.f("ck_mkt_certification_claim_four_eyes"),
        ),
        sa.CheckConstraint(
            "state IN ('opened', 'proposed', 'accepted', 'refused', 'withdrawn')",
            name=op.f("ck_mkt_certification_claim_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR decided_by <> ''",
            name=op.f("ck_mkt_certification_claim_decided_by_somebody"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('proposed', 'accepted') OR producer_id IS NOT NULL",
            name=op.f("ck_mkt_certification_claim_accepted_is_a_producer"),
        ),
        sa.ForeignKeyConstraint(
            ["claimant_id"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_certification_claim_claimant_id")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_certification_claim_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_certification_claim_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_certification_claim_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_certification_claim")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_certification_claim_code")),
    )
    op.create_index(
        "ix_mkt_certification_claim_claimant", "mkt_certification_claim", ["claimant_id", "id"], unique=False
    )
    op.create_index(
        "ix_mkt_certification_claim_producer", "mkt_certification_claim", ["producer_id"], unique=False
    )
    op.create_index(
        "ix_mkt_certification_claim_queue",
        "mkt_certification_claim",
        ["state", "province_code", "commune_code", "opened_at"],
        unique=False,
    )
    op.create_index(
        "uq_mkt_certification_claim_open",
        "mkt_certification_claim",
        ["claimant_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('opened', 'proposed')"),
        postgresql_where=sa.text("state IN ('opened', 'proposed')"),
    )
    op.create_table(
        "mkt_certification_claim_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="see kinds.ProofKind"),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["mkt_certification_claim.id"],
            name=op.f("fk_mkt_certification_claim_scan_claim_id"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_certification_claim_scan_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_certification_claim_scan")),
        sa.UniqueConstraint(
            "claim_id",
            "kind",
            "position",
            name=op.f("uq_mkt_certification_claim_scan_claim_id_kind_position"),
        ),
    )


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    for name in INDEXES:
        op.drop_index(f"ix_mkt_producers_producer_{name}", table_name="mkt_producers_producer")
    with op.batch_alter_table("mkt_producers_producer") as table:
        table.drop_column("signs_version")
        table.drop_column("tax_tail")
