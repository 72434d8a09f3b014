"""``flask marketplace …``: what an operator does from a shell. Each command calls one verb and prints what happened."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Engine

from marketplace.kernel.state import current

marketplace = AppGroup("marketplace", help="The OCOP marketplace.")


def engine() -> Engine:
    """The engine of the current app's database."""
    bind = current().session().get_bind()
    assert isinstance(bind, Engine)
    return bind


@marketplace.group("db", cls=AppGroup, help="Tables and migrations.")
def database() -> None:
    """Group."""


@database.command("upgrade")
@click.argument("to", default="head")
def db_upgrade(to: str) -> None:
    """Bring the tables up to a revision (the newest by default)."""
    from marketplace import migrate

    migrate.upgrade(engine(), to)
    click.echo(f"database is at {to}")


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
        raise click.ClickException(f"database is at {at}, the code needs {head}: run `flask marketplace db upgrade`")
    if different:
        raise click.ClickException("tables differ from the models: " + "; ".join(str(item) for item in different))
    click.echo(f"database is at {head} and agrees with the models")


@database.command("revise", hidden=True)
@click.argument("message")
def db_revise(message: str) -> None:
    """Write a new migration from what differs (for developers)."""
    from marketplace import migrate

    migrate.revise(engine(), message)


@marketplace.group("jobs", cls=AppGroup, help="Background work.")
def jobs() -> None:
    """Group."""


@jobs.command("work")
def jobs_work() -> None:
    """Do background work until told to stop (SIGTERM, SIGINT)."""
    from marketplace.backends import huey_worker

    huey_worker.work(current_app._get_current_object())  # type: ignore[attr-defined]


@jobs.command("sweep")
def jobs_sweep() -> None:
    """Do at once whatever waits in the outbox."""
    from marketplace.kernel import outbox

    click.echo(f"{outbox.sweep()} jobs done")


@marketplace.group("audit", cls=AppGroup, help="The audit log.")
def audit_group() -> None:
    """Group."""


@audit_group.command("verify")
def audit_verify() -> None:
    """Recompute the chain of the audit log. Exit code 1 when it is broken."""
    from marketplace.kernel import audit

    report = audit.verify()
    if not report.ok:
        raise click.ClickException(f"the audit log is broken at entry {report.broken_at}: {report.reason}")
    click.echo(f"{report.entries} entries, the chain holds")
