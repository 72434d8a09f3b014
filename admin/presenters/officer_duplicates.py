"""Producers that may be one: the list of pairs."""

from collections.abc import Mapping

from flask import url_for

from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.queries import PairView

from ..listing import SORT, asked, column, here, shown
from ..view_models import Cell, Filter, Link, ListPage, Row, Status, Table
from .words import number

TAB = "muc"
TABS = {each.value: each for each in PairState}
SORTS = ("like", "found")
STATUS: Mapping[PairState, tuple[str, str]] = {
    PairState.OPEN: ("warn", "users"),
    PairState.PROPOSED: ("info", "hourglass"),
    PairState.DIFFERENT: ("", "x"),
    PairState.JOINED: ("ok", "check"),
}


def pair_status(state: PairState) -> Status:
    """How a pair stands."""
    return Status(str(state.label), *STATUS[state])


def ground(pair: PairView) -> str:
    """Why the two are shown."""
    if pair.one_number:
        return _("Cùng mã số thuế")
    if pair.by_hand:
        return _("Cán bộ ghép")
    return _("Tên giống %(percent)s%%", percent=pair.likeness)


def pairs_page(
    page: Page[PairView],
    counts: Mapping[PairState, int],
    places: Mapping[str, str],
    *,
    tab: PairState,
    text: str,
    sort: str,
) -> ListPage:
    """The list of one tab."""
    caption = ngettext(
        "%(count)s cặp, %(order)s",
        "%(count)s cặp, %(order)s",
        page.total,
        count=number(page.total),
        order=_("mới tìm thấy ở trên") if sort == "found" else _("cùng mã số thuế và giống nhất ở trên"),
    )
    return ListPage(
        title=_("Chủ thể trùng"),
        action=url_for(".pairs"),
        links=(Link(_("Giấy chưa gắn chủ thể"), url_for(".loose"), "landmark"),),
        tabs=tuple(
            Link(str(each.label), here(**{TAB: each.value}), count=counts[each], current=each is tab)
            for each in PairState
        ),
        filters=(Filter(name="q", label=_("Tên chủ thể"), value=text),),
        hidden=tuple((name, asked(name)) for name in (TAB, SORT) if asked(name)),
        clear_url=here(q=None) if text else "",
        table=Table(
            caption,
            (
                column(_("Hai chủ thể")),
                column(_("Chủ thể kia")),
                column(_("Vì sao"), "nw", "like", sort),
                column(_("Tìm thấy"), "nw", "found", sort),
                column(_("Tình trạng")),
            ),
            tuple(_row(each, places) for each in page.items),
        ),
        foot=_("Tên so theo cách đọc, bỏ chữ chỉ loại hình như HTX, công ty, cơ sở."),
        empty=_("Không có cặp nào khớp.") if text else str(_EMPTY[tab]),
        **shown(page),
    )


_EMPTY: Mapping[PairState, Message] = {
    PairState.OPEN: Message("Không có chủ thể nào trùng trong địa bàn."),
    PairState.PROPOSED: Message("Không có cặp nào chờ người thứ hai."),
    PairState.DIFFERENT: Message("Chưa cặp nào được ghi là hai chủ thể khác nhau."),
    PairState.JOINED: Message("Chưa gộp chủ thể nào."),
}


def _row(each: PairView, places: Mapping[str, str]) -> Row:
    return Row(
        Cell(
            each.first.name,
            url=url_for(".pair", pair_id=each.id),
            small=places.get(each.first.commune_code, ""),
        ),
        (
            Cell(each.second.name, small=places.get(each.second.commune_code, "")),
            Cell(ground(each)),
            Cell(formats.day(clock.local(each.found_at).date())),
        ),
        pair_status(each.state),
    )
