"""What looks too good to be true among the decisions of a period: groups that are worth a second look."""

from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for

from marketplace.inspection.queries.anomalies import Anomaly, AnomalyKind
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard

from ..listing import asked, column, day_error, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Note, Option, Row, Status, Table
from .officer_entry import points
from .words import number

KIND, COMMUNE, SINCE, UNTIL = "loai", "xa", "tu", "den"
NAMED = 3
"""Products of a group that are named in its row; the table to take away names all."""

MARKS = {
    AnomalyKind.ALL_PASSED: ("warn", "flag"),
    AnomalyKind.EQUAL_SCORES: ("warn", "copy"),
    AnomalyKind.ONE_PERSON: ("info", "user-round"),
    AnomalyKind.ON_THE_EDGE: ("info", "gauge"),
}


def anomalies_page(
    page: Page[Anomaly],
    communes: Sequence[CommuneCard],
    *,
    kind: str,
    commune: str,
    since: date,
    until: date,
    errors: dict[str, str],
) -> ListPage:
    """The report. ``errors`` are what is wrong with the days that were asked for."""
    caption = ngettext(
        "%(count)s dấu hiệu trong các quyết định ký %(days)s",
        "%(count)s dấu hiệu trong các quyết định ký %(days)s",
        page.total,
        count=number(page.total),
        days=formats.days(since, until),
    )
    columns = (
        column(_("Dấu hiệu")),
        column(_("Nơi")),
        column(_("Ngày ký"), "nw"),
        column(_("Bao nhiêu"), "nw"),
        column(_("Sản phẩm"), "w"),
        column(_("Cần xem")),
    )
    options = tuple(Option(each.value, str(each.label)) for each in AnomalyKind)
    filters = [Filter(name=KIND, label=_("Dấu hiệu"), value=kind, options=options)]
    if communes:
        places = tuple(Option(each.code, each.name) for each in communes)
        filters.append(Filter(name=COMMUNE, label=_("Xã, phường"), value=commune, options=places))
    for name, label, day in ((SINCE, _("Ký từ ngày"), since), (UNTIL, _("Đến hết ngày"), until)):
        filters.append(
            Filter(
                name=name,
                label=label,
                value=asked(name) or formats.day(day),
                inputmode="numeric",
                error=day_error(name) or errors.get(name, ""),
            )
        )
    narrowed = bool(kind or commune or asked(SINCE) or asked(UNTIL))
    return ListPage(
        title=_("Dấu hiệu bất thường"),
        action=url_for(".inspection_anomalies"),
        notes=(
            Note(
                _("Dấu hiệu để xem lại, không phải kết luận"),
                _("Không ai bị nêu là sai và không sản phẩm nào bị dừng vì bảng này."),
            ),
        ),
        filters=tuple(filters),
        clear_url=url_for(".inspection_anomalies") if narrowed else "",
        csv_url=here(".inspection_anomalies_csv"),
        table=Table(caption, columns, tuple(map(_row, page.items))),
        empty=_("Không có dấu hiệu nào trong khoảng này."),
        empty_link=Link(_("Xem các buổi kiểm tra"), url_for(".inspections")),
        foot=_("Mỗi lần xuất CSV được ghi vào nhật ký"),
        **shown(page),
    )


def _row(each: Anomaly) -> Row:
    kind, icon = MARKS[each.kind]
    named = ", ".join(record.product_name for record in each.records[:NAMED])
    more = len(each.records) - NAMED
    small = ngettext("và %(n)s sản phẩm khác", "và %(n)s sản phẩm khác", more) if more > 0 else ""
    url = url_for(".register", xa=each.commune_code or None, tinh=each.province_code)
    return Row(
        Cell(str(each.kind.label), small=detail(each)),
        (
            Cell(each.commune or each.province, small=each.province if each.commune else "", url=url),
            Cell(formats.day(each.day) if each.day else "–"),
            Cell(_("%(count)s/%(of)s, %(percent)s%%", count=each.count, of=each.of, percent=each.percent)),
            Cell(named, small=small),
        ),
        Status(_("Xem lại"), kind, icon),
    )


def detail(each: Anomaly) -> str:
    """The score or the person that the group has in common."""
    if each.score is not None:
        return _("cùng %(points)s điểm", points=points(each.score))
    return each.person_name or each.person


def anomalies_csv(found: Sequence[Anomaly]) -> Iterator[tuple[str | int, ...]]:
    """Each recognition of each group, a line each."""
    yield (
        _("Dấu hiệu"),
        _("Tỉnh, thành phố"),
        _("Xã, phường"),
        _("Ngày ký"),
        _("Số bản ghi"),
        _("Trên"),
        _("Chung"),
        _("Mã bản ghi"),
        _("Sản phẩm"),
        _("Sao"),
        _("Điểm"),
    )
    for each in found:
        for record in each.records:
            yield (
                str(each.kind.label),
                each.province,
                each.commune,
                formats.day(each.day) if each.day else "",
                each.count,
                each.of,
                detail(each),
                record.code,
                record.product_name,
                record.star,
                points(record.score),
            )
