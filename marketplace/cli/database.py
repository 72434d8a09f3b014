"""``flask marketplace db …``: tables and migrations."""

from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import Engine

from marketplace.kernel.state import current

database = AppGroup("db", help="Tables and migrations.")
# `-1`, a step down, is a revision here and no option.
REVISION = {"ignore_unknown_options": True}


def engine() -> Engine:
    """The engine of the current app's database."""
    return current().session().get_bind().engine


@database.command("upgrade", context_settings=REVISION)
@click.argument("to", metavar="REVISION", default="head")
def db_upgrade(to: str) -> None:
    """Bring the tables up to a revision (the newest by default), and the places into them."""
    from marketplace import migrate
    from marketplace.places import services as places

    at = migrate.upgrade(engine(), to)
    click.echo(f"database is at {at or 'base'}")
    if at == migrate.head():
        report = places.load()
        click.echo(f"places as of {report.state_on:%d/%m/%Y}: {report.added} added, {report.updated} updated")


@database.command("downgrade", context_settings=REVISION)
@click.argument("to", metavar="REVISION", default="-1")
def db_downgrade(to: str) -> None:
    """Bring the tables down to a revision (one step by default; `base` removes all)."""
    from marketplace import migrate

    click.echo(f"database is at {migrate.downgrade(engine(), to) or 'base'}")


@database.command("check")
def db_check() -> None:
    """Say whether tables and triggers are those the code expects. Exit code 1 if not."""
    from marketplace import migrate
    from marketplace.kernel import audit_guard

    with engine().connect() as connection:
        if wrong := migrate.complaint(connection):
            raise click.ClickException(wrong)
        if different := migrate.differences(connection):
            raise click.ClickException("tables differ from the models: " + "; ".join(map(_said, different)))
        if gone := audit_guard.missing(connection):
            raise click.ClickException(audit_guard.in_words(gone))
    click.echo(f"database is at {migrate.head()} and agrees with the models")


def _said(difference: Any) -> str:
    """A difference as Alembic gives it, by its names: ``add column mkt_stock_lot note``."""
    if isinstance(difference, list):
        return "; ".join(map(_said, difference))
    kind, *about = difference
    names = (getattr(part, "name", part) for part in about if part is not None and not isinstance(part, dict))
    return " ".join([kind.replace("_", " "), *map(str, names)])


@database.command("revise", hidden=True)
@click.argument("message")
def db_revise(message: str) -> None:
    """Write a new migration from what differs (for developers)."""
    from marketplace import migrate

    migrate.revise(engine(), message)
