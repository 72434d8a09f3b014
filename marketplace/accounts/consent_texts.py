"""What people are asked to agree to: each purpose with its texts, the one in force last. Pure.

A text that was shown once stays here with its version, so that what somebody agreed to can be read for ever.
"""

from dataclasses import dataclass
from typing import Final

from marketplace.kernel.i18n import Message

PERSONAL_DATA: Final = "personal_data"
"""The purpose: handling name, address and telephone number to sell and deliver."""

SELLER_DATA: Final = "seller_data"
"""The purpose: showing officers who wants to sell (identity card, bank account) and keeping the proof."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What data is handled for. ``entails`` is what follows from taking consent back, ``kept`` what stays and why."""

    name: str
    title: Message
    texts: tuple[tuple[str, Message], ...]
    entails: Message
    kept: Message

    @property
    def version(self) -> str:
        """The version in force."""
        return self.texts[-1][0]

    @property
    def text(self) -> Message:
        """The text in force."""
        return self.texts[-1][1]


PURPOSES: Final = {
    each.name: each
    for each in (
        Purpose(
            PERSONAL_DATA,
            Message("Mua và nhận hàng"),
            (
                (
                    "2026-01",
                    Message(
                        "Tôi đồng ý để chợ giữ tên, e-mail, địa chỉ và đơn hàng của tôi để bán và giao hàng, như ghi ở "
                        "trang bảo vệ dữ liệu cá nhân."
                    ),
                ),
            ),
            Message(
                "Địa chỉ đã lưu bị xoá ngay và không lưu thêm được. Tài khoản vẫn mở để anh chị xem đơn cũ; muốn bỏ cả "
                "tài khoản thì xin xoá."
            ),
            Message("Đơn đã đặt vẫn giữ: đó là hợp đồng và chứng từ kế toán, không dựa vào sự đồng ý này."),
        ),
        Purpose(
            SELLER_DATA,
            Message("Làm hồ sơ bán hàng"),
            (
                (
                    "2026-11",
                    Message(
                        "Tôi đồng ý để cán bộ OCOP nơi đăng ký xem giấy tờ, căn cước và số tài khoản trong hồ sơ này "
                        "để xét."
                    ),
                ),
            ),
            Message("Hồ sơ và đề nghị nhận chủ thể đang chờ được rút lại; cán bộ thôi không mở được nữa."),
            Message(
                "Gian đã duyệt vẫn mở: thông tin chủ thể, mã số thuế và tài khoản nhận tiền phải giữ theo luật "
                "thương mại điện tử và luật thuế. Muốn ngừng bán thì xin đóng chủ thể."
            ),
        ),
    )
}
"""Every purpose that needs consent, in the order in which pages show them."""
