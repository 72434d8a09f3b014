"""What was found in a file, as it is stored and shown: every row with what it would do, every fault."""

import json
from dataclasses import dataclass

from marketplace.catalog.imports.columns import Column
from marketplace.catalog.imports.findings import Finding
from marketplace.catalog.imports.plan import Change, Effect, Plan, RowPlan
from marketplace.catalog.imports.rows import Sheet
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class Report:
    """``ignored`` are columns that say nothing here, by letter and heading; ``stock_column``: one of stock is there."""

    sheet: str
    header_row: int
    rows: tuple[RowPlan, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    ignored: tuple[tuple[str, str], ...] = ()
    stock_column: bool = False

    @property
    def changed_rows(self) -> int:
        """Rows that would change something."""
        return sum(bool(row.effects) for row in self.rows)

    def counts(self) -> dict[Effect, int]:
        """How many rows have each effect."""
        return {effect: sum(effect in row.effects for row in self.rows) for effect in Effect}

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(
            {
                "sheet": self.sheet,
                "header": self.header_row,
                "rows": [_packed(row) for row in self.rows],
                "faults": [each.to_json() for each in self.faults],
                "notes": [each.to_json() for each in self.notes],
                "ignored": self.ignored,
                "stock": self.stock_column,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, stored: str) -> "Report":
        """What :meth:`to_json` made."""
        found = json.loads(stored)
        return cls(
            found["sheet"],
            found["header"],
            tuple(_unpacked(row) for row in found["rows"]),
            tuple(Finding.from_json(each) for each in found["faults"]),
            tuple(Finding.from_json(each) for each in found["notes"]),
            tuple((letter, heading) for letter, heading in found["ignored"]),
            found["stock"],
        )


def report_of(sheet: Sheet, plan: Plan) -> Report:
    """The report of a plan."""
    return Report(
        sheet.name, sheet.header_row, plan.rows, plan.faults, plan.notes, sheet.ignored, sheet.stock_column
    )


def differences(seen: Report, now: Report) -> tuple[Message, ...]:
    """What a file would do otherwise than when it was looked at, row by row; empty where it is all the same."""
    before = {row.number: row for row in seen.rows}
    found = []
    for row in now.rows:
        old = before.get(row.number)
        if old is None or old.stamp == row.stamp:
            continue
        what = {"row": row.number, "product": row.product}
        if row.stamp and old.changes == row.changes:
            found.append(Message("Hàng %(row)s (%(product)s): có người vừa sửa sản phẩm này.", what))
        elif not row.stamp:
            found.append(Message("Hàng %(row)s: nay không còn nhận ra sản phẩm.", what))
        elif not row.effects:
            found.append(Message("Hàng %(row)s (%(product)s): nay đã đúng như tệp, không còn gì đổi.", what))
        else:
            said = {**what, "before": _told(old), "now": _told(row)}
            found.append(Message("Hàng %(row)s (%(product)s): lúc xem %(before)s; nay %(now)s.", said))
    return tuple(found)


def _told(row: RowPlan) -> str:
    return (
        ", ".join(
            f"{each.column.heading.lower()} {each.before or '–'} → {each.after or '–'}"
            for each in row.changes[:3]
        )
        or "–"
    )


def _packed(row: RowPlan) -> list[object]:
    changes = [[each.column.value, each.before, each.after, each.waits] for each in row.changes]
    return [row.number, row.product, row.pack, row.effects, changes, row.stamp]


def _unpacked(stored: list[object]) -> RowPlan:
    number, product, pack, effects, changes, stamp = stored
    assert isinstance(number, int)
    assert isinstance(effects, list)
    assert isinstance(changes, list)
    return RowPlan(
        number,
        str(product),
        str(pack),
        tuple(Effect(each) for each in effects),
        tuple(Change(Column(column), before, after, waits) for column, before, after, waits in changes),
        str(stamp),
    )
