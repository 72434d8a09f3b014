"""Tables as .xlsx files: text is text, never a formula; numbers stay numbers."""

from collections.abc import Iterable, Sequence
from io import BytesIO


def workbook_bytes(rows: Iterable[Sequence[str | int]], title: str) -> bytes:
    """The rows as a workbook of one sheet, the first row its heading. ``title`` names the sheet."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    widths: dict[int, int] = {}
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(row=number, column=place, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
            widths[place] = max(widths.get(place, 8), min(len(str(value)) + 2, 60))
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()
