"""One product row while it is being read: its cells, and where to put remarks about them."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from marketplace.certification.annex.assess.findings import Choice, Code
from marketplace.certification.annex.assess.remarks import Remarks
from marketplace.certification.annex.layout.body import BodyRow
from marketplace.certification.annex.layout.fields import Field
from marketplace.documents.tables.grid import Cell
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class Source:
    """A product row. ``uncomputed`` are the columns of this row that hold a formula without a value."""

    row: BodyRow
    remarks: Remarks
    uncomputed: AbstractSet[Field] = frozenset()

    def cell(self, field: Field) -> Cell | None:
        """The cell of a field."""
        return self.row.cells.get(field)

    def line(self, field: Field) -> str:
        """The text of a field on one line; empty where nothing stands."""
        cell = self.cell(field)
        return cell.line if cell else ""

    def remark(
        self, code: Code, message: Message, *fields: Field, value: str = "", choices: tuple[Choice, ...] = ()
    ) -> None:
        """Note a finding about the first of ``fields`` that has a column; its text is the value unless given."""
        field = self.remarks.placed(fields)
        shown = value or (self.line(field) if field else "")
        self.remarks.add(code, message, row=self.row.number, fields=fields, value=shown, choices=choices)

    def missing(self, code: Code, message: Message, *fields: Field) -> None:
        """Note that nothing says what ``fields`` should; a formula without a value is named as the cause."""
        if self.uncomputed.isdisjoint(fields):
            self.remark(code, message, *fields)
            return
        self.remark(
            Code.FORMULA_UNCOMPUTED,
            Message("Ô này là công thức mà tệp không kèm kết quả. Mở bằng Excel, lưu lại rồi tải lên."),
            *(field for field in fields if field in self.uncomputed),
        )
