"""Lists of products: all, by category, and what a search found."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, jsonify, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from marketplace.catalog.kinds import Sort
from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import Filters
from marketplace.catalog.queries.listing import product_list
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import parse_dong
from marketplace.kernel.templates import render_page
from marketplace.search import queries as search
from marketplace.search import suggestions
from marketplace.search.reading import stars_asked
from marketplace.web.access import public

from ..presenters import products as presenter
from ..presenters.categories import group_names, set_names
from ..presenters.pieces import producer_url, product_url
from ..remembered import depends_on, fresh, remembered
from ..view_models import LinkView, NothingFoundView

PAGE_SIZE = 24


def register(bp: Blueprint) -> None:
    """Put the lists on the blueprint."""
    bp.add_url_rule("/san-pham", "product_list", listing)
    bp.add_url_rule("/tim-kiem", "search", find)
    bp.add_url_rule("/goi-y", "suggest", suggest)


@public
@remembered()
def listing() -> str | Response:
    """All products on sale, narrowed and ordered as asked."""
    filters, errors = read_filters(request.args)
    sort = _sort()
    facets = facet_index(fresh()).count(filters)
    page = product_list(filters, sort, _page(), PAGE_SIZE, total=facets.total)
    if page.number > page.pages:
        return _last_page(page.pages)
    title = _("Sản phẩm OCOP đang bán")
    if len(filters.sets) == 1:
        title = set_names().get(next(iter(filters.sets)), title)
    elif len(filters.groups) == 1 and not filters.sets:
        title = group_names().get(next(iter(filters.groups)), title)
    view = presenter.list_view(
        page,
        facets,
        filters,
        sort,
        args=request.args.to_dict(flat=False),
        title=title,
        endpoint="marketplace.storefront.product_list",
        price_errors=errors,
        nothing=_nothing(),
    )
    return render_page("marketplace/storefront/product_list.html", page=view)


@public
@remembered()
def find() -> str | Response:
    """What a search found; without words, everything."""
    typed = request.args.get("q", "")
    asked = stars_asked(typed)
    if asked is not None:
        return _with_stars(*asked)
    version = search.index_version()
    found = search.find(typed)
    depends_on(search.index_version, None if found.degraded else version)
    if found.reading.is_empty:
        return redirect(url_for(".product_list"))
    filters, errors = read_filters(request.args)
    sort = _sort()
    if found.degraded:
        # The index is away: search names in the listing instead, and say so.
        filters = replace(filters, ids=suggestions.plain_matches(found.reading))
        facets = facet_index(fresh()).count(filters)
        page = product_list(filters, sort, _page(), PAGE_SIZE, total=facets.total)
    else:
        facets = facet_index(fresh()).count(replace(filters, ids=found.ids))
        if sort is Sort.DEFAULT:
            page = search.ranked(found, filters, _page(), PAGE_SIZE, fresh())
        else:
            page = product_list(replace(filters, ids=found.ids), sort, _page(), PAGE_SIZE, total=facets.total)
    if page.number > page.pages:
        return _last_page(page.pages)
    view = presenter.list_view(
        page,
        facets,
        filters,
        sort,
        args=request.args.to_dict(flat=False),
        title=_("Tìm kiếm"),
        endpoint="marketplace.storefront.search",
        query=found.reading.text,
        reading=found.reading.understood,
        price_errors=errors,
        also=_also(typed),
        nothing=_nothing(),
        degraded=found.degraded,
        partial=found.partial,
    )
    return render_page("marketplace/storefront/product_list.html", page=view)


@public
def suggest() -> Response:
    """What somebody who is typing may mean: products on sale now, producers, places."""
    typed = request.args.get("q", "")
    asked = stars_asked(typed)
    if asked is not None and not asked[1]:
        label = _("Sản phẩm %(n)s sao", n=asked[0])
        return jsonify(items=[{"label": label, "hint": "", "url": url_for(".product_list", sao=asked[0])}])
    found = suggestions.suggest(typed)
    items: list[dict[str, Any]] = [
        {"label": each.name, "hint": _("Tỉnh, thành phố"), "url": url_for(".place", slug=each.slug)}
        for each in found.provinces
    ]
    items += [
        {"label": each.name, "hint": each.hint, "url": product_url(each.slug)} for each in found.products
    ]
    items += [
        {"label": each.name, "hint": each.hint, "url": producer_url(each.slug)} for each in found.producers
    ]
    items += [
        {"label": each.name, "hint": each.hint, "url": url_for(".place", slug=each.slug)}
        for each in found.places
    ]
    return jsonify(items=items)


def read_filters(args: MultiDict[str, str]) -> tuple[Filters, dict[str, str]]:
    """What a list is narrowed by, and what is wrong with the prices typed. Nonsense narrows nothing."""
    prices: dict[str, int | None] = {}
    errors: dict[str, str] = {}
    for name in ("gia-tu", "gia-den"):
        typed = args.get(name, "").strip()
        try:
            prices[name] = parse_dong(typed) if typed else None
        except Invalid as error:
            prices[name], errors[name] = None, str(error)
    low, high = prices["gia-tu"], prices["gia-den"]
    if low is not None and high is not None and low > high:
        errors["gia-den"] = _("Giá đến phải bằng hoặc hơn giá từ.")
        high = None
    month = next(iter(_numbers(args, "mua")), None)
    return (
        Filters(
            stars=_numbers(args, "sao"),
            groups=_numbers(args, "nhom"),
            sets=_numbers(args, "bo"),
            provinces=frozenset(code for code in args.getlist("tinh") if code.isdigit() and len(code) == 2),
            producers=_numbers(args, "chu-the"),
            price_from=low,
            price_to=high,
            in_stock="1" in args.getlist("con-hang"),
            month=month if month is not None and 1 <= month <= 12 else None,
        ),
        errors,
    )


def _numbers(args: Mapping[str, str] | MultiDict[str, str], name: str) -> frozenset[int]:
    values = args.getlist(name) if isinstance(args, MultiDict) else [args.get(name, "")]
    return frozenset(
        int(value) for value in values if value.isascii() and value.isdigit() and len(value) <= 9
    )


def _sort() -> Sort:
    try:
        return Sort(request.args.get("xep", Sort.DEFAULT.value))
    except ValueError:
        return Sort.DEFAULT


def _with_stars(stars: int, rest: str) -> Response:
    """A number of stars among the words narrows the list; it is no word to look for."""
    args = {name: values for name, values in request.args.to_dict(flat=False).items() if name != "q"}
    args["sao"] = [str(stars)]
    if rest:
        args["q"] = [rest]
    to = url_for(".search" if rest else ".product_list")
    return redirect(f"{to}?{urlencode(args, doseq=True)}")


def _last_page(number: int) -> Response:
    """There is no such page any more: go to the last one there is, with everything else as asked."""
    args = request.args.to_dict(flat=False) | {"trang": [str(number)]}
    return redirect(f"{request.script_root}{request.path}?{urlencode(args, doseq=True)}")


def _page() -> int:
    typed = request.args.get("trang", "1")
    return min(max(int(typed), 1), 10_000) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _also(typed: str) -> tuple[LinkView, ...]:
    found = suggestions.suggest(typed, products=0)
    return (
        *(LinkView(each.name, _place_url(each), icon="map-pin") for each in found.provinces),
        *(LinkView(each.name, producer_url(each.slug), icon="store") for each in found.producers),
        *(LinkView(each.name, _place_url(each), icon="map-pin") for each in found.places),
    )


def _place_url(found: suggestions.Suggestion) -> str:
    return url_for(".place", slug=found.slug)


def _nothing() -> NothingFoundView:
    return NothingFoundView(
        links=tuple(
            LinkView(name, url_for(".product_list", nhom=group)) for group, name in group_names().items()
        )
    )
