"""Places: provinces and communes with what comes from them, and finding a commune by any of its names."""

from collections.abc import Collection, Iterable, Mapping

from flask import Blueprint, Response, jsonify, request, url_for

from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import EVERYTHING, Filters
from marketplace.catalog.queries.listing import product_list
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard, Predecessor, ProvinceCard
from marketplace.producers import queries as producers
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import ProducerFilters
from marketplace.web.access import public
from marketplace.web.numbers import read_page

from ..presenters.pieces import page_links, producer_url
from ..presenters.products import cards
from ..remembered import fresh, remembered
from ..view_models import FactView, LinkView, PlaceListView, PlaceView

PRODUCERS = 12
SUGGESTED = 8
NEARBY = 8


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/dia-phuong", "places", provinces)
    bp.add_url_rule("/dia-phuong/tim", "place_search", search)
    bp.add_url_rule("/dia-phuong/<path:slug>", "place", place)


def place_url(slug: str) -> str:
    """The page of a place."""
    return url_for("marketplace.storefront.place", slug=slug)


@public
@remembered()
def provinces() -> str:
    """All provinces, with how much is on sale from each; or the communes that a typed name means."""
    typed = request.args.get("q", "").strip()
    counts = facet_index(fresh()).count(EVERYTHING).provinces
    found = None
    if typed:
        found = tuple(
            LinkView(each.commune.line, place_url(_slug(each.commune)), hint=str(each.why or ""))
            for each in places.search(typed, limit=20)
        )
    provinces = places.provinces()
    page = PlaceListView(
        provinces=tuple(
            LinkView(each.name, place_url(each.slug), count=counts[each.code])
            for each in provinces
            if counts.get(each.code)
        ),
        without=tuple(
            LinkView(each.name, place_url(each.slug)) for each in provinces if not counts.get(each.code)
        ),
        action=url_for(".places"),
        query=typed,
        found=found,
    )
    return render_page("marketplace/storefront/places.html", page=page)


@public
def search() -> Response:
    """Communes that a typed name, old or new, may mean; for the address field."""
    typed, province = request.args.get("q", ""), request.args.get("province")
    found = places.search(typed, province, limit=SUGGESTED) if province else ()
    # Nothing in the chosen province: better the right place in another one than none. A choice brings its province.
    found = found or places.search(typed, limit=SUGGESTED)
    return jsonify(
        items=[
            {
                "label": each.commune.full_name,
                "hint": ", ".join(part for part in (each.commune.province.name, str(each.why or "")) if part),
                "value": each.commune.code,
                "province": each.commune.province.code,
            }
            for each in found
        ]
    )


@public
@remembered()
def place(slug: str) -> str:
    """A province or a commune: what it was called before, who makes things there, what is on sale."""
    province_slug, _slash, commune_slug = slug.partition("/")
    if commune_slug:
        return _commune_page(places.commune_by_slug(province_slug, commune_slug))
    return _province_page(places.province_by_slug(province_slug))


def _province_page(province: ProvinceCard) -> str:
    filters = Filters(provinces=frozenset({province.code}))
    counts = facet_index(fresh()).count(filters)
    page = product_list(filters, page=_page(), total=counts.total)
    communes = places.communes(counts.communes)
    view = PlaceView(
        name=province.full_name,
        count=counts.total,
        crumbs=(LinkView(_("Địa phương"), url_for(".places")),),
        children=_with_goods(communes.values(), counts.communes),
        children_title=_("Xã, phường có hàng"),
        producers=_producers(ProducerFilters(provinces=frozenset({province.code}), standings=_VERIFIED)),
        products=cards(page.items),
        more_url=url_for(".product_list", tinh=province.code) if page.pages > 1 else "",
        pages=page_links(page, lambda number: url_for(".place", slug=province.slug, trang=number)),
    )
    return render_page("marketplace/storefront/place.html", page=view)


def _commune_page(commune: CommuneCard) -> str:
    filters = Filters(communes=frozenset({commune.code}))
    total = facet_index(fresh()).count(filters).total
    page = product_list(filters, page=_page(), total=total)
    before = places.old_units_of(commune.code)
    facts = [FactView(_("Tỉnh, thành phố"), commune.province.full_name, url=place_url(commune.province.slug))]
    if before:
        names = "; ".join(dict.fromkeys(each.old_unit.short for each in before))
        facts.append(FactView(_("Trước đây"), names))
    view = PlaceView(
        name=commune.full_name,
        count=total,
        crumbs=(
            LinkView(_("Địa phương"), url_for(".places")),
            LinkView(commune.province.name, place_url(commune.province.slug)),
        ),
        facts=tuple(facts),
        nearby=() if total else _nearby(commune, before),
        producers=_producers(ProducerFilters(communes=frozenset({commune.code}), standings=_VERIFIED)),
        products=cards(page.items),
        pages=page_links(page, lambda number: url_for(".place", slug=_slug(commune), trang=number)),
    )
    return render_page("marketplace/storefront/place.html", page=view)


def _nearby(commune: CommuneCard, before: Iterable[Predecessor]) -> tuple[LinkView, ...]:
    """Communes of the same province with goods, those of the same former district before the others."""
    counts = facet_index(fresh()).count(Filters(provinces=frozenset({commune.province.code}))).communes
    districts = {each.old_unit.district_key for each in before if each.old_unit.district_key}
    near = {
        origin.commune.code for key in sorted(districts) for origin in places.communes_of_old_district(key)
    }
    return _with_goods(places.communes(counts).values(), counts, near)[:NEARBY]


def _with_goods(
    communes: Iterable[CommuneCard], counts: Mapping[str, int], first: Collection[str] = ()
) -> tuple[LinkView, ...]:
    """Communes with how much is on sale from each, the most first."""
    ranked = sorted(communes, key=lambda each: (each.code not in first, -counts[each.code], each.name))
    return tuple(LinkView(each.full_name, place_url(_slug(each)), count=counts[each.code]) for each in ranked)


_VERIFIED = frozenset({Standing.VERIFIED})


def _producers(filters: ProducerFilters) -> tuple[LinkView, ...]:
    found = producers.producer_list(filters, size=PRODUCERS).items
    return tuple(LinkView(each.name, producer_url(each.slug), hint=each.commune) for each in found)


def _slug(commune: CommuneCard) -> str:
    return f"{commune.province.slug}/{commune.slug}"


def _page() -> int:
    return read_page(request.args.get("trang"))
