"""Rules about the record itself: G01 (complete), G02 (a star that is certified), G15 (good evidence, verified)."""

from typing import Final

from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import rules
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Several
from marketplace.certification.kinds import EvidenceGrade, RecordState
from marketplace.certification.regimes import CERTIFIED_STARS
from marketplace.kernel.i18n import Message

NO_CERTIFICATE: Final = Finding(
    Outcome.FAIL,
    Message("Sản phẩm chưa có quyết định công nhận sao OCOP."),
    Message("Chưa gắn với bản ghi công nhận nào trong sổ."),
)
UNCHECKED: Final = Finding(
    Outcome.UNCHECKED,
    Message("Chưa có giấy chứng nhận để kiểm."),
    Message("Chưa có bản ghi công nhận để kiểm."),
)

COMPLETE: Final = Finding(
    Outcome.PASS,
    Message("Số, ngày, cơ quan, hạng sao, tên sản phẩm, chủ thể và bản quét đều có."),
    Message("Số, ngày, cơ quan, hạng sao, tên sản phẩm, chủ thể và mã băm bản quét đều có."),
)
INCOMPLETE: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận trong sổ còn thiếu: %(missing)s."),
    Message("Bản ghi còn thiếu: %(missing)s. Bổ sung rồi trình duyệt lại."),
)

_PARTS: Final = {
    "decision_no": Message("số quyết định"),
    "issued_on": Message("ngày ký"),
    "issuer": Message("cơ quan ký"),
    "star": Message("hạng sao"),
    "product_name": Message("tên sản phẩm"),
    "holder_name": Message("chủ thể"),
    "scan_hash": Message("bản quét quyết định"),
}


def g01(certificate: CertificateFacts) -> RuleVerdict:
    """The record has every part a decision has."""
    if (
        certificate.decision_no
        and certificate.issued_on
        and certificate.issuer
        and certificate.star is not None
        and certificate.product_name
        and certificate.holder_name
        and certificate.scan_hash
    ):
        return RuleVerdict(rules.G01, COMPLETE, basis=certificate)
    missing = [label for part, label in _PARTS.items() if getattr(certificate, part) in {None, ""}]
    return RuleVerdict(rules.G01, INCOMPLETE, {"missing": Several(*missing)}, certificate)


CERTIFIED: Final = Finding(
    Outcome.PASS, Message("Sản phẩm được công nhận %(star)s sao."), Message("Quyết định ghi %(star)s sao.")
)
NOT_CERTIFIED: Final = Finding(
    Outcome.FAIL,
    Message("Hạng %(star)s sao không được cấp giấy chứng nhận OCOP."),
    Message("Hạng %(star)s sao không có quyết định công nhận; chỉ 3, 4 và 5 sao được bán."),
)
NO_STAR: Final = Finding(
    Outcome.FAIL, Message("Giấy chứng nhận không ghi hạng sao."), Message("Bản ghi thiếu hạng sao.")
)


def g02(certificate: CertificateFacts) -> RuleVerdict:
    """Only three to five stars are ever certified."""
    star = certificate.star
    if star is None:
        return RuleVerdict(rules.G02, NO_STAR)
    return RuleVerdict(
        rules.G02, CERTIFIED if star in CERTIFIED_STARS else NOT_CERTIFIED, {"star": star}, certificate
    )


GRADE_A: Final = Finding(
    Outcome.PASS,
    Message("Đã đối chiếu với chính bản quyết định."),
    Message("Bằng chứng hạng A, đã có người thứ hai duyệt."),
)
GRADE_B1: Final = Finding(
    Outcome.PASS,
    Message("Mới có tin trên báo hoặc cổng thông tin nhà nước, đang chờ đối chiếu với quyết định."),
    Message("Bằng chứng hạng B1: biển sao ghi “chờ đối chiếu” cho đến khi có bản quyết định."),
)
GRADE_LOW: Final = Finding(
    Outcome.FAIL,
    Message("Chưa có quyết định hoặc tin chính thức làm bằng chứng."),
    Message("Bằng chứng hạng %(grade)s (%(meaning)s), cần ít nhất hạng B1."),
)
NO_GRADE: Final = Finding(
    Outcome.FAIL,
    Message("Chưa có quyết định hoặc tin chính thức làm bằng chứng."),
    Message("Chưa xếp hạng bằng chứng, cần ít nhất hạng B1."),
)
UNVERIFIED: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận đang được cán bộ đối chiếu."),
    Message("Bản ghi ở bước “%(state)s”, chưa được cán bộ thứ hai duyệt."),
)


def g15(certificate: CertificateFacts) -> RuleVerdict:
    """The evidence is the decision (A) or official news (B1), and a second officer has verified the record."""
    if certificate.state is not RecordState.VERIFIED:
        return RuleVerdict(rules.G15, UNVERIFIED, {"state": certificate.state.label}, certificate)
    match certificate.grade:
        case EvidenceGrade.A:
            return RuleVerdict(rules.G15, GRADE_A, basis=certificate)
        case EvidenceGrade.B1:
            return RuleVerdict(rules.G15, GRADE_B1, basis=certificate)
        case None:
            return RuleVerdict(rules.G15, NO_GRADE, basis=certificate)
        case grade:
            return RuleVerdict(rules.G15, GRADE_LOW, {"grade": grade, "meaning": grade.label}, certificate)
