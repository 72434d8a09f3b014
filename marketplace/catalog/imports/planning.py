"""Comparing the rows of each product with what there is. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from marketplace.catalog.data import ProductData
from marketplace.catalog.imports import cellwords, packing
from marketplace.catalog.imports.columns import IDENTITY, WORDS, Column
from marketplace.catalog.imports.findings import Finding, shortened
from marketplace.catalog.imports.identity import Group, grouped
from marketplace.catalog.imports.plan import Change, Effect, Plan, ProductPlan, RowPlan, stamp
from marketplace.catalog.imports.rows import Row, Sheet
from marketplace.catalog.imports.world import Index, KnownProduct, Named
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.product_rules import alcohol_errors, checked_product
from marketplace.catalog.queries.unlisted import Unlisted
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_WAITING = Message("Sản phẩm đang chờ duyệt, chưa sửa được. Rút về bản nháp, hoặc bỏ ô này.")


def compare(sheet: Sheet, index: Index, known: Mapping[int, KnownProduct], groups: list[Group]) -> Plan:
    """What would become of the file. ``groups`` are its rows by product, ``known`` the products that they name."""
    faults, notes = list(sheet.faults), list(sheet.notes)
    products: list[ProductPlan] = []
    rows: list[RowPlan] = []
    new_skus: dict[str, int] = {}
    for group in groups:
        product = known.get(group.target.product_id) if isinstance(group.target, Named) else None
        planner = _Planner(sheet, group, product, index, new_skus)
        products.append(planner.plan())
        rows += planner.row_plans()
        faults += planner.faults
        notes += planner.notes
    return Plan(
        tuple(products),
        tuple(sorted(rows, key=lambda row: row.number)),
        tuple(sorted(faults, key=_place)),
        tuple(sorted(notes, key=_place)),
    )


def plan_of(sheet: Sheet, index: Index, load: Any) -> Plan:
    """The same from the beginning; ``load`` gives the products of these ids."""
    groups, unknown = grouped(sheet, index)
    ids = {group.target.product_id for group in groups if isinstance(group.target, Named)}
    plan = compare(sheet, index, load(ids) if ids else {}, groups)
    found = {row.number for row in plan.rows}
    lost = [_lost(row) for row in sheet.rows if row.number not in found]
    return replace(
        plan,
        rows=tuple(sorted((*plan.rows, *lost), key=lambda row: row.number)),
        faults=tuple(sorted((*plan.faults, *unknown), key=_place)),
    )


def _lost(row: Row) -> RowPlan:
    """A row of which no product is known; what it says of itself stands for it."""
    said = next((text for column in IDENTITY if (text := row.typed.get(column))), "")
    return RowPlan(
        row.number, shortened(said, 60), shortened(row.typed.get(Column.LABEL, ""), 60), (), (), ""
    )


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.row, len(finding.letter), finding.letter


class _Planner:
    """Goes through the rows of one product: first its words, then its packs."""

    def __init__(
        self,
        sheet: Sheet,
        group: Group,
        known: KnownProduct | None,
        index: Index,
        new_skus: dict[str, int],
    ) -> None:
        self._sheet, self._group, self._known = sheet, group, known
        self.faults: list[Finding] = []
        self.notes: list[Finding] = []
        self._changes: dict[int, list[tuple[Effect, Change]]] = {row.number: [] for row in group.rows}
        self._labels: dict[int, str] = {}
        self._data: ProductData | None = None
        paper = group.target if isinstance(group.target, Unlisted) else None
        self._packs = packing.Packs(known, paper, index, new_skus, self._fault, self._note)

    def plan(self) -> ProductPlan:
        """What is done to the product."""
        self._words()
        for row in self._group.rows:
            self._labels[row.number] = self._packs.read(row, self._change)
        self._packs.finish()
        known = self._known
        if known is not None and known.state is ProductState.SUBMITTED:
            self._refuse_while_waiting()
        packs, prices = self._packs.result()
        paper = self._group.target if isinstance(self._group.target, Unlisted) else None
        return ProductPlan(known, paper, self._data, packs, prices)

    def row_plans(self) -> Iterable[RowPlan]:
        """What each row does."""
        first = self._group.rows[0].number
        for row in self._group.rows:
            found = self._changes[row.number]
            effects = {effect for effect, _ in found}
            if self._known is None and row.number == first:
                effects.add(Effect.NEW_PRODUCT)
            changes = tuple(change for _, change in found)
            label = self._labels.get(row.number, "")
            versions = (self._known.version, self._known.number) if self._known and effects else ()
            target = self._group.target
            key = target.product_id if isinstance(target, Named) else target.code
            said = [(effect, str(row.get(change.column)), change) for effect, change in found]
            yield RowPlan(
                row.number,
                self._group.name,
                label,
                tuple(sorted(effects, key=list(Effect).index)),
                changes,
                stamp((row.number, key, versions, sorted(effects), said)),
            )

    def _words(self) -> None:
        given = self._given_words()
        known, target = self._known, self._group.target
        if known is not None:
            base = known.data
        else:
            assert isinstance(target, Unlisted)
            base = self._from_paper(target, given)
        changed: dict[str, Any] = {}
        for column, (row, value) in given.items():
            stored = getattr(base, column.value)
            if cellwords.is_same(stored, value, row.typed.get(column, "")):
                continue
            empty = None if column in {Column.ABV, Column.SHELF_DAYS} else ""
            changed[column.value] = empty if value is None else value
            waits = known is not None and known.waits
            change = Change(
                column,
                cellwords.shown(column, stored),
                cellwords.shown(column, changed[column.value]),
                waits,
            )
            self._change(row, Effect.WORDS, change)
        data = replace(base, **changed)
        if known is None or changed:
            self._check(data, given)
            self._data = data

    def _given_words(self) -> dict[Column, tuple[Row, Any]]:
        """What the rows say of the product: each thing once, or in the same words."""
        given: dict[Column, tuple[Row, Any]] = {}
        for row in self._group.rows:
            for column in WORDS:
                if column not in row.given:
                    continue
                if column not in given:
                    given[column] = (row, row.given[column])
                elif given[column][1] != row.given[column]:
                    said = Message(
                        "Hàng %(row)s đã ghi khác cho cùng sản phẩm này. Ghi giống nhau, hoặc chỉ ghi ở một hàng.",
                        {"row": given[column][0].number},
                    )
                    self._fault(row, column, said)
        return given

    def _from_paper(self, paper: Unlisted, given: Mapping[Column, tuple[Row, Any]]) -> ProductData:
        chosen = given[Column.SET][1] if Column.SET in given else paper.set_no
        if chosen is None:
            first = self._group.rows[0]
            if Column.SET not in first.faulty:
                said = Message("Giấy công nhận không ghi bộ sản phẩm: ghi số của bộ, từ 1 đến 26.")
                self._fault(first, Column.SET, said)
        return ProductData(
            name=paper.product_name,
            set_no=chosen or 1,
            origin_commune_code=paper.commune_code,
            origin_printed=paper.printed_address[:200],
        )

    def _check(self, data: ProductData, given: Mapping[Column, tuple[Row, Any]]) -> None:
        errors: dict[str, Message | str] = {}
        try:
            checked_product(data, draft=True)
        except Invalid as refusal:
            errors = dict(refusal.fields)
        if self._known is not None and self._known.waits:
            errors = alcohol_errors(data.set_no, data.abv_tenths) | errors
        for name, message in errors.items():
            column = Column(name) if name in set(Column) else None
            row = given[column][0] if column is not None and column in given else self._group.rows[0]
            if column not in row.faulty:
                self._fault(row, column, message)

    def _refuse_while_waiting(self) -> None:
        for row in self._group.rows:
            for effect, change in self._changes[row.number]:
                if effect not in {Effect.PRICE, Effect.SALE}:
                    self._fault(row, change.column, _WAITING)

    def _change(self, row: Row, effect: Effect, change: Change) -> None:
        self._changes[row.number].append((effect, change))

    def _fault(self, row: Row, column: Column | None, message: Message | str) -> None:
        self.faults.append(self._sheet.finding(row, column, message))

    def _note(self, row: Row, column: Column | None, message: Message | str) -> None:
        self.notes.append(self._sheet.finding(row, column, message))
