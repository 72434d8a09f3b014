"""What is done about people and their accounts, in words."""

from typing import Final

from marketplace.kernel.i18n import Message

ACTIONS: Final = {
    "accounts.consent.given": Message("Đồng ý xử lý dữ liệu"),
    "accounts.email.confirmed": Message("Xác nhận e-mail"),
    "accounts.invitation.accepted": Message("Nhận lời mời"),
    "accounts.invitation.resent": Message("Gửi lại lời mời"),
    "accounts.invitation.revoked": Message("Thu hồi lời mời"),
    "accounts.invitation.sent": Message("Mời vào vai trò"),
    "accounts.password.changed": Message("Đổi mật khẩu"),
    "accounts.recovery_code.used": Message("Dùng mã khôi phục"),
    "accounts.recovery_codes.changed": Message("Đổi mã khôi phục"),
    "accounts.role.granted": Message("Cấp vai trò"),
    "accounts.role.taken": Message("Bỏ vai trò"),
    "accounts.second_factor.changed": Message("Đổi bảo mật hai lớp"),
    "accounts.second_factor.reset": Message("Gỡ bảo mật hai lớp"),
    "accounts.second_factor.reset_requested": Message("Xin gỡ bảo mật hai lớp"),
    "accounts.second_factor.reset_withdrawn": Message("Thôi xin gỡ bảo mật hai lớp"),
    "accounts.session.ended": Message("Đăng xuất một máy"),
    "accounts.sessions.ended": Message("Đăng xuất các máy"),
    "accounts.user.activated": Message("Mở khoá tài khoản"),
    "accounts.user.deactivated": Message("Khoá tài khoản"),
    "accounts.user.registered": Message("Tài khoản được mở"),
    "accounts.users.exported": Message("Xuất danh sách người dùng"),
}
