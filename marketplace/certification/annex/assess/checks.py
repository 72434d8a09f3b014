"""What is wrong with a draft that could be read: rules of law, days, codes. Nothing here looks at other rows."""

from datetime import date

from marketplace.certification import lifecycle, product_code, regimes, stars
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.findings import Code
from marketplace.certification.annex.assess.read_star import STAR_COLUMNS
from marketplace.certification.annex.assess.source import Source
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.product_code import CodeFault
from marketplace.certification.regimes import Authorised, AuthorityReason
from marketplace.kernel.i18n import Message

DISTRICTS_ENDED = date(2025, 6, 30)
"""The last day of districts: two-tier government since 1/7/2025 (Law 72/2025/QH15)."""

_CODE_FAULTS = {
    CodeFault.NO_PATTERN: Message("Mã sản phẩm thường như 42-18550-1-2026 hoặc 83-829-28780-3-2022."),
    CodeFault.WRONG_GENERATION: Message("Kiểu mã sản phẩm không hợp với ngày quyết định."),
    CodeFault.WRONG_YEAR: Message("Năm trong mã sản phẩm khác năm của quyết định."),
}


_LONGEST: tuple[tuple[str, Field, int], ...] = (
    ("product", Field.PRODUCT, 200),
    ("holder", Field.HOLDER, 200),
    ("address", Field.ADDRESS, 300),
    ("decision_no", Field.DECISION, 80),
    ("issuer_name", Field.ISSUER, 160),
    ("product_code", Field.PRODUCT_CODE, 40),
)
"""How many characters the register keeps of each; a name is never cut."""


def check_draft(source: Source, draft: RowDraft, today: date) -> None:
    """Remark on everything in ``draft`` that the rules do not allow on the legal day ``today``."""
    _check_lengths(source, draft)
    _check_star(source, draft)
    _check_score(source, draft)
    _check_days(source, draft, today)
    _check_authority(source, draft)
    _check_product_code(source, draft)


def _check_lengths(source: Source, draft: RowDraft) -> None:
    for name, field, longest in _LONGEST:
        text = getattr(draft, name) or ""
        if len(text) > longest:
            source.remark(
                Code.TEXT_TOO_LONG,
                Message(
                    "Dài %(length)s ký tự, sổ giữ tối đa %(longest)s.",
                    {"length": len(text), "longest": longest},
                ),
                field,
                value=f"{text[:60]}…",
            )


def _check_star(source: Source, draft: RowDraft) -> None:
    if draft.star is not None and draft.star not in regimes.CERTIFIED_STARS:
        source.remark(
            Code.STAR_NOT_CERTIFIED,
            Message(
                "Đạt %(star)s sao không được công nhận: chỉ 3, 4, 5 sao mới có quyết định.",
                {"star": draft.star},
            ),
            *STAR_COLUMNS,
        )


def _check_score(source: Source, draft: RowDraft) -> None:
    """A product cannot have more stars than its points give. It can have fewer: single criteria have minima of their
    own (26/2026/QĐ-TTg, Annex II), and from 90 points on the ministry decides (art. 4).
    """
    if draft.score is None or draft.star not in regimes.CERTIFIED_STARS:
        return
    band = stars.band(draft.score)
    words = {"score": stars.Points(draft.score), "band": band, "star": draft.star}
    if band < draft.star:
        source.remark(
            Code.SCORE_MISMATCH,
            Message("%(score)s điểm là hạng %(band)s sao, cột hạng sao ghi %(star)s sao.", words),
            Field.SCORE,
        )
    elif band > draft.star:
        source.remark(
            Code.SCORE_ABOVE_STAR,
            Message(
                "%(score)s điểm là hạng %(band)s sao mà ghi %(star)s sao. Người duyệt xem phiếu chấm.", words
            ),
            Field.SCORE,
        )


def _check_days(source: Source, draft: RowDraft, today: date) -> None:
    day = draft.decided_on
    if day is None:
        return
    column = draft.places.get("day", Field.DECISION_DATE)
    if day > today:
        source.remark(
            Code.DATE_FUTURE,
            Message("Ngày quyết định %(day)s chưa tới.", {"day": f"{day:%d/%m/%Y}"}),
            column,
            value=f"{day:%d/%m/%Y}",
        )
        return
    if day < lifecycle.FIRST_ISSUE:
        source.remark(
            Code.DATE_TOO_EARLY,
            Message(
                "Ngày quyết định %(day)s là trước ngày %(first)s, ngày bắt đầu Chương trình OCOP (490/QĐ-TTg).",
                {"day": f"{day:%d/%m/%Y}", "first": f"{lifecycle.FIRST_ISSUE:%d/%m/%Y}"},
            ),
            column,
            value=f"{day:%d/%m/%Y}",
        )
        return
    last_day = lifecycle.calendar_of(day).expires_on
    if last_day < today:
        source.remark(
            Code.EXPIRED,
            Message(
                "Đã hết hạn từ sau ngày %(day)s; vào sổ nhưng không bán được.",
                {"day": f"{last_day:%d/%m/%Y}"},
            ),
            column,
            value=f"{day:%d/%m/%Y}",
        )
    if draft.expires_on is not None and draft.expires_on != last_day:
        source.remark(
            Code.EXPIRY_DIFFERS,
            Message(
                "36 tháng từ ngày quyết định là đến %(day)s; sổ tính theo ngày này.",
                {"day": f"{last_day:%d/%m/%Y}"},
            ),
            Field.EXPIRES,
        )


def _check_authority(source: Source, draft: RowDraft) -> None:
    """Who may recognise which star on which day (domain rule G03)."""
    if draft.decided_on is None or draft.issuer is None or draft.star not in regimes.CERTIFIED_STARS:
        return
    if draft.decided_on < lifecycle.FIRST_ISSUE:
        return  # The day itself is wrong, and said to be.
    found = regimes.check_authority(draft.decided_on, draft.star, draft.issuer, None, draft.round)
    columns = (draft.places.get("issuer", Field.ISSUER), Field.DECISION)
    value = draft.issuer_name or draft.decision_no or ""
    if found.result is Authorised.REVIEW:
        source.remark(Code.AUTHORITY_REVIEW, _review(draft, found.reason), *columns, value=value)
    elif found.result is Authorised.MISMATCH:
        source.remark(Code.AUTHORITY_MISMATCH, _mismatch(draft, found.expected), *columns, value=value)


def _review(draft: RowDraft, reason: AuthorityReason) -> Message:
    if reason is AuthorityReason.BEFORE_ALL_REGIMES:
        return Message("Quyết định trước 21/8/2019, chưa có bộ tiêu chí OCOP. Người duyệt xem kỹ văn bản.")
    return Message(
        "%(issuer)s công nhận %(star)s sao ngày %(day)s nằm giữa hai quy định. Người duyệt xem kỹ văn bản.",
        {"issuer": draft.issuer_name or "", "star": draft.star, "day": f"{draft.decided_on:%d/%m/%Y}"},
    )


def _mismatch(draft: RowDraft, expected: frozenset[IssuerKind]) -> Message:
    assert draft.decided_on is not None
    day = f"{draft.decided_on:%d/%m/%Y}"
    if draft.issuer is IssuerKind.DISTRICT and draft.decided_on > DISTRICTS_ENDED:
        return Message(
            "Cấp huyện không còn sau ngày 30/06/2025 nên không ký công nhận ngày %(day)s. Xem lại cơ quan ban hành.",
            {"day": day},
        )
    kinds = [kind.label for kind in IssuerKind if kind in expected]
    return Message(
        "Ngày %(day)s, %(star)s sao do %(expected)s công nhận, không phải %(issuer)s.",
        {
            "day": day,
            "star": draft.star,
            "expected": _either(kinds),
            "issuer": draft.issuer_name or (draft.issuer.label if draft.issuer else ""),
        },
    )


def _either(kinds: list[Message]) -> Message:
    first, *others = kinds
    return Message("%(one)s hoặc %(other)s", {"one": first, "other": others[0]}) if others else first


def _check_product_code(source: Source, draft: RowDraft) -> None:
    if not draft.product_code or draft.decided_on is None:
        return
    regime = regimes.regime_on(draft.decided_on)
    if regime is None:
        return
    fault = product_code.fault(draft.product_code, regime.code, draft.decided_on)
    if fault is not None:
        source.remark(Code.PRODUCT_CODE_WRONG, _CODE_FAULTS[fault], Field.PRODUCT_CODE)
