"""A product's page."""

from collections.abc import Mapping

from flask import url_for

from marketplace.catalog import seasons
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.queries.detail import Pack, ProductDetail
from marketplace.certification.gate import BadgeState
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.shipping.queries import Quote
from marketplace.stock.queries import LotView as Lot

from ..view_models import (
    BlockedView,
    DeliveryView,
    GalleryItemView,
    LinkView,
    NoteView,
    OptionView,
    PackView,
    ProductCardView,
    ProductView,
)
from .basket import arrival
from .official import Reasons, official
from .pictures import picture_view
from .pieces import producer_url, product_url, star_url
from .plates import plate_of
from .product_facts import certificate_view, label_facts, lot_view, seller_view
from .products import left_of, per_unit

COMEBACKS = {
    BadgeState.EXPIRED: Message("Bán tiếp khi chủ thể được đánh giá lại và có quyết định mới."),
    BadgeState.SUSPENDED: Message("Bán tiếp khi cơ quan đã tạm dừng cho bán lại."),
    BadgeState.REVOKED: Message("Chỉ bán lại khi chủ thể làm hồ sơ từ đầu và được công nhận lại."),
}
"""What has to happen first. The title says what happened."""
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
    reasons: Reasons | None = None,
    notes: tuple[NoteView, ...] = (),
) -> ProductView:
    """Everything the page shows. Of a product that may not be sold: no price, no pack, and why."""
    blocked = _blocked(product, related, reasons or {})
    by_parcel = StorageClass(product.storage_class).by_parcel
    free = free if by_parcel else {}
    certificate = product.certificate
    why = star_url(certificate.code) if certificate else ""
    packs = (
        ()
        if blocked
        else tuple(_pack(pack, free, lowest, chosen_pack, by_parcel=by_parcel) for pack in product.packs)
    )
    return ProductView(
        name=product.name,
        url=product_url(product.slug),
        producer=LinkView(product.seller.display_name, producer_url(product.seller.slug)),
        place=product.origin.line,
        gallery=_gallery(product, shown_picture),
        facts=label_facts(product, old_names),
        summary=product.summary,
        about=_paragraphs(product.description, product.story),
        crumbs=_crumbs(product),
        plate=plate_of(product.result.badge, url=why, with_issuer=True, reasons=reasons),
        packs=packs,
        sold_out=_sold_out(product, packs, by_parcel=by_parcel),
        sold_out_label=_("Tạm hết hàng") if by_parcel else _("Chưa đặt được trên sàn"),
        age_limit=product.result.minimum_age or 0,
        delivery=None if blocked or not by_parcel else _delivery(product, quote, destinations),
        certificate=certificate_view(product),
        lots=() if blocked else tuple(lot_view(lot) for lot in lots),
        seller=seller_view(product),
        blocked=blocked,
        notes=notes,
        related=related,
    )


def _crumbs(product: ProductDetail) -> tuple[LinkView, ...]:
    chosen = product_sets()[product.set_no]
    to = "marketplace.storefront.product_list"
    home = LinkView(_("Trang đầu"), url_for("marketplace.storefront.home"))
    group = LinkView(chosen.group_name, url_for(to, nhom=chosen.group))
    if chosen.name == chosen.group_name:
        # A group of one set: said once.
        return (home, group)
    return (home, group, LinkView(chosen.name, url_for(to, bo=product.set_no)))


def _paragraphs(*texts: str) -> tuple[str, ...]:
    """Texts as they were typed, a paragraph for every run of lines; one that was said already is not said again."""
    found = (" ".join(part.split()) for text in texts for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(dict.fromkeys(paragraph for paragraph in found if paragraph))


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


def _pack(
    pack: Pack, free: Mapping[int, int], lowest: Mapping[int, int], chosen: int | None, *, by_parcel: bool
) -> PackView:
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
        stock=left_of(left, row.label) if left else _("Tạm hết") if by_parcel else _("Hẹn với người bán"),
        available=left > 0,
        selected=pack.variant_id == chosen and left > 0,
        max_quantity=left,
    )


def _sold_out(product: ProductDetail, packs: tuple[PackView, ...], *, by_parcel: bool) -> str:
    if not packs or any(pack.available for pack in packs):
        return ""
    if not by_parcel:
        phone = product.seller.phone_text
        return (
            _("Không gửi bưu kiện. Gọi người bán để hẹn: %(phone)s.", phone=phone)
            if phone
            else _("Không gửi bưu kiện. Hẹn trực tiếp với người bán.")
        )
    month = clock.today().month
    if not seasons.is_in_season(product.season_mask, month):
        start = min(seasons.spans(product.season_mask), key=lambda span: (span[0] - month) % 12)[0]
        return _("Hết mùa, thường có lại từ %(month)s.", month=formats.month(start))
    return _("Người bán chưa nhập lô mới. Xem lại sau vài ngày.")


def _blocked(
    product: ProductDetail, related: tuple[ProductCardView, ...], reasons: Reasons
) -> BlockedView | None:
    if product.refusal is None:
        return None
    badge, certificate = product.result.badge, product.certificate
    state, words = BLOCKED_TITLES.get(badge.state, ("other", None))
    day = badge.until if badge.state is BadgeState.EXPIRED else badge.since
    title, text = _("Chưa bán được"), str(product.refusal)
    if words and day:
        title = str(Message(words.msgid, {"day": formats.day(day)}))
        if formats.day(day) in text:
            text = str(COMEBACKS[badge.state])
    return BlockedView(
        state=state,
        title=title,
        text=text,
        why_url=star_url(certificate.code)
        if certificate
        else url_for("marketplace.storefront.info", page="sao-ocop"),
        official=official(reasons, certificate.code) if certificate else "",
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
