"""A corrected number of a receipt waits beside the confirmed one, which goes on to count"""

import sqlalchemy as sa
from alembic import op

revision = "d27f4b8e61a0"
down_revision = "5b7e20d4a913"
branch_labels = None
depends_on = None

_TABLE = "mkt_certification_recognition"
_RULE = "ck_mkt_certification_recognition_filing_waiting_whole"
_WHOLE = "(filing_waiting_no IS NULL) = (filing_waiting_by IS NULL)"


def upgrade() -> None:
    op.add_column(
        _TABLE,
        sa.Column(
            "filing_waiting_no",
            sa.String(length=80),
            nullable=True,
            comment="corrected number that nobody has confirmed; the confirmed one counts until then",
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        # SQLite adds a CHECK to a table that is there only together with a column.
        op.execute(
            f"ALTER TABLE {_TABLE} ADD COLUMN filing_waiting_by VARCHAR(80) CONSTRAINT {_RULE} CHECK ({_WHOLE})"
        )
    else:
        op.add_column(
            _TABLE,
            sa.Column(
                "filing_waiting_by",
                sa.String(length=80),
                nullable=True,
                comment="actor who corrected it",
            ),
        )
        op.create_check_constraint(op.f(_RULE), _TABLE, _WHOLE)


def downgrade() -> None:
    # What waits is lost; the confirmed numbers stay, and the log has the corrected ones.
    with op.batch_alter_table(_TABLE) as table:
        table.drop_constraint(op.f(_RULE), type_="check")
        table.drop_column("filing_waiting_by")
        table.drop_column("filing_waiting_no")
