"""The marketplace's own migrations: up, down, check, without touching a host's.

Every domain's ``models`` is imported here by name, so that the metadata is whole whoever asks for it. Alembic is
imported where it is used: a site that serves only asks at which revision it is, and starts faster without.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, MetaData, column, inspect, select, table

from marketplace.kernel.db import Base

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE = "mkt_alembic_version"

MODELS = (
    "marketplace.kernel.audit",
    "marketplace.kernel.outbox",
    "marketplace.kernel.worker_beat",
    "marketplace.accounts.models",
    "marketplace.accounts.privacy.models",
    "marketplace.places.models",
    "marketplace.media.models",
    "marketplace.producers.models",
    "marketplace.producers.payout.models",
    "marketplace.producers.applications.models",
    "marketplace.producers.joining.models",
    "marketplace.certification.models",
    "marketplace.certification.annex.models",
    "marketplace.certification.claims.models",
    "marketplace.catalog.models",
    "marketplace.catalog.imports.models",
    "marketplace.catalog.listing_models",
    "marketplace.catalog.work_models",
    "marketplace.stock.models",
    "marketplace.payments.models",
    "marketplace.orders.models",
    "marketplace.inspection.models",
    "marketplace.inspection.appeal_models",
    "marketplace.notifications.models",
    "marketplace.notifications.letters.models",
)


def metadata() -> MetaData:
    """The metadata with every table of the marketplace in it."""
    for module in MODELS:
        import_module(module)
    return Base.metadata


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Only our own tables are compared with the models; a host's are none of our business."""
    return kind != "table" or (name or "").startswith("mkt_")


def exclude_from_autogenerate(name: str | None, kind: str, _parents: Any) -> bool:
    """For a host's Alembic ``include_name``: true for everything but the marketplace's tables."""
    return not (kind == "table" and (name or "").startswith("mkt_"))


def folder() -> Path:
    """Where the migrations lie: beside the packages in a checkout, inside ``marketplace`` in a wheel."""
    # By their place, not by import: a host's own Alembic is likely to lie in a folder called `migrations`.
    package = Path(__file__).parent
    for place in (package / "migrations", package.parent / "migrations"):
        if (place / "env.py").is_file():
            return place
    raise FileNotFoundError("the folder `migrations` of the marketplace is missing")


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder()))
    config.set_main_option(
        "file_template", "%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config


_REVISION = re.compile(r"""^(revision|down_revision)\b[^=]*=\s*["'](\w+)["']""", re.MULTILINE)


class CannotMigrate(ValueError):
    """There is no way to the revision that was asked for. Nothing was changed."""


def _revisions() -> tuple[set[str], set[str]]:
    """Every revision there is, and those that another one comes after."""
    own: set[str] = set()
    followed: set[str] = set()
    for script in (folder() / "versions").glob("*.py"):
        for name, revision in _REVISION.findall(script.read_text(encoding="utf-8")):
            (own if name == "revision" else followed).add(revision)
    return own, followed


def head() -> str | None:
    """The newest revision there is: the one that no other comes after. ``ValueError`` when there are several."""
    own, followed = _revisions()
    heads = own - followed
    if len(heads) > 1:
        raise ValueError(f"the migrations have {len(heads)} ends: {', '.join(sorted(heads))}")
    return next(iter(heads), None)


def current_revision(connection: Connection) -> str | None:
    """The revision the database is at, or ``None`` before the first."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(
        select(table(VERSION_TABLE, column("version_num")).c.version_num)
    ).scalar_one_or_none()
    return found


def complaint(connection: Connection) -> str:
    """Why the tables are not those of this code, and what to do about it; empty when they are at its revision."""
    at, newest = current_revision(connection), head()
    if at == newest:
        return ""
    cure = "run `flask marketplace db upgrade`"
    if at is None:
        return f"the database has no tables of the marketplace yet: {cure}"
    if at not in _revisions()[0]:
        return (
            f"the database is at revision {at}, which this code does not know: run the version that made it"
        )
    return f"the database is at revision {at}, the code needs {newest}: {cure}"


def upgrade(engine: Engine, to: str = "head") -> str | None:
    """Bring the database up to a revision; which one it is at then. :class:`CannotMigrate` for one there is not."""
    from alembic import command

    return _move(engine, to, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, to: str = "base") -> str | None:
    """Bring the database down to a revision; which one it is at then. :class:`CannotMigrate` for one there is not."""
    from alembic import command

    return _move(engine, to, lambda config: command.downgrade(config, to))


def revise(engine: Engine, message: str) -> None:
    """Write a new migration from what differs between models and database. For developers."""
    from alembic import command

    _run(engine, lambda config: command.revision(config, message, autogenerate=True))


def differences(connection: Connection) -> list[Any]:
    """What differs between the models and the database; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "include_name": include_name, "compare_type": True}
    )
    return list(compare_metadata(context, metadata()))


def _move(engine: Engine, to: str, step: Any) -> str | None:
    from alembic.util import CommandError

    try:
        _run(engine, step)
    except CommandError as error:
        with engine.connect() as connection:
            at = current_revision(connection)
        known = ", ".join(sorted(_revisions()[0]))
        raise CannotMigrate(
            f"no way to revision {to!r} from {at or 'base'}: {error}; there are: base, {known}"
        ) from error
    with engine.connect() as connection:
        return current_revision(connection)


def _run(engine: Engine, step: Any) -> None:
    with engine.connect() as connection:
        # SQLite rebuilds a table to alter it, and foreign keys would fire on the way. The pragma is ignored inside a
        # transaction, so it goes to the driver directly.
        driver = connection.connection.driver_connection if connection.dialect.name == "sqlite" else None
        if driver is not None:
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                step(_config(connection))
        finally:
            if driver is not None:
                driver.execute("PRAGMA foreign_keys = ON")
