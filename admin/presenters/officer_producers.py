"""The register of producers as officers read it: tabs by standing, filters, what each holds."""

from collections.abc import Mapping, Sequence

from flask import url_for

from marketplace.certification.queries.holding import Held
from marketplace.certification.reference import product_sets
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.queries import RegisteredProducer, RegisterOf

from ..listing import SORT, asked, column, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Option, Row, Status, Table
from .words import number

TAB, KIND, STAR, GROUP, PROVINCE, COMMUNE = "muc", "loai", "sao", "nhom", "tinh", "xa"
TABS = {
    "all": None,
    "verified": Standing.VERIFIED,
    "applied": Standing.APPLIED,
    "suspended": Standing.SUSPENDED,
    "closed": Standing.CLOSED,
}
SORTS = ("name", "entered", "stood")
STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.APPLIED: ("warn", "clock"),
    Standing.VERIFIED: ("ok", "circle-check"),
    Standing.SUSPENDED: ("bad", "pause"),
    Standing.CLOSED: ("", "lock"),
}


def standing_status(standing: Standing) -> Status:
    """How a producer stands."""
    return Status(str(standing.label), *STANDINGS[standing])


def groups() -> dict[str, str]:
    """Number → name of the six groups of 26/2026/QĐ-TTg, in the reader's language."""
    return {str(each.group): each.group_name for each in product_sets().values()}


def producers_page(
    page: Page[RegisteredProducer],
    counts: Mapping[Standing, int],
    held: Mapping[int, Held],
    products: Mapping[int, tuple[int, int]],
    owned: frozenset[int],
    wanted: RegisterOf,
    *,
    tab: str,
    star: str,
    group: str,
    sort: str,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
    links: Sequence[Link],
) -> ListPage:
    """The list. ``owned`` are those for which an account speaks."""
    order = {
        "name": _("theo tên từ A"),
        "-name": _("theo tên từ Z"),
        "entered": _("vào sổ sớm nhất ở trên"),
        "-entered": _("vào sổ mới nhất ở trên"),
        "stood": _("tình trạng lâu nhất ở trên"),
        "-stood": _("tình trạng mới đổi ở trên"),
    }[sort]
    caption = ngettext(
        "%(count)s chủ thể, %(order)s",
        "%(count)s chủ thể, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    total = sum(counts.values())
    narrowed = any((wanted.text, wanted.kind, star, group, wanted.province, wanted.commune))
    wide = bool(provinces)
    return ListPage(
        title=_("Chủ thể OCOP"),
        action=url_for(".subjects"),
        links=tuple(links),
        tabs=tuple(
            Link(
                str(standing.label) if standing else _("Tất cả"),
                here(**{TAB: key}),
                count=counts[standing] if standing else total,
                current=key == tab,
            )
            for key, standing in TABS.items()
        ),
        filters=_filters(wanted, star, group, provinces, communes),
        hidden=tuple((name, asked(name)) for name in (TAB, SORT) if asked(name)),
        clear_url=here(q=None, **dict.fromkeys((KIND, STAR, GROUP, PROVINCE, COMMUNE))) if narrowed else "",
        csv_url=here(".subjects_csv"),
        table=Table(
            caption,
            (
                column(_("Chủ thể"), "", "name", sort),
                column(_("Xã, phường")),
                column(_("Mã số thuế"), "nw"),
                column(_("Sao cao nhất"), "nw"),
                column(_("Sản phẩm"), "nw"),
                column(_("Tài khoản")),
                column(_("Từ ngày"), "nw", "stood", sort),
                column(_("Tình trạng")),
            ),
            tuple(
                _row(each, held[each.id], products[each.id], owned=each.id in owned, wide=wide)
                for each in page.items
            ),
        ),
        foot=_("Mỗi lần tải danh sách được ghi vào nhật ký"),
        empty=_("Không có chủ thể nào khớp.") if narrowed else _("Chưa có chủ thể nào ở mục này."),
        empty_link=Link(_("Xem tất cả"), url_for(".subjects")) if narrowed or tab != "all" else None,
        **shown(page),
    )


def _filters(
    wanted: RegisterOf,
    star: str,
    group: str,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
) -> tuple[Filter, ...]:
    filters = [
        Filter(name="q", label=_("Tên, mã số thuế, 4 số cuối, số điện thoại"), value=wanted.text),
        Filter(
            name=KIND,
            label=_("Loại hình"),
            value=wanted.kind.value if wanted.kind else "",
            options=tuple(Option(each.value, str(each.label)) for each in ProducerKind),
        ),
        Filter(
            name=STAR,
            label=_("Đang giữ hạng"),
            value=star,
            options=tuple(Option(str(each), _("%(star)s sao", star=each)) for each in (5, 4, 3)),
        ),
        Filter(
            name=GROUP,
            label=_("Ngành hàng"),
            value=group,
            options=tuple(Option(key, name) for key, name in groups().items()),
        ),
    ]
    if provinces:
        choice = tuple(Option(each.code, each.name) for each in provinces)
        filters.append(
            Filter(name=PROVINCE, label=_("Tỉnh, thành phố"), value=wanted.province, options=choice)
        )
    if communes:
        choice = tuple(Option(each.code, each.full_name) for each in communes)
        filters.append(Filter(name=COMMUNE, label=_("Xã, phường"), value=wanted.commune, options=choice))
    return tuple(filters)


def _row(each: RegisteredProducer, held: Held, products: tuple[int, int], *, owned: bool, wide: bool) -> Row:
    live, made = products
    stars = _("%(star)s sao", star=held.best) if held.best else "–"
    in_force = ngettext("%(n)s giấy còn hạn", "%(n)s giấy còn hạn", held.in_force) if held.ever else ""
    return Row(
        Cell(each.name, url=url_for(".subject", producer_id=each.id), small=str(each.kind.label)),
        (
            Cell(each.commune, small=each.province if wide else ""),
            Cell(tax_text(each.tax_code)),
            Cell(stars, small=in_force),
            Cell(
                _("%(live)s đang bán", live=live) if made else "–",
                small=_("%(made)s tất cả", made=made) if made > live else "",
            ),
            Cell(_("có người đứng tên") if owned else _("chưa có")),
            Cell(formats.day(clock.local(each.since).date()) if each.since else "–"),
        ),
        standing_status(each.standing),
    )


def tax_text(tax_code: str) -> str:
    """A tax number on a desk: a person's own with all but its end covered."""
    return f"•••• {tax_code[-4:]}" if len(tax_code) == 12 else tax_code
