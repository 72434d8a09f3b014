"""The facts on a product's page: its label, its certificate, its lots, its seller."""

from marketplace.catalog.queries.detail import Origin, ProductDetail
from marketplace.certification.gate import BadgeState
from marketplace.certification.kinds import EvidenceGrade
from marketplace.certification.lifecycle import calendar_of
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.stock.queries import LotView as Lot

from ..view_models import CertificateView, FactView, LotView, SellerView, StatusView, TimelineStepView
from .issuers import issuer_words
from .pieces import producer_url, star_url
from .words import kind_name


def label_facts(product: ProductDetail, old_names: str) -> tuple[FactView, ...]:
    """What the label says, as far as it is known. ``old_names`` are the place's names before the mergers."""
    shelf_life = product.shelf_life or (
        _("%(days)s ngày", days=product.shelf_life_days) if product.shelf_life_days else ""
    )
    mark = product.origin_mark
    if mark and product.origin_mark_no:
        mark = _("%(mark)s, số %(number)s", mark=mark, number=product.origin_mark_no)
    rows = (
        (_("Quy cách"), ", ".join(pack.row.label for pack in product.packs)),
        (_("Xuất xứ"), _origin(product.origin, old_names)),
        (_("Thành phần"), product.ingredients),
        (
            _("Độ cồn"),
            f"{product.abv_tenths / 10:g}".replace(".", ",") + " % vol" if product.abv_tenths else "",
        ),
        (_("Bảo quản"), product.storage),
        (_("Hạn dùng"), shelf_life),
        (_("Cách dùng"), product.usage),
        (_("Cảnh báo"), product.warning),
        (_("Nhãn hiệu được bảo hộ"), mark),
        (_("Mã vạch"), product.gtin),
        (_("Đổi trả"), product.return_policy),
    )
    return tuple(FactView(label, value, lang="vi") for label, value in rows if value)


def _origin(origin: Origin, old_names: str) -> str:
    before = origin.printed or old_names
    return _("%(now)s (trước đây: %(before)s)", now=origin.line, before=before) if before else origin.line


def certificate_view(product: ProductDetail) -> CertificateView | None:
    """What the star rests on; nothing for a product without a recognition."""
    certificate, badge = product.certificate, product.result.badge
    if certificate is None:
        return None
    issuer, lang = issuer_words(certificate.issuer_name)
    facts = [
        FactView(_("Số quyết định"), certificate.decision_no),
        FactView(_("Cơ quan công nhận"), issuer, lang=lang),
    ]
    if certificate.issued_on:
        expires = calendar_of(certificate.issued_on).expires_on
        facts += [
            FactView(_("Ngày ký"), formats.day(certificate.issued_on)),
            FactView(_("Ngày hết hạn"), _expiry(product, formats.day(expires))),
        ]
    packs = ", ".join(pack.label for pack in certificate.packs if pack.label)
    facts.append(
        FactView(
            _("Sản phẩm ghi trong giấy"),
            f"{certificate.product_name}, {packs}" if packs else certificate.product_name,
            lang="vi",
        )
    )
    facts.append(FactView(_("Chủ thể ghi trong giấy"), certificate.holder_name, lang="vi"))
    status = None
    if badge.state is BadgeState.VALID and certificate.grade is EvidenceGrade.A:
        status = StatusView(_("Đã đối chiếu bản gốc"), "ok", "check")
    elif badge.state is BadgeState.PENDING:
        status = StatusView(_("Chờ đối chiếu"), "warn", "clock")
    return CertificateView(
        facts=tuple(facts), why_url=star_url(certificate.code), stars=certificate.star or 0, status=status
    )


def _expiry(product: ProductDetail, day: str) -> str:
    badge = product.result.badge
    if badge.state is BadgeState.VALID and badge.until is not None:
        left = (badge.until - clock.today()).days
        months = left // 30
        return (
            _("%(day)s, còn %(months)s tháng", day=day, months=months)
            if months
            else _("%(day)s, còn %(days)s ngày", day=day, days=left)
        )
    if badge.state is BadgeState.GRACE and badge.until is not None:
        return _("%(day)s, gia hạn đến %(until)s", day=day, until=formats.day(badge.until))
    return day


def lot_view(lot: Lot) -> LotView:
    """Where a lot grew or was made, and until when it is good."""
    steps = []
    if lot.harvested_on:
        steps.append(
            TimelineStepView(title=_("Thu hoạch"), when=formats.day(lot.harvested_on), detail=lot.plot)
        )
    if lot.produced_on:
        steps.append(
            TimelineStepView(
                title=_("Sản xuất, đóng gói"),
                when=formats.day(lot.produced_on),
                detail="" if lot.harvested_on else lot.plot,
            )
        )
    facts = []
    if lot.expires_on:
        facts.append(FactView(_("Hạn dùng"), formats.day(lot.expires_on)))
    if lot.plot:
        facts.append(FactView(_("Nơi trồng, nơi làm"), lot.plot, lang="vi"))
    return LotView(code=lot.code, steps=tuple(steps), facts=tuple(facts))


def seller_view(product: ProductDetail) -> SellerView:
    """Who sells, as the law wants it said (Law 19/2023/QH15 art. 37)."""
    seller = product.seller
    safety = next((paper for paper in product.papers if paper.kind == "food_safety" and paper.verified), None)
    registration = seller.registration_no
    if registration and seller.registration_on:
        registration = _(
            "%(number)s, ngày %(day)s", number=registration, day=formats.day(seller.registration_on)
        )
    rows = [
        (_("Tên đầy đủ"), seller.legal_name, "vi"),
        (_("Loại hình"), kind_name(seller.kind), ""),
        (_("Địa chỉ"), seller.address, "vi"),
        (_("Điện thoại"), seller.phone_text, ""),
        (_("Mã số thuế"), seller.public_tax_code, ""),
        (_("Đăng ký kinh doanh"), registration, ""),
    ]
    if safety is not None:
        until = _("đến %(day)s", day=formats.day(safety.expires_on)) if safety.expires_on else ""
        rows.append((_("An toàn thực phẩm"), ", ".join(part for part in (safety.number, until) if part), ""))
    return SellerView(
        name=seller.display_name,
        facts=tuple(FactView(label, value, lang=lang) for label, value, lang in rows if value),
        url=producer_url(seller.slug),
    )
