"""What a list of products can be narrowed by, and what it is narrowed by now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from heapq import nsmallest
from typing import Any

from flask import url_for

from marketplace.catalog.facet_index import Facets
from marketplace.catalog.queries.filters import Filters
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong

from ..view_models import FacetGroupView, FacetView, LinkView
from .categories import group_names, set_names

SHOWN_CHOICES = 6
"""How many values of a long facet are shown before „Tất cả …“."""
MOST_CHOICES = 40
"""How many values of a facet a page holds at most: every province, and the producers with most to sell. A page does not
grow with the market."""


def facet_groups(filters: Filters, facets: Facets) -> tuple[FacetGroupView, ...]:
    """What a list can be narrowed by, with how many products each choice leaves."""
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
                _("Thêm chủ thể"),
                LinkView(_("Tìm trong mọi chủ thể"), url_for("marketplace.storefront.producers")),
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
                        _("Đang mùa %(month)s", month=formats.month(month)),
                        in_season,
                        filters.month == month,
                    ),
                ),
            )
        )
    # Where nothing was found, some have nothing to offer.
    return tuple(group for group in found if group.choices)


def _long(
    name: str,
    title: str,
    counts: Mapping[Any, int],
    names: Mapping[Any, str],
    chosen: frozenset[Any],
    more_label: str,
    rest: LinkView | None = None,
) -> FacetGroupView:
    """A facet with many values: those chosen and the largest first, the rest folded away in the order of names.

    ``rest`` leads to those that are too many for a page.
    """
    values = {*counts, *chosen}
    ranked = nsmallest(
        MOST_CHOICES,
        values,
        key=lambda value: (value not in chosen, -counts.get(value, 0), str(names.get(value, value))),
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
        rest=rest if len(values) > MOST_CHOICES else None,
    )


def conditions(
    filters: Filters, facets: Facets, url: Callable[[Callable[[dict[str, list[str]]], None]], str]
) -> tuple[LinkView, ...]:
    """What the list is narrowed by now, each with the address of the list without it.

    ``url`` makes an address from a change to the parameters of the present one.
    """
    groups, sets = group_names(), set_names()
    chosen: list[tuple[str, str, str]] = [
        *(("sao", str(star), _("%(n)s sao", n=star)) for star in sorted(filters.stars, reverse=True)),
        *(("nhom", str(group), groups.get(group, str(group))) for group in sorted(filters.groups)),
        *(("bo", str(number), sets.get(number, str(number))) for number in sorted(filters.sets)),
        *(("tinh", code, str(facets.province_names.get(code, code))) for code in sorted(filters.provinces)),
        *(
            ("chu-the", str(each), str(facets.producer_names.get(each, each)))
            for each in sorted(filters.producers)
        ),
    ]
    if filters.in_stock:
        chosen.append(("con-hang", "1", _("Còn hàng")))
    if filters.month:
        chosen.append(("mua", str(filters.month), _("Mùa %(month)s", month=formats.month(filters.month))))
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
