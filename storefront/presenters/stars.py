"""Why this star: the gate's verdicts, in a buyer's words."""

from flask import url_for

from marketplace.catalog.queries.detail import ProductDetail
from marketplace.certification.gate import BadgeState, Outcome
from marketplace.certification.gate.verdict import RuleVerdict
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _

from ..view_models import LinkView, ProductCardView, RuleView, WhyStarView
from .official import Reasons, official
from .pieces import product_url
from .plates import plate_of
from .star_sentence import sentence

VERDICTS = {
    Outcome.PASS: "ok",
    Outcome.NOT_APPLICABLE: "na",
    Outcome.WARN: "warn",
    Outcome.FAIL: "bad",
    Outcome.UNCHECKED: "bad",
}
ORDER = ("bad", "warn", "ok", "na")
STATE_WORDS: dict[BadgeState, tuple[Message, str]] = {
    BadgeState.EXPIRED: (Message("Hết hạn, không được bán"), "calendar-x"),
    BadgeState.SUSPENDED: (Message("Tạm dừng, chưa được bán"), "pause"),
    BadgeState.REVOKED: (Message("Đã thu hồi, không được bán"), "ban"),
}
COMEBACKS: dict[BadgeState, Message] = {
    BadgeState.EXPIRED: Message(
        "Có, khi chủ thể được đánh giá lại và có quyết định mới. Trang này tự đổi lúc đó."
    ),
    BadgeState.SUSPENDED: Message("Có, khi cơ quan đã tạm dừng cho bán lại. Trang này tự đổi lúc đó."),
    BadgeState.REVOKED: Message("Chỉ khi chủ thể làm hồ sơ từ đầu và được công nhận lại."),
}

OTHERWISE = Message("Có, khi các điều chưa đạt ở trên được bổ sung.")


def why_star_view(
    product: ProductDetail, related: tuple[ProductCardView, ...], reasons: Reasons | None = None
) -> WhyStarView:
    """The page, the same for every state; failed rules come first."""
    result, badge = product.result, product.result.badge
    listed = product.refusal is None
    words, icon = STATE_WORDS.get(badge.state, (Message("Chưa được bán"), "circle-x"))
    rules = [_rule(verdict) for verdict in result.rules]
    certificate = product.certificate
    return WhyStarView(
        product=LinkView(product.name, product_url(product.slug)),
        listed=listed,
        verdict=_("Đủ điều kiện, đang được bán") if listed else str(words),
        sentence=sentence(product),
        official=official(reasons or {}, certificate.code) if certificate else "",
        checked=_(
            "Kiểm lúc %(when)s: đạt %(met)s trên %(all)s điều bắt buộc.",
            when=formats.moment(result.on),
            met=result.met_count,
            all=result.required_count,
        ),
        rules=tuple(sorted(rules, key=lambda rule: ORDER.index(rule.verdict))),
        icon="circle-check" if listed else icon,
        plate=plate_of(badge, with_issuer=True, reasons=reasons),
        comeback="" if listed else str(COMEBACKS.get(badge.state, OTHERWISE)),
        alternatives=()
        if listed
        else tuple(LinkView(card.name, card.url, hint=card.place) for card in related),
        badge_svg_url=url_for("marketplace.storefront.badge", code=certificate.code, ext="svg")
        if certificate
        else "",
        badge_png_url=url_for("marketplace.storefront.badge", code=certificate.code, ext="png")
        if certificate
        else "",
    )


def _rule(verdict: RuleVerdict) -> RuleView:
    evidence = verdict.evidence[0] if verdict.evidence else None
    return RuleView(
        code=verdict.code,
        verdict=VERDICTS[verdict.outcome],
        title=str(verdict.title),
        reason=str(verdict.buyer),
        paper=str(evidence.label) if evidence else "",
        paper_date=formats.day(evidence.on) if evidence and evidence.on else "",
        grade=evidence.grade.value if evidence and evidence.grade else "",
    )
