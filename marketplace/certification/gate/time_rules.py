"""Rules about time: G04 (in its 36 months, or in grace) and G05 (neither suspended nor revoked)."""

from typing import Final

from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import rules
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.record_rules import UNCHECKED
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict
from marketplace.certification.lifecycle import Calendar, in_grace
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message

IN_FORCE: Final = Finding(
    Outcome.PASS,
    Message("Còn hiệu lực đến hết ngày %(expires)s."),
    Message("Ký %(issued)s, hết hạn %(expires)s. Nộp hồ sơ đánh giá lại từ %(opens)s đến %(closes)s."),
)
IN_GRACE: Final = Finding(
    Outcome.PASS,
    Message("Hết hạn %(expires)s, đã nộp hồ sơ đánh giá lại nên được gia hạn đến hết ngày %(grace)s."),
    Message(
        "Ký %(issued)s, hết hạn %(expires)s, gia hạn đến %(grace)s theo biên nhận %(receipt)s ngày %(filed)s "
        "(QĐ 26/2026/QĐ-TTg điều 12 khoản 3)."
    ),
)
NOT_YET: Final = Finding(
    Outcome.FAIL,
    Message("Quyết định công nhận ký ngày %(issued)s, chưa có hiệu lực."),
    Message("Quyết định ký ngày %(issued)s, sau ngày đang xem %(today)s."),
)
EXPIRED: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận hết hạn ngày %(expires)s."),
    Message(
        "Ký %(issued)s, hết hạn %(expires)s, không có biên nhận hồ sơ đánh giá lại. Hôm nay là %(today)s."
    ),
)
FILING_WAITS: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận hết hạn ngày %(expires)s."),
    Message(
        "Ký %(issued)s, hết hạn %(expires)s. Biên nhận %(receipt)s ngày %(filed)s chờ cán bộ thứ hai xác nhận "
        "rồi mới được gia hạn."
    ),
)
GRACE_ENDED: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận hết hạn ngày %(expires)s, thời gian gia hạn cũng đã hết ngày %(grace)s."),
    Message("Ký %(issued)s, hết hạn %(expires)s, gia hạn có biên nhận đến %(grace)s. Hôm nay là %(today)s."),
)
RESULT_GIVEN: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận hết hạn ngày %(expires)s, đợt đánh giá lại đã có kết quả ngày %(result)s."),
    Message(
        "Hết hạn %(expires)s; có kết quả đánh giá lại ngày %(result)s nên gia hạn đã dừng, chờ quyết định mới."
    ),
)
SUPERSEDED: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận này đã được thay bằng quyết định mới ngày %(superseded)s."),
    Message("Đã được thay bằng quyết định mới ngày %(superseded)s; gắn sản phẩm với quyết định đó."),
)


def g04(case: Case, certificate: CertificateFacts) -> RuleVerdict:
    """The day lies in the 36 months from issue, or in the grace with proof of filing."""
    days, day = case.calendar, case.day
    if days is None:
        return RuleVerdict(rules.G04, UNCHECKED)
    values = {"issued": days.issued_on, "expires": days.expires_on, "today": day}
    if certificate.superseded_on is not None and certificate.superseded_on <= day:
        values["superseded"] = certificate.superseded_on
        return RuleVerdict(rules.G04, SUPERSEDED, values, certificate)
    if day < days.issued_on:
        return RuleVerdict(rules.G04, NOT_YET, values, certificate)
    if day <= days.expires_on:
        values["opens"], values["closes"] = days.window_opens, days.window_closes
        return RuleVerdict(rules.G04, IN_FORCE, values, certificate)
    return _after_expiry(case, certificate, days)


def _after_expiry(case: Case, certificate: CertificateFacts, days: Calendar) -> RuleVerdict:
    filing, day = certificate.filing, case.day
    values: dict[str, object] = {"issued": days.issued_on, "expires": days.expires_on, "today": day}
    waiting = certificate.waiting_filing
    if waiting is not None and in_grace(day, days, waiting.filed_on, waiting.result_on):
        values |= {"receipt": waiting.receipt_no, "filed": waiting.filed_on}
        return RuleVerdict(rules.G04, FILING_WAITS, values, certificate)
    if filing is None or not days.issued_on < filing.filed_on <= days.expires_on:
        return RuleVerdict(rules.G04, EXPIRED, values, certificate)
    values |= {"grace": days.grace_ends, "receipt": filing.receipt_no, "filed": filing.filed_on}
    if in_grace(day, days, filing.filed_on, filing.result_on):
        return RuleVerdict(rules.G04, IN_GRACE, values, certificate)
    if filing.result_on is not None and filing.result_on <= min(day, days.grace_ends):
        return RuleVerdict(rules.G04, RESULT_GIVEN, {**values, "result": filing.result_on}, certificate)
    return RuleVerdict(rules.G04, GRACE_ENDED, values, certificate)


UNDISTURBED: Final = Finding(
    Outcome.PASS,
    Message("Không có quyết định đình chỉ hoặc thu hồi nào."),
    Message("Sổ hậu kiểm không có quyết định đình chỉ hoặc thu hồi đang hiệu lực."),
)
SUSPENDED: Final = Finding(
    Outcome.FAIL,
    Message("Cơ quan quản lý tạm dừng bán từ ngày %(since)s."),
    Message("Tạm dừng từ %(since)s theo %(paper)s: %(reason)s."),
)
SUSPENDED_WITHOUT_PAPER: Final = Finding(
    Outcome.FAIL, SUSPENDED.buyer, Message("Tạm dừng từ %(since)s: %(reason)s.")
)
REVOKED: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận đã bị thu hồi ngày %(revoked)s."),
    Message("Thu hồi từ %(revoked)s theo quyết định %(decision)s, căn cứ điểm %(point)s: %(ground)s."),
)


def g05(case: Case, certificate: CertificateFacts) -> RuleVerdict:
    """At this instant no revocation is in effect and no suspension runs."""
    revocation = certificate.revocation
    if revocation is not None and revocation.at <= case.on:
        return RuleVerdict(
            rules.G05,
            REVOKED,
            {
                "revoked": clock.local(revocation.at).date(),
                "decision": revocation.decision_no,
                "point": revocation.ground,
                "ground": revocation.ground.label,
            },
            certificate,
        )
    for suspension in certificate.suspensions:
        if suspension.covers(case.on):
            values = {
                "since": clock.local(suspension.since).date(),
                "paper": suspension.paper_no,
                "reason": suspension.reason or "–",
            }
            stopped = SUSPENDED if suspension.paper_no else SUSPENDED_WITHOUT_PAPER
            return RuleVerdict(rules.G05, stopped, values, certificate)
    return RuleVerdict(rules.G05, UNDISTURBED, basis=certificate)
