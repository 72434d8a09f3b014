"""Runs migrations over the connection that ``marketplace.migrate`` hands in."""

from alembic import context
from sqlalchemy.engine import Connection

from marketplace.migrate import VERSION_TABLE, include_name, metadata

config = context.config
connection: Connection = config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata(),
    version_table=VERSION_TABLE,
    include_name=include_name,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
