"""The home page."""

from collections.abc import Iterable

from flask import Blueprint, url_for

from marketplace.catalog.facet_index import Facets
from marketplace.catalog.kinds import Sort, StorageClass
from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import EVERYTHING, Filters
from marketplace.catalog.queries.listing import ProductCard, product_list
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.places import queries as places
from marketplace.web.access import public
from marketplace.web.assets import static_url

from ..presenters.categories import group_names
from ..presenters.pieces import star_url
from ..presenters.products import cards
from ..remembered import fresh, remembered
from ..view_models import HeroView, HomeView, LinkView, PictureView

IN_SEASON = 24
SEASONAL = 8
NEWEST = 8
PROVINCES = 12
GROUP_ICONS = {1: "wheat", 2: "cup-soda", 3: "leaf", 4: "gem", 5: "flower-2", 6: "map"}
SHORT_NAMES = {6: Message("Du lịch cộng đồng")}
"""A group whose whole name does not fit a tile."""
SEASON_OF_MONTH = {
    **dict.fromkeys((11, 12, 1, 2), "cam"),
    **dict.fromkeys((7, 8, 9, 10), "na"),
    **dict.fromkeys((3, 4, 5, 6), "vai"),
}


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/", "home", home)


@public
@remembered()
def home() -> str:
    """What is in season, the six groups, what a star means, what is new, and where it comes from."""
    month = clock.today().month
    counts = facet_index(fresh()).count(EVERYTHING)
    season = product_list(Filters(month=month, in_stock=True), size=IN_SEASON, total=0)
    newest = product_list(EVERYTHING, Sort.NEWEST, size=NEWEST, total=counts.total)
    page = HomeView(
        hero=_hero(month, counts),
        season_title=_("Đang mùa %(month)s", month=formats.month(month)),
        season_more=LinkView(_("Xem tất cả"), url_for(".product_list", mua=month)),
        months=_months(month, counts),
        season=cards(_fresh_first(season.items)[:SEASONAL]),
        groups=_groups(counts),
        newest=cards(newest.items),
        newest_url=url_for(".product_list", xep=Sort.NEWEST.value),
        provinces=_provinces(counts),
        sample_star_url=_sample(newest.items),
    )
    return render_page("marketplace/storefront/home.html", page=page)


def _hero(month: int, counts: Facets) -> HeroView:
    season = SEASON_OF_MONTH[month]
    return HeroView(
        title=_("Đặc sản đang mùa, sao OCOP còn hạn"),
        text=_(
            "Mỗi món ở đây có quyết định công nhận còn hiệu lực tới giây phút này. Bấm vào biển sao để xem giấy."
        ),
        eyebrow=_("Mùa này"),
        season=season,
        figure=str(counts.total),
        figure_label=_("sản phẩm còn sao đang bán"),
        primary=LinkView(_("Xem hàng đang mùa"), url_for(".product_list", mua=month)),
        secondary=LinkView(_("Vì sao được sao?"), url_for(".info", page="sao-ocop")),
        picture=PictureView(static_url(f"storefront/mua-{season}.webp"), 1000, 800),
    )


def _fresh_first(found: Iterable[ProductCard]) -> list[ProductCard]:
    """Fresh goods first, and of each what is gone soonest: oranges before a tea that is picked half the year."""
    return sorted(
        found,
        key=lambda card: (card.storage_class != StorageClass.AMBIENT_FRESH, card.season_mask.bit_count()),
    )


def _months(present: int, counts: Facets) -> tuple[LinkView, ...]:
    order = [(present - 1 + step) % 12 + 1 for step in range(12)]
    return tuple(
        LinkView(
            str(formats.month(month)).capitalize(),
            url_for(".product_list", mua=month),
            count=counts.months.get(month, 0),
            current=month == present,
        )
        for month in order
    )


def _groups(counts: Facets) -> tuple[LinkView, ...]:
    return tuple(
        LinkView(
            str(SHORT_NAMES.get(group, name)),
            url_for(".product_list", nhom=group),
            count=counts.groups.get(group, 0),
            icon=GROUP_ICONS.get(group, "tag"),
        )
        for group, name in group_names().items()
    )


def _provinces(counts: Facets) -> tuple[LinkView, ...]:
    with_goods = [each for each in places.provinces() if each.code in counts.provinces]
    with_goods.sort(key=lambda each: (-counts.provinces[each.code], each.name))
    return tuple(
        LinkView(each.name, url_for(".place", slug=each.slug), count=counts.provinces[each.code])
        for each in with_goods[:PROVINCES]
    )


def _sample(shown: tuple[ProductCard, ...]) -> str:
    certificate = shown[0].badge.certificate if shown else None
    return star_url(certificate.code) if certificate else ""
