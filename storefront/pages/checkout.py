"""The checkout: where to, how it goes and is paid, one last look, and the order."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid, OutOfStock
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.orders import carts
from marketplace.orders.agreement import NotAsShown, Seen, agreement
from marketplace.orders.buyer import FIELDS, Buyer, BuyerRefused, read_buyer
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import Draft, prepare
from marketplace.orders.place_order import place_order
from marketplace.payments.methods import method, methods
from marketplace.web.access import current_actor, current_person, public
from marketplace.web.replies import note

from .. import visitor
from ..presenters import addresses, basket, review


def register(bp: Blueprint) -> None:
    """Put the checkout's pages on the blueprint."""
    bp.add_url_rule("/thanh-toan", "checkout_address", address, methods=["GET", "POST"])
    bp.add_url_rule("/thanh-toan/giao-hang", "checkout_delivery", delivery, methods=["GET", "POST"])
    bp.add_url_rule("/thanh-toan/xem-lai", "checkout_review", review_page)
    bp.add_url_rule("/thanh-toan/dat", "checkout_place", place, methods=["GET", "POST"])


@public
def address() -> ResponseReturnValue:
    """Step 1: to whom and where to."""
    row = visitor.cart()
    if row is None or not row.wanted:
        return redirect(url_for(".cart"))
    if request.method == "GET":
        return _address_page(row, row.details or addresses.known_details(current_actor()))
    typed = addresses.typed(request.form, current_actor())
    try:
        buyer = read_buyer(typed, email=_known_email())
    except BuyerRefused as refused:
        return _address_page(row, typed, refused)
    carts.keep_details(
        row.id,
        {
            **typed,
            "payment": row.details.get("payment", ""),
            "province": buyer.province_code,
            "commune_code": buyer.commune_code,
            "commune_elsewhere": "",
        },
    )
    visitor.remember_destination(buyer.province_code)
    return redirect(url_for(".checkout_delivery"))


@public
def delivery() -> ResponseReturnValue:
    """Step 2: what delivery costs and when it comes, and how to pay."""
    row, buyer = _so_far()
    if row is None or buyer is None:
        return redirect(url_for(".checkout_address"))
    draft = prepare(row.wanted, buyer.province_code)
    chosen = request.form.get("payment", row.details.get("payment", ""))
    if request.method == "POST" and not draft.problems:
        found = method(chosen)
        refusal = found.refusal(draft.total) if found else _("Chọn một cách trả tiền.")
        if refusal is None:
            carts.choose_payment(row, chosen)
            return redirect(url_for(".checkout_review"))
        return _delivery_page(draft, buyer, chosen, str(refusal)), 422
    return _delivery_page(draft, buyer, chosen)


@public
def review_page() -> ResponseReturnValue:
    """Step 3: everything the buyer agrees to, once more, before anything is ordered."""
    row, buyer = _so_far()
    if row is None or buyer is None:
        return redirect(url_for(".checkout_address"))
    if method(row.details.get("payment", "")) is None:
        return redirect(url_for(".checkout_delivery"))
    return _review_page(row, buyer)


@public
def place() -> ResponseReturnValue:
    """Order. Pressing twice, or once more after a lost answer, leads to the same order."""
    if request.method == "GET":
        return redirect(url_for(".checkout_review"))
    row, buyer = _so_far()
    seen = Seen(*(request.form.get(name, "") for name in ("fingerprint", "topics", "keeps")))
    agree, adult = bool(request.form.get("agree")), bool(request.form.get("adult"))
    if row is not None and buyer is not None and not agree:
        return _review_page(row, buyer, agree_error=_("Đánh dấu vào ô này rồi đặt."), seen=seen)
    try:
        placed = place_order(
            current_actor(),
            row,
            buyer or _NOBODY,
            row.details.get("payment", "") if row else "",
            seen=seen,
            adult=adult,
        )
    except OutOfStock as error:
        note("bad", str(error))
        return redirect(url_for(".cart"))
    except Invalid as error:
        if row is None or buyer is None or "adult" not in error.fields:
            note("bad", str(error))
            return redirect(url_for(".checkout_delivery"))
        return _review_page(row, buyer, adult_error=str(error), agreed_before=True)
    except Conflict as error:
        note("warn", str(error))
        if row is None or buyer is None or prepare(row.wanted, buyer.province_code).problems:
            return redirect(url_for(".cart"))
        return redirect(url_for(".checkout_review"))
    # Sent once more from an old page, the button must not lose what was put into a new cart since.
    if not placed.repeated or carts.find(current_actor(), visitor.cart_token()) is None:
        visitor.forget_cart()
    visitor.remember_order(placed.code)
    return redirect(placed.redirect_url or url_for(".order", code=placed.code, moi=1))


_NOBODY = Buyer("", "", "", "", "", "")
"""For a confirmation that is repeated after the cart became an order: the fingerprint alone finds it."""


def _known_email() -> str | None:
    person = current_person()
    return person.email if person else None


def _so_far() -> tuple[CartRow | None, Buyer | None]:
    """The cart and what was typed with it, if that is whole."""
    row = visitor.cart()
    if row is None or not row.details:
        return row, None
    try:
        return row, read_buyer({name: row.details.get(name, "") for name in FIELDS}, email=_known_email())
    except BuyerRefused:
        return row, None


def _address_page(
    row: CartRow, typed: dict[str, str], refused: BuyerRefused | None = None
) -> ResponseReturnValue:
    draft = prepare(row.wanted, visitor.destination())
    if not draft.lines:
        return redirect(url_for(".cart"))
    page = addresses.checkout_view(
        draft, typed, refused, actor=current_actor(), ask_email=current_person() is None
    )
    return render_page("marketplace/storefront/checkout_address.html", page=page), 422 if refused else 200


def _delivery_page(draft: Draft, buyer: Buyer, chosen: str, error: str = "") -> str:
    offered = methods()
    options = basket.payment_options(offered, draft.total, chosen or (offered[0].code if offered else ""))
    page = basket.delivery_view(buyer.address, basket.parcel_views(draft), draft, options, error)
    return render_page("marketplace/storefront/checkout_delivery.html", page=page)


def _review_page(
    row: CartRow,
    buyer: Buyer,
    *,
    agree_error: str = "",
    adult_error: str = "",
    agreed_before: bool = False,
    seen: Seen | None = None,
) -> ResponseReturnValue:
    """``seen`` is the page that this one takes the place of: what is not as it was there is said."""
    payment = row.details.get("payment", "")
    draft = prepare(row.wanted, buyer.province_code)
    if draft.problems:
        return redirect(url_for(".cart"))
    told = agreement(row, draft, buyer.as_data(), payment, clock.now())
    if seen is not None:
        try:
            told.days_agreed(seen)
        except NotAsShown as error:
            note("warn", str(error))
    page = review.review_view(
        told, draft, agree_error=agree_error, adult_error=adult_error, agreed_before=agreed_before
    )
    html = render_page("marketplace/storefront/checkout_review.html", page=page)
    return html, 422 if agree_error or adult_error else 200
