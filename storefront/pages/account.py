"""A person's own pages: orders and addresses."""

from collections.abc import Mapping

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from marketplace.accounts import addresses as verbs
from marketplace.accounts import queries as accounts
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.identity import Identity
from marketplace.accounts.phones import show_phone
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.state import current
from marketplace.kernel.templates import render_page
from marketplace.orders import queries as orders
from marketplace.orders.buyer import BuyerRefused, read_buyer
from marketplace.places import queries as places
from marketplace.producers.applications import queries as applications
from marketplace.web.access import current_actor, current_person, signed_in
from marketplace.web.numbers import read_page
from marketplace.web.replies import note

from .. import visitor
from ..presenters import addresses as forms
from ..presenters import orders as order_presenter
from ..presenters.selling import selling_view
from ..view_models import (
    AccountView,
    AddressDeleteView,
    AddressListView,
    AddressPageView,
    AddressView,
    LinkView,
)

RECENT = 3


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/tai-khoan", "account", account)
    bp.add_url_rule("/tai-khoan/don-hang", "account_orders", account_orders)
    bp.add_url_rule("/tai-khoan/dia-chi", "account_addresses", account_addresses)
    bp.add_url_rule("/tai-khoan/dia-chi/moi", "address_new", address_new, methods=["GET", "POST"])
    bp.add_url_rule(
        "/tai-khoan/dia-chi/<int(max=2147483647):id>", "address_edit", address_edit, methods=["GET", "POST"]
    )
    bp.add_url_rule(
        "/tai-khoan/dia-chi/<int(max=2147483647):id>/xoa",
        "address_delete",
        address_delete,
        methods=["GET", "POST"],
    )


@signed_in
def account() -> str:
    """The account's first page."""
    visitor.count_cart()
    user_id, person = _me(), current_person()
    saved, selling_url = accounts.addresses_of(user_id), url_for("marketplace.admin.apply")
    page = AccountView(
        name=current_actor().name,
        email=person.email if person else "",
        orders=tuple(order_presenter.row_view(row) for row in orders.orders_of(user_id, size=RECENT).items),
        address=_address_view(saved[0]) if saved else None,
        links=tuple(LinkView(*link) for link in current().port("identity", Identity).account_links()),
        selling_url=selling_url,
        selling=selling_view(applications.mine(current_actor()), selling_url),
    )
    return render_page("marketplace/storefront/account.html", page=page)


@signed_in
def account_orders() -> str:
    """All orders of the person."""
    visitor.count_cart()
    page = orders.orders_of(_me(), page=read_page(request.args.get("trang")))
    return render_page("marketplace/storefront/account_orders.html", page=order_presenter.rows_view(page))


@signed_in
def account_addresses() -> str:
    """All saved addresses of the person."""
    visitor.count_cart()
    page = AddressListView(tuple(_address_view(each) for each in accounts.addresses_of(_me())))
    return render_page("marketplace/storefront/account_addresses.html", page=page)


@signed_in
def address_new() -> Response | str | tuple[str, int]:
    """Save another address."""
    if request.method == "GET":
        return _form({}, None, url_for(".address_new"), is_new=True)
    return _save(None, url_for(".address_new"))


@signed_in
def address_edit(id: int) -> Response | str | tuple[str, int]:  # noqa: A002 -- the name in the address
    """Change a saved address."""
    saved = next((each for each in accounts.addresses_of(_me()) if each.id == id), None)
    if saved is None:
        raise NotFound
    action = url_for(".address_edit", id=id)
    if request.method == "POST":
        return _save(id, action)
    values = {
        "recipient": saved.recipient,
        "phone": show_phone(saved.phone),
        "province": saved.province_code,
        "commune_code": saved.commune_code,
        "street": saved.street,
    }
    return _form(values, None, action, is_new=False, is_default=saved.is_default)


@signed_in
def address_delete(id: int) -> Response | str:  # noqa: A002 -- the name in the address
    """Ask once, then forget a saved address."""
    if request.method == "GET":
        saved = next((each for each in accounts.addresses_of(_me()) if each.id == id), None)
        if saved is None:
            raise NotFound
        page = AddressDeleteView(_address_view(saved))
        return render_page("marketplace/storefront/address_delete.html", page=page)
    verbs.remove(current_actor(), id)
    note("ok", _("Đã xoá địa chỉ."))
    return redirect(url_for(".account_addresses"))


def _me() -> int:
    user_id = current_actor().id
    assert user_id is not None
    return user_id


def _save(address_id: int | None, action: str) -> Response | tuple[str, int]:
    actor: Actor = current_actor()
    typed = forms.typed(request.form, Actor.guest())
    is_default = bool(request.form.get("is_default"))
    try:
        buyer = read_buyer(typed, email="khong@can.vn")
        given = AddressGiven(
            recipient=buyer.name,
            phone=buyer.phone,
            province_code=buyer.province_code,
            commune_code=buyer.commune_code,
            place=places.commune(buyer.commune_code).line,
            street=" ".join(typed["street"].split()),
            note=buyer.note,
            is_default=is_default,
        )
        if address_id is None:
            verbs.add(actor, given)
        else:
            verbs.edit(actor, address_id, given)
    except BuyerRefused as refused:
        return _form(typed, refused, action, is_new=address_id is None, is_default=is_default), 422
    except (Invalid, Conflict) as error:
        note("bad", str(error))
        return _form(typed, None, action, is_new=address_id is None, is_default=is_default), 422
    note("ok", _("Đã lưu địa chỉ."))
    return redirect(url_for(".account_addresses"))


def _form(
    values: Mapping[str, str],
    refused: BuyerRefused | None,
    action: str,
    *,
    is_new: bool,
    is_default: bool = False,
) -> str:
    form = forms.form_view(
        values,
        refused.fields if refused else {},
        refused.communes if refused else (),
        elsewhere=refused is not None and refused.elsewhere,
    )
    page = AddressPageView(form=form, action=action, is_new=is_new, is_default=is_default)
    return render_page("marketplace/storefront/address_form.html", page=page)


def _address_view(saved: accounts.AddressRow) -> AddressView:
    return AddressView(
        id=saved.id,
        recipient=saved.recipient,
        phone=show_phone(saved.phone),
        lines=(saved.street, saved.place),
        is_default=saved.is_default,
    )
