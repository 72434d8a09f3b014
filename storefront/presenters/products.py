"""Cards and lists of products."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from marketplace.catalog import seasons
from marketplace.catalog.facet_index import Facets
from marketplace.catalog.kinds import Sort
from marketplace.catalog.measures import UnitPrice
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.listing import ProductCard
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page

from ..view_models import (
    FacetGroupView,
    FacetView,
    FieldState,
    LinkView,
    NothingFoundView,
    OptionView,
    PriceRangeView,
    ProductCardView,
    ProductListView,
)
from .pictures import picture_view
from .pieces import page_links, product_url
from .plates import plate_of

SHOWN_CHOICES = 6
"""How many values of a long facet are shown before „Tất cả …“."""

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
    """The price per kilogram, litre or piece, where it says something the price does not."""
    return "" if unit.dong == price else f"{format_dong(unit.dong)}/{unit.per_label}"


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
        conditions=_conditions(filters, facets, url),
        clear_url=url(lambda changed: _keep(changed, {"q", "xep"})),
        facets=_facets(filters, facets),
        price=PriceRangeView(
            low=FieldState((args.get("gia-tu") or [""])[0], errors.get("gia-tu", "")),
            high=FieldState((args.get("gia-den") or [""])[0], errors.get("gia-den", "")),
        ),
        hidden=tuple((name, value) for name in ("q", "xep") for value in args.get(name, ()) if value),
        sorts=_sorts(sort, is_search=bool(query)),
        cards=cards(page.items),
        pages=page_links(page, lambda number: url(lambda changed: changed.update(trang=[str(number)]))),
        also=also,
        nothing=nothing if not page.items else None,
        degraded=degraded,
    )


def set_name(number: int) -> str:
    """The name of a product set, shortened as shops say it."""
    return product_sets()[number].name


def group_names() -> dict[int, str]:
    """Names of the six groups by number."""
    return {each.group: each.group_name for each in product_sets().values()}


def _hint(card: ProductCard) -> tuple[str, bool]:
    if not card.in_stock:
        month = clock.today().month
        if not card.is_in_season(month):
            starts = seasons.spans(card.season_mask)
            return _(
                "Hết mùa, quay lại tháng %(month)s", month=min(starts, key=lambda s: (s[0] - month) % 12)[0]
            ), False
        return _("Tạm hết hàng"), False
    if card.stock_left is not None:
        return _("Còn %(n)s", n=card.stock_left), True
    return "", False


def _sorts(chosen: Sort, *, is_search: bool) -> tuple[OptionView, ...]:
    first = _("Khớp nhất") if is_search else str(SORT_NAMES[Sort.DEFAULT])
    return tuple(
        OptionView(
            each.value, first if each is Sort.DEFAULT else str(SORT_NAMES[each]), selected=each is chosen
        )
        for each in Sort
    )


def _facets(filters: Filters, facets: Facets) -> tuple[FacetGroupView, ...]:
    groups = group_names()
    stars = tuple(
        FacetView(str(star), _("%(n)s sao", n=star), facets.stars.get(star, 0), star in filters.stars)
        for star in (5, 4, 3)
    )
    found = [FacetGroupView(name="sao", title=_("Số sao"), choices=stars)]
    found.append(
        FacetGroupView(
            name="nhom",
            title=_("Nhóm hàng"),
            choices=tuple(
                FacetView(str(group), name, facets.groups.get(group, 0), group in filters.groups)
                for group, name in groups.items()
            ),
        )
    )
    found.append(
        _long(
            "tinh",
            _("Tỉnh, thành phố"),
            facets.provinces,
            facets.province_names,
            filters.provinces,
            _("Tất cả tỉnh"),
        )
    )
    found.append(
        replace(
            _long(
                "chu-the",
                _("Chủ thể"),
                facets.producers,
                facets.producer_names,
                filters.producers,
                _("Tất cả chủ thể"),
            ),
            is_open=bool(filters.producers),
        )
    )
    found.append(
        FacetGroupView(
            name="con-hang",
            title=_("Tình trạng"),
            choices=(FacetView("1", _("Còn hàng"), facets.in_stock, filters.in_stock),),
        )
    )
    month = clock.today().month
    in_season = facets.months.get(month, 0)
    if in_season or filters.month:
        found.append(
            FacetGroupView(
                name="mua",
                title=_("Mùa"),
                choices=(
                    FacetView(
                        str(month),
                        _("Đang mùa tháng %(month)s", month=month),
                        in_season,
                        filters.month == month,
                    ),
                ),
            )
        )
    return tuple(found)


def _long(
    name: str,
    title: str,
    counts: Mapping[Any, int],
    names: Mapping[Any, str],
    chosen: frozenset[Any],
    more_label: str,
) -> FacetGroupView:
    """A facet with many values: those chosen and the largest first, the rest folded away in the order of names."""
    values = {*counts, *chosen}
    ranked = sorted(
        values, key=lambda value: (value not in chosen, -counts.get(value, 0), str(names.get(value, value)))
    )
    views = [
        FacetView(str(value), str(names.get(value, value)), counts.get(value, 0), value in chosen)
        for value in ranked
    ]
    return FacetGroupView(
        name=name,
        title=title,
        choices=tuple(views[:SHOWN_CHOICES]),
        more=tuple(sorted(views[SHOWN_CHOICES:], key=lambda view: view.label)),
        more_label=more_label,
    )


def _conditions(
    filters: Filters, facets: Facets, url: Callable[[Callable[[dict[str, list[str]]], None]], str]
) -> tuple[LinkView, ...]:
    groups = group_names()
    chosen: list[tuple[str, str, str]] = [
        *(("sao", str(star), _("%(n)s sao", n=star)) for star in sorted(filters.stars, reverse=True)),
        *(("nhom", str(group), groups.get(group, str(group))) for group in sorted(filters.groups)),
        *(
            ("bo", str(number), set_name(number))
            for number in sorted(filters.sets)
            if number in product_sets()
        ),
        *(("tinh", code, str(facets.province_names.get(code, code))) for code in sorted(filters.provinces)),
        *(
            ("chu-the", str(each), str(facets.producer_names.get(each, each)))
            for each in sorted(filters.producers)
        ),
    ]
    if filters.in_stock:
        chosen.append(("con-hang", "1", _("Còn hàng")))
    if filters.month:
        chosen.append(("mua", str(filters.month), _("Mùa tháng %(month)s", month=filters.month)))
    if filters.price_from is not None:
        chosen.append(("gia-tu", "", _("từ %(price)s", price=format_dong(filters.price_from))))
    if filters.price_to is not None:
        chosen.append(("gia-den", "", _("đến %(price)s", price=format_dong(filters.price_to))))
    return tuple(LinkView(label, url(_without(name, value))) for name, value, label in chosen)


def _without(name: str, value: str) -> Callable[[dict[str, list[str]]], None]:
    def change(args: dict[str, list[str]]) -> None:
        left = [each for each in args.get(name, ()) if value and each != value]
        if left:
            args[name] = left
        else:
            args.pop(name, None)

    return change


def _keep(args: dict[str, list[str]], names: set[str]) -> None:
    for name in set(args) - names:
        del args[name]


def count_words(n: int) -> str:
    """So many products."""
    return ngettext("%(n)s sản phẩm", "%(n)s sản phẩm", n)
