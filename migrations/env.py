"""Runs migrations over the connection that ``marketplace.migrate`` hands in."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.engine import Connection

from marketplace.kernel.db import UTCDateTime
from marketplace.migrate import VERSION_TABLE, include_name, metadata
from marketplace.producers.tax_codes import LENGTH, TaxCode

config = context.config
connection: Connection = config.attributes["connection"]


def render_item(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """A migration stands alone: it names SQLAlchemy's types, not ours, which may change under it."""
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(thing, TaxCode):
        return f"sa.String(length={LENGTH})"
    return False


context.configure(
    connection=connection,
    target_metadata=metadata(),
    version_table=VERSION_TABLE,
    include_name=include_name,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
