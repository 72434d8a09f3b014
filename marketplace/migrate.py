"""The marketplace's own migrations: up, down, check, without touching a host's.

Every domain's ``models`` is imported here by name, so that the metadata is whole whoever asks for it.
"""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData

from marketplace.kernel.db import Base

VERSION_TABLE = "mkt_alembic_version"

MODELS = (
    "marketplace.kernel.audit",
    "marketplace.kernel.outbox",
    "marketplace.accounts.models",
    "marketplace.places.models",
    "marketplace.media.models",
    "marketplace.producers.models",
    "marketplace.certification.models",
    "marketplace.certification.annex.models",
    "marketplace.catalog.models",
    "marketplace.catalog.listing_models",
    "marketplace.stock.models",
    "marketplace.payments.models",
    "marketplace.orders.models",
    "marketplace.notifications.models",
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
    inside = Path(__file__).parent / "migrations"
    if inside.is_dir():
        return inside
    spec = find_spec("migrations")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the folder `migrations` of the marketplace is missing")
    return Path(spec.origin).parent


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder()))
    config.set_main_option(
        "file_template", "%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config


def head() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current_revision(connection: Connection) -> str | None:
    """The revision the database is at, or ``None`` before the first."""
    return MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE}
    ).get_current_revision()


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the database up to a revision."""
    _run(engine, lambda config: command.upgrade(config, to))


def downgrade(engine: Engine, to: str = "base") -> None:
    """Bring the database down to a revision."""
    _run(engine, lambda config: command.downgrade(config, to))


def revise(engine: Engine, message: str) -> None:
    """Write a new migration from what differs between models and database. For developers."""
    _run(engine, lambda config: command.revision(config, message, autogenerate=True))


def differences(connection: Connection) -> list[Any]:
    """What differs between the models and the database; empty when they agree."""
    context = MigrationContext.configure(
        connection, opts={"version_table": VERSION_TABLE, "include_name": include_name, "compare_type": True}
    )
    return list(compare_metadata(context, metadata()))


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
