"""The list of a producer's orders, on the page and as a table to take away; all slips at once."""

from collections.abc import Collection
from typing import NotRequired, TypedDict

from flask import Blueprint, Response, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.kernel.i18n import gettext as _
from marketplace.orders import desk, slips
from marketplace.orders import queries as orders
from marketplace.orders.queries import StoppedGoods
from marketplace.orders.states import STATE_NAMES, UNSENT
from marketplace.web.access import allows, current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import file, long_csv_file, show
from ..dispatch import deadlines
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters.producer_orders import STATE, orders_page
from ..presenters.producer_stopped import TAB

MOST_SLIPS = 40


class Which(TypedDict):
    """Which orders a list shows, as ``desk_orders`` is asked for them."""

    states: Collection[str]
    codes: NotRequired[Collection[str]]


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/chu-the/don-hang", "producer_orders", order_list)
    bp.add_url_rule("/chu-the/don-hang.csv", "producer_orders_csv", order_csv)
    bp.add_url_rule("/chu-the/phieu-gui.pdf", "packing_slips", packing_slips)


@allows("orders.fulfil")
def order_list() -> Response:
    """Orders by state and text, in pages. A fixed number of statements."""
    mine, (state, text, sort) = frame.my_producers(), _asked()
    stopped = orders.stopped_goods(mine)
    which = _which(state, stopped)
    page = orders.desk_orders(mine, **which, text=text, sort=sort, page=asked_page())
    if page.number > page.pages:
        page = orders.desk_orders(mine, **which, text=text, sort=sort, page=page.pages)
    counts = orders.counts_by_state(mine)
    due = deadlines(mine, [order.placed_at for order in page.items])
    view = orders_page(page, counts, due, stopped, state=state, text=text, sort=sort)
    return show("list.html", view, frame.producer())


@allows("orders.fulfil")
def order_csv() -> Response:
    """All rows of the list under the same filter."""
    mine, (state, text, sort) = frame.my_producers(), _asked()
    which = _which(state, orders.stopped_goods(mine) if state == TAB else StoppedGoods())
    rows = desk.export_orders(current_actor(), mine, **which, text=text, sort=sort)
    return long_csv_file("don-hang", rows)


@allows("orders.fulfil")
def packing_slips() -> AnyResponse:
    """The slips of everything that is being packed, oldest first, one page each."""
    mine = frame.my_producers()
    waiting = orders.desk_orders(mine, states=("accepted", "packed"), sort="oldest", size=MOST_SLIPS)
    parts = [
        found
        for order in waiting.items
        for producer_id in [desk.producer_of(order.code)]
        if producer_id is not None and (found := orders.seller_order(producer_id, order.code)) is not None
    ]
    if not parts:
        note("warn", _("Chưa có đơn nào cần in phiếu. Nhận đơn trước."))
        return redirect(url_for(".producer_dashboard"))
    return file(slips.slips(parts), "phieu-gui.pdf", "application/pdf", inline=True)


def _which(state: str, stopped: StoppedGoods) -> Which:
    """The orders of a state, or those that hold stopped goods."""
    if state == TAB:
        return {"states": UNSENT, "codes": stopped.codes}
    return {"states": (state,) if state else ()}


def _asked() -> tuple[str, str, str]:
    state = asked_among(STATE, (*STATE_NAMES, TAB), "")
    # What is still to be done stands in the order of its day; of the rest one looks for the latest.
    usual = "due" if state in {"placed", "accepted", "packed", "handed_over", TAB} else "newest"
    return state, asked("q"), asked_sort(orders.SORTS, usual).removeprefix("-")
