"""What letters begin as. Vietnamese whatever the writer reads: they are letters of a Vietnamese office."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class LetterKind(StrEnum):
    """What a letter is for."""

    REMIND = "remind"
    MEETING = "meeting"
    ENDED = "ended"
    OWN = "own"

    @property
    def label(self) -> Message:
        """What the writer chooses."""
        return _LABELS[self]


_LABELS: Final = {
    LetterKind.REMIND: Message("Nhắc đánh giá lại"),
    LetterKind.MEETING: Message("Mời họp"),
    LetterKind.ENDED: Message("Thông báo hết hạn"),
    LetterKind.OWN: Message("Tự soạn"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What it is about (trích yếu) and the text with its places."""

    about: str
    body: str


SAMPLES: Final = {
    LetterKind.REMIND: Sample(
        "nộp hồ sơ đánh giá, phân hạng lại sản phẩm OCOP",
        """Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22/5/2026 của Thủ tướng Chính phủ, giấy chứng nhận sản phẩm OCOP \
có hiệu lực 36 tháng kể từ ngày cấp; hồ sơ đánh giá, phân hạng lại nộp không sớm hơn 180 ngày và không muộn hơn 120 \
ngày trước ngày hết hạn.
Các sản phẩm sau đây của {chủ thể} sắp hết hạn:
{danh sách sản phẩm}
Đề nghị {chủ thể} nộp hồ sơ tại Ủy ban nhân dân cấp xã nơi sản xuất trong thời gian ghi ở bảng trên. Hết hạn mà chưa \
nộp hồ sơ thì sản phẩm không được mang sao OCOP và rút khỏi các kênh bán hàng OCOP.
Cần hướng dẫn, liên hệ […]./.""",
    ),
    LetterKind.MEETING: Sample(
        "mời họp về đánh giá, phân hạng lại sản phẩm OCOP",
        """Trân trọng kính mời đại diện {chủ thể} dự họp hướng dẫn đánh giá, phân hạng lại sản phẩm OCOP.
- Thời gian: […]
- Địa điểm: […]
- Nội dung: hướng dẫn hồ sơ theo Quyết định số 26/2026/QĐ-TTg; giải đáp vướng mắc của chủ thể.
Các sản phẩm của {chủ thể} cần đánh giá lại:
{danh sách sản phẩm}
Đề nghị mang theo giấy chứng nhận và hồ sơ đánh giá lần trước. Rất mong {chủ thể} tham dự đúng giờ./.""",
    ),
    LetterKind.ENDED: Sample(
        "hết hạn giấy chứng nhận sản phẩm OCOP",
        """Giấy chứng nhận của các sản phẩm sau đây của {chủ thể} hết hạn sớm nhất vào ngày {ngày hết hạn}:
{danh sách sản phẩm}
Sau ngày hết hạn, sản phẩm chưa có kết quả đánh giá lại không được in, dán, quảng cáo sao OCOP. Sản phẩm đã nộp hồ sơ \
đánh giá lại khi giấy còn hạn được tiếp tục dùng kết quả cũ đến khi có kết quả mới, nhưng không quá 180 ngày.
Đề nghị {chủ thể} rà soát nhãn, bao bì, gian hàng và báo lại trước ngày […]./.""",
    ),
    LetterKind.OWN: Sample("", ""),
}
