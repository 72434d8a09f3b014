"""Rules about papers that run out: G10 (food safety), G11 (registration and tax number), G12 (test or declaration)."""

from typing import Final

from marketplace.certification.facts import PaperFacts, PaperKind
from marketplace.certification.gate import rules
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.verdict import Finding, Outcome, Rule, RuleVerdict
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message

HOLDS: Final = Finding(
    Outcome.PASS,
    Message("%(paper)s số %(number)s còn hạn đến hết ngày %(until)s."),
    Message("%(paper)s số %(number)s, cấp %(issued)s, hạn %(until)s."),
)
HOLDS_OPEN: Final = Finding(
    Outcome.PASS,
    Message("%(paper)s số %(number)s."),
    Message("%(paper)s số %(number)s, cấp %(issued)s, không ghi hạn."),
)
RAN_OUT: Final = Finding(
    Outcome.FAIL,
    Message("%(paper)s số %(number)s đã hết hạn ngày %(until)s."),
    Message("%(paper)s số %(number)s hết hạn ngày %(until)s, hôm nay là %(today)s."),
)
NOT_IN_FORCE: Final = Finding(
    Outcome.FAIL,
    Message("%(paper)s số %(number)s chưa có hiệu lực hoặc chưa được đối chiếu."),
    Message("%(paper)s số %(number)s, cấp %(issued)s: chưa đến ngày cấp hoặc chưa được duyệt."),
)
NO_FOOD_SAFETY: Final = Finding(
    Outcome.FAIL,
    Message("Chưa có giấy chứng nhận an toàn thực phẩm còn hạn."),
    Message("Thiếu giấy chứng nhận ATTP hoặc giấy thay thế (HACCP, ISO 22000, GMP)."),
)
NOT_FOOD: Final = Finding(
    Outcome.NOT_APPLICABLE,
    Message("Sản phẩm không phải thực phẩm, đồ uống."),
    Message("Bộ sản phẩm này không cần giấy chứng nhận ATTP."),
)
NO_QUALITY_PAPER: Final = Finding(
    Outcome.FAIL,
    Message("Chưa có phiếu kiểm nghiệm hoặc bản công bố chất lượng còn hạn."),
    Message("Thiếu phiếu kiểm nghiệm hoặc bản công bố chất lượng cho thực phẩm chế biến."),
)
NOT_PROCESSED: Final = Finding(
    Outcome.NOT_APPLICABLE,
    Message("Sản phẩm không phải thực phẩm chế biến."),
    Message("Bộ sản phẩm này không cần phiếu kiểm nghiệm hoặc bản công bố."),
)

FOOD_SAFETY_PAPERS: Final = frozenset(
    {PaperKind.FOOD_SAFETY, PaperKind.HACCP, PaperKind.ISO_22000, PaperKind.GMP}
)
"""The certificate, or what replaces it: Decree 15/2018/NĐ-CP art. 12 or its successor (not verified)."""

FRESH_FOOD_PAPERS: Final = FOOD_SAFETY_PAPERS | {PaperKind.FOOD_SAFETY_COMMITMENT}
"""Small growers of fresh produce may sign a commitment instead (not verified)."""

QUALITY_PAPERS: Final = frozenset(
    {PaperKind.TEST_REPORT, PaperKind.QUALITY_DECLARATION, PaperKind.PRODUCT_REGISTRATION}
)
REGISTRATION_PAPERS: Final = frozenset({PaperKind.BUSINESS_REGISTRATION})


def g10(case: Case) -> RuleVerdict:
    """Food and drink come from a place with a food-safety certificate, or a lawful substitute, that has not run
    out.
    """
    kind = product_sets()[case.product.product_set]
    if not kind.needs_food_safety:
        return RuleVerdict(rules.G10, NOT_FOOD)
    papers = FRESH_FOOD_PAPERS if kind.is_fresh_food else FOOD_SAFETY_PAPERS
    return paper_verdict(rules.G10, case, *case.paper(papers), none=NO_FOOD_SAFETY)


def g12(case: Case) -> RuleVerdict:
    """Processed food has a test report or a quality declaration that holds (criteria 8/9 of Annex II)."""
    if not product_sets()[case.product.product_set].needs_quality_paper:
        return RuleVerdict(rules.G12, NOT_PROCESSED)
    return paper_verdict(rules.G12, case, *case.paper(QUALITY_PAPERS), none=NO_QUALITY_PAPER)


REGISTERED: Final = Finding(
    Outcome.PASS,
    Message("Người bán có đăng ký kinh doanh và mã số thuế."),
    Message("Đăng ký kinh doanh số %(number)s, mã số thuế hoặc định danh hợp lệ, đã xác minh."),
)
NO_REGISTRATION: Final = Finding(
    Outcome.FAIL,
    Message("Người bán chưa có đăng ký kinh doanh."),
    Message("Thiếu đăng ký kinh doanh của chủ thể."),
)
BAD_TAX_ID: Final = Finding(
    Outcome.FAIL,
    Message("Mã số thuế hoặc số định danh của người bán chưa đúng."),
    Message("Mã số thuế hoặc số định danh thiếu, hoặc không qua được phép kiểm số."),
)
NOT_IDENTIFIED: Final = Finding(
    Outcome.FAIL, Message("Người bán chưa được xác minh."), Message("Chưa xác minh danh tính chủ thể.")
)
SELLER_STOPPED: Final = Finding(
    Outcome.FAIL,
    Message("Người bán đang tạm dừng bán từ ngày %(since)s."),
    Message("Chủ thể bị tạm dừng từ %(since)s theo %(paper)s: %(reason)s."),
)
SELLER_STOPPED_WITHOUT_PAPER: Final = Finding(
    Outcome.FAIL, SELLER_STOPPED.buyer, Message("Chủ thể bị tạm dừng từ %(since)s: %(reason)s.")
)
SELLER_CLOSED: Final = Finding(
    Outcome.FAIL,
    Message("Người bán đã thôi bán ở đây từ ngày %(since)s."),
    Message("Chủ thể đã đóng từ %(since)s: %(reason)s."),
)


def g11(case: Case) -> RuleVerdict:
    """The seller is registered, has a tax number that can be one, is identified, and has not been stopped."""
    producer = case.producer
    for suspension in producer.suspensions:
        if suspension.covers(case.on):
            values = {
                "since": clock.local(suspension.since).date(),
                "paper": suspension.paper_no,
                "reason": suspension.reason or "–",
            }
            stopped = SELLER_STOPPED if suspension.paper_no else SELLER_STOPPED_WITHOUT_PAPER
            return RuleVerdict(rules.G11, SELLER_CLOSED if suspension.for_good else stopped, values)
    if not producer.identity_verified:
        return RuleVerdict(rules.G11, NOT_IDENTIFIED)
    if not producer.tax_id or not producer.tax_id_valid:
        return RuleVerdict(rules.G11, BAD_TAX_ID)
    best, last = case.paper(REGISTRATION_PAPERS)
    if last is not None and best is None:
        return paper_verdict(rules.G11, case, None, last, none=NO_REGISTRATION)
    if not producer.registration_no and best is None:
        return RuleVerdict(rules.G11, NO_REGISTRATION)
    number = producer.registration_no or (best.number if best else "")
    return RuleVerdict(rules.G11, REGISTERED, {"number": number}, best)


def paper_verdict(
    rule: Rule, case: Case, best: PaperFacts | None, last: PaperFacts | None, *, none: Finding
) -> RuleVerdict:
    """What a rule that asks for a paper says: it holds, it has run out, it does not count yet, or there is none."""
    paper = best or last
    if paper is None:
        return RuleVerdict(rule, none)
    values = {
        "paper": paper.kind.label,
        "number": paper.number,
        "issued": paper.issued_on,
        "until": paper.valid_until,
        "today": case.day,
    }
    if best is not None:
        return RuleVerdict(rule, HOLDS if paper.valid_until else HOLDS_OPEN, values, paper)
    if paper.valid_until is not None and paper.valid_until < case.day:
        return RuleVerdict(rule, RAN_OUT, values, paper)
    return RuleVerdict(rule, NOT_IN_FORCE, values, paper)
