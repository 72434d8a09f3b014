"""What is said of each file of ``upload_forms.HOSTILE``, by what the form takes."""

from __future__ import annotations

from collections.abc import Mapping

from tests.web.upload_forms import FORMS, HOSTILE, PHOTO, SCAN, TABLE

NO_SCAN = "Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."
NO_PHOTO = "Tệp này không phải ảnh JPEG, PNG hay WebP."
NO_TABLE = "Đây không phải tệp .xlsx, cũng không phải tệp .csv."
ACTIVE = "Tệp PDF có chứa mã lệnh hoặc tệp đính kèm. Gửi bản quét thường."
MORE_THAN_A_PHOTO = "Tệp này có chứa nội dung khác ngoài ảnh. Chụp hoặc lưu lại ảnh rồi gửi."
MOVES = "Ảnh động không dùng được. Chọn ảnh tĩnh."

_PICTURES = {
    "a hundred megapixels": "Ảnh có quá nhiều điểm ảnh. Thu nhỏ còn dưới 25 triệu điểm ảnh.",
    "a photo that is a page": MORE_THAN_A_PHOTO,
    "a photo that is an archive": MORE_THAN_A_PHOTO,
    "a photo that moves": MOVES,
    "a WebP that moves": MOVES,
    "a photo that was cut off": "Ảnh bị hỏng hoặc chưa tải lên hết. Gửi lại ảnh.",
    "a photo as iPhones take them": "Ảnh HEIC của iPhone chưa dùng được. Đổi sang JPEG rồi gửi.",
    "nothing": "Tệp này trống, không có gì bên trong.",
    "more than may be sent": "Tệp nặng quá 12 MB.",
}

_SCANS = {
    **_PICTURES,
    "a PDF with JavaScript": ACTIVE,
    "a PDF that starts a program": ACTIVE,
    "a PDF with a file in it": ACTIVE,
    "a locked PDF": "Tệp PDF có đặt mật khẩu. Gửi bản không khoá.",
    "a PDF of ten thousand pages": "Tệp có 10000 trang, nhiều hơn 200 trang.",
    "a PDF that was cut off": "Tệp PDF chưa tải lên hết. Gửi lại tệp.",
    "a PDF that is an archive": "Tệp này có chứa nội dung khác ngoài PDF. Quét hoặc lưu lại rồi gửi.",
}

_TABLES = {
    **{
        case: "Đây là tệp PDF. Chép bảng danh sách sang Excel, lưu dạng .xlsx rồi tải lên."
        for case, (file, _make) in HOSTILE.items()
        if file.endswith(".pdf")
    },
    "an SVG": "Không thấy bảng trong tệp: cần hàng tiêu đề và các hàng sản phẩm, mỗi hàng từ 3 cột.",
    "nothing": "Tệp rỗng.",
    "more than may be sent": "Tệp lớn hơn 5 MB. Chép riêng bảng danh sách sang tệp mới rồi tải lên.",
    "an archive": "Đây không phải tệp .xlsx. Lưu bảng danh sách dạng .xlsx hoặc .csv rồi tải lên.",
}

_BY_KIND = {SCAN: (NO_SCAN, _SCANS), PHOTO: (NO_PHOTO, _PICTURES), TABLE: (NO_TABLE, _TABLES)}

_OF_PRODUCTS = {
    "an SVG": "Không thấy hàng tiêu đề. Cần có cột Mã sản phẩm, Mã công nhận, Tên sản phẩm, Mã hàng và cột Quy cách "
    "hoặc Giá bán: tải bảng mẫu rồi chép sang."
}
"""An SVG is text, and text is read as a table."""


def expected(name: str) -> Mapping[str, str]:
    """Why each of the files is refused by a form."""
    general, special = _BY_KIND[FORMS[name].takes]
    own = _OF_PRODUCTS if name == "producer_product_import_send" else {}
    return {case: own.get(case) or special.get(case, general) for case in HOSTILE}
