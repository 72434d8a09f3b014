"""Answers as people type them: sound ones, with what a test cares about passed by name."""

from marketplace.producers.applications.kinds import IdScan
from marketplace.producers.kinds import PaperKind

HOUSEHOLD: dict[str, str] = {
    "kind": "household",
    "legal_name": "Hộ kinh doanh Nguyễn Thị Nhàn",
    "display_name": "Cô Nhàn Khe Mây",
    "tax_code": "042 085 001 234",
    "registration_no": "28A8001234",
    "registration_on": "20/5/2024",
    "registration_issuer": "UBND xã Hương Đô",
    "representative": "Nguyễn Thị Nhàn",
    "representative_id": "042085001234",
    "phone": "0912 345 678",
    "email": "nhan@example.vn",
    "province": "42",
    "commune": "Hương Đô",
    "commune_code": "18550",
    "street": "Thôn 5",
    "printed_address": "Thôn 5, xã Hương Đô, huyện Hương Khê",
    "sets": "1",
    "goods": "Cam Khe Mây, bưởi",
    "bank": "970405",
    "bank_account": "3900 2050 12345",
    "bank_holder": "NGUYEN THI NHAN",
    "introduction": "Cam trồng ở chân núi.",
    "story": "Ông nội trồng cây đầu tiên năm 1980.",
    "paper.food_safety_commitment.number": "07/2026/CK",
    "paper.food_safety_commitment.issuer": "UBND xã Hương Đô",
    "paper.food_safety_commitment.issued_on": "16/3/2026",
    "paper.food_safety_commitment.expires_on": "15/3/2029",
}
"""A household that grows oranges; everything is there."""

SCANS = frozenset(
    {IdScan.FRONT, IdScan.BACK, PaperKind.BUSINESS_REGISTRATION, PaperKind.FOOD_SAFETY_COMMITMENT}
)


def answers(**changes: str) -> dict[str, str]:
    """The household's answers; an empty text takes one away. Dots in names are written as two underscores."""
    given = {name.replace("__", "."): text for name, text in changes.items()}
    return {name: text for name, text in {**HOUSEHOLD, **given}.items() if text}
