"""Rows that are there once, whoever else adds them at the same moment."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row
from sqlalchemy.dialects import postgresql, sqlite

from marketplace.kernel.db import Base, session


def insert_once(table: type[Base], rows: Sequence[dict[str, Any]], *returning: Any) -> Sequence[Row[Any]]:
    """Add ``rows`` that are not there yet, by any unique key; give ``returning`` of those that were added."""
    here = session()
    dialect = postgresql if here.get_bind().dialect.name == "postgresql" else sqlite
    added = dialect.insert(table).on_conflict_do_nothing()
    if not returning:
        here.execute(added, rows)
        return ()
    return here.execute(added.returning(*returning), rows).all()
