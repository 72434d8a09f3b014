"""Who is let in at each address. One line for each endpoint; several things under one address are told apart by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.web.permission_world import (
    BUYER,
    CALLERS,
    GUEST,
    OTHER_OWNER,
    OWNER,
    STAFF,
    World,
)

Values = Callable[[World], Mapping[str, Any]]


def _nothing(_world: World) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Line:
    """Who is let in; what the address names; what is sent, which would be done if it were let in."""

    who: tuple[str, ...]
    at: Values = _nothing
    send: Values = _nothing
    query: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    """Callers who are told something else than the rule says, and what."""


EVERYBODY = CALLERS
SIGNED_IN = tuple(caller for caller in CALLERS if caller != GUEST)
SELLERS = (OWNER, STAFF, OTHER_OWNER)
ITS_SELLERS = (OWNER, STAFF)


def _order(world: World) -> Mapping[str, Any]:
    return {"code": world.order}


def _part(world: World) -> Mapping[str, Any]:
    return {"code": world.part}


def _address(world: World) -> Mapping[str, Any]:
    return {"id": world.address}


def _lot(world: World) -> Mapping[str, Any]:
    return {"lot_id": world.lot}


def _one_pack(world: World) -> Mapping[str, Any]:
    return {"pack": world.variant, "quantity": 1}


ADDRESS_TYPED = {
    "recipient": "Nguyễn Thị Lan",
    "phone": "0912 345 678",
    "email": "lan@example.vn",
    "province": "01",
    "commune": "Ba Đình",
    "commune_code": "00004",
    "street": "12 ngõ 3 Đội Cấn",
}

STOREFRONT: dict[str, Line] = {
    "static": Line(EVERYBODY, lambda _: {"filename": "storefront/no-picture.svg"}),
    "home": Line(EVERYBODY),
    "product_list": Line(EVERYBODY),
    "search": Line(EVERYBODY, query={"q": "cam khe may"}),
    "suggest": Line(EVERYBODY, query={"q": "cam"}),
    "product": Line(EVERYBODY, lambda world: {"slug": world.product}),
    "why_star": Line(EVERYBODY, lambda world: {"code": world.certificate}),
    "badge": Line(EVERYBODY, lambda world: {"code": world.certificate, "ext": "svg"}),
    "producers": Line(EVERYBODY),
    "producer": Line(EVERYBODY, lambda world: {"slug": world.producer}),
    "places": Line(EVERYBODY),
    "place": Line(EVERYBODY, lambda _: {"slug": "ha-tinh"}),
    "place_search": Line(EVERYBODY, query={"q": "huong do"}),
    "picture": Line(EVERYBODY, lambda world: {"name": world.picture}),
    "info": Line(EVERYBODY, lambda _: {"page": "sao-ocop"}),
    "set_locale": Line(EVERYBODY, lambda _: {"code": "vi"}),
    "healthz": Line(EVERYBODY),
    # Everybody has a cart of their own; nothing in these addresses names somebody else's.
    "cart": Line(EVERYBODY),
    "cart_add": Line(EVERYBODY, send=_one_pack),
    "cart_update": Line(EVERYBODY, send=_one_pack),
    "cart_remove": Line(EVERYBODY, send=_one_pack),
    "checkout_address": Line(EVERYBODY, send=lambda _: ADDRESS_TYPED),
    "checkout_delivery": Line(EVERYBODY, send=lambda _: {"payment": "cod"}),
    "checkout_review": Line(EVERYBODY),
    "checkout_place": Line(EVERYBODY, send=lambda _: {"fingerprint": "0" * 32, "agree": "1"}),
    "order_lookup": Line(EVERYBODY, send=lambda world: {"code": world.order, "phone": "0912000000"}),
    # An order is its buyer's. Guests come in by the signed link of the mail or by code and telephone: see below.
    "order": Line((BUYER,), _order),
    "order_contract": Line((BUYER,), _order),
    "order_cancel": Line(
        (BUYER,),
        lambda world: {"code": world.order, "seller_code": world.part},
        lambda _: {"reason": "changed_mind"},
    ),
    "account": Line(SIGNED_IN),
    "account_orders": Line(SIGNED_IN),
    "account_addresses": Line(SIGNED_IN),
    "address_new": Line(SIGNED_IN, send=lambda _: ADDRESS_TYPED),
    "address_edit": Line((BUYER,), _address, lambda _: ADDRESS_TYPED),
    "address_delete": Line((BUYER,), _address),
}

PRODUCER_DESK: dict[str, Line] = {
    # The desks' style lies with the storefront's.
    "static": Line((), lambda _: {"filename": "nothing.css"}),
    "producer_dashboard": Line(SELLERS),
    "producer_orders": Line(SELLERS),
    "producer_orders_csv": Line(SELLERS),
    "packing_slips": Line(SELLERS),
    "producer_order": Line(ITS_SELLERS, _part),
    "packing_slip": Line(ITS_SELLERS, _part),
    "producer_order_accept": Line(ITS_SELLERS, _part),
    "producer_order_pack": Line(ITS_SELLERS, _part),
    "producer_order_hand_over": Line(ITS_SELLERS, _part, lambda _: {"tracking": "VN1"}),
    "producer_order_deliver": Line(ITS_SELLERS, _part),
    "producer_order_cancel": Line(ITS_SELLERS, _part, lambda _: {"reason": "weather"}),
    "producer_stock": Line(SELLERS),
    "producer_stock_csv": Line(SELLERS),
    "producer_lot_new": Line(SELLERS),
    "producer_lot_receive": Line(
        SELLERS,
        send=lambda world: {
            "variant": world.variant,
            "code": "L9",
            "quantity": 5,
            "made_as": "harvested",
            "made_on": "20/11/2026",
            "expires_on": "20/12/2026",
        },
    ),
    "producer_lot": Line(ITS_SELLERS, _lot),
    "producer_lot_adjust": Line(ITS_SELLERS, _lot, lambda _: {"counted": 3, "reason": "Kiểm kho"}),
}

ACCOUNTS: dict[str, Line] = {
    "login": Line(EVERYBODY),
    "leave": Line(EVERYBODY),
    "logout": Line(EVERYBODY),
    "register": Line(EVERYBODY),
    "send_confirmation": Line(EVERYBODY),
    "confirm_email": Line(EVERYBODY, lambda _: {"token": "x"}),
    "forgot_password": Line(EVERYBODY),
    "reset_password": Line(EVERYBODY, lambda _: {"token": "x"}),
    "change_password": Line(SIGNED_IN),
    "verify": Line(SIGNED_IN),
    "two_factor_token_validation": Line(EVERYBODY),
    "mf_recovery": Line(EVERYBODY),
    "two_factor_setup": Line(SIGNED_IN),
    "mf_recovery_codes": Line(SIGNED_IN),
    "disable": Line(SIGNED_IN),
    "prove": Line(SIGNED_IN),
    "two_factor_rescue": Line(EVERYBODY),
}

LINES: dict[str, Line] = {
    **{f"marketplace.storefront.{name}": line for name, line in STOREFRONT.items()},
    **{f"marketplace.admin.{name}": line for name, line in PRODUCER_DESK.items()},
    **{f"security.{name}": line for name, line in ACCOUNTS.items()},
}
