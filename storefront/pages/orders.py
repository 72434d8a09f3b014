"""An order's page, its contract, cancelling a part of it, finding it again."""

from collections.abc import Mapping

from flask import Blueprint, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.accounts.phones import read_phone
from marketplace.catalog.queries.terms import pictures_of
from marketplace.inspection.queries.public import public_reasons_by_code
from marketplace.kernel.codes import normalise
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.templates import render_page
from marketplace.orders import fulfil, links
from marketplace.orders import queries as orders
from marketplace.orders.contract_words import words_of
from marketplace.orders.queries import OrderDetail
from marketplace.producers import queries as producers
from marketplace.web.access import current_actor, public
from marketplace.web.replies import note

from .. import visitor
from ..presenters import contract as contracts
from ..presenters import orders as presenter
from ..view_models import FieldState, OrderContractView, OrderLookupView

NOT_FOUND = Message("Không có đơn nào với mã và số điện thoại này. Xem lại thư xác nhận.")


def register(bp: Blueprint) -> None:
    """Put the orders' pages on the blueprint."""
    bp.add_url_rule("/don-hang", "order_lookup", lookup, methods=["GET", "POST"])
    bp.add_url_rule("/don-hang/<code>", "order", order)
    bp.add_url_rule("/don-hang/<code>/hop-dong", "order_contract", contract)
    bp.add_url_rule("/don-hang/<code>/huy/<seller_code>", "order_cancel", cancel, methods=["GET", "POST"])


@public
def order(code: str) -> str:
    """An order, for whoever placed it: by account, by this browser, or by the signed link."""
    return _page(_mine(code))


@public
def contract(code: str) -> str:
    """The contract as it was concluded."""
    _mine(code)
    kept = orders.contract(code)
    assert kept is not None
    said = words_of(kept.content)
    page = OrderContractView(
        code=code,
        concluded=said.concluded,
        buyer=contracts.facts(said.buyer),
        floor=contracts.facts(said.floor),
        sellers=contracts.sellers(said),
        sum=contracts.sum_view(said),
        in_words=said.in_words,
        valid_until=said.offer_until,
        order_url=url_for(".order", code=code),
        fingerprint=kept.sha256,
    )
    return render_page("marketplace/storefront/order_contract.html", page=page)


@public
def cancel(code: str, seller_code: str) -> Response | str | tuple[str, int]:
    """Cancel one producer's part."""
    found = _mine(code)
    if request.method == "GET":
        return _page(found)
    try:
        fulfil.cancel_by_buyer(
            current_actor(), code, seller_code, request.form.get("reason", ""), request.form.get("note", "")
        )
    except Invalid as error:
        return _page(found, (seller_code, request.form, error.fields)), 422
    except Conflict as error:
        note("warn", str(error))
    else:
        note("ok", _("Đã huỷ phần %(code)s. Không phải trả gì cho phần này.", code=seller_code))
    return redirect(url_for(".order", code=code))


@public
def lookup() -> Response | str | tuple[str, int]:
    """Find an order again by its code and the telephone number it was made with."""
    if request.method == "GET":
        # The slip in the box leads here with its code, so that a telephone number is all that is left to type.
        page = OrderLookupView(code=FieldState(request.args.get("ma", "")[:20]))
        return render_page("marketplace/storefront/order_lookup.html", page=page)
    typed_code, typed_phone = request.form.get("code", ""), request.form.get("phone", "")
    phone, wrong_phone, code = "", "", None
    wrong_code = "" if typed_code.strip() else _("Ghi mã đơn ở đầu thư xác nhận, ví dụ DHCX5WQJ05.")
    try:
        phone = read_phone(typed_phone)
    except Invalid as error:
        wrong_phone = str(error)
    if not wrong_code and not wrong_phone:
        code = orders.code_for_phone(_typed_code(typed_code), phone)
        wrong_code = "" if code else str(NOT_FOUND)
    if code is None:
        page = OrderLookupView(
            code=FieldState(typed_code, wrong_code), phone=FieldState(typed_phone, wrong_phone)
        )
        return render_page("marketplace/storefront/order_lookup.html", page=page), 422
    visitor.remember_order(code)
    return redirect(url_for(".order", code=code))


def _typed_code(text: str) -> str:
    """A code as somebody reads it off a mail: any case, with spaces, the part's number behind it or not."""
    code = text.strip().upper().partition("/")[0]
    body = code.removeprefix("DH").strip(" -").split("-")[0]
    return f"DH{normalise(body)}"


def _mine(code: str) -> OrderDetail:
    """The order if this visitor may see it; 404 otherwise, whether it exists or not, with the form that finds it."""
    found = orders.order(code)
    actor = current_actor()
    if found is None:
        abort(_not_known(code))
    owns = actor.id is not None and found.user_id == actor.id
    if not owns and not visitor.may_see(code):
        if not links.opens(code, request.args.get("khoa")):
            abort(_not_known(code))
        visitor.remember_order(code)
    return found


def _not_known(code: str) -> Response:
    visitor.count_cart()
    page = OrderLookupView(code=FieldState(code[:20]), is_unknown=True)
    return make_response(render_page("marketplace/storefront/order_lookup.html", page=page), 404)


def _page(
    found: OrderDetail, refused: tuple[str, Mapping[str, str], Mapping[str, object]] | None = None
) -> str:
    visitor.count_cart()
    contacts = producers.sellers([part.producer_id for part in found.sellers])
    away = [each.id for each in contacts.values() if each.standing.is_away]
    page = presenter.order_view(
        found,
        contacts,
        pictures_of([line.product_id for part in found.sellers for line in part.lines]),
        is_guest=found.user_id is None,
        is_new=bool(request.args.get("moi")),
        reasons=public_reasons_by_code(
            [line.recognition_code for part in found.sellers for line in part.lines]
        ),
        standings=producers.standing_now(away) if away else {},
        refused=refused,
    )
    return render_page("marketplace/storefront/order.html", page=page)
