"""What each setting does, in the reader's language. The English catalogue says the same as the settings' own
documentation; a test holds them together.
"""

from typing import Final

from marketplace.kernel.i18n import Message

WORDS: Final = {
    "MARKETPLACE_SITE_NAME": Message("Tên chợ: ở đầu trang, trong thư và trên giấy."),
    "MARKETPLACE_TAGLINE": Message("Dòng chữ dưới tên chợ."),
    "MARKETPLACE_OPERATOR": Message(
        "Tên pháp lý của đơn vị vận hành sàn (Nghị định 248/2026/NĐ-CP, điều 4)."
    ),
    "MARKETPLACE_OPERATOR_ADDRESS": Message("Địa chỉ của đơn vị vận hành."),
    "MARKETPLACE_OPERATOR_TAX_CODE": Message("Mã số thuế của đơn vị vận hành."),
    "MARKETPLACE_OPERATOR_PHONE": Message("Số điện thoại cho người mua."),
    "MARKETPLACE_OPERATOR_EMAIL": Message(
        "Địa chỉ nhận thư và khiếu nại của người mua; cũng là nơi gửi của thư đi."
    ),
    "MARKETPLACE_REGISTRATION_NO": Message("Số đăng ký của sàn với Bộ Công Thương."),
    "MARKETPLACE_BASE_URL": Message(
        "Địa chỉ mở cả trang, không kèm phần riêng của chợ: cho liên kết trong thư và mã QR."
    ),
    "MARKETPLACE_JOBS": Message(
        "Hàng đợi việc nền: `sqlite:<tệp>` (huey trong một tiến trình), `redis://…`, hoặc "
        "`immediate:` (làm ngay trong cùng tiến trình)."
    ),
    "MARKETPLACE_STORAGE": Message("Nơi để tệp và ảnh tải lên: `file:<thư mục>` hoặc `memory:`."),
    "MARKETPLACE_SEARCH": Message("Chỉ mục tìm kiếm: `fts5:<tệp>` (SQLite full text)."),
    "MARKETPLACE_MAIL": Message(
        "Thư gửi đi: `file:<thư mục>` (mỗi thư một tệp .eml), `smtp://người:<mật khẩu>@máy:cổng`, "
        "`smtps:…`, `memory:`."
    ),
    "MARKETPLACE_FIELD_KEYS": Message(
        "Khoá niêm phong dữ liệu cá nhân (tài khoản ngân hàng, giấy tờ tuỳ thân) trong cơ sở dữ "
        "liệu và trong tệp: `keyfile:<đường dẫn>`, tạo ở lần chạy đầu, hoặc `keys:<khoá>,<khoá>` "
        "khi nhiều máy dùng chung. Khoá đầu để niêm phong, khoá nào cũng mở được; khoá mới đặt lên đầu, khoá "
        "cuối giữ ở cuối, vì số trùng nhau dò theo khoá đó. Mất khoá là mất những gì đã niêm phong: giữ một "
        "bản, để riêng với bản sao cơ sở dữ liệu."
    ),
    "MARKETPLACE_PAYMENTS": Message("Cách trả tiền: `cod:` (trả khi nhận hàng)."),
    "MARKETPLACE_DEMO": Message("Hiện dòng DEMO trên mọi trang: ngày, số, tình trạng là dữ liệu mẫu."),
    "MARKETPLACE_LINK_KEY": Message(
        "Khoá của liên kết cho khách xem đơn. Để trống: dùng SECRET_KEY của Flask."
    ),
    "MARKETPLACE_COD_LIMIT_DONG": Message(
        "Đơn lớn nhất, tính bằng đồng, được trả khi nhận hàng mà không cần gọi trước khi gửi."
    ),
    "MARKETPLACE_RESERVATION_MINUTES": Message("Giữ hàng cho người mua chưa trả tiền trong bao nhiêu phút."),
    "MARKETPLACE_MAX_UPLOAD_BYTES": Message("Tệp tải lên lớn nhất, tính bằng byte."),
    "MARKETPLACE_PAGE_MEMORY_MB": Message(
        "Mỗi tiến trình nhớ bao nhiêu megabyte trang đã làm xong cho khách chưa đăng nhập; trang "
        "hiện ra vẫn như nhau. Trang đứng riêng nhớ 16. Trang chủ có mẫu hiện điều riêng cho từng "
        "khách thì để 0."
    ),
    "MARKETPLACE_MAIL_RETENTION_DAYS": Message(
        "Số ngày giữ sổ thư đã gửi, và tệp thư nếu thư ghi ra thư mục (`file:`)."
    ),
    "MARKETPLACE_ACCESS_RETENTION_DAYS": Message(
        "Số ngày giữ địa chỉ của lời mời đã trả lời, đã thu hồi hoặc không ai trả lời, phiên đăng nhập không ai dùng "
        "(ít nhất 31 ngày: trong chừng ấy còn dùng lại được), và việc nền đã xong."
    ),
    "MARKETPLACE_SCAN_RETENTION_DAYS": Message(
        "Giữ bao nhiêu ngày bản quét và câu trả lời của hồ sơ bị từ chối, đã rút hoặc bỏ dở, kể từ lần sửa "
        "cuối, và bản quét của giấy tờ bị trả lại."
    ),
    "MARKETPLACE_RATE_LIMIT_PER_MINUTE": Message(
        "Một khách được gửi bao nhiêu yêu cầu thay đổi trong một phút trước khi phải chờ. 0: không giới hạn."
    ),
    "SECRET_KEY": Message("Khoá của phiên đăng nhập và liên kết có chữ ký."),
    "MARKETPLACE_DATABASE": Message("Địa chỉ cơ sở dữ liệu: `sqlite:///…` hoặc `postgresql+psycopg://…`."),
    "MARKETPLACE_INSTANCE": Message("Thư mục giữ những gì trang tạo ra."),
    "HOST": Message("Địa chỉ mà `python -m config.serve` lắng nghe."),
    "PORT": Message("Cổng mà nó lắng nghe."),
    "WEB_WORKERS": Message("Số tiến trình trả lời yêu cầu."),
    "SITE_TOTP_KEY": Message("Mã hoá bảo mật hai lớp và mã khôi phục."),
    "SITE_TRUSTED_PROXIES": Message(
        "Bao nhiêu máy trung gian đứng trước trang tự ghi vào `X-Forwarded-*`, 0 đến 10."
    ),
    "SITE_SIGN_IN_ATTEMPTS": Message(
        "Số lần thử với một địa chỉ từ một nơi trong mười phút, 0 đến 10.000. 0: không giới hạn."
    ),
    "SITE_LIMITS": Message("Nơi đếm số lần thử: `memory://` (mỗi tiến trình tự đếm) hoặc `redis://…`."),
    "SITE_LOG_LEVEL": Message("`debug`, `info`, `warning` hoặc `error`: ghi chi tiết tới đâu."),
    "SITE_LOG_FORMAT": Message(
        "`json`, `console`, hoặc `auto`: cho người đọc trên màn hình lệnh, JSON ở nơi khác."
    ),
}

GROUPS: Final = (
    (
        Message("Chợ và đơn vị vận hành"),
        (
            "MARKETPLACE_SITE_NAME",
            "MARKETPLACE_TAGLINE",
            "MARKETPLACE_BASE_URL",
            "MARKETPLACE_OPERATOR",
            "MARKETPLACE_OPERATOR_ADDRESS",
            "MARKETPLACE_OPERATOR_TAX_CODE",
            "MARKETPLACE_OPERATOR_PHONE",
            "MARKETPLACE_OPERATOR_EMAIL",
            "MARKETPLACE_REGISTRATION_NO",
            "MARKETPLACE_DEMO",
        ),
    ),
    (
        Message("Mua bán"),
        (
            "MARKETPLACE_PAYMENTS",
            "MARKETPLACE_COD_LIMIT_DONG",
            "MARKETPLACE_RESERVATION_MINUTES",
            "MARKETPLACE_MAX_UPLOAD_BYTES",
            "MARKETPLACE_RATE_LIMIT_PER_MINUTE",
        ),
    ),
    (
        Message("Nơi giữ dữ liệu, việc nền và thư"),
        (
            "MARKETPLACE_DATABASE",
            "MARKETPLACE_INSTANCE",
            "MARKETPLACE_STORAGE",
            "MARKETPLACE_SEARCH",
            "MARKETPLACE_JOBS",
            "MARKETPLACE_MAIL",
            "MARKETPLACE_PAGE_MEMORY_MB",
            "MARKETPLACE_SCAN_RETENTION_DAYS",
            "MARKETPLACE_MAIL_RETENTION_DAYS",
            "MARKETPLACE_ACCESS_RETENTION_DAYS",
        ),
    ),
    (
        Message("Khoá và đăng nhập"),
        (
            "SECRET_KEY",
            "MARKETPLACE_LINK_KEY",
            "MARKETPLACE_FIELD_KEYS",
            "SITE_TOTP_KEY",
            "SITE_SIGN_IN_ATTEMPTS",
            "SITE_LIMITS",
        ),
    ),
    (
        Message("Máy chủ"),
        ("HOST", "PORT", "WEB_WORKERS", "SITE_TRUSTED_PROXIES", "SITE_LOG_LEVEL", "SITE_LOG_FORMAT"),
    ),
)
"""How the page groups them."""
