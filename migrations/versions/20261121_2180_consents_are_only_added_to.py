"""Consents are only added to"""

from alembic import op

revision = "d5b1760c9ae3"
down_revision = "c4095ab8e7d2"
branch_labels = None
depends_on = None

TABLE = "mkt_accounts_consent"
SAID = "what was said about a consent stays"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
        # INSERT OR REPLACE removes a row without firing the trigger on DELETE, for either key that is there.
        op.execute(
            "CREATE TRIGGER mkt_accounts_consent_no_replace BEFORE INSERT ON mkt_accounts_consent "
            "WHEN EXISTS (SELECT 1 FROM mkt_accounts_consent WHERE id = NEW.id "
            "OR (user_id = NEW.user_id AND purpose = NEW.purpose AND number = NEW.number)) "
            "BEGIN SELECT RAISE(ABORT, 'what was said about a consent stays'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("no_replace", "no_delete", "no_update"):
            op.execute(f"DROP TRIGGER {TABLE}_{name}")
        return
    op.execute(f"DROP TRIGGER {TABLE}_no_change ON {TABLE}")
    op.execute(f"DROP FUNCTION {TABLE}_refuse()")
