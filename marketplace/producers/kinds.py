"""The closed lists about producers: what they may be, how they stand, which papers they hold."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message


class ProducerKind(StrEnum):
    """What an OCOP subject may be (26/2026/QĐ-TTg art. 2.3)."""

    COOPERATIVE = "cooperative"
    COOPERATIVE_UNION = "cooperative_union"
    GROUP = "group"
    COMPANY = "company"
    HOUSEHOLD = "household"
    FARM = "farm"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _KINDS[self]

    @property
    def may_use_personal_id(self) -> bool:
        """True where the tax identity may be a person's 12-digit number (in force from 1/7/2025)."""
        return self in _PERSONAL


_KINDS: Final = {
    ProducerKind.COOPERATIVE: Message("Hợp tác xã"),
    ProducerKind.COOPERATIVE_UNION: Message("Liên hiệp hợp tác xã"),
    ProducerKind.GROUP: Message("Tổ hợp tác"),
    ProducerKind.COMPANY: Message("Doanh nghiệp"),
    ProducerKind.HOUSEHOLD: Message("Hộ kinh doanh"),
    ProducerKind.FARM: Message("Trang trại"),
}

_PERSONAL: Final = frozenset({ProducerKind.GROUP, ProducerKind.HOUSEHOLD, ProducerKind.FARM})


class Standing(StrEnum):
    """How a producer stands with the market. ``CLOSED`` is final."""

    APPLIED = "applied"
    VERIFIED = "verified"
    SUSPENDED = "suspended"
    CLOSED = "closed"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STANDINGS[self]

    @property
    def is_away(self) -> bool:
        """Whether it was let in and may not sell now: stopped, or closed."""
        return self in {Standing.SUSPENDED, Standing.CLOSED}


_STANDINGS: Final = {
    Standing.APPLIED: Message("Chờ xác minh"),
    Standing.VERIFIED: Message("Đã xác minh"),
    Standing.SUSPENDED: Message("Tạm dừng"),
    Standing.CLOSED: Message("Đã đóng"),
}


class PaperKind(StrEnum):
    """Papers of an establishment. Those a gate rule asks for have the names that ``certification.facts`` knows."""

    BUSINESS_REGISTRATION = "business_registration"
    FOOD_SAFETY = "food_safety"
    FOOD_SAFETY_COMMITMENT = "food_safety_commitment"
    HACCP = "haccp"
    ISO_22000 = "iso_22000"
    GMP = "gmp"
    ALCOHOL_LICENCE = "alcohol_licence"
    VIETGAP = "vietgap"
    GLOBALGAP = "globalgap"
    ORGANIC = "organic"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _PAPERS[self]


_PAPERS: Final = {
    PaperKind.BUSINESS_REGISTRATION: Message("Giấy chứng nhận đăng ký kinh doanh"),
    PaperKind.FOOD_SAFETY: Message("Giấy chứng nhận ATTP"),
    PaperKind.FOOD_SAFETY_COMMITMENT: Message("Bản cam kết sản xuất an toàn"),
    PaperKind.HACCP: Message("Giấy chứng nhận HACCP"),
    PaperKind.ISO_22000: Message("Giấy chứng nhận ISO 22000"),
    PaperKind.GMP: Message("Giấy chứng nhận GMP"),
    PaperKind.ALCOHOL_LICENCE: Message("Giấy phép sản xuất, bán rượu"),
    PaperKind.VIETGAP: Message("Chứng nhận VietGAP"),
    PaperKind.GLOBALGAP: Message("Chứng nhận GlobalGAP"),
    PaperKind.ORGANIC: Message("Chứng nhận hữu cơ"),
}
