"""``with nothing_changed():`` a refused action leaves every table of the marketplace as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select

from marketplace.kernel.db import Base, session

LARGE = "mkt_places_"
"""The gazetteer: nobody but its loader writes there."""


@contextmanager
def nothing_changed() -> Iterator[None]:
    """Compare every row of every table before and after the block, refusals raised through it or not."""
    before = _everything()
    try:
        yield
    finally:
        after = _everything()
        changed = [name for name in before if before[name] != after[name]]
        assert not changed, {
            name: {
                "gone": [row for row in before[name] if row not in after[name]],
                "new": [row for row in after[name] if row not in before[name]],
            }
            for name in changed
        }


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    here = session()
    here.expire_all()
    return {
        table.name: [tuple(row) for row in here.execute(select(table).order_by(*table.primary_key))]
        for table in Base.metadata.sorted_tables
        if not table.name.startswith(LARGE)
    }
