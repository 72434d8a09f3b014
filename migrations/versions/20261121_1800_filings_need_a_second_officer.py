"""A filing counts once a second officer has confirmed it"""

import sqlalchemy as sa
from alembic import op

revision = "e92a6c1f7d05"
down_revision = "7be05f92d4c8"
branch_labels = None
depends_on = None

_TABLE = "mkt_certification_recognition"
_RULE = "ck_mkt_certification_recognition_filing_four_eyes"
_FOUR_EYES = "filing_confirmed_by IS NULL OR filing_confirmed_by <> filing_by"


def upgrade() -> None:
    op.add_column(
        _TABLE,
        sa.Column(
            "filing_by", sa.String(length=80), nullable=True, comment="actor who last changed the receipt"
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        # SQLite adds a CHECK to a table that is there only together with a column.
        op.execute(
            f"ALTER TABLE {_TABLE} ADD COLUMN filing_confirmed_by VARCHAR(80) CONSTRAINT {_RULE} CHECK ({_FOUR_EYES})"
        )
    else:
        op.add_column(
            _TABLE,
            sa.Column(
                "filing_confirmed_by",
                sa.String(length=80),
                nullable=True,
                comment="never the one who noted it; none: the filing does not count yet",
            ),
        )
        op.create_check_constraint(op.f(_RULE), _TABLE, _FOUR_EYES)
    # What was filed until now has carried stars through their grace; it goes on to do so.
    op.execute(
        "UPDATE mkt_certification_recognition SET filing_confirmed_by = 'system:migration' WHERE filed_on IS NOT NULL"
    )


def downgrade() -> None:
    """Without these columns every filing counts, those too that still wait for a second officer; going up again takes
    them all for confirmed. Confirm or drop what waits before going down.
    """
    with op.batch_alter_table(_TABLE) as table:
        table.drop_constraint(op.f(_RULE), type_="check")
        table.drop_column("filing_confirmed_by")
        table.drop_column("filing_by")
