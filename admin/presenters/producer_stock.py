"""A producer's lots: the list, one of them with its movements, and the form for a new one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from marketplace.catalog.queries.packs import PackName
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import Message, ngettext
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.orders.reasons import REASONS
from marketplace.stock.desk import SOON, DeskLot
from marketplace.stock.queries import MovementView

from ..listing import asked, column, here, shown
from ..view_models import (
    EMPTY,
    Cell,
    Column,
    Fact,
    Field,
    Filter,
    Form,
    Link,
    ListPage,
    Option,
    Row,
    Status,
    Table,
)
from .producer_levels import low_note
from .words import count_days, number

STATE = "muc"
TABS = {
    "on_hand": Message("Còn hàng"),
    "soon": Message("Sắp hết hạn"),
    "expired": Message("Đã hết hạn"),
    "empty": Message("Đã hết"),
    "all": Message("Tất cả"),
}
KINDS = {
    "received": Message("Nhập kho"),
    "adjusted": Message("Đếm lại"),
    "sold": Message("Bán"),
    "returned": Message("Trả về"),
    "written_off": Message("Bỏ hàng hết hạn"),
}


def lots_page(
    page: Page[DeskLot],
    counts: Mapping[str, int],
    packs: Mapping[int, PackName],
    low: int,
    *,
    begins: bool,
    state: str,
    text: str,
    sort: str,
) -> ListPage:
    """The list of lots. ``low`` packs run low."""
    order = {
        "expires": _("lô hết hạn trước ở trên"),
        "received": _("theo ngày nhập"),
        "on_hand": _("theo số còn lại"),
    }[sort.removeprefix("-")]
    caption = ngettext(
        "%(count)s lô, %(order)s",
        "%(count)s lô, %(order)s",
        page.total,
        count=number(page.total),
        order=order,
    )
    columns = (
        column(_("Lô"), "nw"),
        column(_("Hàng"), "w"),
        column(_("Hái, làm ngày"), "nw"),
        column(_("Hạn dùng"), "nw", "expires", sort),
        column(_("Còn bán được"), "n"),
        column(_("Trong kho"), "n", "on_hand", sort),
        column(_("Nhập lúc"), "nw", "received", sort),
        column(_("Tình trạng")),
    )
    return ListPage(
        title=_("Hàng và kho"),
        action=url_for(".producer_stock"),
        primary=Link(_("Nhập lô mới"), url_for(".producer_lot_new"), "plus") if begins else None,
        links=(Link(_("Mức báo sắp hết"), url_for(".producer_stock_levels")),) if begins else (),
        notes=low_note(low),
        tabs=tuple(
            Link(str(name), here(**{STATE: key}), count=counts.get(key, 0), current=key == state)
            for key, name in TABS.items()
        ),
        filters=(Filter(name="q", label=_("Số lô, vườn hoặc tên hàng"), value=text),),
        hidden=tuple((name, asked(name)) for name in (STATE, "xep") if asked(name)),
        clear_url=here(q=None) if text else "",
        csv_url=here(".producer_stock_csv"),
        table=Table(caption, columns, tuple(_row(lot, packs) for lot in page.items)),
        empty=_("Không có lô nào khớp.")
        if text or state != "on_hand"
        else _("Không lô nào còn bán được.")
        if counts.get("all")
        else _("Kho đang trống. Nhập lô đầu tiên để bán.")
        if begins
        else _("Kho đang trống."),
        empty_link=_beyond(state, text, counts, begins=begins),
        **shown(page),
    )


def _beyond(state: str, text: str, counts: Mapping[str, int], *, begins: bool) -> Link | None:
    """Where to go on from an empty list: to all lots, or to the first one."""
    if not counts.get("all"):
        return Link(_("Nhập lô đầu tiên"), url_for(".producer_lot_new")) if begins else None
    return (
        None if state == "all" and not text else Link(_("Xem mọi lô"), url_for(".producer_stock", muc="all"))
    )


def csv_rows(lots: Iterable[DeskLot], packs: Mapping[int, PackName]) -> Iterator[tuple[str | int, ...]]:
    """The lots as a table, a header first."""
    yield (
        _("Lô"),
        _("Hàng"),
        _("Ngày hái"),
        _("Ngày sản xuất"),
        _("Hạn dùng"),
        _("Vườn"),
        _("Trong kho"),
        _("Đang giữ cho người mua"),
        _("Nhập lúc"),
    )
    for lot in lots:
        days = [
            formats.day(day) if day else "" for day in (lot.harvested_on, lot.produced_on, lot.expires_on)
        ]
        yield (
            lot.code,
            _title(lot, packs),
            *days,
            lot.plot,
            lot.on_hand,
            lot.reserved,
            f"{clock.local(lot.received_at):%d/%m/%Y %H:%M}",
        )


def _title(lot: DeskLot, packs: Mapping[int, PackName]) -> str:
    return packs[lot.variant_id].title if lot.variant_id in packs else "–"


def status_of(lot: DeskLot) -> Status:
    """How a lot stands today."""
    left = lot.days_left(clock.today())
    if not lot.on_hand:
        return Status(_("Đã hết"))
    if left is not None and left < 0:
        return Status(_("Đã hết hạn"), "bad", "calendar-x")
    if left is not None and left <= SOON.days:
        return Status(_("Hạn %(left)s", left=count_days(left)), "warn", "calendar-clock")
    return Status(_("Còn hàng"), "ok", "check")


def write_off_url(lot: DeskLot) -> str:
    """What takes the rest of an expired lot out of stock; empty where there is nothing to take out."""
    left = lot.days_left(clock.today())
    if left is None or left >= 0 or not lot.free:
        return ""
    return url_for(".producer_lot_write_off", lot_id=lot.id)


def _row(lot: DeskLot, packs: Mapping[int, PackName]) -> Row:
    made, received = lot.harvested_on or lot.produced_on, clock.local(lot.received_at)
    left = lot.days_left(clock.today())
    sellable = 0 if left is not None and left < 0 else lot.free
    return Row(
        Cell(lot.code, url=url_for(".producer_lot", lot_id=lot.id), small=lot.plot),
        (
            Cell(_title(lot, packs)),
            Cell(formats.day(made) if made else "–"),
            Cell(formats.day(lot.expires_on) if lot.expires_on else _("không ghi")),
            Cell(number(sellable)),
            Cell(number(lot.on_hand), small=_("giữ %(n)s", n=number(lot.reserved)) if lot.reserved else ""),
            Cell(formats.day(received.date()), small=f"{received:%H:%M}"),
        ),
        status_of(lot),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LotPage(Form):
    """One lot with its movements, and the form to set what was counted."""

    code: str
    title: str
    status: Status
    facts: tuple[Fact, ...]
    movements: Table
    adjust_url: str
    write_off_url: str
    write_off_words: str
    seen: int
    count_hint: str
    counted: Field = EMPTY
    reason: Field = EMPTY


def lot_page(
    lot: DeskLot,
    unsent: int,
    packs: Mapping[int, PackName],
    movements: Sequence[MovementView],
    fields: Mapping[str, Field],
) -> LotPage:
    """The page of one lot. ``unsent`` packs are sold and wait for the carrier; ``fields`` is what was typed into a
    form that was refused.
    """
    total, rows = 0, []
    for movement in movements:
        total += movement.delta
        rows.append(
            Row(
                Cell(formats.moment(movement.at)),
                (
                    Cell(str(KINDS[movement.kind]), small=str(REASONS.get(movement.reason, movement.reason))),
                    Cell(f"{movement.delta:+,}".replace(",", ".").replace("-", "−")),
                    Cell(number(total)),
                ),
            )
        )
    facts = [
        Fact(_("Hàng"), _title(lot, packs)),
        Fact(_("Trong kho, chưa bán"), number(lot.on_hand)),
        Fact(_("Đang giữ cho người mua"), number(lot.reserved) if lot.reserved else ""),
        Fact(_("Đã bán, chưa giao"), number(unsent)),
        Fact(_("Ngày hái"), formats.day(lot.harvested_on) if lot.harvested_on else ""),
        Fact(_("Ngày sản xuất"), formats.day(lot.produced_on) if lot.produced_on else ""),
        Fact(_("Hạn dùng"), formats.day(lot.expires_on) if lot.expires_on else _("không ghi")),
        Fact(_("Vườn, mã vùng trồng"), lot.plot),
    ]
    caption = ngettext("%(n)s lần thay đổi, cũ nhất ở trên", "%(n)s lần thay đổi, cũ nhất ở trên", len(rows))
    columns = (
        Column(_("Lúc"), "nw"),
        Column(_("Việc")),
        Column(_("Thay đổi"), "n"),
        Column(_("Còn lại"), "n"),
    )
    return LotPage(
        code=lot.code,
        title=_title(lot, packs),
        status=status_of(lot),
        facts=tuple(fact for fact in facts if fact.value),
        movements=Table(caption, columns, tuple(rows)),
        adjust_url=url_for(".producer_lot_adjust", lot_id=lot.id),
        write_off_url=write_off_url(lot),
        write_off_words=_("Bỏ %(n)s khỏi kho", n=number(lot.free)),
        seen=lot.on_hand + unsent,
        count_hint=_(
            "Theo sổ phải đếm được %(all)s: %(left)s chưa bán và %(unsent)s đã bán, chưa giao. "
            "Phần đã bán, chưa giao được trừ ra sau khi ghi.",
            all=number(lot.on_hand + unsent),
            left=number(lot.on_hand),
            unsent=number(unsent),
        )
        if unsent
        else _("Theo sổ phải đếm được %(all)s.", all=number(lot.on_hand)),
        **fields,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLotPage(Form):
    """The form for a new lot."""

    packs: tuple[Option, ...]
    variant: Field = EMPTY
    code: Field = EMPTY
    quantity: Field = EMPTY
    made_as: Field = EMPTY
    made_on: Field = EMPTY
    expires_on: Field = EMPTY
    plot: Field = EMPTY


def new_lot_page(packs: Sequence[PackName], fields: Mapping[str, Field]) -> NewLotPage:
    """The form, with what was typed into it."""
    return NewLotPage(
        packs=tuple(Option(str(pack.variant_id), pack.title) for pack in packs if pack.active),
        **({"made_as": Field("harvested")} | dict(fields)),
    )
