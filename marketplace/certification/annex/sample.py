"""An empty annex in the columns that decisions have, for officers who start from nothing."""

from io import BytesIO
from typing import Final

HEADINGS: Final = (
    ("TT", 5),
    ("Tên sản phẩm", 32),
    ("Tên chủ thể", 34),
    ("Địa chỉ", 44),
    ("Mã số thuế", 16),
    ("Quy cách đóng gói", 24),
    ("Hạng sao", 10),
    ("Điểm", 9),
    ("Số quyết định", 20),
    ("Ngày quyết định", 16),
    ("Cơ quan ban hành", 28),
    ("Ghi chú", 24),
)
"""Headings as provinces print them, with a width in characters. They stay Vietnamese: the reader knows them so."""

GUIDE: Final = (
    "Mỗi hàng một sản phẩm. Chủ thể có nhiều sản phẩm: gộp ô hoặc ghi lại tên chủ thể.",
    "Địa chỉ ghi như trong quyết định, kể cả tên xã, huyện cũ.",
    "Hạng sao: 3, 4 hoặc 5. Điểm: 78,5. Ngày: 15/10/2024.",
    "Số, ngày quyết định và cơ quan ban hành: ghi từng hàng, hoặc để trống rồi ghi chung khi tải lên.",
    "Nhiều quy cách: xuống dòng trong ô hoặc ngăn bằng dấu chấm phẩy.",
)


def sample_workbook() -> bytes:
    """A workbook (.xlsx): a sheet to fill in, and a second one that says how."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet["A1"] = "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN OCOP"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "(Kèm theo Quyết định số ……/QĐ-UBND ngày …/…/…… của ……)"
    for number, (heading, width) in enumerate(HEADINGS, start=1):
        cell = sheet.cell(row=4, column=number, value=heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A5"
    guide = book.create_sheet("Cách ghi")
    guide.column_dimensions["A"].width = 100
    for line in GUIDE:
        guide.append([line])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
