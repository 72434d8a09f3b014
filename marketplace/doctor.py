"""Looks for what is wrong with a site, names the cause, and says what to do about it."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from marketplace import migrate
from marketplace.catalog.queries.facets import facet_index
from marketplace.kernel import audit, audit_guard, outbox
from marketplace.kernel.db import session
from marketplace.kernel.db_trouble import trouble
from marketplace.kernel.errors import BackendUnavailable, MarketplaceError
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.state import current
from marketplace.places import queries as places
from marketplace.search.index import index
from marketplace.stock import queries as stock
from marketplace.web.health import SILENCE


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is well, what was found, and what to do if it is not."""

    subject: str
    ok: bool
    found: str
    cure: str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def examine() -> list[Finding]:
    """Look at everything. A check that fails by an exception is a finding too; later checks still run.

    Without a database that answers, or with tables of another version, nothing else can be looked at.
    """
    findings: list[Finding] = []
    for check in CHECKS:
        try:
            findings.extend(check())
        except SQLAlchemyError as failure:
            session().rollback()
            wrong = trouble(failure, session().get_bind().engine.url)
            findings.append(_failed(check, wrong or str(failure).partition("\n")[0]))
        except BackendUnavailable as failure:
            findings.append(_failed(check, f"{failure.port} does not answer {failure.reason}".rstrip()))
        except (MarketplaceError, OSError) as failure:
            findings.append(_failed(check, repr(failure)))
        if check is _database and not findings[-1].ok:
            break
    return findings


def _failed(check: Callable[[], Iterator[Finding]], found: str) -> Finding:
    return Finding(check.__name__.strip("_"), False, found, "Mend the cause, then look again.")


def _database() -> Iterator[Finding]:
    here = session()
    here.execute(text("SELECT 1"))
    bind = here.get_bind()
    yield Finding("database", True, f"{bind.dialect.name} answers")
    yield from _host(here)
    wrong = migrate.complaint(here.connection())
    yield Finding("migrations", not wrong, wrong or f"at {migrate.head()}, as the code needs")


def _host(here: Session) -> Iterator[Finding]:
    bind = here.get_bind()
    if bind.dialect.name == "sqlite" and not current().owns_database:
        mode = isinstance(bind, Engine) and here.execute(text("PRAGMA journal_mode")).scalar()
        yield Finding(
            "host's SQLite",
            mode == "wal",
            f"journal_mode is {mode}; the engine is the host's, and so is how it is set up",
            "Under load let the marketplace make its own database, or use PostgreSQL.",
        )


def _places() -> Iterator[Finding]:
    edition = places.edition()
    yield Finding(
        "places",
        edition is not None,
        f"as of {edition.state_on:%d/%m/%Y}" if edition else "not loaded",
        "" if edition else "flask marketplace db upgrade",
    )


def _jobs() -> Iterator[Finding]:
    from marketplace.kernel import clock

    beat, now = outbox.last_beat(), clock.now()
    alive = beat is not None and now - beat < SILENCE
    yield Finding(
        "worker",
        alive,
        f"last heard at {beat:%d/%m/%Y %H:%M:%S} UTC" if beat else "never heard",
        "" if alive else "Start it: flask marketplace jobs work (make serve starts it with the site).",
    )
    here = session()
    failed = here.execute(
        select(func.count()).select_from(OutboxRow).where(OutboxRow.failed_at.is_not(None))
    ).scalar_one()
    yield Finding(
        "failed jobs",
        failed == 0,
        str(failed),
        "" if failed == 0 else "Look at them under /quan-ly/van-hanh and retry.",
    )


def _audit() -> Iterator[Finding]:
    gone = audit_guard.missing(session().connection())
    yield Finding(
        "audit triggers", not gone, audit_guard.in_words(gone) if gone else "the log can only be added to"
    )
    report = audit.verify()
    yield Finding(
        "audit log",
        report.ok,
        f"{report.entries} entries, the chain holds"
        if report.ok
        else f"broken at {report.broken_at}: {report.reason}",
        ""
        if report.ok
        else "Somebody changed the log in the database: compare with a backup before anything else.",
    )


def _stock() -> Iterator[Finding]:
    wrong = stock.lots_that_do_not_add_up()
    yield Finding(
        "stock",
        not wrong,
        "every lot is the sum of its movements" if not wrong else f"lots that do not add up: {wrong}",
    )


def _search() -> Iterator[Finding]:
    indexed, listed = index().count(), len(facet_index())
    yield Finding(
        "search index",
        indexed >= listed,
        f"{indexed} products indexed, {listed} on sale",
        "" if indexed >= listed else "flask marketplace reindex",
    )


def _settings() -> Iterator[Finding]:
    settings = current().settings
    missing = [
        name
        for name in ("operator", "operator_address", "operator_phone", "operator_email")
        if not getattr(settings, name)
    ]
    yield Finding(
        "operator's details",
        not missing or current().is_demo,
        "complete" if not missing else f"missing: {', '.join(missing)}",
        "" if not missing else "Decree 248/2026/NĐ-CP article 4 wants them public: set MARKETPLACE_OPERATOR…",
    )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _database,
    _places,
    _jobs,
    _audit,
    _stock,
    _search,
    _settings,
)
