"""One order on its producer's desk, and the steps on its way."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection.queries.public import public_reasons_by_code
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.i18n import Message
from marketplace.orders import desk, fulfil, slips
from marketplace.orders import queries as orders
from marketplace.orders.queries import OrderDetail, SellerOrderRow
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import attempt, back_to, file, show, typed
from ..dispatch import deadlines
from ..presenters.producer_order import order_page

FIELDS = ("tracking", "reason", "note")


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    at = "/chu-the/don-hang/<code>"
    bp.add_url_rule(at, "producer_order", order)
    bp.add_url_rule(f"{at}/phieu-gui.pdf", "packing_slip", packing_slip)
    bp.add_url_rule(f"{at}/nhan", "producer_order_accept", accept, methods=["POST"])
    bp.add_url_rule(f"{at}/goi", "producer_order_pack", pack, methods=["POST"])
    bp.add_url_rule(f"{at}/ban-giao", "producer_order_hand_over", hand_over, methods=["POST"])
    bp.add_url_rule(f"{at}/da-giao", "producer_order_deliver", deliver, methods=["POST"])
    bp.add_url_rule(f"{at}/huy", "producer_order_cancel", cancel, methods=["POST"])


@allows("orders.fulfil")
def order(code: str) -> Response:
    """Who gets it, what is in it, from which lots, and what to do next."""
    return _page(*_mine(code))


@allows("orders.fulfil")
def packing_slip(code: str) -> Response:
    """The slip for the box, as PDF."""
    return file(slips.slips([_mine(code)]), f"phieu-gui-{code}.pdf", "application/pdf", inline=True)


@allows("orders.fulfil")
def accept(code: str) -> AnyResponse:
    """Take the order on."""
    return _move(code, fulfil.accept, Message("Đã nhận đơn %(code)s.", {"code": code}))


@allows("orders.fulfil")
def pack(code: str) -> AnyResponse:
    """The goods are in the box."""
    return _move(code, fulfil.pack, Message("Đơn %(code)s đã gói xong.", {"code": code}))


@allows("orders.fulfil")
def hand_over(code: str) -> AnyResponse:
    """The carrier has the box."""

    def verb(actor: Actor, producer_id: int, code: str) -> None:
        fulfil.hand_over(actor, producer_id, code, request.form.get("tracking", ""))

    return _move(code, verb, Message("Đơn %(code)s đã bàn giao.", {"code": code}))


@allows("orders.fulfil")
def deliver(code: str) -> AnyResponse:
    """The buyer has the box and has paid what was due."""
    return _move(code, fulfil.deliver, Message("Đơn %(code)s đã giao.", {"code": code}))


@allows("orders.fulfil")
def cancel(code: str) -> AnyResponse:
    """The producer cannot send it."""

    def verb(actor: Actor, producer_id: int, code: str) -> None:
        fulfil.cancel_by_seller(
            actor, producer_id, code, request.form.get("reason", ""), request.form.get("note", "")
        )

    return _move(code, verb, Message("Đã huỷ đơn %(code)s, hàng đã về kho.", {"code": code}))


def _move(code: str, verb: Callable[[Actor, int, str], None], done: Message) -> AnyResponse:
    found = _mine(code)
    producer_id = found[1].producer_id
    answer = attempt(
        lambda: verb(current_actor(), producer_id, code), done, back_to("producer_order", code=code)
    )
    return _page(*found, refusal=answer) if isinstance(answer, MarketplaceError) else answer


def _mine(code: str) -> tuple[OrderDetail, SellerOrderRow]:
    """The order, if it is one of a producer this person works for; 404 otherwise, whether it exists or not."""
    producer_id = desk.producer_of(code)
    if producer_id is None or not policy.may(current_actor(), "orders.fulfil", producer=producer_id):
        abort(404)
    found = orders.seller_order(producer_id, code)
    assert found is not None
    return found


def _page(found: OrderDetail, part: SellerOrderRow, refusal: MarketplaceError | None = None) -> Response:
    fields = typed(FIELDS, refusal) if refusal else {}
    deadline = deadlines([part.producer_id], [found.placed_at]).of(part.producer_id, found.placed_at)
    reasons = public_reasons_by_code([line.recognition_code for line in part.lines])
    page = order_page(found, part, fields, deadline, reasons)
    return show("producer_order.html", page, frame.producer(), 422 if refusal else 200)
