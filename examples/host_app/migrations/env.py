"""The portal's own Alembic, as Flask-Migrate runs it."""

from typing import Any

import click
from alembic import context
from flask import current_app

host = current_app.extensions["migrate"]


def leave_out_empty(_context: Any, _revision: Any, directives: list[Any]) -> None:
    """Write no revision that says nothing."""
    wanted = getattr(context.config.cmd_opts, "autogenerate", False)
    if wanted and directives[0].upgrade_ops.is_empty():
        directives.clear()
        click.echo("No changes in schema detected.")


with host.db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=host.db.metadata,
        process_revision_directives=leave_out_empty,
        # Among them what Migrate was given for the market: `include_name`.
        **host.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()
