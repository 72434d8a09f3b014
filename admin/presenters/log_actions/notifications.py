"""What is done with mails, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "notifications.holder.noted": Message("Ghi liên hệ với chủ thể"),
    "notifications.letter.dropped": Message("Bỏ bản thảo thư"),
    "notifications.letter.edited": Message("Sửa bản thảo thư"),
    "notifications.letter.issued": Message("Phát hành thư"),
    "notifications.letter.mailed": Message("Gửi thư bằng e-mail"),
    "notifications.letter.printed": Message("In thư"),
    "notifications.letter.recipient_taken_out": Message("Bỏ một người nhận khỏi thư"),
    "notifications.letter.written": Message("Soạn thư gửi chủ thể"),
    "notifications.mails.exported": Message("Xuất danh sách thư đã gửi"),
    "notifications.wishes.changed": Message("Đổi cách nhận tin"),
    "notifications.wishes.stopped": Message("Thôi nhận thư qua liên kết"),
}
