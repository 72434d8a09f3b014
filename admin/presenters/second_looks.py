"""The list of what producers entered and an officer has to look at."""

from collections.abc import Mapping

from flask import url_for

from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.producers.queries import WaitingRow, Waits

from ..listing import asked, column, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Row, Status, Table
from .words import number, waited

TAB = "muc"
TABS = {
    "all": Message("Tất cả"),
    Waits.PAPER.value: Message("Giấy tờ"),
    Waits.ACCOUNT.value: Message("Tài khoản nhận tiền"),
}
SORTS = ("since",)


def queue_page(
    page: Page[WaitingRow],
    counts: Mapping[Waits, int],
    places: Mapping[str, str],
    reader: str,
    *,
    tab: str,
    text: str,
    sort: str,
) -> ListPage:
    """The list. ``reader`` is who reads it: what they entered themselves is for somebody else to verify."""
    caption = ngettext(
        "%(count)s mục chờ xác minh, %(order)s",
        "%(count)s mục chờ xác minh, %(order)s",
        page.total,
        count=number(page.total),
        order=_("mới nhất ở trên") if sort.startswith("-") else _("chờ lâu nhất ở trên"),
    )
    columns = (
        column(_("Giấy, tài khoản")),
        column(_("Chủ thể")),
        column(_("Nơi")),
        column(_("Gửi lúc"), "nw", "since", sort),
        column(_("Đã chờ"), "nw"),
        column(_("Hạn của giấy"), "nw"),
        column(_("Việc")),
    )
    totals = {"all": sum(counts.values()), **{waits.value: count for waits, count in counts.items()}}
    return ListPage(
        title=_("Giấy tờ, tài khoản chờ xác minh"),
        action=url_for(".second_looks"),
        tabs=tuple(
            Link(str(name), here(**{TAB: key}), count=totals[key], current=key == tab)
            for key, name in TABS.items()
        ),
        filters=(Filter(name="q", label=_("Tên chủ thể hoặc số giấy"), value=text),),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep") if asked(name)),
        clear_url=here(q=None) if text else "",
        table=Table(caption, columns, tuple(_row(each, places, reader) for each in page.items)),
        empty=_("Không có mục nào khớp.") if text else _("Không có gì chờ xác minh."),
        empty_link=Link(_("Xem tất cả"), url_for(".second_looks")) if text or tab != "all" else None,
        **shown(page),
    )


def _row(each: WaitingRow, places: Mapping[str, str], reader: str) -> Row:
    is_paper = each.waits is Waits.PAPER
    if is_paper:
        url = url_for(".second_look_paper", paper_id=each.id)
        small = _("Số %(number)s", number=each.number)
        until = formats.day(each.until) if each.until else _("không ghi hạn")
        status = Status(_("Xác minh giấy"), "info", "file-text")
    else:
        url = url_for(".second_look_account", account_id=each.id)
        small, until = f"•••• {each.number}", "–"
        status = Status(_("Xác minh tài khoản"), "warn", "wallet")
    if each.entered_by == reader:
        status = Status(_("Chờ cán bộ khác"), "", "users")
    return Row(
        Cell(str(each.what), small=small, url=url),
        (
            Cell(each.producer),
            Cell(places.get(each.commune_code, each.commune_code)),
            Cell(formats.moment(each.entered_at)),
            Cell(waited(each.entered_at)),
            Cell(until),
        ),
        status,
    )
