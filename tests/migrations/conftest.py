"""An empty database of the kind that the run is on, and what lies in one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, inspect, text

from marketplace.kernel import sqlite


@pytest.fixture
def make_engine(make_database: Callable[[], str]) -> Iterator[Callable[[], Engine]]:
    """Engines over empty databases, set up as the site sets up its own."""
    made: list[Engine] = []

    def make() -> Engine:
        engine = create_engine(make_database())
        if engine.dialect.name == "sqlite":
            sqlite.prepare(engine)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture
def engine(make_engine: Callable[[], Engine]) -> Engine:
    """One empty database."""
    return make_engine()


def schema(engine: Engine) -> dict[str, dict[str, Any]]:
    """Everything that the database itself tells of its tables: what no migration wrote is not in it."""
    with engine.connect() as connection:
        looking = inspect(connection)
        return {
            name: {
                "columns": {
                    column["name"]: (str(column["type"]), column["nullable"], column["default"])
                    for column in looking.get_columns(name)
                },
                "key": sorted(looking.get_pk_constraint(name)["constrained_columns"]),
                "references": sorted(map(_plain, looking.get_foreign_keys(name))),
                "unique": sorted(map(_plain, looking.get_unique_constraints(name))),
                "checks": sorted(
                    (each["name"] or "", each["sqltext"]) for each in looking.get_check_constraints(name)
                ),
                "indexes": sorted(map(_plain, looking.get_indexes(name))),
                "comments": {
                    column["name"]: column["comment"]
                    for column in looking.get_columns(name)
                    if column.get("comment")
                },
            }
            for name in looking.get_table_names()
        }


def _plain(found: Any) -> str:
    """Something that can be compared: conditions of indexes come as objects."""
    if isinstance(found, Mapping):
        return "; ".join(f"{key}: {_plain(value)}" for key, value in sorted(found.items()))
    if isinstance(found, (list, tuple)):
        return ", ".join(map(_plain, found))
    return str(found)


def leftovers(engine: Engine) -> set[str]:
    """Names of tables, indexes, triggers, functions, sequences and types in the database, whoever made them."""
    with engine.connect() as connection:
        return set(_of_sqlite(connection) if engine.dialect.name == "sqlite" else _of_postgresql(connection))


def _of_sqlite(connection: Connection) -> list[str]:
    return list(
        connection.execute(text("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")).scalars()
    )


def _of_postgresql(connection: Connection) -> list[str]:
    query = """
        SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = 'public'
        UNION SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = 'public'
        UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT typname FROM pg_type JOIN pg_namespace n ON n.oid = typnamespace
              WHERE nspname = 'public' AND typtype = 'e'
    """
    return list(connection.execute(text(query)).scalars())
