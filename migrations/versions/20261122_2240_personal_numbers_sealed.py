"""The tax number of a household is a person's own: it is sealed"""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from marketplace.kernel.sealing import sealer

revision = "e7a90c4d1b58"
down_revision = "d81f5a2c90e6"
branch_labels = None
depends_on = None

ABOUT = "tax_code"
COLUMNS = {
    "mkt_producers_producer": (
        "tax_code",
        "10 digits, 10-3 digits, or a 12-digit personal number",
        "10 digits, 10-3 digits, or a 12-digit personal number, which is sealed",
    ),
    "mkt_certification_recognition": ("holder_tax_id", None, "a person's own is sealed"),
}
AT_ONCE = 1_000


def upgrade() -> None:
    for table, (column, before, after) in COLUMNS.items():
        with op.batch_alter_table(table) as altered:
            altered.alter_column(
                column,
                existing_type=sa.String(16),
                type_=sa.String(64),
                existing_nullable=False,
                comment=after,
                existing_comment=before,
            )
        _each(table, column, "length({column}) = 12", lambda text: sealer().seal_alike(text, ABOUT))


def downgrade() -> None:
    for table, (column, before, after) in COLUMNS.items():
        _each(table, column, "{column} LIKE 'alike:%'", lambda text: sealer().open_alike(text, ABOUT))
        with op.batch_alter_table(table) as altered:
            altered.alter_column(
                column,
                existing_type=sa.String(64),
                type_=sa.String(16),
                existing_nullable=False,
                comment=before,
                existing_comment=after,
            )


def _each(name: str, column: str, which: str, made: Callable[[str], str]) -> None:
    """Write anew what a column holds, a part of the rows at a time."""
    rows = sa.table(name, sa.column("id", sa.Integer), sa.column(column, sa.String))
    wanted = (
        sa.select(rows.c.id, rows.c[column])
        .where(sa.text(which.format(column=column)), rows.c.id > sa.bindparam("after"))
        .order_by(rows.c.id)
        .limit(AT_ONCE)
    )
    write = rows.update().where(rows.c.id == sa.bindparam("row")).values({column: sa.bindparam("text")})
    last, here = 0, op.get_bind()
    while found := here.execute(wanted, {"after": last}).all():
        here.execute(write, [{"row": each[0], "text": made(each[1])} for each in found])
        last = found[-1][0]
