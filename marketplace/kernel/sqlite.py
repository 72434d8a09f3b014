"""SQLite as a server's database: WAL, foreign keys, writers that queue.

With the driver's own transaction handling a savepoint opened before any write is not undone by the outer rollback, and
a transaction that reads before it writes fails under load. So the driver is told to keep out (``isolation_level``
``None``) and we say ``BEGIN`` ourselves: ``BEGIN IMMEDIATE`` for a writer, plain ``BEGIN`` for a reader.
"""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

BUSY_TIMEOUT_MS = 30_000


def prepare(engine: Engine) -> None:
    """Make every connection of ``engine`` ours. Call once, before the first connection."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = WAL",
            # A sold box must survive a power cut, so every commit reaches the disk.
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -16000",
            "mmap_size = 134217728",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("mkt_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
