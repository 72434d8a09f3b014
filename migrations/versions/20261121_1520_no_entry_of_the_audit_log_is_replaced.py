"""No entry of the audit log is replaced"""

from alembic import op

revision = "8e41b6d20c97"
down_revision = "11d1c7721b79"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # INSERT OR REPLACE removes a row without firing the trigger on DELETE. It does so for any key that is there:
    # the number, the hash, SQLite's own rowid. PostgreSQL has nothing of the kind: its ON CONFLICT is an UPDATE.
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER mkt_kernel_audit_no_replace BEFORE INSERT ON mkt_kernel_audit "
            "WHEN EXISTS (SELECT 1 FROM mkt_kernel_audit "
            "WHERE seq = NEW.seq OR hash = NEW.hash OR rowid = NEW.rowid) "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER mkt_kernel_audit_no_replace")
