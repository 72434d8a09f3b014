"""The register as a list, by tabs and filters."""

import re
from collections.abc import Mapping, Sequence

from flask import url_for

from marketplace.certification.lifecycle import Standing
from marketplace.certification.names import name_key
from marketplace.certification.queries import RegisterFilter, RegisterRow, Tab
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.places.cards import CommuneCard, ProvinceCard

from ..listing import asked, column, day_error, here, shown
from ..view_models import Cell, Column, Filter, Link, ListPage, Note, Row, Status, Table
from .register_filters import by_group, by_kind, by_place, by_star
from .words import number

TAB = "muc"
SORTS = {
    "expires": Message("xếp theo ngày hết hạn"),
    "name": Message("xếp theo tên sản phẩm"),
    "star": Message("xếp theo hạng sao"),
    "issued": Message("xếp theo ngày ký"),
    "decision": Message("xếp theo số quyết định"),
}
STATUS = {
    Standing.DRAFT: ("", "pencil"),
    Standing.SUBMITTED: ("info", "inbox"),
    Standing.WITHDRAWN: ("", "x"),
    Standing.UPCOMING: ("info", "calendar"),
    Standing.VERIFIED: ("ok", "check"),
    Standing.EXPIRING: ("warn", "calendar-clock"),
    Standing.GRACE: ("info", "hourglass"),
    Standing.EXPIRED: ("", "calendar-x"),
    Standing.SUSPENDED: ("warn", "pause"),
    Standing.REVOKED: ("bad", "ban"),
    Standing.SUPERSEDED: ("", "history"),
}
"""Standing → kind and icon of its status."""


def status_of(row: RegisterRow) -> Status:
    """How a recognition stands, with the day or the number of days that says how much."""
    kind, icon = STATUS[row.standing]
    if row.standing is Standing.EXPIRING and row.refiling_overdue:
        return Status(_("Quá hạn nộp lại"), "bad", "circle-alert")
    if row.standing is Standing.EXPIRING:
        left = row.days_left
        words = ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", left) if left else _("Hết hạn hôm nay")
        return Status(words, kind, icon)
    if row.standing is Standing.GRACE and row.grace_until:
        return Status(_("Gia hạn đến %(day)s", day=formats.day(row.grace_until)), kind, icon)
    if row.standing is Standing.SUSPENDED and row.since:
        return Status(_("Tạm dừng từ %(day)s", day=formats.day(row.since)), kind, icon)
    if row.standing is Standing.REVOKED and row.since:
        return Status(_("Đã thu hồi %(day)s", day=formats.day(row.since)), kind, icon)
    return Status(str(row.standing.label), kind, icon)


def register_page(
    page: Page[RegisterRow],
    counts: Mapping[Tab, int],
    wanted: RegisterFilter,
    *,
    sort: str,
    provinces: Sequence[ProvinceCard],
    communes: Sequence[CommuneCard],
    may_enter: bool,
    may_import: bool,
) -> ListPage:
    """The register. ``provinces`` are those to choose among, empty where there is no choice."""
    order = str(SORTS[sort.removeprefix("-")])
    params = {"count": number(page.total), "order": order, "text": wanted.text}
    caption = (
        ngettext(
            "%(count)s sản phẩm khớp “%(text)s”, %(order)s. Tên xã cũ vẫn tìm được.",
            "%(count)s sản phẩm khớp “%(text)s”, %(order)s. Tên xã cũ vẫn tìm được.",
            page.total,
            **params,
        )
        if wanted.text
        else ngettext("%(count)s sản phẩm, %(order)s", "%(count)s sản phẩm, %(order)s", page.total, **params)
    )
    filters = [
        Filter(name="q", label=_("Tên, chủ thể, số quyết định, xã"), value=wanted.text),
        by_star(wanted.star),
        *by_place(provinces, communes, wanted.province, wanted.commune),
        by_group(wanted.group),
        by_kind(wanted.kind),
    ]
    filters.append(
        Filter(
            name="truoc",
            label=_("Hết hạn đến hết ngày"),
            value=formats.day(wanted.expires_before) if wanted.expires_before else asked("truoc"),
            inputmode="numeric",
            error=day_error("truoc"),
        )
    )
    filters.append(
        Filter(
            name="ngay",
            label=_("Sổ tính đến hết ngày"),
            value=asked("ngay"),
            inputmode="numeric",
            error=day_error("ngay"),
        )
    )
    narrowed = any(
        (
            wanted.text,
            wanted.star,
            wanted.province,
            wanted.commune,
            wanted.expires_before,
            wanted.standing,
            wanted.group is not None,
            wanted.kind,
            asked("ngay"),
        )
    )
    links = [Link(_("Nhập danh sách"), url_for(".imports"), "upload")] if may_import else []
    return ListPage(
        title=_("Sổ công nhận OCOP"),
        action=url_for(".register"),
        primary=Link(_("Thêm bản ghi"), url_for(".recognition_new"), "plus") if may_enter else None,
        links=tuple(links),
        tabs=tuple(
            Link(str(tab.label), here(muc=tab.value, tt=None), count=counts[tab], current=tab is wanted.tab)
            for tab in Tab
            if counts[tab] or tab in {Tab.ALL, Tab.VALID, wanted.tab}
        ),
        filters=tuple(filters),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep", "tt") if asked(name)),
        clear_url=url_for(".register", muc=wanted.tab.value) if narrowed else "",
        csv_url=here(".register_csv"),
        table=Table(caption, _columns(sort), tuple(_row(row, wide=bool(provinces)) for row in page.items)),
        notes=(
            Note(
                _("Chỉ những bản ghi: %(standing)s", standing=str(wanted.standing.label)),
                link_label=_("Bỏ lọc"),
                link_url=here(tt=None),
            ),
        )
        if wanted.standing
        else (),
        foot=_("Mỗi lần xuất CSV được ghi vào nhật ký"),
        empty=_("Không có bản ghi nào khớp.") if narrowed else _("Chưa có bản ghi nào ở mục này."),
        empty_link=Link(_("Xem cả sổ"), url_for(".register"))
        if narrowed or wanted.tab is not Tab.ALL
        else None,
        **shown(page),
    )


def _columns(sort: str) -> tuple[Column, ...]:
    return (
        column(_("Sản phẩm"), "", "name", sort),
        column(_("Chủ thể")),
        column(_("Xã, phường")),
        column(_("Sao"), "nw", "star", sort),
        column(_("Quyết định"), "nw", "decision", sort),
        column(_("Ngày hết hạn"), "nw", "expires", sort),
        column(_("Tình trạng")),
    )


_OLD_COMMUNE = re.compile(r"(?:^|,)\s*(?:xã|phường|thị trấn|thị xã|x\.|p\.|tt\.?)\s+([^,]+)", re.IGNORECASE)


def _place(row: RegisterRow, *, wide: bool) -> str:
    """The province where the list has several, and the commune of the paper's time where it had another name."""
    parts = [row.province] if wide else []
    found = _OLD_COMMUNE.search(row.printed_address)
    if found and name_key(found.group(1)) != name_key(row.commune):
        parts.append(_("cũ: %(name)s", name=found.group(1).strip()))
    return ", ".join(parts)


def _row(row: RegisterRow, *, wide: bool) -> Row:
    return Row(
        Cell(row.product_name, url=url_for(".recognition", code=row.code)),
        (
            Cell(row.holder_name),
            Cell(row.commune, small=_place(row, wide=wide)),
            Cell(_("%(star)s sao", star=row.star)),
            Cell(row.decision_no, small=formats.day(row.issued_on)),
            Cell("–" if row.standing is Standing.REVOKED else formats.day(row.expires_on)),
        ),
        status_of(row),
    )
