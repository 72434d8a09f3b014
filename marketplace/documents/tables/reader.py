"""The one door for an uploaded file."""

from marketplace.documents.tables import limits
from marketplace.documents.tables.delimited import read_delimited
from marketplace.documents.tables.encodings import refuse_legacy
from marketplace.documents.tables.grid import Book
from marketplace.documents.tables.limits import LIST, Limits
from marketplace.documents.tables.workbook import read_workbook
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OR_LOCKED = Message(
    "Đây là tệp Excel cũ (.xls) hoặc tệp có mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu lại dạng .xlsx rồi tải lên."
)

TOO_LARGE = Message(
    "Tệp lớn hơn %(limit)s MB. Chép riêng bảng danh sách sang tệp mới rồi tải lên.",
    {"limit": limits.MAX_BYTES // 1024 // 1024},
)


def read(data: bytes, within: Limits = LIST) -> Book:
    """Read a file by what it is, not by what it is called.

    Raises:
        Invalid: empty, too large, another kind of file, broken, or not in Unicode. Nothing else is ever raised.
    """
    if not data:
        raise Invalid(Message("Tệp rỗng."))
    if len(data) > limits.MAX_BYTES:
        raise Invalid(TOO_LARGE)
    if data.startswith(_OLE):
        raise Invalid(_OLD_OR_LOCKED)
    if data.startswith(b"%PDF"):
        raise Invalid(Message("Đây là tệp PDF. Chép bảng danh sách sang Excel, lưu dạng .xlsx rồi tải lên."))
    book = read_workbook(data, within) if data.startswith(b"PK") else read_delimited(data, within)
    if not any(grid.cells for grid in book.sheets):
        raise Invalid(Message("Tệp không có chữ nào."))
    refuse_legacy("".join(cell.text for grid in book.sheets for cell in grid.cells.values() if cell.is_own))
    return book
