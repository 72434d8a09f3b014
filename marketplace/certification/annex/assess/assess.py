"""Looking at a whole file. The same file, mapping, declaration, places, register and day give the same report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marketplace.certification.annex.assess.checks import check_draft
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.drafting import draft_row
from marketplace.certification.annex.assess.duplicates import (
    Register,
    Registered,
    same_decision,
    same_names,
    twins,
)
from marketplace.certification.annex.assess.file_checks import (
    check_grid,
    check_mapping,
    check_seen,
    check_title,
    fold_common,
)
from marketplace.certification.annex.assess.findings import Choice, Code, Finding, Severity
from marketplace.certification.annex.assess.inheritance import lean_on_above
from marketplace.certification.annex.assess.place_checks import place_draft
from marketplace.certification.annex.assess.remarks import Remarks
from marketplace.certification.annex.assess.report import OtherRow, Report, RowReport, RowState
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.body import BodyRow, RowKind, read_body
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.mapping import ColumnMapping
from marketplace.certification.annex.layout.title import Title, read_title
from marketplace.certification.decision_numbers import is_same
from marketplace.documents.tables.grid import Book, Grid, column_letter
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.places.cards import Resolution

Address = tuple[str, date | None]
"""A printed address and the day of the paper that prints it: before 1/7/2025 the old units are meant."""


@dataclass(frozen=True, slots=True)
class World:
    """What has to be asked outside of the file: the legal day it is, places, and the register.

    ``resolve`` is given all addresses at once; ``registered`` gives the recognitions that a draft may repeat;
    ``seen_in`` are the codes of other batches that hold the very same file.
    """

    today: date
    resolve: Callable[[Sequence[Address]], Mapping[Address, Resolution]]
    registered: Callable[[Sequence[RowDraft]], Sequence[Registered]]
    seen_in: tuple[str, ...] = ()


def assess(book: Book, mapping: ColumnMapping, declared: Declared, world: World) -> Report:
    """Read every row of the mapped sheet and say what is wrong with it.

    Raises:
        Invalid: the mapping names a sheet that the file does not have.
    """
    grid = book.sheet(mapping.sheet)
    if grid is None:
        raise Invalid(Message("Tệp không có trang tính “%(sheet)s”.", {"sheet": mapping.sheet}))
    remarks = Remarks(mapping)
    check_mapping(mapping, remarks)
    check_grid(book, grid, mapping, remarks)
    check_seen(world.seen_in, remarks)
    title = _title(grid, mapping)
    check_title(declared, title.decision, remarks)
    body = list(read_body(grid, mapping))
    kept = [row for row in body if row.kind in {RowKind.DATA, RowKind.CONTINUATION}]
    sources = [
        Source(row, remarks, _uncomputed(grid, mapping, row.number))
        for row in lean_on_above(kept, remarks, fill_down=declared.fill_down)
    ]
    drafts = _drafts(sources, declared, title, world)
    drafts = _compare(sources, drafts, declared, world)
    fold_common(remarks, len(drafts))
    if mapping.header_first is not None and not drafts:
        remarks.add(Code.NO_ROWS, Message("Dưới hàng tiêu đề không có sản phẩm nào."))
    hidden = set(grid.hidden_rows)
    for source in sources:
        if source.row.number in hidden:
            source.remark(Code.ROW_HIDDEN, Message("Hàng này đang ẩn trong tệp, vẫn được đọc."))
    return _report(drafts, remarks, declared, [row for row in body if row.kind is not RowKind.DATA])


def _title(grid: Grid, mapping: ColumnMapping) -> Title:
    return read_title(grid, mapping.header_first) if mapping.header_first is not None else Title()


def _uncomputed(grid: Grid, mapping: ColumnMapping, row: int) -> frozenset[Field]:
    return frozenset(
        column.field
        for column in mapping.columns
        if column.field is not None and f"{column_letter(column.number)}{row}" in grid.uncomputed
    )


def _drafts(sources: Sequence[Source], declared: Declared, title: Title, world: World) -> list[RowDraft]:
    drafts = [draft_row(source, declared, title.decision) for source in sources]
    wanted = {(draft.address, draft.decided_on) for draft in drafts if draft.address}
    found = world.resolve(sorted(wanted, key=lambda each: (each[0], each[1] or date.min)))
    placed = []
    for source, draft in zip(sources, drafts, strict=True):
        check_draft(source, draft, world.today)
        placed.append(place_draft(source, draft, found.get((draft.address, draft.decided_on)), declared))
    return placed


def _compare(
    sources: Sequence[Source], drafts: Sequence[RowDraft], declared: Declared, world: World
) -> list[RowDraft]:
    """Look for the same thing twice: in the file, and in the register. Rows that are left out do not count."""
    counted = [draft for draft in drafts if draft.number not in declared.skipped]
    in_file = twins(counted)
    register = Register(world.registered(counted))
    compared = []
    for source, draft in zip(sources, drafts, strict=True):
        if draft.number in in_file:
            other, same = in_file[draft.number]
            _remark_twin(source, other, same=same)
        known = register.like(draft) if draft.product and draft.holder else ()
        compared.append(_placed_in_line(source, draft, known, declared.follows.get(draft.number)))
    return compared


def _placed_in_line(
    source: Source, draft: RowDraft, known: Sequence[Registered], told: str | None
) -> RowDraft:
    """The draft with the recognition it continues, if the officer named one of those that it may continue."""
    for entry in known:
        if entry.code == told and _may_follow(draft, entry):
            return replace(draft, follows=entry.code)
    for entry in known:
        _remark_registered(source, draft, entry)
    return draft


def _may_follow(draft: RowDraft, entry: Registered) -> bool:
    if entry.decided_on is None or draft.decided_on is None:
        return False
    return entry.may_be_followed and entry.decided_on < draft.decided_on


def _remark_twin(source: Source, other: RowDraft, *, same: bool) -> None:
    if same:
        message = Message(
            "Trùng với hàng %(row)s: cùng sản phẩm, chủ thể, quyết định. Nhiều quy cách thì ghi chung một hàng.",
            {"row": other.number},
        )
        source.remark(Code.DUPLICATE_IN_FILE, message, Field.PRODUCT)
    else:
        message = Message("Cùng sản phẩm, chủ thể với hàng %(row)s, khác quyết định.", {"row": other.number})
        source.remark(Code.SAME_PRODUCT_IN_FILE, message, Field.PRODUCT)


def _remark_registered(source: Source, draft: RowDraft, entry: Registered) -> None:
    params = {
        "code": entry.code,
        "product": entry.product,
        "holder": entry.holder,
        "number": entry.decision_no,
    }
    if same_decision(draft, entry.decision_no, entry.decided_on) and same_names(
        draft, entry.product, entry.holder
    ):
        message = (
            Message("Đã có trong sổ theo quyết định này: %(code)s (%(product)s, %(holder)s).", params)
            if draft.decision_no and is_same(draft.decision_no, entry.decision_no)
            else Message(
                "Đã có trong sổ theo quyết định cùng ngày, ghi số %(number)s: %(code)s (%(product)s, %(holder)s).",
                params,
            )
        )
        source.remark(Code.ALREADY_REGISTERED, message, Field.PRODUCT)
    else:
        message = Message(
            "Có thể là sản phẩm đã có trong sổ: %(code)s (%(product)s, %(holder)s, QĐ %(number)s).", params
        )
        choices = (Choice(entry.code, f"{entry.code}: {entry.product}"),) if _may_follow(draft, entry) else ()
        source.remark(Code.LIKELY_DUPLICATE, message, Field.PRODUCT, choices=choices)


def _report(
    drafts: Sequence[RowDraft], remarks: Remarks, declared: Declared, others: Sequence[BodyRow]
) -> Report:
    findings = [finding for finding in remarks if finding.row not in declared.skipped]
    # A sort keeps the order in which equal ones were made.
    findings.sort(key=lambda finding: (finding.row or 0, finding.column or 0))
    weights: dict[int | None, set[Severity]] = {}
    for finding in findings:
        weights.setdefault(finding.row, set()).add(finding.severity)
    return Report(
        tuple(findings),
        tuple(RowReport(draft, _state(draft, declared, weights)) for draft in drafts),
        tuple(OtherRow(row.number, row.kind, row.text) for row in others),
    )


def _state(draft: RowDraft, declared: Declared, weights: Mapping[int | None, set[Severity]]) -> RowState:
    found = weights.get(draft.number, set())
    if draft.number in declared.skipped:
        return RowState.SKIPPED
    if Severity.ERROR in found or Severity.ERROR in weights.get(None, set()):
        return RowState.BLOCKED
    return RowState.QUESTION if Severity.QUESTION in found else RowState.READY


__all__ = ["Address", "Finding", "World", "assess"]
