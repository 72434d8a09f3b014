"""Cards and lists of products."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import urlencode

from flask import url_for

from marketplace.catalog import seasons
from marketplace.catalog.facet_index import Facets
from marketplace.catalog.kinds import Sort, StorageClass
from marketplace.catalog.measures import UnitPrice
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.listing import ProductCard
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import DEFAULT_LOCALE, Message, locale
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page

from ..view_models import (
    FieldState,
    LinkView,
    NothingFoundView,
    OptionView,
    PriceRangeView,
    ProductCardView,
    ProductListView,
)
from .facets import conditions, facet_groups
from .pictures import picture_view
from .pieces import page_links, product_url
from .plates import plate_of

CARRIED = ("q", "bo", "xep")
"""Parameters that the form of filters has no field for, and hands on as they are."""

SORT_NAMES: dict[Sort, Message] = {
    Sort.DEFAULT: Message("Còn hàng, nhiều sao trước"),
    Sort.NEWEST: Message("Mới lên sàn"),
    Sort.PRICE_UP: Message("Giá tăng dần"),
    Sort.PRICE_DOWN: Message("Giá giảm dần"),
    Sort.NAME: Message("Tên A đến Z"),
}


def card_view(card: ProductCard) -> ProductCardView:
    """One product in a list."""
    hint, low = _hint(card)
    return ProductCardView(
        name=card.name,
        url=product_url(card.slug),
        producer=card.producer_name,
        place=", ".join(part for part in (card.commune_name, card.province_name) if part),
        picture=picture_view(card.picture),
        price=_("từ %(price)s", price=format_dong(card.price)) if card.packs > 1 else format_dong(card.price),
        plate=plate_of(card.badge),
        unit=f"/{card.pack_label[:1].lower()}{card.pack_label[1:]}",
        unit_price=per_unit(card.unit_price, card.price),
        hint=hint,
        low=low,
    )


def per_unit(unit: UnitPrice, price: int) -> str:
    """The price per kilogram, litre or piece, where it says something the price does not.

    A piece is called what the label of its pack calls it, in the language of the label that stands beside it.
    """
    return "" if unit.dong == price else f"{format_dong(unit.dong)}/{unit.piece or unit.per_label}"


def left_of(packs: int, label: str) -> str:
    """How many packs are left, by the word that their label begins with: Còn 46 thùng."""
    word = pack_word(label)
    return _("Còn %(n)s %(pack)s", n=packs, pack=word) if word else _("Còn %(n)s", n=packs)


def pack_word(label: str) -> str:
    """The word that a pack's label begins with, for a sentence; empty where it is none, or the sentence is not in the
    label's language.
    """
    word = label.split(" ", 1)[0].lower()
    return word if word.isalpha() and locale() == DEFAULT_LOCALE else ""


def cards(found: Iterable[ProductCard]) -> tuple[ProductCardView, ...]:
    """Many products."""
    return tuple(card_view(card) for card in found)


def list_view(
    page: Page[ProductCard],
    facets: Facets,
    filters: Filters,
    sort: Sort,
    *,
    args: Mapping[str, list[str]],
    title: str,
    endpoint: str,
    query: str = "",
    reading: str = "",
    price_errors: Mapping[str, str] | None = None,
    also: tuple[LinkView, ...] = (),
    nothing: NothingFoundView | None = None,
    degraded: bool = False,
    partial: bool = False,
    action: str = "",
) -> ProductListView:
    """A list with its filters. ``args`` are the parameters of the address, each with all its values."""
    action = action or url_for(endpoint)

    def url(change: Callable[[dict[str, list[str]]], None]) -> str:
        changed = {name: list(values) for name, values in args.items() if name != "trang" and any(values)}
        change(changed)
        text = urlencode(changed, doseq=True)
        return f"{action}?{text}" if text else action

    errors = price_errors or {}
    return ProductListView(
        title=title,
        count=page.total,
        action=action,
        query=query,
        reading=reading,
        crumbs=(LinkView(_("Trang đầu"), url_for("marketplace.storefront.home")),),
        conditions=conditions(filters, facets, url),
        clear_url=url(lambda changed: _keep(changed, {"q", "xep"})),
        facets=facet_groups(filters, facets),
        price=PriceRangeView(
            low=FieldState((args.get("gia-tu") or [""])[0], errors.get("gia-tu", "")),
            high=FieldState((args.get("gia-den") or [""])[0], errors.get("gia-den", "")),
        ),
        hidden=tuple((name, value) for name in CARRIED for value in args.get(name, ()) if value),
        sorts=_sorts(sort, is_search=bool(query)),
        cards=cards(page.items),
        pages=page_links(page, lambda number: url(lambda changed: changed.update(trang=[str(number)]))),
        also=also,
        nothing=nothing if not page.items else None,
        degraded=degraded,
        partial=partial and page.total > 0,
    )


def _hint(card: ProductCard) -> tuple[str, bool]:
    if not StorageClass(card.storage_class).by_parcel:
        return _("Hẹn trực tiếp với người bán"), False
    if not card.in_stock:
        month = clock.today().month
        if not card.is_in_season(month):
            starts = seasons.spans(card.season_mask)
            back = min(starts, key=lambda span: (span[0] - month) % 12)[0]
            return _("Hết mùa, quay lại %(month)s", month=formats.month(back)), False
        return _("Tạm hết hàng"), False
    if card.stock_left is not None:
        return left_of(card.stock_left, card.pack_label if card.packs == 1 else ""), True
    return "", False


def _sorts(chosen: Sort, *, is_search: bool) -> tuple[OptionView, ...]:
    first = _("Khớp nhất") if is_search else str(SORT_NAMES[Sort.DEFAULT])
    return tuple(
        OptionView(
            each.value, first if each is Sort.DEFAULT else str(SORT_NAMES[each]), selected=each is chosen
        )
        for each in Sort
    )


def _keep(args: dict[str, list[str]], names: set[str]) -> None:
    for name in set(args) - names:
        del args[name]
