"""Rule G03: who signed could recognise that star on that day, in that province."""

from typing import Final

from marketplace.certification import regimes
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import rules
from marketplace.certification.gate.record_rules import UNCHECKED
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Several
from marketplace.certification.issuer_doubts import doubt_message, name_doubt
from marketplace.certification.issuers import LOCAL, NameFault, name_fault
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.ministries import name_on
from marketplace.certification.regimes import CERTIFIED_STARS, Authorised, AuthorityReason
from marketplace.kernel.i18n import Message
from marketplace.places.nomenclature import province_names

AUTHORISED: Final = Finding(
    Outcome.PASS,
    Message("Ngày %(issued)s, hạng %(star)s sao do %(issuer)s công nhận."),
    Message("Ngày %(issued)s, hạng %(star)s sao do %(issuer)s công nhận, đúng thẩm quyền theo %(decision)s."),
)
ACCEPTED: Final = Finding(
    Outcome.PASS,
    Message(
        "Ngày %(issued)s, hạng %(star)s sao do %(issuer)s công nhận; cán bộ thứ hai đã xem lại thẩm quyền."
    ),
    Message(
        "Ngày %(issued)s, hạng %(star)s sao do %(issuer)s công nhận; đã xem lại và chấp nhận thẩm quyền."
    ),
)
WRONG_ISSUER: Final = Finding(
    Outcome.FAIL,
    Message("Ngày %(issued)s, %(issuer)s không có quyền công nhận hạng %(star)s sao."),
    Message(
        "Ngày %(issued)s, hạng %(star)s sao phải do %(expected)s công nhận, quyết định này do %(issuer)s ký."
    ),
)
WRONG_REGIME: Final = Finding(
    Outcome.FAIL,
    Message("Sản phẩm được chấm theo quy định đã hết hiệu lực vào ngày %(issued)s."),
    Message("Hồ sơ ghi chấm theo chế độ %(claimed)s, không còn dùng được cho quyết định ký ngày %(issued)s."),
)
AUTHORITY_REVIEW: Final = Finding(
    Outcome.FAIL,
    Message("Thẩm quyền công nhận ngày %(issued)s đang được cán bộ xem lại."),
    Message(
        "Quyết định ngày %(issued)s do %(issuer)s ký rơi vào thời gian chuyển tiếp; "
        "cần cán bộ thứ hai xem và chấp nhận."
    ),
)
OTHER_PROVINCE: Final = Finding(
    Outcome.FAIL,
    Message("%(issuer)s công nhận sản phẩm của tỉnh khác."),
    Message("%(issuer)s (mã tỉnh %(signed)s) không có thẩm quyền với sản phẩm ở tỉnh mã %(placed)s."),
)
NAMED_OTHER_LEVEL: Final = Finding(
    Outcome.FAIL,
    Message("Bản ghi nói %(kind)s công nhận, mà quyết định do %(issuer)s ký."),
    Message(
        "“%(issuer)s” không phải là %(kind)s như bản ghi khai. Xem lại cấp ký và cơ quan ký trong quyết định."
    ),
)
NAMED_OTHER_PROVINCE: Final = Finding(
    Outcome.FAIL,
    Message("%(issuer)s công nhận sản phẩm của tỉnh khác."),
    Message("Ngày %(issued)s, nơi có sản phẩm (nay thuộc %(placed)s) không thuộc “%(issuer)s”."),
)
NAMED_NO_PROVINCE: Final = Finding(
    Outcome.FAIL,
    Message("Ngày %(issued)s không có “%(issuer)s”."),
    Message(
        "Ngày %(issued)s không có tỉnh, thành phố nào như “%(issuer)s” ghi. "
        "Xem lại cơ quan ký và ngày ký trong quyết định."
    ),
)

NAMED_OTHER_MINISTRY: Final = Finding(
    Outcome.FAIL,
    Message("%(issuer)s không có quyền công nhận hạng %(star)s sao."),
    Message("“%(issuer)s” không phải là bộ phụ trách nông nghiệp. Xem lại cơ quan ký trong quyết định."),
)
NAMED_ENDED_MINISTRY: Final = Finding(
    Outcome.FAIL,
    Message("Ngày %(issued)s không có “%(issuer)s”."),
    Message(
        "Ngày %(issued)s, bộ phụ trách nông nghiệp là %(ministry)s, không phải “%(issuer)s”. "
        "Xem lại cơ quan ký và ngày ký trong quyết định."
    ),
)
AUTHORISED_IN_DOUBT: Final = Finding(
    Outcome.PASS,
    AUTHORISED.buyer,
    Message(
        "Ngày %(issued)s, hạng %(star)s sao do %(issuer)s công nhận, đúng cấp theo %(decision)s. Lưu ý: %(doubt)s"
    ),
)
"""For the eyes of officers; it stops nothing."""


def g03(certificate: CertificateFacts) -> RuleVerdict:
    """Who signed could recognise that star on that day, in that province."""
    issued_on, star, issuer = certificate.issued_on, certificate.star, certificate.issuer
    if issued_on is None or issuer is None or star not in CERTIFIED_STARS:
        return RuleVerdict(rules.G03, UNCHECKED)
    check = regimes.check_authority(issued_on, star, issuer, certificate.regime, certificate.round)
    values = {"issued": issued_on, "star": star, "issuer": certificate.issuer_name or issuer.label}
    if check.result is Authorised.MISMATCH:
        if check.reason is AuthorityReason.REGIME_NOT_IN_FORCE:
            return RuleVerdict(
                rules.G03, WRONG_REGIME, {**values, "claimed": certificate.regime}, check.regime
            )
        expected = Several(*(kind.label for kind in IssuerKind if kind in check.expected))
        return RuleVerdict(rules.G03, WRONG_ISSUER, {**values, "expected": expected}, check.regime)
    signed, placed = certificate.issuer_province_code, certificate.province_code
    if signed and placed and signed != placed and issuer in LOCAL:
        return RuleVerdict(
            rules.G03, OTHER_PROVINCE, {**values, "signed": signed, "placed": placed}, certificate
        )
    fault = name_fault(certificate.issuer_name, issuer, issued_on, placed, certificate.commune_code)
    if fault is not None:
        words = {
            "kind": issuer.label,
            "placed": province_names().get(placed or "", "–"),
            "ministry": name_on(issued_on),
        }
        return RuleVerdict(rules.G03, _NAMED[fault], {**values, **words}, certificate)
    if check.result is Authorised.REVIEW:
        finding = ACCEPTED if certificate.authority_accepted else AUTHORITY_REVIEW
        return RuleVerdict(rules.G03, finding, values, check.regime)
    assert check.regime is not None
    doubt = name_doubt(
        certificate.issuer_name, issuer, issued_on, certificate.commune_code, certificate.old_unit
    )
    if doubt is not None:
        said = doubt_message(doubt, certificate.issuer_name, issued_on)
        values |= {"decision": check.regime.decision_no, "doubt": said}
        return RuleVerdict(rules.G03, AUTHORISED_IN_DOUBT, values, certificate)
    return RuleVerdict(rules.G03, AUTHORISED, {**values, "decision": check.regime.decision_no}, check.regime)


_NAMED: Final = {
    NameFault.OTHER_LEVEL: NAMED_OTHER_LEVEL,
    NameFault.OTHER_PROVINCE: NAMED_OTHER_PROVINCE,
    NameFault.NO_PROVINCE: NAMED_NO_PROVINCE,
    NameFault.OTHER_MINISTRY: NAMED_OTHER_MINISTRY,
    NameFault.ENDED_MINISTRY: NAMED_ENDED_MINISTRY,
}
