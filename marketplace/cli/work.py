"""``flask marketplace jobs …``, ``audit …``, ``reindex`` and ``doctor``: keeping the site going."""

import json

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from marketplace.cli.ready import needs_tables

jobs = AppGroup("jobs", help="Background work.")
audit_log = AppGroup("audit", help="The audit log.")


@jobs.command("work")
@needs_tables
def jobs_work() -> None:
    """Do background work until told to stop (SIGTERM, SIGINT)."""
    from marketplace.backends import huey_worker

    # The worker outlives this context, so it is given the app itself.
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 -- werkzeug calls it public
    huey_worker.work(app)


@jobs.command("sweep")
@needs_tables
def jobs_sweep() -> None:
    """Do at once whatever waits in the outbox."""
    from marketplace.kernel import outbox

    done = total = outbox.sweep()
    while done:
        done = outbox.sweep()
        total += done
    click.echo(f"{total} jobs done")


@audit_log.command("verify")
@needs_tables
def audit_verify() -> None:
    """Recompute the chain of the audit log. Exit code 1 when it is broken."""
    from marketplace.kernel import audit

    report = audit.verify()
    if not report.ok:
        raise click.ClickException(f"the audit log is broken at entry {report.broken_at}: {report.reason}")
    click.echo(f"{report.entries} entries, the chain holds")


@click.command("reindex")
@needs_tables
def reindex() -> None:
    """Derive the listing anew from the facts, and the search index from the listing."""
    from flask import has_app_context

    from marketplace.catalog import services as catalog
    from marketplace.search import services as search

    assert has_app_context()
    catalog.rebuild_all()
    click.echo("listing rebuilt")
    click.echo(f"search index: {search.rebuild()} products")


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(*, as_json: bool) -> None:
    """Look for what is wrong, and say what to do about it. Exit code 1 when something is."""
    from marketplace.doctor import examine
    from marketplace.kernel.i18n import speaking

    findings = examine()
    # Commands speak English; the page says the same in the reader's language.
    with speaking("en"):
        told = [finding.as_data() for finding in findings]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for each in told:
            click.echo(f"{'ok  ' if each['ok'] else 'BAD '} {each['subject']}: {each['found']}")
            if each["cure"]:
                click.echo(f"     {each['cure']}")
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)
