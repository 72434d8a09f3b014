"""What waits for a moderator: the list, and one product, whole or as a difference."""

from collections.abc import Mapping

from flask import url_for

from marketplace.catalog.queries.moderation import Waiting
from marketplace.kernel import formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page

from ..listing import asked, column, here, shown
from ..view_models import (
    Cell,
    Filter,
    Link,
    ListPage,
    Row,
    Status,
    Table,
)
from .words import number, waited

TAB = "muc"
TABS = {
    "waiting": Message("Chờ duyệt"),
    "new": Message("Sản phẩm mới"),
    "changed": Message("Bản sửa"),
    "live": Message("Đang bày bán"),
    "hidden": Message("Đang ẩn"),
}
SORTS = ("since",)


def queue_page(
    page: Page[Waiting],
    counts: Mapping[str, int],
    provinces: Mapping[str, str],
    *,
    tab: str,
    text: str,
    sort: str,
) -> ListPage:
    """The list. Under the first tabs the longest wait stands on top."""
    waits = tab in {"waiting", "new", "changed"}
    order = _("mới nhất ở trên") if sort.startswith("-") else _("chờ lâu nhất ở trên")
    if not waits:
        order = _("sửa gần đây ở trên") if sort.startswith("-") else _("lâu chưa sửa ở trên")
    caption = ngettext(
        "%(count)s sản phẩm, %(order)s",
        "%(count)s sản phẩm, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    columns = (
        column(_("Sản phẩm")),
        column(_("Chủ thể")),
        column(_("Tỉnh, thành phố")),
        column(_("Gửi lúc") if waits else _("Sửa lúc"), "nw", "since", sort),
        *((column(_("Đã chờ"), "nw"),) if waits else ()),
        column(_("Việc")),
    )
    return ListPage(
        title=_("Duyệt sản phẩm"),
        action=url_for(".product_reviews"),
        tabs=tuple(
            Link(str(name), here(**{TAB: key}), count=counts.get(key, 0), current=key == tab)
            for key, name in TABS.items()
        ),
        filters=(Filter(name="q", label=_("Tên sản phẩm hoặc chủ thể"), value=text),),
        hidden=tuple((name, asked(name)) for name in (TAB, "xep") if asked(name)),
        clear_url=here(q=None) if text else "",
        table=Table(caption, columns, tuple(_row(each, provinces, waits=waits) for each in page.items)),
        empty=_("Không có sản phẩm nào khớp.")
        if text or not waits
        else _("Không có sản phẩm nào chờ duyệt."),
        empty_link=Link(_("Xem hàng đang bày bán"), url_for(".product_reviews", muc="live"))
        if tab != "live"
        else None,
        **shown(page),
    )


def _row(each: Waiting, provinces: Mapping[str, str], *, waits: bool) -> Row:
    kind = (
        Status(_("Bản sửa"), "info", "pencil")
        if each.revision_id
        else Status(_("Sản phẩm mới"), "warn", "plus")
    )
    return Row(
        Cell(each.name, url=url_for(".product_review", product_id=each.product_id)),
        (
            Cell(each.producer_name),
            Cell(provinces.get(each.province_code, each.province_code)),
            Cell(formats.moment(each.since)),
            *((Cell(waited(each.since)),) if waits else ()),
        ),
        kind if waits else Status(_("Xem")),
    )
