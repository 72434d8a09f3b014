"""Rules about numbers: G07 (the total fits the star), G08 (starred minima), G09 (the product code)."""

from typing import Final

from marketplace.certification import product_code, regimes, stars
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import rules
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Several
from marketplace.certification.kinds import IssuerKind, RegimeCode
from marketplace.certification.product_code import CodeFault
from marketplace.certification.regimes import CERTIFIED_STARS
from marketplace.kernel.i18n import Message

NOT_GIVEN: Final = Message("Quyết định không ghi.")

BAND_FITS: Final = Finding(
    Outcome.PASS,
    Message("%(score)s điểm nằm trong khoảng %(least)s đến dưới %(below)s của hạng %(star)s sao."),
    Message("%(score)s điểm nằm trong khoảng %(least)s đến dưới %(below)s của hạng %(star)s sao."),
)
BAND_FITS_TOP: Final = Finding(
    Outcome.PASS,
    Message(
        "%(score)s điểm nằm trong khoảng %(least)s đến %(below)s của hạng %(star)s sao, do Bộ công nhận."
    ),
    Message(
        "%(score)s điểm nằm trong khoảng %(least)s đến %(below)s của hạng %(star)s sao, do Bộ công nhận."
    ),
)
BAND_DIFFERS: Final = Finding(
    Outcome.FAIL,
    Message("%(score)s điểm là hạng %(band)s sao, giấy chứng nhận ghi %(star)s sao."),
    Message("%(score)s điểm thuộc hạng %(band)s sao, bản ghi là %(star)s sao: đối chiếu lại phiếu chấm."),
)
NEEDS_MINISTRY: Final = Finding(
    Outcome.FAIL,
    Message("Từ 90 điểm, hạng 5 sao phải do Bộ công nhận."),
    Message("%(score)s điểm đạt mức 5 sao, phải trình Bộ; quyết định này do %(issuer)s ký."),
)
NO_SCORE: Final = Finding(Outcome.NOT_APPLICABLE, NOT_GIVEN, Message("Quyết định không ghi điểm."))

_TOP_ISSUERS: Final = frozenset({IssuerKind.MINISTRY, IssuerKind.CENTRAL})


def g07(certificate: CertificateFacts) -> RuleVerdict:
    """The total, where given, lies in the band of the star; ninety and more is for the ministry."""
    score, star = certificate.score, certificate.star
    if score is None:
        return RuleVerdict(rules.G07, NO_SCORE)
    band = stars.band(score)
    values = {"score": stars.Points(score), "star": star, "band": band}
    if band == 5 and certificate.issuer not in _TOP_ISSUERS:
        issuer = certificate.issuer_name or (certificate.issuer.label if certificate.issuer else "?")
        return RuleVerdict(rules.G07, NEEDS_MINISTRY, {**values, "issuer": issuer}, certificate)
    if band != star:
        return RuleVerdict(rules.G07, BAND_DIFFERS, values, certificate)
    least, below = stars.bounds(band)
    words = {"least": stars.Points(least), "below": stars.Points(below)}
    return RuleVerdict(rules.G07, BAND_FITS_TOP if band == 5 else BAND_FITS, {**values, **words}, certificate)


MINIMA_MET: Final = Finding(
    Outcome.PASS,
    Message("Các tiêu chí bắt buộc của hạng sao đều đủ điểm tối thiểu."),
    Message("Bộ tiêu chí số %(set)s: mọi mục có dấu sao đều đủ điểm tối thiểu."),
)
MINIMA_MISSED: Final = Finding(
    Outcome.WARN,
    Message("Có tiêu chí chưa đủ điểm tối thiểu, cán bộ đang xem lại."),
    Message("Chưa đủ điểm tối thiểu của hạng %(star)s sao ở các mục: %(criteria)s."),
)
NO_SCORES: Final = Finding(Outcome.NOT_APPLICABLE, NOT_GIVEN, Message("Không có điểm từng tiêu chí."))
NO_MINIMA: Final = Finding(
    Outcome.NOT_APPLICABLE,
    Message("Bộ tiêu chí cũ, không kiểm điểm tối thiểu."),
    Message("Chế độ %(regime)s: sổ không có bảng điểm tối thiểu để kiểm."),
)


def g08(certificate: CertificateFacts) -> RuleVerdict:
    """Where single scores are given, the starred minima of the 2026 set are reached. A warning: see data/README.md."""
    star, number = certificate.star, certificate.criteria_set
    if not certificate.criterion_scores or number is None or star not in CERTIFIED_STARS:
        return RuleVerdict(rules.G08, NO_SCORES)
    regime = _regime(certificate)
    if regime != RegimeCode.R26_2026:
        return RuleVerdict(rules.G08, NO_MINIMA, {"regime": regime or "?"})
    missed = stars.shortfalls(number, star, certificate.criterion_scores)
    if not missed:
        return RuleVerdict(rules.G08, MINIMA_MET, {"set": number}, certificate)
    criteria = Several(*map(stars.Marks, missed))
    return RuleVerdict(rules.G08, MINIMA_MISSED, {"star": star, "criteria": criteria}, certificate)


CODE_FITS: Final = Finding(
    Outcome.PASS, Message("Mã số sản phẩm %(code)s."), Message("Mã %(code)s đúng mẫu của chế độ %(regime)s.")
)
CODE_FAULTS: Final = {
    CodeFault.NO_PATTERN: Finding(
        Outcome.WARN,
        Message("Mã số sản phẩm %(code)s đang được cán bộ xem lại."),
        Message("Mã %(code)s không theo mẫu tỉnh-xã-số-năm hay mẫu cũ tỉnh-huyện-xã-số-năm."),
    ),
    CodeFault.WRONG_GENERATION: Finding(
        Outcome.WARN,
        Message("Mã số sản phẩm %(code)s đang được cán bộ xem lại."),
        Message("Mã %(code)s không đúng mẫu của chế độ %(regime)s vào ngày ký %(issued)s."),
    ),
    CodeFault.WRONG_YEAR: Finding(
        Outcome.WARN,
        Message("Mã số sản phẩm %(code)s đang được cán bộ xem lại."),
        Message("Năm trong mã %(code)s không khớp ngày ký %(issued)s."),
    ),
}
UNITS_UNKNOWN: Final = Finding(
    Outcome.WARN,
    Message("Mã số sản phẩm %(code)s đang được cán bộ xem lại."),
    Message("Mã tỉnh hoặc mã xã trong %(code)s không có trong danh mục vào ngày ký %(issued)s."),
)
NO_CODE: Final = Finding(Outcome.NOT_APPLICABLE, NOT_GIVEN, Message("Quyết định không ghi mã số sản phẩm."))


def g09(certificate: CertificateFacts) -> RuleVerdict:
    """The product code has the form of its regime, and its places existed on the day of issue. A warning."""
    code, issued_on, regime = certificate.product_code, certificate.issued_on, _regime(certificate)
    if not code or issued_on is None or regime is None:
        return RuleVerdict(rules.G09, NO_CODE)
    values = {"code": code, "regime": regime, "issued": issued_on}
    if fault := product_code.fault(code, regime, issued_on):
        return RuleVerdict(rules.G09, CODE_FAULTS[fault], values, certificate)
    if certificate.units_known is False:
        return RuleVerdict(rules.G09, UNITS_UNKNOWN, values, certificate)
    return RuleVerdict(rules.G09, CODE_FITS, values, certificate)


def _regime(certificate: CertificateFacts) -> RegimeCode | None:
    if certificate.regime is not None or certificate.issued_on is None:
        return certificate.regime
    regime = regimes.regime_on(certificate.issued_on)
    return regime.code if regime else None
