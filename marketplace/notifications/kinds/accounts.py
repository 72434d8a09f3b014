"""Notices about people's accounts and their data."""

from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.notifications.kind import Kind, Topic, Way

# Of the first two a mail with a template of its own goes out whatever somebody wishes: see ``people_jobs``.
KINDS: Final[dict[str, Kind]] = {
    "role_offered": Kind(
        Topic.ACCOUNT,
        name=Message("Được mời nhận vai trò"),
        title=Message("Lời mời: %(role)s"),
        text=Message("Phạm vi: %(where)s. Nhận hoặc từ chối trước %(until)s."),
        action=Message("Xem lời mời"),
        way=Way.INBOX,
        required=True,
        sample={"role": Message("Cán bộ OCOP"), "where": "Hà Tĩnh", "until": "12:00, 28/11/2026"},
    ),
    "factor_taken_off": Kind(
        Topic.ACCOUNT,
        name=Message("Bảo mật hai lớp bị gỡ"),
        title=Message("Bảo mật hai lớp của anh chị đã được gỡ"),
        text=Message(
            "Hai người vận hành đã gỡ. Lý do: %(reason)s. Nếu anh chị không nhờ, đổi mật khẩu ngay."
        ),
        action=Message("Mở tài khoản của tôi"),
        way=Way.INBOX,
        required=True,
        sample={"reason": "Mất điện thoại, đã gặp tận nơi"},
    ),
    "factor_reset_waiting": Kind(
        Topic.ACCOUNT,
        name=Message("Gỡ hai lớp chờ người thứ hai"),
        title=Message("Gỡ hai lớp của %(name)s: chờ người thứ hai"),
        text=Message("Một người vận hành đã yêu cầu. Xác nhận hoặc thôi trước %(until)s."),
        action=Message("Xem yêu cầu"),
        way=Way.NOW,
        required=True,
        office=True,
        sample={"name": "Nguyễn Thị Lan", "until": "12:00, 22/11/2026"},
    ),
}
