"""What may be brought in as a list: looked at before anything of it is kept."""

from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.documents.tables.reader import TOO_LARGE, read
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

from .uploads import Kept, read_form

NOT_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How workbooks, old workbooks and PDF files begin."""
FEWEST_COLUMNS, FEWEST_ROWS = 3, 2
"""Product, holder and star; a header and one product. No list is smaller."""


def sent_table() -> tuple[str, bytes] | None:
    """The name and the bytes of the file of this form; ``None`` where none was chosen.

    :raises Invalid: it is too large to be read; names the field ``file``.
    """
    try:
        _form, files = read_form()
    except RequestEntityTooLarge:
        raise Invalid(TOO_LARGE, fields={"file": TOO_LARGE}) from None
    uploaded = files.get("file")
    if uploaded is None or not uploaded.filename:
        return None
    if isinstance(uploaded.stream, Kept) and uploaded.stream.overflowed:
        raise Invalid(TOO_LARGE, fields={"file": TOO_LARGE})
    return uploaded.filename, uploaded.read()


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
