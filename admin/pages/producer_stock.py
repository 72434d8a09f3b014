"""A producer's stock: lots, a new one, what was counted."""

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.catalog.queries.packs import PackName, pack_names, packs_of
from marketplace.kernel.errors import Conflict, MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.text import fold
from marketplace.orders import queries as orders
from marketplace.stock import desk, export, queries, services
from marketplace.stock.desk import DeskLot
from marketplace.stock.lot_rules import code_taken, lot_faults
from marketplace.stock.writing_off import write_off
from marketplace.web.access import allows, current_actor
from marketplace.web.numbers import read_id, whole
from marketplace.web.replies import note

from .. import frame, own, stopped
from ..answers import attempt, back_to, long_csv_file, show, typed
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters.producer_levels import low_of
from ..presenters.producer_stock import STATE, TABS, csv_rows, lot_page, lots_page, new_lot_page
from ..presenters.words import number
from ..reading import Reading
from .producer_levels import levels

NEW = ("variant", "code", "quantity", "made_as", "made_on", "expires_on", "plot")
MADE_AS = frozenset({"harvested", "produced"})
COUNT = ("counted", "reason")


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/chu-the/kho", "producer_stock", lots)
    bp.add_url_rule("/chu-the/kho.csv", "producer_stock_csv", lots_csv)
    bp.add_url_rule("/chu-the/kho/moi", "producer_lot_new", new_lot)
    bp.add_url_rule("/chu-the/kho/moi", "producer_lot_receive", receive, methods=["POST"])
    bp.add_url_rule("/chu-the/kho/<int(max=2147483647):lot_id>", "producer_lot", lot)
    bp.add_url_rule(
        "/chu-the/kho/<int(max=2147483647):lot_id>/dem-lai", "producer_lot_adjust", adjust, methods=["POST"]
    )
    bp.add_url_rule(
        "/chu-the/kho/<int(max=2147483647):lot_id>/bo-het-han",
        "producer_lot_write_off",
        write_off_expired,
        methods=["POST"],
    )


@allows("stock.view")
def lots() -> Response:
    """Lots by state and text, in pages. A fixed number of statements."""
    mine = own.mine("stock.view")
    packs = {pack.variant_id: pack for pack in packs_of(mine)}
    state, text = asked_among(STATE, TABS, "on_hand"), asked("q")
    sort = asked_sort(desk.SORTS, "expires")
    page = desk.desk_lots(
        mine, state=state, text=text, variant_ids=_named(packs, text), sort=sort, page=asked_page()
    )
    open_ones = stopped.open_ones(mine)
    low = len(low_of(levels({each: pack for each, pack in packs.items() if pack.producer_id in open_ones})))
    begins = bool(stopped.working(mine))
    view = lots_page(
        page, desk.lot_counts(mine), packs, low, begins=begins, state=state, text=text, sort=sort
    )
    return show("list.html", view, frame.producer())


@allows("stock.view")
def lots_csv() -> Response:
    """All rows of the list under the same filter; who took them is kept."""
    mine = own.mine("stock.view")
    packs = {pack.variant_id: pack for pack in packs_of(mine)}
    found = export.export_lots(
        current_actor(),
        mine,
        state=asked_among(STATE, TABS, "on_hand"),
        text=asked("q"),
        variant_ids=_named(packs, asked("q")),
        sort=asked_sort(desk.SORTS, "expires"),
    )
    return long_csv_file("kho", csv_rows(found, packs))


@allows("stock.change")
def new_lot() -> Response:
    """The form for a new lot."""
    page = new_lot_page(packs_of(stopped.open_ones(own.mine("stock.view"))), {})
    return show("producer_lot_new.html", page, frame.producer())


@allows("stock.change")
def receive() -> AnyResponse:
    """Put a new lot on hand."""

    def verb() -> None:
        form = Reading(request.form)
        variant = read_id(form.text("variant"))
        pack = pack_names([variant]).get(variant) if variant is not None else None
        if pack is None or not policy.may(current_actor(), "stock.change", producer=pack.producer_id):
            form.refuse("variant", Message("Chọn quy cách hàng."))
        quantity = form.whole("quantity", Message("Nhập số lượng bằng số."))
        made_on, expires_on = form.day("made_on"), form.day("expires_on")
        made_as = form.text("made_as") or "harvested"
        if made_as not in MADE_AS:
            form.refuse("made_as", Message("Chọn ngày hái, thu hoạch hoặc ngày sản xuất, đóng gói."))
        # Reading and rules together, so that everything that has to be mended is said at once.
        code, plot = form.text("code"), form.text("plot")
        for name, message in lot_faults(code, quantity, made_on, expires_on, plot).items():
            form.refuse(name, message)
        if pack is not None and "variant" not in form.errors and "code" not in form.errors:
            used = queries.lot_called(pack.producer_id, pack.variant_id, code.strip())
            if used is not None:
                form.refuse("code", code_taken(used))
        form.check()
        assert pack is not None
        harvested = made_as == "harvested"
        services.receive_lot(
            current_actor(),
            pack.producer_id,
            pack.variant_id,
            code,
            quantity,
            harvested_on=made_on if harvested else None,
            produced_on=None if harvested else made_on,
            expires_on=expires_on,
            plot=plot,
        )

    done = Message("Đã nhập lô %(code)s.", {"code": request.form.get("code", "").strip()})
    answer = attempt(verb, done, url_for(".producer_stock"))
    if not isinstance(answer, MarketplaceError):
        return answer
    page = new_lot_page(packs_of(stopped.open_ones(own.mine("stock.view"))), typed(NEW, answer))
    return show("producer_lot_new.html", page, frame.producer(), 422)


@allows("stock.view")
def lot(lot_id: int) -> Response:
    """One lot and how it came to what it is."""
    return _lot_page(desk.desk_lot(own.mine("stock.view"), lot_id))


@allows("stock.change")
def adjust(lot_id: int) -> AnyResponse:
    """Set a lot to what was counted: everything of it that is in the shed, from which what is sold is taken."""
    found = desk.desk_lot(own.mine("stock.view"), lot_id)
    unsent = orders.unsent(found.producer_id, found.variant_id, found.code)

    def verb() -> None:
        form = Reading(request.form)
        counted = form.whole("counted", Message("Nhập số đếm được, từ 0."))
        if not form.text("reason").strip():
            form.refuse("reason", Message("Ghi lý do điều chỉnh."))
        if "counted" not in form.errors and counted < unsent:
            form.refuse(
                "counted",
                Message(
                    "Đã bán, chưa giao %(n)s: không thể đếm ít hơn. Không đủ hàng để giao thì huỷ đơn trước.",
                    {"n": unsent},
                ),
            )
        form.check()
        # A sale between looking and writing moves packs from one number to the other. A hand-over or a return does
        # not: then it is not known any more which boxes were counted.
        seen = whole(form.text("seen"))
        if seen is not None and seen != found.on_hand + unsent:
            gone = Message("Trong lúc đếm, hàng của lô này vừa được giao hoặc trả về. Xin đếm lại.")
            raise Conflict(gone, fields={"counted": gone})
        services.adjust(
            current_actor(),
            found.producer_id,
            lot_id,
            counted - unsent,
            form.text("reason"),
            known=found.on_hand,
        )

    done = Message("Đã ghi số đếm của lô %(code)s.", {"code": found.code})
    if unsent:
        done = Message(
            "Đã ghi số đếm của lô %(code)s, sau khi trừ %(n)s đã bán, chưa giao.",
            {"code": found.code, "n": unsent},
        )
    answer = attempt(verb, done, url_for(".producer_lot", lot_id=lot_id))
    return _lot_page(found, answer) if isinstance(answer, MarketplaceError) else answer


@allows("stock.change")
def write_off_expired(lot_id: int) -> AnyResponse:
    """Take out of stock what is left of a lot past its last day; counting again undoes it."""
    found = desk.desk_lot(own.mine("stock.view"), lot_id)
    page = url_for(".producer_lot", lot_id=lot_id)
    back = back_to("producer_lot", lot_id=lot_id)
    try:
        gone = write_off(current_actor(), found.producer_id, lot_id)
    except Conflict as refusal:
        note("warn", str(refusal), None if back == page else (_("Mở lô này"), page))
        return redirect(back)
    undo = (_("Bỏ nhầm thì đếm lại lô này"), f"{page}#dl")
    if gone:
        done = Message("Đã bỏ %(n)s của lô %(code)s khỏi kho.", {"n": number(gone), "code": found.code})
        note("ok", done, undo)
    else:
        note("warn", Message("Lô %(code)s không còn gì để bỏ.", {"code": found.code}), undo)
    return redirect(back)


def _named(packs: dict[int, PackName], text: str) -> tuple[int, ...]:
    """The packs whose name has every word of the text, with or without its marks."""
    words = fold(text).split()
    if not words:
        return ()
    return tuple(
        variant_id for variant_id, pack in packs.items() if all(word in fold(pack.title) for word in words)
    )


def _lot_page(found: DeskLot, refusal: MarketplaceError | None = None) -> Response:
    fields = typed(COUNT, refusal) if refusal else {}
    movements = queries.movements_of(found.producer_id, found.id)
    unsent = orders.unsent(found.producer_id, found.variant_id, found.code)
    page = lot_page(found, unsent, pack_names([found.variant_id]), movements, fields)
    return show("producer_lot.html", page, frame.producer(), 422 if refusal else 200)
