"""The register in figures: a table whose figures lead to their rows, and a chart of the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import url_for
from markupsafe import Markup

from marketplace.certification.lifecycle import Standing
from marketplace.certification.product_groups import UNKNOWN, group_name
from marketplace.certification.queries import RegisterFilter
from marketplace.certification.queries.dimensions import NO_PRODUCER
from marketplace.certification.queries.register_filter import STANDINGS, Tab
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.places.cards import CommuneCard, ProvinceCard
from marketplace.producers.kinds import ProducerKind
from marketplace.reports.chart import Bar, bars
from marketplace.reports.measures import COLUMNS, By, Count

from ..listing import day_error, here
from ..view_models import Column, Filter, Link
from .register_filters import by_group, by_kind, by_place, by_star
from .words import number

BY: Final = "theo"
IN_CHART: Final = 15
"""More bars than these are no picture any more: the table has them all."""

_PARAMS: Final = {
    By.PROVINCE: "tinh",
    By.COMMUNE: "xa",
    By.GROUP: "nhom",
    By.STAR: "sao",
    By.KIND: "loai",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that leads to the rows it counts; nought leads nowhere."""

    text: str
    url: str
    hidden: str


@dataclass(frozen=True, slots=True)
class Line:
    """What is counted, and how many there are of each state, of those whose star stands, of all."""

    label: str
    url: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsPage:
    """The page."""

    title: str
    eyebrow: str
    tabs: tuple[Link, ...]
    action: str
    filters: tuple[Filter, ...]
    hidden: tuple[tuple[str, str], ...]
    clear_url: str
    csv_url: str
    xlsx_url: str
    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    foot: Line | None
    chart: Markup
    chart_note: str
    empty: str
    total: int


def statistics_page(
    counts: Sequence[Count],
    by: By,
    wanted: RegisterFilter,
    *,
    names: Mapping[str, str],
    asked_day: str,
    on: datetime | None,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
) -> StatisticsPage:
    """The counts by ``by``, those with the most first where places are counted, else in their own order."""
    words = names_of(by, names)
    ordered = _ordered(counts, by)
    as_of = clock.local(on).date() if on else clock.today()
    total = sum(each.total for each in counts)
    narrowed = any((wanted.star, wanted.province, wanted.commune, wanted.group is not None, wanted.kind, on))
    sums = Count("", {column: sum(each.standings[column] for each in counts) for column in COLUMNS})
    return StatisticsPage(
        title=_("Thống kê"),
        eyebrow=_("Tính đến hết ngày %(day)s", day=formats.day(as_of))
        if on
        else _("Tính đến %(moment)s", moment=formats.moment(clock.now())),
        tabs=tuple(
            Link(str(each.label), here(theo=each.value), current=each is by)
            for each in By
            if each is not By.PROVINCE or provinces
        ),
        action=url_for(".statistics"),
        filters=tuple(_filters(wanted, asked_day, provinces, communes)),
        hidden=((BY, by.value),),
        clear_url=url_for(".statistics", theo=by.value) if narrowed else "",
        csv_url=here(".statistics_csv"),
        xlsx_url=here(".statistics_file"),
        caption=_(
            "%(lines)s, %(products)s",
            lines=ngettext("%(n)s dòng", "%(n)s dòng", len(counts)),
            products=ngettext("%(count)s sản phẩm", "%(count)s sản phẩm", total, count=number(total)),
        ),
        columns=(Column(str(by.label)), *(Column(each, "n") for each in _heads())),
        lines=tuple(_line(each, words(each.key), by, wanted, asked_day) for each in ordered),
        foot=_line(sums, _("Cộng"), None, wanted, asked_day) if len(counts) > 1 else None,
        chart=Markup(_chart(ordered, words, by)),  # noqa: S704 -- the chart escapes every text of its own
        chart_note=ngettext(
            "Biểu đồ vẽ %(most)s dòng nhiều nhất trong %(n)s dòng; bảng có đủ.",
            "Biểu đồ vẽ %(most)s dòng nhiều nhất trong %(n)s dòng; bảng có đủ.",
            len(counts),
            most=IN_CHART,
        )
        if len(counts) > IN_CHART
        else "",
        empty=_("Không có sản phẩm nào khớp.") if narrowed else _("Sổ chưa có sản phẩm nào được duyệt."),
        total=total,
    )


def names_of(by: By, names: Mapping[str, str]) -> "Words":
    """What each key of a dimension is called."""
    return Words(by, names)


@dataclass(frozen=True, slots=True)
class Words:
    """Key → words."""

    by: By
    names: Mapping[str, str]

    def __call__(self, key: str) -> str:
        """The words of a key; itself where it has none."""
        match self.by:
            case By.GROUP:
                return group_name(int(key)) or _("Chưa ghi bộ sản phẩm")
            case By.STAR:
                return _("%(star)s sao", star=key)
            case By.KIND:
                return _("Chưa gắn chủ thể") if key == NO_PRODUCER else str(ProducerKind(key).label)
        return self.names.get(key, key)


def table_rows(counts: Sequence[Count], by: By, words: Words) -> list[tuple[str | int, ...]]:
    """The table to take away, a header first."""
    rows: list[tuple[str | int, ...]] = [(str(by.label), *_heads())]
    rows += [
        (words(each.key), *(each.standings[column] for column in COLUMNS), each.holding, each.total)
        for each in _ordered(counts, by)
    ]
    return rows


def _heads() -> tuple[str, ...]:
    return (*(str(column.label) for column in COLUMNS), _("Đang có sao"), _("Cộng"))


def _ordered(counts: Sequence[Count], by: By) -> list[Count]:
    if by in {By.PROVINCE, By.COMMUNE, By.KIND}:
        return sorted(counts, key=lambda each: (-each.total, each.key))
    if by is By.STAR:
        return sorted(counts, key=lambda each: each.key, reverse=True)
    return sorted(counts, key=lambda each: (each.key == str(UNKNOWN), each.key))


def _line(count: Count, label: str, by: By | None, wanted: RegisterFilter, asked_day: str) -> Line:
    kept: dict[str, object] = {
        "tinh": wanted.province,
        "xa": wanted.commune,
        "sao": wanted.star,
        "nhom": wanted.group,
        "loai": wanted.kind,
        "ngay": asked_day or None,
    }
    if by is not None:
        kept[_PARAMS[by]] = count.key
    figures = []
    for column, head in zip(COLUMNS, _heads(), strict=False):
        figures.append(_figure(count.standings[column], label, head, kept, column))
    figures.append(Figure(number(count.holding), "", ""))
    figures.append(Figure(number(count.total), "", ""))
    drill = here(theo=By.COMMUNE.value, tinh=count.key) if by is By.PROVINCE else ""
    return Line(label, drill, tuple(figures))


def _figure(n: int, label: str, head: str, kept: Mapping[str, object], column: Standing) -> Figure:
    if not n:
        return Figure("0", "", "")
    tab = next(tab for tab, standings in STANDINGS.items() if column in standings and tab is not Tab.ALL)
    url = url_for(".register", muc=tab.value, tt=column.value, **kept)  # type: ignore[arg-type]  # values of a query
    return Figure(number(n), url, f"{label}, {head}")


def _chart(ordered: Sequence[Count], words: Words, by: By) -> str:
    drawn = [
        Bar(words(each.key), each.holding, each.total - each.holding)
        for each in ordered[:IN_CHART]
        if each.total
    ]
    return bars(
        drawn,
        title=_("Sản phẩm OCOP theo %(by)s", by=str(by.label).lower()),
        description=_(
            "Phần đặc: đang có sao. Phần trống: tạm dừng, hết hạn hoặc đã thu hồi. Số liệu ở bảng."
        ),
    )


def _filters(
    wanted: RegisterFilter,
    asked_day: str,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
) -> list[Filter]:
    error = day_error("ngay")
    day = Filter(name="ngay", label=_("Tính đến hết ngày"), value=asked_day, inputmode="numeric", error=error)
    return [
        day,
        *by_place(provinces, communes, wanted.province, wanted.commune),
        by_group(wanted.group),
        by_star(wanted.star),
        by_kind(wanted.kind),
    ]
