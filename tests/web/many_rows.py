"""Tables made long: rows like those that are there, in turn, inserted by the database itself, as many as are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    UniqueConstraint,
    case,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from marketplace.kernel.audit import AuditEntry, AuditHead
from marketplace.kernel.db import Base

KEPT = frozenset({"mkt_accounts_user", "mkt_producers_producer"})
"""To whom a new row belongs to whom the row belongs that it is like: the lists of one person or producer get long."""

SPARE = 120
"""So many rows more than asked for has what others hang on: their turns need not end where its own do."""

ONE_OF_FEW = frozenset({"against", "kind", "purpose", "role", "scope", "state"})
"""Columns with a known set of values: what has to differ differs in another."""


def table(name: str) -> Table:
    """The table of that name, without its ``mkt_``."""
    return Base.metadata.tables[f"mkt_{name}"]


@dataclass(frozen=True, slots=True)
class Long:
    """A table that is to be made long. ``of_new``: columns that name a person or a producer, a new one for each row.
    ``of_old``: columns that name what was there before, so that one thing has very many of them. ``apart``: words by
    which rows belong together, and new ones do not. ``page``: rows of its list's page, where what stands on the last
    one decides what is looked up; that page stays as long as it was. ``more``: so many turns more than what hangs on
    them gets, for things that have none of it.
    """

    name: str
    of_new: tuple[str, ...] = ()
    of_old: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    page: int = 1
    more: int = 0


@dataclass(slots=True)
class Copies:
    """Makes tables long. The n-th new row of a table refers to the n-th new row of each that it hangs on.

    A table gets whole turns of what it had, so that its newest rows, in their order, are of the same kinds however
    long it is: a page that looks up the names of what stands on it looks up the same. It gets no more than what it
    hangs on, since of some things nobody has two, and therefore more than asked for where others follow.
    """

    connection: Connection
    tables: Sequence[Long]
    bases: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Table → how many rows it had, and the greatest of their ids."""
    made: dict[str, int] = field(default_factory=dict)

    def lengthen(self, least: int) -> None:
        """Let each table have at least ``least`` new rows."""
        for long in self.tables:
            of = table(long.name)
            self._lengthen(long, of, least)
            assert self.made[of.name] >= least, of.name
        # The next entry of the log follows the last.
        last = select(func.max(AuditEntry.seq)).scalar_subquery()
        self.connection.execute(update(AuditHead).values(seq=last))
        self.connection.execute(text("ANALYZE"))

    def _lengthen(self, long: Long, of: Table, least: int) -> None:
        own = _own_number(of)
        if of.name not in self.bases:
            greatest = func.max(own) if own is not None else literal(0)
            have, top = self.connection.execute(select(func.count(), greatest).select_from(of)).one()
            assert have, f"{of.name} has no row to begin with"
            self.bases[of.name], self.made[of.name] = (have, top), 0
        have, top = self.bases[of.name]
        done = self.made[of.name]
        parents = [self.made[_parent(each)] for each in of.columns if self._follows(long, of, each)]
        if long.page > 1 and done:
            step = have * long.page // gcd(have, long.page)
            new = done + -(-(least - done) // step) * step
        else:
            # Whole turns, and no more than what they hang on.
            wanted = -(-(least + SPARE) // have) + long.more
            new = max(min([wanted, *(parent // have for parent in parents)]), 1) * have
        if new <= done:
            return
        like = self._like(of, own, have, top)
        turns = select(literal(done // have).label("turn")).cte("turns", recursive=True)
        turns = turns.union_all(select(turns.c.turn + 1).where(turns.c.turn < new // have))
        count = (turns.c.turn * have + like.c.nth_there).label("n")
        values = self._values(long, of, own, like, count, top)
        rows = select(*values).select_from(like).join(turns, literal(True)).where(count > done, count <= new)
        self.connection.execute(insert(of).from_select([each.name for each in of.columns], rows))
        self.made[of.name] = new
        if own is not None and self.connection.dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence(of.name, own.name)
            self.connection.execute(select(func.setval(sequence, top + new)).where(sequence.is_not(None)))

    def _follows(self, long: Long, of: Table, column: Column[Any]) -> bool:
        """Whether a new row names a new one here."""
        parent = _parent(column)
        if parent not in self.made or parent == of.name or column.name in long.of_old:
            return False
        return parent not in KEPT or column.name in long.of_new

    def _like(self, of: Table, own: Column[Any] | None, have: int, top: int) -> Any:
        order = own if own is not None else tuple(of.primary_key)
        place = func.row_number().over(order_by=order).label("nth_there")
        if own is not None:
            return select(of, place).where(own <= top).subquery("like_these")
        numbered = select(of, place).subquery("numbered")
        # Rows without a number of their own were there first, if they refer to what was.
        return select(numbered).where(numbered.c.nth_there <= have).subquery("like_these")

    def _values(
        self,
        long: Long,
        of: Table,
        own: Column[Any] | None,
        like: Any,
        count: ColumnElement[int],
        top: int,
    ) -> list[ColumnElement[Any]]:
        found: dict[str, ColumnElement[Any]] = {}
        if own is not None:
            found[own.name] = top + count
        for column in of.columns:
            if self._follows(long, of, column):
                found[column.name] = self._new(column, like, count)
            elif column.name in long.apart:
                found[column.name] = _another(column, like, count)
        for columns in _unique(of):
            if any(each.name in found for each in columns):
                continue
            able = [each for each in columns if each.name not in ONE_OF_FEW]
            one = min(able, key=lambda each: (bool(each.foreign_keys), not isinstance(each.type, String)))
            if one.foreign_keys:
                found[one.name] = self._new(one, like, count)
            elif isinstance(one.type, String):
                found[one.name] = _another(one, like, count)
            else:
                assert isinstance(one.type, Integer), one
                found[one.name] = like.c[one.name] + 10 * count
        return [found.get(each.name, like.c[each.name]) for each in of.columns]

    def _new(self, column: Column[Any], like: Any, count: ColumnElement[int]) -> ColumnElement[Any]:
        parent = _parent(column)
        new = self.bases[parent][1] + (count - 1) % self.made[parent] + 1
        return case((like.c[column.name].is_(None), None), else_=new) if column.nullable else new


def _another(column: Column[Any], like: Any, count: ColumnElement[int]) -> ColumnElement[Any]:
    assert isinstance(column.type, String), column
    return func.substr(cast(count, String) + "-" + like.c[column.name], 1, column.type.length or 4000)


def _own_number(of: Table) -> Column[Any] | None:
    key = list(of.primary_key)
    return key[0] if len(key) == 1 and isinstance(key[0].type, Integer) and not key[0].foreign_keys else None


def _parent(column: Column[Any]) -> str:
    return next((each.column.table.name for each in column.foreign_keys), "")


def _unique(of: Table) -> list[list[Column[Any]]]:
    found = [list(each.columns) for each in of.constraints if isinstance(each, UniqueConstraint)]
    found += [list(each.columns) for each in of.indexes if each.unique]
    return [*found, list(of.primary_key)]
