"""What may be brought in as a list: looked at before anything of it is kept."""

from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How workbooks, old workbooks and PDF files begin."""
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
"""Product, holder and star; a header and one product. No list is smaller."""


def refuse_what_is_no_table(name: str, data: bytes) -> None:
    """Text that is called a workbook, and text without columns: nothing in it could be chosen or corrected later.

    What else cannot be read the reader itself refuses.

    :raises Invalid: names the field ``file``.
    """
    if not data.strip() or data.startswith(NOT_TEXT):
        return
    wrong = None
    if name.lower().endswith(".xlsx"):
        wrong = Message(
            "Tệp mang đuôi .xlsx nhưng bên trong không phải bảng Excel. Mở danh sách bằng Excel, lưu dạng .xlsx rồi "
            "tải lên; nếu là bảng .csv thì đổi đuôi thành .csv."
        )
    elif sum(len(cells) >= FEWEST_COLUMNS for _, cells in read(data).sheets[0].rows()) < FEWEST_ROWS:
        wrong = Message(
            "Không thấy bảng trong tệp: cần hàng tiêu đề và các hàng sản phẩm, mỗi hàng từ %(n)s cột.",
            {"n": FEWEST_COLUMNS},
        )
    if wrong is not None:
        raise Invalid(wrong, fields={"file": wrong})
