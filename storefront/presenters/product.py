"""A product's page."""

from collections.abc import Mapping

from flask import url_for

from marketplace.catalog import seasons
from marketplace.catalog.queries.detail import Origin, Pack, ProductDetail
from marketplace.certification.gate import BadgeState
from marketplace.certification.kinds import EvidenceGrade
from marketplace.certification.lifecycle import calendar_of
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.shipping.queries import Quote
from marketplace.stock.queries import LotView as Lot

from ..view_models import (
    BlockedView,
    CertificateView,
    DeliveryView,
    FactView,
    GalleryItemView,
    LinkView,
    LotView,
    NoteView,
    OptionView,
    PackView,
    ProductCardView,
    ProductView,
    SellerView,
    StatusView,
    TimelineStepView,
)
from .basket import arrival
from .pictures import picture_view
from .pieces import producer_url, product_url, star_url
from .plates import plate_of
from .products import group_names, per_unit, set_name
from .words import kind_name

BLOCKED_TITLES = {
    BadgeState.EXPIRED: ("expired", Message("Giấy chứng nhận hết hạn ngày %(day)s")),
    BadgeState.SUSPENDED: ("suspended", Message("Tạm dừng bán từ ngày %(day)s")),
    BadgeState.REVOKED: ("revoked", Message("Sao OCOP đã bị thu hồi ngày %(day)s")),
}


def product_view(
    product: ProductDetail,
    *,
    free: Mapping[int, int],
    lots: tuple[Lot, ...],
    lowest: Mapping[int, int],
    chosen_pack: int | None,
    shown_picture: int,
    quote: Quote | None,
    destinations: tuple[OptionView, ...],
    old_names: str,
    related: tuple[ProductCardView, ...],
    notes: tuple[NoteView, ...] = (),
) -> ProductView:
    """Everything the page shows. Of a product that may not be sold: no price, no pack, and why."""
    blocked = _blocked(product, related)
    certificate = product.certificate
    why = star_url(certificate.code) if certificate else ""
    packs = () if blocked else tuple(_pack(pack, free, lowest, chosen_pack) for pack in product.packs)
    return ProductView(
        name=product.name,
        url=product_url(product.slug),
        producer=LinkView(product.seller.display_name, producer_url(product.seller.slug)),
        place=product.origin.line,
        gallery=_gallery(product, shown_picture),
        facts=_facts(product, old_names),
        summary=product.summary,
        crumbs=_crumbs(product),
        plate=plate_of(product.result.badge, url=why, with_issuer=True),
        packs=packs,
        sold_out=_sold_out(product, packs),
        age_limit=product.result.minimum_age or 0,
        delivery=None if blocked else _delivery(product, quote, destinations),
        certificate=_certificate(product),
        lots=() if blocked else tuple(_lot(lot) for lot in lots),
        seller=_seller(product),
        blocked=blocked,
        notes=notes,
        related=related,
    )


def _crumbs(product: ProductDetail) -> tuple[LinkView, ...]:
    chosen = product_sets()[product.set_no]
    to = "marketplace.storefront.product_list"
    return (
        LinkView(_("Trang đầu"), url_for("marketplace.storefront.home")),
        LinkView(group_names()[chosen.group], url_for(to, nhom=chosen.group)),
        LinkView(set_name(product.set_no), url_for(to, bo=product.set_no)),
    )


def _gallery(product: ProductDetail, shown: int) -> tuple[GalleryItemView, ...]:
    if not product.pictures:
        return (GalleryItemView(picture_view(None), product_url(product.slug), current=True),)
    shown = shown if 0 < shown <= len(product.pictures) else 1
    return tuple(
        GalleryItemView(
            picture_view(picture, with_alt=True),
            url_for("marketplace.storefront.product", slug=product.slug, anh=number),
            current=number == shown,
        )
        for number, picture in enumerate(product.pictures, start=1)
    )


def _pack(pack: Pack, free: Mapping[int, int], lowest: Mapping[int, int], chosen: int | None) -> PackView:
    row, left = pack.row, free.get(pack.variant_id, 0)
    low = lowest.get(pack.variant_id)
    note = _("Đã gồm thuế.")
    if low is not None:
        note += " " + _("Giá thấp nhất 30 ngày qua: %(price)s.", price=format_dong(low))
    return PackView(
        id=str(pack.variant_id),
        label=row.label,
        price=format_dong(row.price),
        unit_price=per_unit(pack.unit_price, row.price),
        price_note=note,
        stock=_("Còn %(n)s", n=left) if left else _("Tạm hết"),
        available=left > 0,
        selected=pack.variant_id == chosen and left > 0,
        max_quantity=left,
    )


def _sold_out(product: ProductDetail, packs: tuple[PackView, ...]) -> str:
    if not packs or any(pack.available for pack in packs):
        return ""
    month = clock.today().month
    if not seasons.is_in_season(product.season_mask, month):
        start = min(seasons.spans(product.season_mask), key=lambda span: (span[0] - month) % 12)[0]
        return _("Hết mùa, thường có lại từ tháng %(month)s.", month=start)
    return _("Người bán chưa nhập lô mới. Xem lại sau vài ngày.")


def _blocked(product: ProductDetail, related: tuple[ProductCardView, ...]) -> BlockedView | None:
    if product.refusal is None:
        return None
    badge, certificate = product.result.badge, product.certificate
    state, words = BLOCKED_TITLES.get(badge.state, ("other", None))
    day = badge.since
    return BlockedView(
        state=state,
        title=str(Message(words.msgid, {"day": formats.day(day)})) if words and day else _("Chưa bán được"),
        text=str(product.refusal),
        why_url=star_url(certificate.code)
        if certificate
        else url_for("marketplace.storefront.info", page="sao-ocop"),
        reasons=tuple(str(reason) for reason in product.result.reasons[1:]),
        alternatives=tuple(LinkView(card.name, card.url, hint=card.place) for card in related),
    )


def _delivery(
    product: ProductDetail, quote: Quote | None, destinations: tuple[OptionView, ...]
) -> DeliveryView:
    action = product_url(product.slug)
    if quote is None:
        return DeliveryView(
            title=_("Chọn nơi nhận để biết phí và ngày giao"), action=action, destinations=destinations
        )
    to = next((option.label for option in destinations if option.selected), "")
    if quote.refusal is not None:
        return DeliveryView(
            title=_("Chưa giao được tới %(place)s", place=to),
            text=str(quote.refusal),
            action=action,
            destinations=destinations,
            possible=False,
        )
    return DeliveryView(
        title=_(
            "Giao %(place)s %(fee)s, %(when)s", place=to, fee=format_dong(quote.fee), when=arrival(quote)
        ),
        text=_("Phí cho một đơn vị quy cách đang chọn; mua nhiều cùng người bán thì gộp kiện."),
        action=action,
        destinations=destinations,
    )


def _certificate(product: ProductDetail) -> CertificateView | None:
    certificate, badge = product.certificate, product.result.badge
    if certificate is None:
        return None
    facts = [
        FactView(_("Số quyết định"), certificate.decision_no),
        FactView(_("Cơ quan công nhận"), certificate.issuer_name),
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
        )
    )
    facts.append(FactView(_("Chủ thể ghi trong giấy"), certificate.holder_name))
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


def _lot(lot: Lot) -> LotView:
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
        facts.append(FactView(_("Nơi trồng, nơi làm"), lot.plot))
    return LotView(code=lot.code, steps=tuple(steps), facts=tuple(facts))


def _facts(product: ProductDetail, old_names: str) -> tuple[FactView, ...]:
    rows = [
        (
            _("Quy cách"),
            ", ".join(pack.row.label for pack in product.packs),
        )
    ]
    rows.append((_("Xuất xứ"), _origin(product.origin, old_names)))
    shelf_life = product.shelf_life or (
        _("%(days)s ngày", days=product.shelf_life_days) if product.shelf_life_days else ""
    )
    mark = product.origin_mark
    if mark and product.origin_mark_no:
        mark = _("%(mark)s, số %(number)s", mark=mark, number=product.origin_mark_no)
    rows += [
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
    ]
    return tuple(FactView(label, value) for label, value in rows if value)


def _origin(origin: Origin, old_names: str) -> str:
    before = origin.printed or old_names
    return _("%(now)s (trước đây: %(before)s)", now=origin.line, before=before) if before else origin.line


def _seller(product: ProductDetail) -> SellerView:
    seller = product.seller
    safety = next((paper for paper in product.papers if paper.kind == "food_safety" and paper.verified), None)
    registration = seller.registration_no
    if registration and seller.registration_on:
        registration = _(
            "%(number)s, ngày %(day)s", number=registration, day=formats.day(seller.registration_on)
        )
    rows = [
        (_("Tên đầy đủ"), seller.legal_name),
        (_("Loại hình"), kind_name(seller.kind)),
        (_("Địa chỉ"), seller.address),
        (_("Điện thoại"), seller.phone_text),
        (_("Mã số thuế"), seller.public_tax_code),
        (_("Đăng ký kinh doanh"), registration),
    ]
    if safety is not None:
        until = _("đến %(day)s", day=formats.day(safety.expires_on)) if safety.expires_on else ""
        rows.append((_("An toàn thực phẩm"), ", ".join(part for part in (safety.number, until) if part)))
    return SellerView(
        name=seller.display_name,
        facts=tuple(FactView(label, value) for label, value in rows if value),
        url=producer_url(seller.slug),
    )
