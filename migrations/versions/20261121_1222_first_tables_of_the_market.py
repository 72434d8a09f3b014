"""First tables of the market"""

import sqlalchemy as sa
from alembic import op

revision = "c3f964c1a49d"
down_revision = None
branch_labels = None
depends_on = None


def _refuse_changes_to_the_audit_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER mkt_kernel_audit_no_{verb.lower()} BEFORE {verb} ON mkt_kernel_audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION mkt_kernel_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER mkt_kernel_audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON mkt_kernel_audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION mkt_kernel_audit_refuse()"
    )


def upgrade() -> None:
    op.create_table(
        "mkt_accounts_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False, comment="lower case, normalised"),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "search_key", sa.String(length=380), nullable=False, comment="the address and the folded name"
        ),
        sa.Column(
            "session_key",
            sa.String(length=64),
            nullable=False,
            comment="replaced: every session is signed out",
        ),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column(
            "tf_last_counter",
            sa.BigInteger(),
            nullable=True,
            comment="time step of the last one-time code that was taken; none is taken twice",
        ),
        sa.Column("mf_recovery_codes", sa.Text(), nullable=True, comment="JSON list, each code encrypted"),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_accounts_user")),
        sa.UniqueConstraint("email", name=op.f("uq_mkt_accounts_user_email")),
        sa.UniqueConstraint("session_key", name=op.f("uq_mkt_accounts_user_session_key")),
        sa.UniqueConstraint("subject", name=op.f("uq_mkt_accounts_user_subject")),
    )
    op.create_table(
        "mkt_catalog_version",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mkt_catalog_version_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_version")),
    )
    op.create_table(
        "mkt_kernel_audit",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_ref", sa.String(length=80), nullable=False),
        sa.Column(
            "data", sa.Text(), nullable=False, comment="canonical JSON, exactly the text the hash covers"
        ),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_mkt_kernel_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_mkt_kernel_audit_hash")),
    )
    with op.batch_alter_table("mkt_kernel_audit", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_kernel_audit_action", ["action", "seq"], unique=False)
        batch_op.create_index("ix_mkt_kernel_audit_actor", ["actor", "seq"], unique=False)
        batch_op.create_index(
            "ix_mkt_kernel_audit_subject", ["subject_kind", "subject_ref", "seq"], unique=False
        )

    op.create_table(
        "mkt_kernel_audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_kernel_audit_head")),
    )
    op.create_table(
        "mkt_kernel_outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("args", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("available_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "runs", sa.Integer(), nullable=False, comment="how often it was done; never more than once"
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_mkt_kernel_outbox_attempts_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_kernel_outbox")),
    )
    with op.batch_alter_table("mkt_kernel_outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_kernel_outbox_open", ["done_at", "failed_at", "available_at"], unique=False
        )

    op.create_table(
        "mkt_kernel_worker_beat",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_kernel_worker_beat")),
    )
    op.create_table(
        "mkt_media_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column(
            "owner",
            sa.String(length=40),
            nullable=False,
            comment="whose it is, such as producer:12; empty: the site's",
        ),
        sa.Column(
            "kind",
            sa.String(length=40),
            nullable=False,
            comment="which paper, in the words of the domain that refers to it",
        ),
        sa.Column("name", sa.String(length=80), nullable=False, comment="as the storage names it"),
        sa.Column("mime", sa.String(length=20), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("bytes > 0 and pages > 0", name=op.f("ck_mkt_media_file_has_a_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_media_file")),
        sa.UniqueConstraint("sha256", "owner", "kind", name=op.f("uq_mkt_media_file_sha256_owner_kind")),
    )
    op.create_table(
        "mkt_media_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "sha256",
            sa.String(length=64),
            nullable=False,
            comment="of the upload, before anything was done to it",
        ),
        sa.Column(
            "owner",
            sa.String(length=40),
            nullable=False,
            comment="whose it is, such as producer:12; empty: the site's",
        ),
        sa.Column("stem", sa.String(length=32), nullable=False, comment="how its files are named"),
        sa.Column("mime", sa.String(length=20), nullable=False, comment="of the upload"),
        sa.Column("bytes", sa.Integer(), nullable=False, comment="of the upload"),
        sa.Column("width", sa.Integer(), nullable=False, comment="of the master, upright, in pixels"),
        sa.Column("height", sa.Integer(), nullable=False, comment="of the master, upright, in pixels"),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("caption", sa.String(length=300), nullable=False),
        sa.Column(
            "placeholder", sa.String(length=600), nullable=False, comment="blurred, as a data: address"
        ),
        sa.Column(
            "variants",
            sa.String(length=60),
            nullable=False,
            comment="sizes that are cut, such as '240wj 480awj'",
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('photo', 'illustration')", name=op.f("ck_mkt_media_image_known_kind")),
        sa.CheckConstraint(
            "width > 0 and height > 0 and bytes > 0", name=op.f("ck_mkt_media_image_has_a_size")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_media_image")),
        sa.UniqueConstraint("sha256", "owner", name=op.f("uq_mkt_media_image_sha256_owner")),
    )
    op.create_table(
        "mkt_notifications_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False, comment="kind, subject and recipient"),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=250), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_notifications_mail")),
        sa.UniqueConstraint("key", name=op.f("uq_mkt_notifications_mail_key")),
    )
    with op.batch_alter_table("mkt_notifications_mail", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_notifications_mail_sent_at", ["sent_at", "id"], unique=False)

    op.create_table(
        "mkt_payments_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "reference",
            sa.String(length=40),
            nullable=False,
            comment="what is paid for, such as an order's code",
        ),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column(
            "state", sa.String(length=16), nullable=False, comment="due_on_delivery, collected, cancelled"
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("amount > 0", name=op.f("ck_mkt_payments_payment_amount_positive")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_payments_payment")),
        sa.UniqueConstraint("reference", name=op.f("uq_mkt_payments_payment_reference")),
    )
    with op.batch_alter_table("mkt_payments_payment", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_payments_payment_state", ["state", "id"], unique=False)

    op.create_table(
        "mkt_places_edition",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False, comment="the day whose law the data show"),
        sa.Column(
            "digest", sa.String(length=64), nullable=False, comment="SHA-256 of the unpacked gazetteer"
        ),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mkt_places_edition_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_places_edition")),
    )
    op.create_table(
        "mkt_places_region",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mkt_places_region")),
    )
    op.create_table(
        "mkt_places_status_change",
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("since", sa.Date(), nullable=False, comment="first day of the new type"),
        sa.Column("old_type", sa.String(length=20), nullable=False),
        sa.Column("new_type", sa.String(length=20), nullable=False),
        sa.Column("legal_basis", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("level", "code", "since", name=op.f("pk_mkt_places_status_change")),
    )
    op.create_table(
        "mkt_accounts_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False, comment="E.164"),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column(
            "place",
            sa.String(length=160),
            nullable=False,
            comment="commune and province as they read when it was saved",
        ),
        sa.Column("street", sa.String(length=160), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_accounts_address_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_accounts_address")),
    )
    with op.batch_alter_table("mkt_accounts_address", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_accounts_address_user_id", ["user_id", "id"], unique=False)
        batch_op.create_index(
            "uq_mkt_accounts_address_default",
            ["user_id"],
            unique=True,
            sqlite_where=sa.text("is_default"),
            postgresql_where=sa.text("is_default"),
        )

    op.create_table(
        "mkt_accounts_consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_accounts_consent_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_accounts_consent")),
        sa.UniqueConstraint(
            "user_id", "purpose", "version", name=op.f("uq_mkt_accounts_consent_user_id_purpose_version")
        ),
    )
    op.create_table(
        "mkt_accounts_role_grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=16), nullable=False),
        sa.Column(
            "ref",
            sa.String(length=32),
            nullable=False,
            comment="empty for the scope 'all'; never NULL, so that it is unique",
        ),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(scope = 'all') = (ref = '')", name=op.f("ck_mkt_accounts_role_grant_scope_names_a_ref")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_accounts_role_grant_granted_by")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["mkt_accounts_user.id"],
            name=op.f("fk_mkt_accounts_role_grant_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_accounts_role_grant")),
        sa.UniqueConstraint(
            "user_id", "role", "scope", "ref", name=op.f("uq_mkt_accounts_role_grant_user_id_role_scope_ref")
        ),
    )
    with op.batch_alter_table("mkt_accounts_role_grant", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_accounts_role_grant_scope", ["scope", "ref"], unique=False)

    op.create_table(
        "mkt_orders_cart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column(
            "details",
            sa.Text(),
            nullable=False,
            comment="JSON: address and payment typed at the checkout so far",
        ),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_orders_cart_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_cart")),
        sa.UniqueConstraint("token", name=op.f("uq_mkt_orders_cart_token")),
    )
    with op.batch_alter_table("mkt_orders_cart", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_orders_cart_touched_at", ["touched_at"], unique=False)
        batch_op.create_index("uq_mkt_orders_cart_user_id", ["user_id"], unique=True)

    op.create_table(
        "mkt_places_province",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, comment="without the type: Hà Tĩnh"),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column(
            "unit_type", sa.String(length=20), nullable=False, comment="tỉnh or thành phố, as of today"
        ),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("region_key", sa.String(length=40), nullable=False),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="rank by name, in Vietnamese alphabetical order"
        ),
        sa.Column("legal_basis", sa.Text(), nullable=False, comment="documents, newest first"),
        sa.Column(
            "resolution",
            sa.String(length=40),
            nullable=False,
            comment="the resolution that arranged its communes",
        ),
        sa.Column("exists_from", sa.Date(), nullable=False, comment="first day of this unit under this code"),
        sa.Column(
            "withdrawn_on", sa.Date(), nullable=True, comment="state date of the first data without it"
        ),
        sa.ForeignKeyConstraint(
            ["region_key"], ["mkt_places_region.key"], name=op.f("fk_mkt_places_province_region_key")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_mkt_places_province")),
        sa.UniqueConstraint("slug", name=op.f("uq_mkt_places_province_slug")),
    )
    op.create_table(
        "mkt_certification_import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_kind", sa.String(length=8), nullable=False, comment="xlsx or csv, by content"),
        sa.Column("file_size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=True, comment="layout.mapping.ColumnMapping"),
        sa.Column("declared", sa.JSON(), nullable=True, comment="assess.declared.Declared"),
        sa.Column("report", sa.JSON(), nullable=True, comment="assess.report.Report"),
        sa.Column(
            "assessed_at", sa.DateTime(timezone=True), nullable=False, comment="when the report was made"
        ),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_ready", sa.Integer(), nullable=False),
        sa.Column("rows_question", sa.Integer(), nullable=False),
        sa.Column("rows_blocked", sa.Integer(), nullable=False),
        sa.Column("rows_skipped", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("uploaded_by", sa.String(length=80), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "submitted_by",
            sa.String(length=80),
            nullable=False,
            comment="who answers for mapping and answers; counts as who entered the rows",
        ),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=False, comment="who confirmed or rejected"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "only_ready",
            sa.Boolean(),
            nullable=False,
            comment="confirmed for the rows without errors alone; the others were left",
        ),
        sa.Column("rejection", sa.String(length=500), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(decided_by = '') = (decided_at IS NULL)",
            name=op.f("ck_mkt_certification_import_batch_decision_whole"),
        ),
        sa.CheckConstraint(
            "(submitted_by = '') = (submitted_at IS NULL)",
            name=op.f("ck_mkt_certification_import_batch_submission_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'confirmed' OR (decided_by <> '' AND decided_by <> uploaded_by AND decided_by <> submitted_by)",
            name=op.f("ck_mkt_certification_import_batch_four_eyes"),
        ),
        sa.CheckConstraint(
            "state <> 'rejected' OR rejection <> ''",
            name=op.f("ck_mkt_certification_import_batch_rejection_has_a_reason"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'confirmed', 'rejected')",
            name=op.f("ck_mkt_certification_import_batch_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'confirmed') OR submitted_by <> ''",
            name=op.f("ck_mkt_certification_import_batch_submitted_by_somebody"),
        ),
        sa.CheckConstraint(
            "rows_total = rows_ready + rows_question + rows_blocked + rows_skipped",
            name=op.f("ck_mkt_certification_import_batch_rows_add_up"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_certification_import_batch_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_certification_import_batch")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_certification_import_batch_code")),
    )
    with op.batch_alter_table("mkt_certification_import_batch", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_certification_import_batch_list", ["province_code", "state", "uploaded_at"], unique=False
        )
        batch_op.create_index("ix_mkt_certification_import_batch_sha256", ["sha256"], unique=False)

    op.create_table(
        "mkt_places_commune",
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False, comment="without the type: Hương Đô"),
        sa.Column(
            "unit_type", sa.String(length=20), nullable=False, comment="xã, phường or đặc khu, as of today"
        ),
        sa.Column(
            "slug",
            sa.String(length=80),
            nullable=False,
            comment="unique within the province; holds no unit type",
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="rank by name, in Vietnamese alphabetical order"
        ),
        sa.Column("exists_from", sa.Date(), nullable=False, comment="first day of this unit under this code"),
        sa.Column(
            "withdrawn_on", sa.Date(), nullable=True, comment="state date of the first data without it"
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_places_commune_province_code")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_mkt_places_commune")),
        sa.UniqueConstraint("province_code", "slug", name=op.f("uq_mkt_places_commune_province_code_slug")),
    )
    with op.batch_alter_table("mkt_places_commune", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_places_commune_province_position", ["province_code", "position"], unique=False
        )

    op.create_table(
        "mkt_places_old_unit",
        sa.Column("key", sa.String(length=16), nullable=False, comment="listing:code"),
        sa.Column(
            "listing",
            sa.String(length=10),
            nullable=False,
            comment="legacy: 1 March to 30 June 2025; earlier: before, gone by then",
        ),
        sa.Column("level", sa.String(length=10), nullable=False, comment="province, district or commune"),
        sa.Column("code", sa.String(length=5), nullable=False, comment="in the code space of its listing"),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit_type", sa.String(length=20), nullable=False),
        sa.Column(
            "district_key",
            sa.String(length=16),
            nullable=True,
            comment="none where the legacy list lacks the district",
        ),
        sa.Column("district", sa.String(length=80), nullable=True, comment="with the type: Huyện Hương Sơn"),
        sa.Column("province_key", sa.String(length=16), nullable=True),
        sa.Column("province", sa.String(length=80), nullable=True, comment="with the type: Tỉnh Hà Tĩnh"),
        sa.Column(
            "province_code", sa.String(length=5), nullable=False, comment="the present province of its land"
        ),
        sa.Column(
            "listed_until",
            sa.Date(),
            nullable=False,
            comment="last day, or date of the last list that has it",
        ),
        sa.Column(
            "withdrawn_on", sa.Date(), nullable=True, comment="state date of the first data without it"
        ),
        sa.ForeignKeyConstraint(
            ["district_key"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_places_old_unit_district_key")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_places_old_unit_province_code")
        ),
        sa.ForeignKeyConstraint(
            ["province_key"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_places_old_unit_province_key")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mkt_places_old_unit")),
    )
    with op.batch_alter_table("mkt_places_old_unit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mkt_places_old_unit_district_key"), ["district_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mkt_places_old_unit_province_key"), ["province_key"], unique=False
        )

    op.create_table(
        "mkt_places_zone",
        sa.Column("from_code", sa.String(length=5), nullable=False),
        sa.Column("to_code", sa.String(length=5), nullable=False),
        sa.Column("zone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["from_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_places_zone_from_code")
        ),
        sa.ForeignKeyConstraint(
            ["to_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_places_zone_to_code")
        ),
        sa.PrimaryKeyConstraint("from_code", "to_code", name=op.f("pk_mkt_places_zone")),
    )
    op.create_table(
        "mkt_certification_import_file",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["mkt_certification_import_batch.id"],
            name=op.f("fk_mkt_certification_import_file_batch_id"),
        ),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_mkt_certification_import_file")),
    )
    op.create_table(
        "mkt_orders_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column(
            "key",
            sa.String(length=64),
            nullable=False,
            comment="fingerprint of what was confirmed; the same one makes one order",
        ),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("buyer_name", sa.String(length=120), nullable=False),
        sa.Column("buyer_phone", sa.String(length=20), nullable=False),
        sa.Column("buyer_email", sa.String(length=254), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column(
            "address",
            sa.String(length=300),
            nullable=False,
            comment="the whole address in words, as it stood then",
        ),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("payment_method", sa.String(length=16), nullable=False),
        sa.Column("goods", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column("shipping", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column("total", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column("locale", sa.String(length=5), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False, comment="canonical JSON of the contract"),
        sa.Column("snapshot_sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint("goods > 0 AND shipping >= 0", name=op.f("ck_mkt_orders_order_amounts_sensible")),
        sa.CheckConstraint("total = goods + shipping", name=op.f("ck_mkt_orders_order_total_adds_up")),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_orders_order_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_orders_order_province_code")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["mkt_accounts_user.id"], name=op.f("fk_mkt_orders_order_user_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_order")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_orders_order_code")),
        sa.UniqueConstraint("key", name=op.f("uq_mkt_orders_order_key")),
    )
    with op.batch_alter_table("mkt_orders_order", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_orders_order_user_id", ["user_id", "id"], unique=False)

    op.create_table(
        "mkt_places_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "folded",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
            comment="see names.folded",
        ),
        sa.Column("spelled", sa.String(length=80), nullable=False, comment="with its marks"),
        sa.Column(
            "whole",
            sa.Boolean(),
            nullable=False,
            comment="false for the later words of a name: nha trang of Bắc Nha Trang",
        ),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False, comment="the present province"),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("old_key", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "commune_code IS NULL OR old_key IS NULL", name=op.f("ck_mkt_places_name_one_unit")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_places_name_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["old_key"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_places_name_old_key")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_places_name_province_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_places_name")),
    )
    with op.batch_alter_table("mkt_places_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mkt_places_name_commune_code"), ["commune_code"], unique=False)
        batch_op.create_index("ix_mkt_places_name_folded_province", ["folded", "province_code"], unique=False)
        batch_op.create_index(batch_op.f("ix_mkt_places_name_old_key"), ["old_key"], unique=False)

    op.create_table(
        "mkt_places_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_key", sa.String(length=16), nullable=False),
        sa.Column("later_key", sa.String(length=16), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column(
            "extent", sa.String(length=12), nullable=False, comment="how much of the old unit went there"
        ),
        sa.Column(
            "since",
            sa.Date(),
            nullable=False,
            comment="valid from; for earlier lists, from this day at the latest",
        ),
        sa.Column(
            "source",
            sa.String(length=60),
            nullable=False,
            comment="resolution and clause, or how it was found",
        ),
        sa.CheckConstraint(
            "extent IN ('whole', 'part', 'land_only', 'people_all', 'people_only')",
            name=op.f("ck_mkt_places_succession_extent"),
        ),
        sa.CheckConstraint(
            "(later_key IS NULL) <> (commune_code IS NULL)", name=op.f("ck_mkt_places_succession_one_target")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_places_succession_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["later_key"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_places_succession_later_key")
        ),
        sa.ForeignKeyConstraint(
            ["old_key"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_places_succession_old_key")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_places_succession")),
    )
    with op.batch_alter_table("mkt_places_succession", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mkt_places_succession_commune_code"), ["commune_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_mkt_places_succession_later_key"), ["later_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_mkt_places_succession_old_key"), ["old_key"], unique=False)

    op.create_table(
        "mkt_producers_producer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False, comment="see kinds.ProducerKind"),
        sa.Column(
            "legal_name", sa.String(length=200), nullable=False, comment="as the registration paper prints it"
        ),
        sa.Column("display_name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=420), nullable=False, comment="both names folded, for filters"),
        sa.Column(
            "sort_key",
            sa.String(length=240).with_variant(sa.String(length=240, collation="C"), "postgresql"),
            nullable=False,
            comment="Vietnamese dictionary order of the display name",
        ),
        sa.Column("representative", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False, comment="E.164"),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column(
            "tax_code",
            sa.String(length=16),
            nullable=False,
            comment="10 digits, 10-3 digits, or a 12-digit personal number",
        ),
        sa.Column("registration_no", sa.String(length=60), nullable=False),
        sa.Column("registration_on", sa.Date(), nullable=True),
        sa.Column("registration_issuer", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False, comment="house, street, hamlet"),
        sa.Column("commune_code", sa.String(length=5), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column(
            "printed_address",
            sa.String(length=300),
            nullable=False,
            comment="the address with old units, as papers and packs still print it",
        ),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column(
            "verified_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="last verification of the identity",
        ),
        sa.Column(
            "entered_by",
            sa.String(length=80),
            nullable=False,
            comment="actor who entered the identity; never its verifier",
        ),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "standing IN ('applied', 'closed') OR verified_at IS NOT NULL",
            name=op.f("ck_mkt_producers_producer_verified_has_an_instant"),
        ),
        sa.CheckConstraint(
            "standing IN ('applied', 'verified', 'suspended', 'closed')",
            name=op.f("ck_mkt_producers_producer_standing_known"),
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_producers_producer_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_producers_producer_province_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_producer")),
        sa.UniqueConstraint("slug", name=op.f("uq_mkt_producers_producer_slug")),
    )
    with op.batch_alter_table("mkt_producers_producer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_producers_producer_place", ["province_code", "commune_code"], unique=False
        )
        batch_op.create_index("ix_mkt_producers_producer_sort", ["sort_key", "id"], unique=False)
        batch_op.create_index("ix_mkt_producers_producer_tax_code", ["tax_code"], unique=False)

    op.create_table(
        "mkt_certification_recognition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False, comment="public, in /sao/<code>"),
        sa.Column(
            "lineage",
            sa.String(length=12),
            nullable=False,
            comment="code of the first recognition of this product",
        ),
        sa.Column("decision_no", sa.String(length=80), nullable=False),
        sa.Column(
            "decision_key",
            sa.String(length=120),
            nullable=False,
            comment="number, year and issuing province: numbers start anew each year everywhere",
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column(
            "expires_on", sa.Date(), nullable=False, comment="last day of the 36 months, from issued_on"
        ),
        sa.Column("issuer_kind", sa.String(length=12), nullable=False, comment="see kinds.IssuerKind"),
        sa.Column("issuer_name", sa.String(length=160), nullable=False),
        sa.Column("issuer_province_code", sa.String(length=5), nullable=True),
        sa.Column(
            "regime",
            sa.String(length=12),
            nullable=False,
            comment="see kinds.RegimeCode; empty before 21/8/2019",
        ),
        sa.Column("round", sa.String(length=16), nullable=False, comment="see kinds.Round; empty: not known"),
        sa.Column("star", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True, comment="hundredths of a point"),
        sa.Column("criteria_set", sa.SmallInteger(), nullable=True, comment="number within the regime"),
        sa.Column("criterion_scores", sa.JSON(), nullable=False, comment="hundredths by criterion"),
        sa.Column("product_code", sa.String(length=40), nullable=False),
        sa.Column(
            "units_known",
            sa.Boolean(),
            nullable=True,
            comment="did the places in product_code exist on issued_on; none: not checked",
        ),
        sa.Column("product_name", sa.String(length=200), nullable=False),
        sa.Column("product_key", sa.String(length=240), nullable=False, comment="names.name_key"),
        sa.Column("packs", sa.JSON(), nullable=False, comment="as printed"),
        sa.Column("holder_name", sa.String(length=200), nullable=False),
        sa.Column("holder_key", sa.String(length=240), nullable=False, comment="names.name_key"),
        sa.Column("holder_tax_id", sa.String(length=16), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=True),
        sa.Column(
            "printed_address", sa.String(length=300), nullable=False, comment="with the units of its time"
        ),
        sa.Column("old_unit", sa.String(length=16), nullable=True),
        sa.Column("commune_code", sa.String(length=5), nullable=False, comment="of today"),
        sa.Column("province_code", sa.String(length=5), nullable=False, comment="of today"),
        sa.Column("scan_hash", sa.String(length=64), nullable=False, comment="SHA-256 of the evidence"),
        sa.Column("scan_file_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=2), nullable=False, comment="see kinds.EvidenceGrade"),
        sa.Column(
            "evidence_source", sa.String(length=300), nullable=False, comment="where the evidence is from"
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False, comment="see kinds.RecordState"),
        sa.Column(
            "remark", sa.String(length=500), nullable=False, comment="why it was sent back or withdrawn"
        ),
        sa.Column(
            "entered_by", sa.String(length=80), nullable=False, comment="actor who last changed its words"
        ),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "verified_by", sa.String(length=80), nullable=False, comment="never the one who entered it"
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "authority_accepted",
            sa.Boolean(),
            nullable=False,
            comment="a second officer looked at a doubtful authority",
        ),
        sa.Column("filing_receipt_no", sa.String(length=80), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True, comment="re-evaluation asked for"),
        sa.Column("filing_result_on", sa.Date(), nullable=True, comment="the authority's result"),
        sa.Column("superseded_on", sa.Date(), nullable=True, comment="issued_on of the next of the lineage"),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revocation_decision_no", sa.String(length=80), nullable=False),
        sa.Column(
            "revocation_ground",
            sa.String(length=2),
            nullable=False,
            comment="point of art. 8, 26/2026/QĐ-TTg",
        ),
        sa.Column("revocation_note", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False, comment="what the register is searched in"),
        sa.Column(
            "sort_key",
            sa.String(length=240).with_variant(sa.String(length=240, collation="C"), "postgresql"),
            nullable=False,
            comment="Vietnamese dictionary order of the product name",
        ),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(filing_receipt_no = '') = (filed_on IS NULL)",
            name=op.f("ck_mkt_certification_recognition_filing_whole"),
        ),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revocation_decision_no = '') AND (revoked_at IS NULL) = (revocation_ground = '')",
            name=op.f("ck_mkt_certification_recognition_revocation_whole"),
        ),
        sa.CheckConstraint(
            "state <> 'verified' OR (verified_at IS NOT NULL AND verified_by <> entered_by)",
            name=op.f("ck_mkt_certification_recognition_four_eyes"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'verified', 'withdrawn')",
            name=op.f("ck_mkt_certification_recognition_state_known"),
        ),
        sa.CheckConstraint(
            "criteria_set IS NULL OR criteria_set BETWEEN 1 AND 26",
            name=op.f("ck_mkt_certification_recognition_criteria_set_known"),
        ),
        sa.CheckConstraint(
            "expires_on > issued_on", name=op.f("ck_mkt_certification_recognition_expires_after_issue")
        ),
        sa.CheckConstraint(
            "filed_on IS NULL OR filed_on > issued_on",
            name=op.f("ck_mkt_certification_recognition_filed_after_issue"),
        ),
        sa.CheckConstraint(
            "score IS NULL OR score BETWEEN 0 AND 10000",
            name=op.f("ck_mkt_certification_recognition_score_in_hundredths"),
        ),
        sa.CheckConstraint(
            "star BETWEEN 3 AND 5", name=op.f("ck_mkt_certification_recognition_star_certified")
        ),
        sa.ForeignKeyConstraint(
            ["commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_certification_recognition_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["issuer_province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_certification_recognition_issuer_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["old_unit"], ["mkt_places_old_unit.key"], name=op.f("fk_mkt_certification_recognition_old_unit")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_certification_recognition_producer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_certification_recognition_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["scan_file_id"],
            ["mkt_media_file.id"],
            name=op.f("fk_mkt_certification_recognition_scan_file_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_certification_recognition")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_certification_recognition_code")),
    )
    with op.batch_alter_table("mkt_certification_recognition", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_certification_recognition_expires", ["expires_on"], unique=False)
        batch_op.create_index("ix_mkt_certification_recognition_lineage", ["lineage"], unique=False)
        batch_op.create_index(
            "ix_mkt_certification_recognition_place", ["province_code", "commune_code"], unique=False
        )
        batch_op.create_index("ix_mkt_certification_recognition_producer", ["producer_id"], unique=False)
        batch_op.create_index(
            "ix_mkt_certification_recognition_state", ["state", "province_code"], unique=False
        )
        batch_op.create_index(
            "uq_mkt_certification_recognition_decision",
            ["decision_key", "product_key", "holder_key"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )

    op.create_table(
        "mkt_orders_seller_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("goods", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column("shipping", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column("weight", sa.Integer(), nullable=False, comment="grams, gross"),
        sa.Column("arrives_from", sa.Date(), nullable=False),
        sa.Column("arrives_until", sa.Date(), nullable=False),
        sa.Column("tracking", sa.String(length=80), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["mkt_orders_order.id"], name=op.f("fk_mkt_orders_seller_order_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"],
            ["mkt_producers_producer.id"],
            name=op.f("fk_mkt_orders_seller_order_producer_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_seller_order")),
        sa.UniqueConstraint("code", name=op.f("uq_mkt_orders_seller_order_code")),
        sa.UniqueConstraint(
            "order_id", "producer_id", name=op.f("uq_mkt_orders_seller_order_order_id_producer_id")
        ),
    )
    with op.batch_alter_table("mkt_orders_seller_order", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_orders_seller_order_desk", ["producer_id", "state", "id"], unique=False)

    op.create_table(
        "mkt_producers_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="see kinds.PaperKind"),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="last day; none: until replaced"),
        sa.Column("file_id", sa.Integer(), nullable=True, comment="the scan"),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "verified_by", sa.String(length=80), nullable=False, comment="never the one who entered it"
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="found false, or entered by mistake",
        ),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= issued_on",
            name=op.f("ck_mkt_producers_paper_expires_after_issue"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_producers_paper_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_paper_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["mkt_producers_paper.id"], name=op.f("fk_mkt_producers_paper_replaced_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_paper")),
    )
    with op.batch_alter_table("mkt_producers_paper", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_producers_paper_expires", ["expires_on"], unique=False)
        batch_op.create_index("ix_mkt_producers_paper_producer", ["producer_id", "kind"], unique=False)

    op.create_table(
        "mkt_producers_standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("paper_no", sa.String(length=80), nullable=False, comment="decision or minutes behind it"),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at >= starts_at",
            name=op.f("ck_mkt_producers_standing_ends_after_it_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_producers_standing_producer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_producers_standing")),
    )
    with op.batch_alter_table("mkt_producers_standing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_producers_standing_producer", ["producer_id", "starts_at"], unique=False
        )
        batch_op.create_index(
            "uq_mkt_producers_standing_open",
            ["producer_id"],
            unique=True,
            sqlite_where=sa.text("ends_at IS NULL"),
            postgresql_where=sa.text("ends_at IS NULL"),
        )

    op.create_table(
        "mkt_catalog_product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("recognition_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "set_no", sa.SmallInteger(), nullable=False, comment="product set of 26/2026/QĐ-TTg, 1 to 26"
        ),
        sa.Column("origin_commune_code", sa.String(length=5), nullable=True),
        sa.Column("origin_province_code", sa.String(length=5), nullable=False),
        sa.Column(
            "origin_printed",
            sa.String(length=200),
            nullable=False,
            comment="the old units, as the pack prints them",
        ),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("ingredients", sa.Text(), nullable=False),
        sa.Column("storage", sa.Text(), nullable=False, comment="how to keep it"),
        sa.Column("usage", sa.Text(), nullable=False),
        sa.Column("warning", sa.Text(), nullable=False),
        sa.Column(
            "shelf_life", sa.String(length=200), nullable=False, comment="in words, or the harvest window"
        ),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("storage_class", sa.String(length=16), nullable=False, comment="see kinds.StorageClass"),
        sa.Column(
            "abv_tenths", sa.SmallInteger(), nullable=True, comment="alcohol by volume in tenths of a percent"
        ),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column(
            "origin_mark",
            sa.String(length=160),
            nullable=False,
            comment="protected mark it is sold under: GI, collective or certification mark",
        ),
        sa.Column(
            "origin_mark_kind", sa.String(length=24), nullable=False, comment="see kinds.OriginMarkKind"
        ),
        sa.Column("origin_mark_no", sa.String(length=60), nullable=False),
        sa.Column("season_mask", sa.SmallInteger(), nullable=False, comment="bit 0 is January; 0: all year"),
        sa.Column("return_policy", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.String(length=500), nullable=False, comment="why it was sent back or hidden"),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True, comment="first went live"),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="grows with every change; guards against lost ones",
        ),
        sa.Column("submitted_by", sa.String(length=80), nullable=False, comment="never the one who approves"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'live', 'hidden', 'retired')",
            name=op.f("ck_mkt_catalog_product_state_known"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('live', 'hidden') OR published_at IS NOT NULL",
            name=op.f("ck_mkt_catalog_product_published_has_an_instant"),
        ),
        sa.CheckConstraint(
            "abv_tenths IS NULL OR abv_tenths BETWEEN 0 AND 1000",
            name=op.f("ck_mkt_catalog_product_abv_is_a_share"),
        ),
        sa.CheckConstraint(
            "season_mask BETWEEN 0 AND 4095", name=op.f("ck_mkt_catalog_product_season_has_twelve_months")
        ),
        sa.CheckConstraint("set_no BETWEEN 1 AND 26", name=op.f("ck_mkt_catalog_product_set_known")),
        sa.CheckConstraint(
            "shelf_life_days IS NULL OR shelf_life_days > 0",
            name=op.f("ck_mkt_catalog_product_shelf_life_positive"),
        ),
        sa.ForeignKeyConstraint(
            ["origin_commune_code"],
            ["mkt_places_commune.code"],
            name=op.f("fk_mkt_catalog_product_origin_commune_code"),
        ),
        sa.ForeignKeyConstraint(
            ["origin_province_code"],
            ["mkt_places_province.code"],
            name=op.f("fk_mkt_catalog_product_origin_province_code"),
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_catalog_product_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_catalog_product_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_product")),
        sa.UniqueConstraint("slug", name=op.f("uq_mkt_catalog_product_slug")),
    )
    with op.batch_alter_table("mkt_catalog_product", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_catalog_product_moderation", ["state", "origin_province_code"], unique=False
        )
        batch_op.create_index("ix_mkt_catalog_product_producer", ["producer_id", "state"], unique=False)
        batch_op.create_index("ix_mkt_catalog_product_recognition", ["recognition_id"], unique=False)

    op.create_table(
        "mkt_certification_import_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column(
            "row_number", sa.Integer(), autoincrement=False, nullable=False, comment="as in the file, from 1"
        ),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["mkt_certification_import_batch.id"],
            name=op.f("fk_mkt_certification_import_row_batch_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_certification_import_row_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("batch_id", "row_number", name=op.f("pk_mkt_certification_import_row")),
        sa.UniqueConstraint("recognition_id", name=op.f("uq_mkt_certification_import_row_recognition_id")),
    )
    op.create_table(
        "mkt_certification_suspension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recognition_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("paper_no", sa.String(length=80), nullable=False, comment="minutes or decision behind it"),
        sa.Column("suspended_by", sa.String(length=80), nullable=False),
        sa.Column("lifted_by", sa.String(length=80), nullable=False),
        sa.Column("lift_reason", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "until IS NULL OR until >= since",
            name=op.f("ck_mkt_certification_suspension_ends_after_it_starts"),
        ),
        sa.ForeignKeyConstraint(
            ["recognition_id"],
            ["mkt_certification_recognition.id"],
            name=op.f("fk_mkt_certification_suspension_recognition_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_certification_suspension")),
    )
    with op.batch_alter_table("mkt_certification_suspension", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_certification_suspension_recognition", ["recognition_id", "since"], unique=False
        )
        batch_op.create_index(
            "uq_mkt_certification_suspension_open",
            ["recognition_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.create_table(
        "mkt_orders_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seller_order_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False, comment="code of why it was cancelled"),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seller_order_id"],
            ["mkt_orders_seller_order.id"],
            name=op.f("fk_mkt_orders_step_seller_order_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_step")),
    )
    with op.batch_alter_table("mkt_orders_step", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_orders_step_seller_order_id", ["seller_order_id", "id"], unique=False)

    op.create_table(
        "mkt_catalog_listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("listed_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listed_until", sa.DateTime(timezone=True), nullable=False, comment="year 9999 for no end"),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=240).with_variant(sa.String(length=240, collation="C"), "postgresql"),
            nullable=False,
            comment="Vietnamese dictionary order of the name",
        ),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("producer_slug", sa.String(length=120), nullable=False),
        sa.Column("producer_name", sa.String(length=120), nullable=False),
        sa.Column("commune_code", sa.String(length=5), nullable=True),
        sa.Column("commune_name", sa.String(length=80), nullable=False),
        sa.Column("province_code", sa.String(length=5), nullable=False),
        sa.Column("province_name", sa.String(length=80), nullable=False),
        sa.Column("group_no", sa.SmallInteger(), nullable=False),
        sa.Column("set_no", sa.SmallInteger(), nullable=False),
        sa.Column("star", sa.SmallInteger(), nullable=False),
        sa.Column("badge_state", sa.String(length=12), nullable=False),
        sa.Column("badge_until", sa.Date(), nullable=True, comment="last day the star stands"),
        sa.Column("promotable", sa.Boolean(), nullable=False),
        sa.Column("minimum_age", sa.SmallInteger(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False, comment="of the cheapest pack, đồng with VAT"),
        sa.Column("pack_label", sa.String(length=80), nullable=False),
        sa.Column("packs", sa.SmallInteger(), nullable=False, comment="how many can be chosen from"),
        sa.Column(
            "unit_price",
            sa.Integer(),
            nullable=False,
            comment="of the cheapest pack, đồng per unit_price_per",
        ),
        sa.Column("unit_price_per", sa.String(length=8), nullable=False, comment="kg, l or piece"),
        sa.Column("image_id", sa.Integer(), nullable=True),
        sa.Column("storage_class", sa.String(length=16), nullable=False),
        sa.Column("season_mask", sa.SmallInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_stock", sa.Boolean(), nullable=False),
        sa.Column(
            "stock_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="first instant at which nothing can be sold any more; none: sold out; year 9999: no end",
        ),
        sa.Column(
            "stock_left",
            sa.SmallInteger(),
            nullable=False,
            comment="packs of all sizes, counted up to LOW_STOCK and one more",
        ),
        sa.Column("search_text", sa.Text(), nullable=False, comment="what the words of a search may be in"),
        sa.CheckConstraint("listed_from < listed_until", name=op.f("ck_mkt_catalog_listing_lasts")),
        sa.CheckConstraint("price > 0", name=op.f("ck_mkt_catalog_listing_price_positive")),
        sa.CheckConstraint("star BETWEEN 3 AND 5", name=op.f("ck_mkt_catalog_listing_star_is_certified")),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["mkt_places_commune.code"], name=op.f("fk_mkt_catalog_listing_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["image_id"], ["mkt_media_image.id"], name=op.f("fk_mkt_catalog_listing_image_id")
        ),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_catalog_listing_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_listing_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["province_code"], ["mkt_places_province.code"], name=op.f("fk_mkt_catalog_listing_province_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_listing")),
        sa.UniqueConstraint(
            "product_id", "listed_from", name=op.f("uq_mkt_catalog_listing_product_id_listed_from")
        ),
    )
    with op.batch_alter_table("mkt_catalog_listing", schema=None) as batch_op:
        batch_op.create_index(
            "ix_mkt_catalog_listing_default", ["in_stock", "star", "published_at", "product_id"], unique=False
        )
        batch_op.create_index(
            "ix_mkt_catalog_listing_facets",
            [
                "listed_until",
                "listed_from",
                "product_id",
                "price",
                "star",
                "group_no",
                "set_no",
                "province_code",
                "commune_code",
                "producer_id",
                "season_mask",
                "stock_until",
            ],
            unique=False,
        )
        batch_op.create_index("ix_mkt_catalog_listing_from", ["listed_from"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_name", ["sort_key", "product_id"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_newest", ["published_at", "product_id"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_place", ["province_code", "commune_code"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_price", ["price", "product_id"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_producer", ["producer_id"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_set", ["set_no"], unique=False)
        batch_op.create_index("ix_mkt_catalog_listing_stock_until", ["stock_until"], unique=False)

    op.create_table(
        "mkt_catalog_product_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("image_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"], ["mkt_media_image.id"], name=op.f("fk_mkt_catalog_product_image_image_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_product_image_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_product_image")),
        sa.UniqueConstraint(
            "product_id", "image_id", name=op.f("uq_mkt_catalog_product_image_product_id_image_id")
        ),
    )
    with op.batch_alter_table("mkt_catalog_product_image", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_product_image_order", ["product_id", "position"], unique=False)

    op.create_table(
        "mkt_catalog_product_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="see certification.facts.PaperKind"),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="last day; none: until replaced"),
        sa.Column("mark", sa.String(length=160), nullable=False, comment="the mark a right-of-use is about"),
        sa.Column("file_id", sa.Integer(), nullable=True, comment="the scan"),
        sa.Column("entered_by", sa.String(length=80), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "verified_by", sa.String(length=80), nullable=False, comment="never the one who entered it"
        ),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "withdrawn_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="found false, or entered by mistake",
        ),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= issued_on",
            name=op.f("ck_mkt_catalog_product_paper_expires_after_issue"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["mkt_media_file.id"], name=op.f("fk_mkt_catalog_product_paper_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_product_paper_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"],
            ["mkt_catalog_product_paper.id"],
            name=op.f("fk_mkt_catalog_product_paper_replaced_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_product_paper")),
    )
    with op.batch_alter_table("mkt_catalog_product_paper", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_product_paper_expires", ["expires_on"], unique=False)
        batch_op.create_index("ix_mkt_catalog_product_paper_product", ["product_id", "kind"], unique=False)

    op.create_table(
        "mkt_catalog_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "base_version",
            sa.Integer(),
            nullable=False,
            comment="the product's version the changes were made on",
        ),
        sa.Column(
            "number", sa.Integer(), nullable=False, comment="grows with every edit of the open revision"
        ),
        sa.Column("changes", sa.Text(), nullable=False, comment="JSON: fields, packs, images"),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer", sa.String(length=80), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remark", sa.String(length=500), nullable=False),
        sa.CheckConstraint(
            "state IN ('submitted', 'approved', 'rejected', 'withdrawn')",
            name=op.f("ck_mkt_catalog_revision_state_known"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_revision_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_revision")),
    )
    with op.batch_alter_table("mkt_catalog_revision", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_revision_product", ["product_id", "id"], unique=False)
        batch_op.create_index(
            "uq_mkt_catalog_revision_open",
            ["product_id"],
            unique=True,
            sqlite_where=sa.text("state = 'submitted'"),
            postgresql_where=sa.text("state = 'submitted'"),
        )

    op.create_table(
        "mkt_catalog_variant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False, comment="as printed: Thùng 5 kg"),
        sa.Column("net_amount", sa.Integer(), nullable=False, comment="in net_unit"),
        sa.Column("net_unit", sa.String(length=8), nullable=False, comment="g, ml or piece"),
        sa.Column(
            "gross_grams", sa.Integer(), nullable=False, comment="packed, for parcels; 0 for a service"
        ),
        sa.Column("price", sa.Integer(), nullable=False, comment="đồng, with VAT"),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "net_unit IN ('g', 'ml', 'piece')", name=op.f("ck_mkt_catalog_variant_net_unit_known")
        ),
        sa.CheckConstraint("gross_grams >= 0", name=op.f("ck_mkt_catalog_variant_gross_grams_not_negative")),
        sa.CheckConstraint("net_amount > 0", name=op.f("ck_mkt_catalog_variant_net_amount_positive")),
        sa.CheckConstraint("price > 0", name=op.f("ck_mkt_catalog_variant_price_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_variant_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_variant")),
        sa.UniqueConstraint("sku", name=op.f("uq_mkt_catalog_variant_sku")),
    )
    with op.batch_alter_table("mkt_catalog_variant", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_variant_product", ["product_id", "position"], unique=False)

    op.create_table(
        "mkt_catalog_availability",
        sa.Column("variant_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("free", sa.SmallInteger(), nullable=False),
        sa.Column(
            "sold_out_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="first instant after the last day of the last lot; none: no end",
        ),
        sa.CheckConstraint("free >= 0", name=op.f("ck_mkt_catalog_availability_free_not_negative")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_catalog_availability_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["mkt_catalog_variant.id"], name=op.f("fk_mkt_catalog_availability_variant_id")
        ),
        sa.PrimaryKeyConstraint("variant_id", name=op.f("pk_mkt_catalog_availability")),
    )
    with op.batch_alter_table("mkt_catalog_availability", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_availability_product", ["product_id"], unique=False)

    op.create_table(
        "mkt_catalog_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False, comment="đồng, with VAT"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.CheckConstraint("price > 0", name=op.f("ck_mkt_catalog_price_price_positive")),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["mkt_catalog_variant.id"], name=op.f("fk_mkt_catalog_price_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_catalog_price")),
    )
    with op.batch_alter_table("mkt_catalog_price", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_catalog_price_variant", ["variant_id", "at", "id"], unique=False)

    op.create_table(
        "mkt_orders_cart_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cart_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_mkt_orders_cart_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["cart_id"],
            ["mkt_orders_cart.id"],
            name=op.f("fk_mkt_orders_cart_line_cart_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["mkt_catalog_variant.id"],
            name=op.f("fk_mkt_orders_cart_line_variant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_cart_line")),
        sa.UniqueConstraint("cart_id", "variant_id", name=op.f("uq_mkt_orders_cart_line_cart_id_variant_id")),
    )
    op.create_table(
        "mkt_orders_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "ref", sa.String(length=24), nullable=False, comment="the reference of its stock movements"
        ),
        sa.Column("seller_order_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("product_name", sa.String(length=200), nullable=False),
        sa.Column("product_slug", sa.String(length=120), nullable=False),
        sa.Column("pack", sa.String(length=120), nullable=False),
        sa.Column("storage_class", sa.String(length=16), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False, comment="đồng"),
        sa.Column(
            "recognition_code",
            sa.String(length=40),
            nullable=False,
            comment="the certificate it was sold under",
        ),
        sa.Column("star", sa.Integer(), nullable=False),
        sa.Column(
            "lots", sa.Text(), nullable=False, comment="JSON: the lots it was taken from, [[code, packs], …]"
        ),
        sa.CheckConstraint("quantity > 0 AND unit_price > 0", name=op.f("ck_mkt_orders_line_sold_something")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["mkt_catalog_product.id"], name=op.f("fk_mkt_orders_line_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["seller_order_id"],
            ["mkt_orders_seller_order.id"],
            name=op.f("fk_mkt_orders_line_seller_order_id"),
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["mkt_catalog_variant.id"], name=op.f("fk_mkt_orders_line_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_orders_line")),
        sa.UniqueConstraint("ref", name=op.f("uq_mkt_orders_line_ref")),
    )
    with op.batch_alter_table("mkt_orders_line", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_orders_line_seller_order_id", ["seller_order_id"], unique=False)
        batch_op.create_index("ix_mkt_orders_line_variant_id", ["variant_id"], unique=False)

    op.create_table(
        "mkt_stock_lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("producer_id", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.String(length=40),
            nullable=False,
            comment="the producer's own lot number, as printed on the pack",
        ),
        sa.Column("harvested_on", sa.Date(), nullable=True),
        sa.Column("produced_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True, comment="last local day on which it may be sold"),
        sa.Column(
            "plot",
            sa.String(length=60),
            nullable=False,
            comment="growing-area code or garden, as the producer writes it",
        ),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("reserved", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_mkt_stock_lot_on_hand_not_negative")),
        sa.CheckConstraint("reserved <= on_hand", name=op.f("ck_mkt_stock_lot_reserved_is_on_hand")),
        sa.CheckConstraint("reserved >= 0", name=op.f("ck_mkt_stock_lot_reserved_not_negative")),
        sa.ForeignKeyConstraint(
            ["producer_id"], ["mkt_producers_producer.id"], name=op.f("fk_mkt_stock_lot_producer_id")
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"], ["mkt_catalog_variant.id"], name=op.f("fk_mkt_stock_lot_variant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_stock_lot")),
        sa.UniqueConstraint(
            "producer_id", "variant_id", "code", name=op.f("uq_mkt_stock_lot_producer_id_variant_id_code")
        ),
    )
    with op.batch_alter_table("mkt_stock_lot", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_stock_lot_take", ["variant_id", "expires_on", "id"], unique=False)

    op.create_table(
        "mkt_stock_movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="received, adjusted, sold, returned"),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.Column(
            "ref", sa.String(length=60), nullable=False, comment="what caused it, such as order-line:12"
        ),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("delta <> 0", name=op.f("ck_mkt_stock_movement_delta_not_zero")),
        sa.ForeignKeyConstraint(["lot_id"], ["mkt_stock_lot.id"], name=op.f("fk_mkt_stock_movement_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_stock_movement")),
        sa.UniqueConstraint("ref", "lot_id", "kind", name=op.f("uq_mkt_stock_movement_ref_lot_id_kind")),
    )
    with op.batch_alter_table("mkt_stock_movement", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_stock_movement_lot", ["lot_id", "id"], unique=False)

    op.create_table(
        "mkt_stock_reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_mkt_stock_reservation_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["lot_id"], ["mkt_stock_lot.id"], name=op.f("fk_mkt_stock_reservation_lot_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mkt_stock_reservation")),
        sa.UniqueConstraint("ref", "lot_id", name=op.f("uq_mkt_stock_reservation_ref_lot_id")),
    )
    with op.batch_alter_table("mkt_stock_reservation", schema=None) as batch_op:
        batch_op.create_index("ix_mkt_stock_reservation_until", ["until"], unique=False)
    _refuse_changes_to_the_audit_log()


def downgrade() -> None:
    with op.batch_alter_table("mkt_stock_reservation", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_stock_reservation_until")

    op.drop_table("mkt_stock_reservation")
    with op.batch_alter_table("mkt_stock_movement", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_stock_movement_lot")

    op.drop_table("mkt_stock_movement")
    with op.batch_alter_table("mkt_stock_lot", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_stock_lot_take")

    op.drop_table("mkt_stock_lot")
    with op.batch_alter_table("mkt_orders_line", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_orders_line_variant_id")
        batch_op.drop_index("ix_mkt_orders_line_seller_order_id")

    op.drop_table("mkt_orders_line")
    op.drop_table("mkt_orders_cart_line")
    with op.batch_alter_table("mkt_catalog_price", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_price_variant")

    op.drop_table("mkt_catalog_price")
    with op.batch_alter_table("mkt_catalog_availability", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_availability_product")

    op.drop_table("mkt_catalog_availability")
    with op.batch_alter_table("mkt_catalog_variant", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_variant_product")

    op.drop_table("mkt_catalog_variant")
    with op.batch_alter_table("mkt_catalog_revision", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mkt_catalog_revision_open",
            sqlite_where=sa.text("state = 'submitted'"),
            postgresql_where=sa.text("state = 'submitted'"),
        )
        batch_op.drop_index("ix_mkt_catalog_revision_product")

    op.drop_table("mkt_catalog_revision")
    with op.batch_alter_table("mkt_catalog_product_paper", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_product_paper_product")
        batch_op.drop_index("ix_mkt_catalog_product_paper_expires")

    op.drop_table("mkt_catalog_product_paper")
    with op.batch_alter_table("mkt_catalog_product_image", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_product_image_order")

    op.drop_table("mkt_catalog_product_image")
    with op.batch_alter_table("mkt_catalog_listing", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_listing_stock_until")
        batch_op.drop_index("ix_mkt_catalog_listing_set")
        batch_op.drop_index("ix_mkt_catalog_listing_producer")
        batch_op.drop_index("ix_mkt_catalog_listing_price")
        batch_op.drop_index("ix_mkt_catalog_listing_place")
        batch_op.drop_index("ix_mkt_catalog_listing_newest")
        batch_op.drop_index("ix_mkt_catalog_listing_name")
        batch_op.drop_index("ix_mkt_catalog_listing_from")
        batch_op.drop_index("ix_mkt_catalog_listing_facets")
        batch_op.drop_index("ix_mkt_catalog_listing_default")

    op.drop_table("mkt_catalog_listing")
    with op.batch_alter_table("mkt_orders_step", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_orders_step_seller_order_id")

    op.drop_table("mkt_orders_step")
    with op.batch_alter_table("mkt_certification_suspension", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mkt_certification_suspension_open",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.drop_index("ix_mkt_certification_suspension_recognition")

    op.drop_table("mkt_certification_suspension")
    op.drop_table("mkt_certification_import_row")
    with op.batch_alter_table("mkt_catalog_product", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_catalog_product_recognition")
        batch_op.drop_index("ix_mkt_catalog_product_producer")
        batch_op.drop_index("ix_mkt_catalog_product_moderation")

    op.drop_table("mkt_catalog_product")
    with op.batch_alter_table("mkt_producers_standing", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mkt_producers_standing_open",
            sqlite_where=sa.text("ends_at IS NULL"),
            postgresql_where=sa.text("ends_at IS NULL"),
        )
        batch_op.drop_index("ix_mkt_producers_standing_producer")

    op.drop_table("mkt_producers_standing")
    with op.batch_alter_table("mkt_producers_paper", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_producers_paper_producer")
        batch_op.drop_index("ix_mkt_producers_paper_expires")

    op.drop_table("mkt_producers_paper")
    with op.batch_alter_table("mkt_orders_seller_order", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_orders_seller_order_desk")

    op.drop_table("mkt_orders_seller_order")
    with op.batch_alter_table("mkt_certification_recognition", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mkt_certification_recognition_decision",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index("ix_mkt_certification_recognition_state")
        batch_op.drop_index("ix_mkt_certification_recognition_producer")
        batch_op.drop_index("ix_mkt_certification_recognition_place")
        batch_op.drop_index("ix_mkt_certification_recognition_lineage")
        batch_op.drop_index("ix_mkt_certification_recognition_expires")

    op.drop_table("mkt_certification_recognition")
    with op.batch_alter_table("mkt_producers_producer", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_producers_producer_tax_code")
        batch_op.drop_index("ix_mkt_producers_producer_sort")
        batch_op.drop_index("ix_mkt_producers_producer_place")

    op.drop_table("mkt_producers_producer")
    with op.batch_alter_table("mkt_places_succession", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mkt_places_succession_old_key"))
        batch_op.drop_index(batch_op.f("ix_mkt_places_succession_later_key"))
        batch_op.drop_index(batch_op.f("ix_mkt_places_succession_commune_code"))

    op.drop_table("mkt_places_succession")
    with op.batch_alter_table("mkt_places_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mkt_places_name_old_key"))
        batch_op.drop_index("ix_mkt_places_name_folded_province")
        batch_op.drop_index(batch_op.f("ix_mkt_places_name_commune_code"))

    op.drop_table("mkt_places_name")
    with op.batch_alter_table("mkt_orders_order", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_orders_order_user_id")

    op.drop_table("mkt_orders_order")
    op.drop_table("mkt_certification_import_file")
    op.drop_table("mkt_places_zone")
    with op.batch_alter_table("mkt_places_old_unit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mkt_places_old_unit_province_key"))
        batch_op.drop_index(batch_op.f("ix_mkt_places_old_unit_district_key"))

    op.drop_table("mkt_places_old_unit")
    with op.batch_alter_table("mkt_places_commune", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_places_commune_province_position")

    op.drop_table("mkt_places_commune")
    with op.batch_alter_table("mkt_certification_import_batch", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_certification_import_batch_sha256")
        batch_op.drop_index("ix_mkt_certification_import_batch_list")

    op.drop_table("mkt_certification_import_batch")
    op.drop_table("mkt_places_province")
    with op.batch_alter_table("mkt_orders_cart", schema=None) as batch_op:
        batch_op.drop_index("uq_mkt_orders_cart_user_id")
        batch_op.drop_index("ix_mkt_orders_cart_touched_at")

    op.drop_table("mkt_orders_cart")
    with op.batch_alter_table("mkt_accounts_role_grant", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_accounts_role_grant_scope")

    op.drop_table("mkt_accounts_role_grant")
    op.drop_table("mkt_accounts_consent")
    with op.batch_alter_table("mkt_accounts_address", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_mkt_accounts_address_default",
            sqlite_where=sa.text("is_default"),
            postgresql_where=sa.text("is_default"),
        )
        batch_op.drop_index("ix_mkt_accounts_address_user_id")

    op.drop_table("mkt_accounts_address")
    op.drop_table("mkt_places_status_change")
    op.drop_table("mkt_places_region")
    op.drop_table("mkt_places_edition")
    with op.batch_alter_table("mkt_payments_payment", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_payments_payment_state")

    op.drop_table("mkt_payments_payment")
    with op.batch_alter_table("mkt_notifications_mail", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_notifications_mail_sent_at")

    op.drop_table("mkt_notifications_mail")
    op.drop_table("mkt_media_image")
    op.drop_table("mkt_media_file")
    op.drop_table("mkt_kernel_worker_beat")
    with op.batch_alter_table("mkt_kernel_outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_kernel_outbox_open")

    op.drop_table("mkt_kernel_outbox")
    op.drop_table("mkt_kernel_audit_head")
    with op.batch_alter_table("mkt_kernel_audit", schema=None) as batch_op:
        batch_op.drop_index("ix_mkt_kernel_audit_subject")
        batch_op.drop_index("ix_mkt_kernel_audit_actor")
        batch_op.drop_index("ix_mkt_kernel_audit_action")

    op.drop_table("mkt_kernel_audit")
    op.drop_table("mkt_catalog_version")
    op.drop_table("mkt_accounts_user")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION mkt_kernel_audit_refuse()")
