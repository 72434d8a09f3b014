"""The market with the guard of stock taken out: what the tests of many at once are tested against.

What holds back the fifty-first buyer is the conditional UPDATE (``stock.take.enough``) and the CHECK constraint behind
it. Looking first and taking then is no guard, and here it is made as old as a look can be: everybody acts on what was
free when the first one looked. A test of many at once that passes on such a market tests nothing.

A served site gets it by ``sitecustomize`` (see :func:`folder_for_processes`): the product has no switch for this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect, text, true
from sqlalchemy.sql.elements import ColumnElement

ROOT = Path(__file__).resolve().parents[2]
CHECKS = ("ck_mkt_stock_lot_on_hand_not_negative", "ck_mkt_stock_lot_reserved_is_on_hand")


def remember_looks(patch: pytest.MonkeyPatch) -> None:
    """Whoever looks at stock sees what the first one saw."""
    from marketplace.stock import queries, take

    look, available, lots = take.look, queries.available, queries.lots_for_buyers
    looks: dict[frozenset[int], Any] = {}
    shown: dict[frozenset[int], Any] = {}
    counts: dict[int, int] = {}

    def old_look(variant_ids: Collection[int]) -> Any:
        key = frozenset(variant_ids)
        if key not in looks:
            looks[key] = look(variant_ids)
        return looks[key]

    def old_count(variant_ids: Collection[int]) -> dict[int, int]:
        missing = [each for each in variant_ids if each not in counts]
        if missing:
            counts.update(available(missing))
            old_look(missing)
            old_lots(missing)
        return {each: counts[each] for each in variant_ids}

    def old_lots(variant_ids: Collection[int]) -> Any:
        key = frozenset(variant_ids)
        if key not in shown:
            shown[key] = lots(variant_ids)
        return shown[key]

    patch.setattr(take, "look", old_look)
    patch.setattr(queries, "lots_for_buyers", old_lots)
    patch.setattr(queries, "available", old_count)


def take_out_the_condition(patch: pytest.MonkeyPatch) -> None:
    """The UPDATE takes what it is told to, whether it is there or not."""
    from marketplace.stock import take

    def anything(_quantity: int) -> ColumnElement[bool]:
        return true()

    patch.setattr(take, "enough", anything)


def take_out_the_checks(engine: Engine) -> None:
    """The database accepts lots below zero. SQLite cannot drop a CHECK, but its connections can look away."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _look_away)
        engine.dispose()
        return
    with engine.begin() as connection:
        names = {each["name"] for each in inspect(connection).get_check_constraints("mkt_stock_lot")}
        assert set(CHECKS) <= names, names
        for name in CHECKS:
            connection.execute(text(f"ALTER TABLE mkt_stock_lot DROP CONSTRAINT {name}"))


def _look_away(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA ignore_check_constraints = ON")


@contextmanager
def without_guard(engine: Engine) -> Iterator[None]:
    """In this process, with this engine, while the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        remember_looks(patch)
        take_out_the_condition(patch)
        take_out_the_checks(engine)
        yield


def folder_for_processes(folder: Path) -> Path:
    """A folder for ``PYTHONPATH`` that takes the condition out of every Python process started with it."""
    folder.mkdir()
    lines = (
        "import sys",
        f"sys.path.append({str(ROOT)!r})",
        "from tests.concurrency import unguarded",
        "unguarded.in_this_process()",
    )
    (folder / "sitecustomize.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def in_this_process() -> None:
    """For good, in a process of its own. The checks of PostgreSQL are dropped by the test."""
    patch = pytest.MonkeyPatch()
    remember_looks(patch)
    take_out_the_condition(patch)

    @event.listens_for(Engine, "connect")
    def look_away(connection: Any, record: object) -> None:
        if type(connection).__module__.startswith("sqlite3"):
            _look_away(connection, record)
