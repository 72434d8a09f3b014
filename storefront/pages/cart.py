"""The cart."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.inspection.queries.public import public_reasons_by_code
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.orders import carts
from marketplace.orders.checkout import prepare
from marketplace.places import queries as places
from marketplace.web.access import current_actor, public
from marketplace.web.numbers import read_id, whole
from marketplace.web.paths import own_path
from marketplace.web.replies import note

from .. import visitor
from ..presenters import basket


def register(bp: Blueprint) -> None:
    """Put the cart's pages on the blueprint."""
    bp.add_url_rule("/gio-hang", "cart", cart)
    bp.add_url_rule("/gio-hang/them", "cart_add", cart_add, methods=["GET", "POST"])
    bp.add_url_rule("/gio-hang/sua", "cart_update", cart_update, methods=["GET", "POST"])
    bp.add_url_rule("/gio-hang/bo", "cart_remove", cart_remove, methods=["GET", "POST"])


@public
def cart() -> str:
    """What lies in the cart, what of it can be bought, and what it costs delivered."""
    chosen = request.args.get("den") or visitor.destination()
    if chosen and request.args.get("den"):
        try:
            places.province(chosen)
            visitor.remember_destination(chosen)
        except NotFound:
            chosen = None
    visitor.count_cart()
    row = visitor.cart()
    draft = prepare(row.wanted if row else {}, chosen)
    return render_page(
        "marketplace/storefront/cart.html",
        page=basket.cart_view(
            draft, basket.destinations(chosen), public_reasons_by_code(basket.stopped_in(draft))
        ),
    )


@public
def cart_add() -> Response:
    """Put packs into the cart and go there, or straight on to the checkout."""
    if request.method == "GET":
        return redirect(url_for(".cart"))
    pack, quantity = read_id(request.form.get("pack")), whole(request.form.get("quantity", "1"))
    back = own_path(request.form.get("back", ""))
    try:
        if pack is None or quantity is None:
            raise Invalid(Message("Nhập số lượng bằng số."))
        token, item = carts.put(current_actor(), visitor.cart_token(), pack, quantity)
        visitor.remember_cart(token)
    except (Invalid, Conflict, NotFound) as error:
        note("bad", str(error))
        return redirect(back or url_for(".cart"))
    if request.form.get("buy_now"):
        return redirect(url_for(".checkout_address"))
    note("ok", basket.added(item, quantity))
    return redirect(url_for(".cart"))


@public
def cart_update() -> Response:
    """Change how many packs there are of a line."""
    if request.method == "GET":
        return redirect(url_for(".cart"))
    pack = read_id(request.form.get("pack"))
    quantity = whole(request.form.get("to") or request.form.get("quantity"))
    try:
        if pack is None or quantity is None:
            raise Invalid(Message("Nhập số lượng bằng số."))
        carts.set_quantity(current_actor(), visitor.cart_token(), pack, quantity)
    except (Invalid, NotFound) as error:
        note("bad", str(error))
    return redirect(url_for(".cart"))


@public
def cart_remove() -> Response:
    """Take a line out of the cart."""
    if request.method == "GET":
        return redirect(url_for(".cart"))
    pack = read_id(request.form.get("pack"))
    try:
        if pack is not None:
            carts.remove(current_actor(), visitor.cart_token(), pack)
            note("ok", _("Đã bỏ khỏi giỏ."))
    except NotFound as error:
        note("warn", str(error))
    return redirect(url_for(".cart"))
