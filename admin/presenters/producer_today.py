"""A producer's day: what to do now, most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import url_for

from marketplace.accounts import policy
from marketplace.catalog.queries.outlook import Outlook
from marketplace.catalog.queries.packs import PackName
from marketplace.kernel import clock, formats
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.i18n import ngettext
from marketplace.kernel.money import format_dong
from marketplace.kernel.paging import Page
from marketplace.orders.queries import DeskOrder, StoppedGoods
from marketplace.producers.queries import PaperView
from marketplace.stock.desk import DeskLot

from .. import own
from ..dispatch import Deadlines
from ..view_models import Button, Link
from .producer_levels import SHOWN, Level, low_of
from .producer_stock import write_off_url
from .producer_stopped import hand_over_words, stopped_chip, stopped_todos
from .producer_trouble import trouble_todos
from .todo import Todo
from .words import count_days, from_today, weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    """The first page of a producer's desk. ``figures`` are label and number, each with the list behind it; ``sells`` is
    false for who has no pack of anything yet,
    ``begins`` where all of one's producers have closed or are stopped.
    """

    eyebrow: str
    title: str
    todos: tuple[Todo, ...]
    orders: tuple[Todo, ...]
    more_orders: Link | None
    slips: Link | None
    levels: tuple[Level, ...]
    low: Link | None
    figures: tuple[Link, ...]
    todo_count: int
    sells: bool = True
    begins: bool = True


def today_page(
    actor: Actor,
    *,
    counts: Mapping[str, int],
    to_pack: Page[DeskOrder],
    lots: Sequence[DeskLot],
    papers: Sequence[PaperView],
    packs: Mapping[int, PackName],
    levels: tuple[Level, ...],
    lot_counts: Mapping[str, int],
    trouble: Outlook,
    begins: bool,
    stopped: StoppedGoods,
    due: Deadlines,
) -> TodayPage:
    """The page. ``lots`` are those past or near their last day, of which ``lot_counts`` says how many there are."""
    low = low_of(levels)
    todos = (
        *stopped_todos(stopped),
        *_order_todos(to_pack, counts, stopped, due),
        *trouble_todos(trouble),
        *_lot_todos(lots, packs, lot_counts),
        *_paper_todos(papers),
        *(_first_steps(actor) if begins and not packs else ()),
    )
    ordered = tuple(sorted(todos, key=lambda todo: ("bad", "warn", "").index(todo.kind)))
    today = clock.today()
    count = len(ordered)
    ready = counts.get("accepted", 0) + counts.get("packed", 0)
    shown = to_pack.items[:6]
    return TodayPage(
        eyebrow=f"{weekday(today)} {formats.day(today)}",
        title=ngettext(
            "Chào %(name)s, hôm nay có %(n)s việc",
            "Chào %(name)s, hôm nay có %(n)s việc",
            count,
            name=actor.name,
        )
        if count
        else _("Chào %(name)s, hôm nay chưa có việc gấp", name=actor.name),
        todos=ordered,
        orders=tuple(_order_row(order, stopped, due) for order in shown),
        more_orders=Link(
            ngettext("Xem %(n)s đơn nữa", "Xem %(n)s đơn nữa", to_pack.total - len(shown)),
            url_for(".producer_orders"),
        )
        if to_pack.total > len(shown)
        else None,
        slips=Link(
            ngettext(
                "In phiếu gửi của %(n)s đơn đã nhận, chưa giao",
                "In phiếu gửi của %(n)s đơn đã nhận, chưa giao",
                ready,
            ),
            url_for(".packing_slips"),
        )
        if ready
        else None,
        levels=low[:SHOWN],
        low=Link(
            ngettext("%(n)s quy cách sắp hết", "%(n)s quy cách sắp hết", len(low))
            if low
            else _("Đặt mức báo sắp hết"),
            url_for(".producer_stock_levels"),
        )
        if levels and begins
        else None,
        figures=tuple(
            Link(label, url_for(".producer_orders", muc=state), count=counts.get(state, 0))
            for state, label in (
                ("placed", _("Chờ nhận")),
                ("accepted", _("Cần gói")),
                ("packed", _("Chờ bàn giao")),
                ("handed_over", _("Đang giao")),
            )
        ),
        todo_count=count,
        sells=bool(packs),
        begins=begins,
    )


def _first_steps(actor: Actor) -> list[Todo]:
    """What comes first for who has nothing to sell yet."""
    if not policy.may(actor, "catalog.edit", any_scope=True):
        return []
    text = _("Bắt đầu từ giấy công nhận: tên, nơi làm, quy cách điền sẵn.")
    return [Todo("tag", _("Đưa sản phẩm lên gian hàng"), text, url_for(".producer_products"))]


def _order_todos(
    to_pack: Page[DeskOrder], counts: Mapping[str, int], stopped: StoppedGoods, due_by: Deadlines
) -> list[Todo]:
    """Parcels by the day they have to leave, the next working day of each producer."""
    if not to_pack.total:
        return []
    todos = []
    by_day = sorted(
        (due_by.of(order.producer_id, order.placed_at), order.placed_at) for order in to_pack.items
    )
    late = [end for end, _placed in by_day if end <= clock.now()]
    deadline = clock.local(by_day[len(late)][0]) if len(late) < len(by_day) else None
    if late:
        oldest = from_today(clock.local(late[0]).date() - timedelta(days=1))
        todos.append(
            Todo(
                "package",
                ngettext("Gửi ngay %(n)s đơn đã trễ", "Gửi ngay %(n)s đơn đã trễ", len(late)),
                _("Đơn lâu nhất %(late)s. Gọi người mua nếu chưa gửi được.", late=count_days(oldest)),
                url_for(".producer_orders"),
                "bad",
            )
        )
    if deadline is not None:
        due = [
            order
            for order in to_pack.items
            if clock.local(due_by.of(order.producer_id, order.placed_at)) == deadline
        ]
        day = (deadline - timedelta(days=1)).date()
        minutes = int((deadline - clock.local(clock.now())).total_seconds() // 60)
        hours = minutes // 60
        left = (
            ngettext("còn %(n)s phút", "còn %(n)s phút", max(1, minutes))
            if not hours
            else ngettext("còn %(n)s giờ", "còn %(n)s giờ", hours)
            if hours < 48
            else count_days(from_today(day))
        )
        words = ngettext(
            "Gói và gửi %(n)s đơn trước hết ngày %(day)s",
            "Gói và gửi %(n)s đơn trước hết ngày %(day)s",
            len(due),
            day=formats.short_day(day),
        )
        todos.append(
            Todo(
                "package",
                words,
                _("Hạn 24:00, %(left)s. %(goods)s", left=left, goods=due[0].goods_words),
                url_for(".producer_orders"),
                "bad" if hours < 12 else "warn",
            )
        )
    if counts.get("packed"):
        todos.append(
            Todo(
                "truck",
                ngettext("Bàn giao %(n)s đơn đã gói", "Bàn giao %(n)s đơn đã gói", counts["packed"]),
                hand_over_words(stopped),
                url_for(".producer_orders", muc="packed"),
                "warn",
            )
        )
    return todos


def _lot_todos(
    lots: Sequence[DeskLot], packs: Mapping[int, PackName], counts: Mapping[str, int]
) -> list[Todo]:
    todos = []
    rest = counts.get("expired", 0) + counts.get("soon", 0) - len(lots)
    for lot in lots:
        left = lot.days_left(clock.today())
        assert left is not None
        assert lot.expires_on is not None
        name = packs[lot.variant_id].title if lot.variant_id in packs else lot.code
        gone = left < 0
        title = (
            _("Bỏ khỏi kho lô %(code)s đã hết hạn", code=lot.code)
            if gone
            else _("Lô %(code)s %(left)s là hết hạn", code=lot.code, left=count_days(left))
            if left
            else _("Lô %(code)s hết hạn hôm nay", code=lot.code)
        )
        text = _(
            "%(name)s, còn %(n)s, hạn %(day)s", name=name, n=lot.on_hand, day=formats.day(lot.expires_on)
        )
        url = url_for(".producer_lot", lot_id=lot.id)
        away = write_off_url(lot)
        button = Button(_("Bỏ khỏi kho"), away, kind="2") if away else None
        todos.append(
            Todo(
                "calendar-x" if gone else "calendar-clock",
                title,
                text,
                url,
                "bad" if gone else "warn",
                button,
            )
        )
    if rest > 0:
        words = ngettext("Còn %(n)s lô hết hạn, sắp hết hạn", "Còn %(n)s lô hết hạn, sắp hết hạn", rest)
        state = "expired" if counts.get("expired") else "soon"
        todos.append(Todo("list", words, "", url_for(".producer_stock", muc=state), "warn"))
    return todos


def _paper_todos(papers: Sequence[PaperView]) -> list[Todo]:
    todos = []
    for paper in papers:
        assert paper.expires_on is not None
        left = from_today(paper.expires_on)
        todos.append(
            Todo(
                "file-text",
                _("%(paper)s %(left)s", paper=str(paper.kind.label), left=count_days(left)),
                _(
                    "Số %(number)s, hết hạn %(day)s. Xem hàng nào phải rút và nhập giấy mới.",
                    number=paper.number,
                    day=formats.day(paper.expires_on),
                ),
                own.at("own_papers", paper.producer_id),
                "bad" if left <= 7 else "warn",
            )
        )
    return todos


def _order_row(order: DeskOrder, stopped: StoppedGoods, due: Deadlines) -> Todo:
    place = order.address.rpartition(", ")[2]
    waiting = order.state == "placed"
    button = (
        Button(_("Nhận đơn"), url_for(".producer_order_accept", code=order.code), kind="")
        if waiting
        else Button(_("Đã gói"), url_for(".producer_order_pack", code=order.code), kind="")
    )
    return Todo(
        "package",
        _("%(name)s, %(place)s", name=order.buyer_name, place=place),
        f"{order.code}, {order.goods_words}, {format_dong(order.total)}",
        url_for(".producer_order", code=order.code),
        "bad" if due.of(order.producer_id, order.placed_at) <= clock.now() else "",
        button,
        stopped_chip(order, stopped),
    )
