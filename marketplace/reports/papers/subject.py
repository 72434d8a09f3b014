"""Papers on how a producer stands: verified, suspended, let go on, closed."""

from collections.abc import Mapping, Sequence

from marketplace.documents.official_paper import Facts, OfficialPaper, Signer, Text
from marketplace.kernel import formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.errors import NotFound
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import Seller, StandingView
from marketplace.reports.papers.parts import origin, paper, signed_by

_ABOUT = {
    Standing.VERIFIED: "Xác minh chủ thể bán sản phẩm OCOP",
    Standing.SUSPENDED: "Tạm dừng bán hàng của chủ thể",
    Standing.CLOSED: "Chấm dứt bán hàng của chủ thể",
}
DECIDED = tuple(_ABOUT)
"""Standings that somebody decided on."""


def standing(
    seller: Seller,
    periods: Sequence[StandingView],
    number: int,
    log: Sequence[LogEntry],
    province: str,
    people: Mapping[str, str],
) -> OfficialPaper:
    """Thông báo on the period with that number, from 1. ``NotFound`` for one that there is not or nobody decided."""
    if not 1 <= number <= len(periods) or periods[number - 1].standing not in _ABOUT:
        raise NotFound
    period = periods[number - 1]
    again = period.standing is Standing.VERIFIED and any(
        each.standing is Standing.SUSPENDED for each in periods[: number - 1]
    )
    by = next((entry.actor for entry in log if entry.at == period.since), "")
    words = {
        Standing.VERIFIED: "Chủ thể được bán hàng trên sàn từ lúc này.",
        Standing.SUSPENDED: "Mọi sản phẩm của chủ thể rút khỏi quầy từ lúc này. Đơn đã đặt không đổi.",
        Standing.CLOSED: "Chủ thể thôi bán hàng trên sàn từ lúc này. Đơn đã đặt vẫn được giải quyết.",
    }[period.standing]
    return paper(
        province,
        at=period.since,
        kind="THÔNG BÁO",
        about="Cho chủ thể bán hàng trở lại" if again else _ABOUT[period.standing],
        number=period.paper_no,
        to=(seller.legal_name,),
        grounds=(f"Căn cứ văn bản số {period.paper_no};",) if period.paper_no else (),
        body=(
            Facts(
                (
                    ("Chủ thể", seller.legal_name),
                    ("Loại", str(seller.kind.label)),
                    ("Địa chỉ", seller.address),
                    ("Từ lúc", formats.moment(period.since)),
                    ("Đến lúc", formats.moment(period.until) if period.until else ""),
                )
            ),
            *((Text(period.reason, "Lý do:"),) if period.reason else ()),
            Text(words),
        ),
        signer=Signer("Người ra thông báo", signed_by(by, people)),
        copies=("Như trên", "Lưu hồ sơ chủ thể"),
        origin=origin(f"CT-{seller.id}", "chủ thể trên sàn", f"/chu-the/{seller.slug}"),
    )
