"""Rows that lean on the row above: ditto marks, empty holders, further packs of the same product."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.remarks import Remarks
from marketplace.certification.annex.layout.body import BodyRow, RowKind
from marketplace.certification.annex.layout.fields import HOLDER_FIELDS, Field
from marketplace.documents.tables.grid import Cell
from marketplace.kernel.i18n import Message

ABOUT_HOLDER = HOLDER_FIELDS | {
    Field.HOLDER_TYPE,
    Field.REPRESENTATIVE,
    Field.ADDRESS,
    Field.COMMUNE,
    Field.DISTRICT,
    Field.PROVINCE,
    Field.PHONE,
    Field.EMAIL,
    Field.TAX_CODE,
}
"""What a product takes over together with its holder."""

_DITTO = frozenset({'"', "''", "”", "“", "〃", "-nt-", "nt", "- nt -", "như trên", "-//-", "//"})


def lean_on_above(rows: Iterable[BodyRow], remarks: Remarks, *, fill_down: bool) -> Iterator[BodyRow]:
    """The product rows, with ditto marks replaced, packs of continuation rows added to their product, and, where the
    officer said so (``fill_down``), an empty holder taken from above with a remark.
    """
    above: BodyRow | None = None
    for row in rows:
        if row.kind is RowKind.CONTINUATION and above is not None:
            above = _with_packs(above, row)
            continue
        if row.kind not in {RowKind.DATA, RowKind.CONTINUATION}:
            continue
        if above is not None:
            yield above
        above = row if above is None else _filled(row, above, remarks, fill_down=fill_down)
    if above is not None:
        yield above


def _with_packs(product: BodyRow, more: BodyRow) -> BodyRow:
    pack = more.cells.get(Field.PACK)
    if pack is None or pack.origin[0] != more.number:
        return product
    known = product.cells.get(Field.PACK)
    joined = replace(known, text=f"{known.text}\n{pack.text}") if known else pack
    return replace(product, cells={**product.cells, Field.PACK: joined})


def _filled(row: BodyRow, above: BodyRow, remarks: Remarks, *, fill_down: bool) -> BodyRow:
    cells: dict[Field, Cell] = dict(row.cells)
    for name, cell in row.cells.items():
        if cell.line.lower() in _DITTO:
            del cells[name]
            if name in above.cells:
                cells[name] = above.cells[name]
    if fill_down and not cells.keys() & HOLDER_FIELDS and above.cells.keys() & HOLDER_FIELDS:
        cells = {**{name: cell for name, cell in above.cells.items() if name in ABOUT_HOLDER}, **cells}
        holder = next(cells[name].line for name in (Field.HOLDER, Field.HOLDER_ADDRESS) if name in cells)
        remarks.add(
            Code.HOLDER_FILLED_DOWN,
            Message("Ô chủ thể trống, lấy theo hàng trên: %(holder)s.", {"holder": holder}),
            row=row.number,
            fields=(Field.HOLDER, Field.HOLDER_ADDRESS),
        )
    return replace(row, cells=cells)
