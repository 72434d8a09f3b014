"""Rules about the offer: G06 (it is what was certified, by whom it was certified) and G13 (it says what it must)."""

from typing import Final

from marketplace.certification import fields
from marketplace.certification.facts import CertificateFacts, ProducerFacts
from marketplace.certification.gate import rules
from marketplace.certification.gate.case import Case
from marketplace.certification.gate.verdict import Finding, Outcome, RuleVerdict, Several
from marketplace.certification.holders import is_named
from marketplace.certification.names import name_key
from marketplace.kernel.i18n import Message

SAME: Final = Finding(
    Outcome.PASS,
    Message("Đúng sản phẩm trong giấy, quy cách: %(packs)s."),
    Message("Tên, chủ thể và quy cách (%(packs)s) khớp quyết định."),
)
SAME_NAME: Final = Finding(
    Outcome.PASS,
    Message("Đúng sản phẩm và chủ thể trong giấy; quyết định không ghi quy cách."),
    Message("Tên và chủ thể khớp; quyết định không ghi quy cách nên không so quy cách."),
)
OTHER_PRODUCT: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận cấp cho sản phẩm khác: %(certified)s."),
    Message("Chào bán “%(offered)s”, quyết định công nhận “%(certified)s”."),
)
OTHER_HOLDER: Final = Finding(
    Outcome.FAIL,
    Message("Giấy chứng nhận đứng tên người khác: %(holder)s."),
    Message(
        "Quyết định cấp cho “%(holder)s”, người bán là “%(producer)s”: gắn đúng chủ thể hoặc gỡ sản phẩm."
    ),
)
OTHER_PACKS: Final = Finding(
    Outcome.FAIL,
    Message("Quy cách chưa được công nhận: %(wrong)s."),
    Message("Quy cách chào bán không có trong quyết định: %(wrong)s. Quyết định ghi: %(packs)s."),
)


def g06(case: Case, certificate: CertificateFacts) -> RuleVerdict:
    """The offer has the certified name, the certified holder and none but certified packs.

    Stars were found printed on other goods of the same producer: a certificate is bound to product and pack
    (QĐ 1162/QĐ-VPĐP-OCOP art. 12). A decision that prints no pack is compared by name and holder alone.
    """
    product, producer = case.product, case.producer
    if product.name != certificate.product_name and name_key(product.name) != name_key(
        certificate.product_name
    ):
        values = {"offered": product.name, "certified": certificate.product_name}
        return RuleVerdict(rules.G06, OTHER_PRODUCT, values, certificate)
    if not holds(certificate, producer):
        values = {"holder": certificate.holder_name, "producer": producer.legal_name}
        return RuleVerdict(rules.G06, OTHER_HOLDER, values, certificate)
    if not certificate.packs:
        return RuleVerdict(rules.G06, SAME_NAME, basis=certificate)
    certified = {pack.key for pack in certificate.packs}
    wrong = [pack.label for pack in product.packs if pack.key not in certified]
    if wrong:
        packs = Several(*(pack.label for pack in certificate.packs))
        return RuleVerdict(rules.G06, OTHER_PACKS, {"wrong": Several(*wrong), "packs": packs}, certificate)
    packs = Several(*(pack.label for pack in product.packs))
    return RuleVerdict(rules.G06, SAME, {"packs": packs}, certificate)


def holds(certificate: CertificateFacts, producer: ProducerFacts) -> bool:
    """True when the certificate is this producer's: attached by an officer, else the same tax number, else one
    name.
    """
    if certificate.producer_id is not None and producer.id is not None:
        return certificate.producer_id == producer.id
    holder = name_key(certificate.holder_name)
    return is_named(certificate.holder_tax_id, holder, producer.tax_id, producer.legal_name)


ALL_SAID: Final = Finding(
    Outcome.PASS,
    Message("Thông tin sản phẩm và người bán đầy đủ."),
    Message("Đủ các mục bắt buộc của sản phẩm và người bán."),
)
LACKING: Final = Finding(
    Outcome.FAIL,
    Message("Thông tin còn thiếu: %(missing)s."),
    Message("Thiếu mục bắt buộc: %(missing)s."),
)


def g13(case: Case) -> RuleVerdict:
    """Everything is said that the consumer and e-commerce laws want said about such a product."""
    missing = fields.required(case.product.product_set) - case.product.filled
    if missing:
        missing -= case.producer.filled
    if not missing:
        return RuleVerdict(rules.G13, ALL_SAID)
    labels = Several(*(field.label for field in fields.in_order(missing)))
    return RuleVerdict(rules.G13, LACKING, {"missing": labels})
