"""Whether the site can do its work: the database answers, its tables are those of this code, the worker is alive."""

import logging
from datetime import timedelta
from functools import cache

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from marketplace import migrate
from marketplace.kernel import clock, worker_beat
from marketplace.kernel.db import session
from marketplace.kernel.outbox import JobBackend
from marketplace.kernel.state import current

log = logging.getLogger(__name__)

SILENCE = timedelta(minutes=3)
"""A worker that has not been heard for so long is taken for dead."""


def health() -> tuple[dict[str, str], int]:
    """What is well and what is not, word by word, with 200 when all of it is and 503 otherwise.

    Says nothing that a stranger could use: no addresses, no versions, no errors; those are in the log.
    """
    found = {"database": "ok", "migrations": "ok", "jobs": "ok"}
    try:
        here = session()
        here.execute(text("SELECT 1"))
        at = migrate.current_revision(here.connection())
        if at != _head():
            found["migrations"] = "not at head"
        if current().port("jobs", JobBackend).needs_worker:
            # Before the first migration there is no table in which a worker could have left a sign.
            found["jobs"] = _worker() if at else "unknown"
    except SQLAlchemyError:
        log.exception("the database does not answer as it should")
        session().rollback()
        found = dict.fromkeys(found, "unknown") | {"database": "no answer"}
    well = all(state == "ok" for state in found.values())
    return {"status": "ok" if well else "unwell", **found}, 200 if well else 503


def _worker() -> str:
    beat = worker_beat.last_beat()
    silent = beat is None or clock.now() - beat >= SILENCE
    return "no sign of the worker" if silent else "ok"


@cache
def _head() -> str | None:
    """The newest revision of this code; it does not change while the code runs."""
    return migrate.head()
