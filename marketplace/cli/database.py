"""``flask marketplace db …``: tables and migrations."""

import click
from flask.cli import AppGroup
from sqlalchemy import Engine

from marketplace.kernel.state import current

database = AppGroup("db", help="Tables and migrations.")


def engine() -> Engine:
    """The engine of the current app's database."""
    bind = current().session().get_bind()
    assert isinstance(bind, Engine)
    return bind


@database.command("upgrade")
@click.argument("to", default="head")
def db_upgrade(to: str) -> None:
    """Bring the tables up to a revision (the newest by default), and the places into them."""
    from marketplace import migrate
    from marketplace.places import services as places

    migrate.upgrade(engine(), to)
    click.echo(f"database is at {to}")
    if to == "head":
        report = places.load()
        click.echo(f"places as of {report.state_on:%d/%m/%Y}: {report.added} added, {report.updated} updated")


@database.command("downgrade")
@click.argument("to", default="-1")
def db_downgrade(to: str) -> None:
    """Bring the tables down to a revision (one step by default; `base` removes all)."""
    from marketplace import migrate

    migrate.downgrade(engine(), to)
    click.echo(f"database is at {to}")


@database.command("check")
def db_check() -> None:
    """Say whether the tables are those the code expects. Exit code 1 if not."""
    from marketplace import migrate

    with engine().connect() as connection:
        at, head = migrate.current_revision(connection), migrate.head()
        different = migrate.differences(connection) if at == head else []
    if at != head:
        raise click.ClickException(
            f"database is at {at}, the code needs {head}: run `flask marketplace db upgrade`"
        )
    if different:
        raise click.ClickException(
            "tables differ from the models: " + "; ".join(str(item) for item in different)
        )
    click.echo(f"database is at {head} and agrees with the models")


@database.command("revise", hidden=True)
@click.argument("message")
def db_revise(message: str) -> None:
    """Write a new migration from what differs (for developers)."""
    from marketplace import migrate

    migrate.revise(engine(), message)
