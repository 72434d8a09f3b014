"""A contract's plain data as its pages show it, for review and afterwards."""

from datetime import date, datetime
from typing import Any

from marketplace.accounts.phones import show_phone
from marketplace.kernel import formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong

from ..view_models import ContractLineView, ContractSellerView, FactView
from .words import kind_name


def sellers(contract: dict[str, Any]) -> tuple[ContractSellerView, ...]:
    """Each seller's part."""
    return tuple(_seller(seller) for seller in contract["sellers"])


def buyer_facts(
    contract: dict[str, Any], *, address_url: str = "", payment_url: str = ""
) -> tuple[FactView, ...]:
    """To whom, where to, how paid; with addresses to change them where there are any."""
    buyer = contract["buyer"]
    facts = [
        FactView(_("Người nhận"), f"{buyer['name']}, {show_phone(buyer['phone'])}", edit_url=address_url),
        FactView(_("Giao tới"), buyer["address"], edit_url=address_url),
        FactView(_("Thư"), buyer["email"]),
    ]
    if buyer.get("note"):
        facts.append(FactView(_("Lời nhắn"), buyer["note"], edit_url=address_url))
    msgid = contract["payment"]["name"]
    facts.append(FactView(_("Trả tiền"), _(msgid), edit_url=payment_url))
    return tuple(facts)


def floor_facts(contract: dict[str, Any]) -> tuple[FactView, ...]:
    """Who runs the floor."""
    floor = contract["floor"]
    rows = (
        (_("Sàn"), floor["name"]),
        (_("Đơn vị vận hành"), floor["operator"]),
        (_("Địa chỉ"), floor["address"]),
        (_("Mã số thuế"), floor["tax_code"]),
        (_("Điện thoại"), floor["phone"]),
        (_("Thư"), floor["email"]),
        (_("Số đăng ký với Bộ Công Thương"), floor["registration_no"]),
    )
    return tuple(FactView(label, value) for label, value in rows if value)


def offer_until(contract: dict[str, Any]) -> str:
    """Until when the price is offered."""
    return _(
        "Giá và phí này giữ đến %(when)s.",
        when=formats.moment(datetime.fromisoformat(contract["offer_until"])),
    )


def _seller(seller: dict[str, Any]) -> ContractSellerView:
    return ContractSellerView(
        name=seller["name"],
        lines=tuple(_line(line) for line in seller["lines"]),
        terms=_terms(seller),
        identity=_identity(seller),
        subtotal=format_dong(seller["goods"] + seller["shipping"]),
    )


def _line(line: dict[str, Any]) -> ContractLineView:
    best_before = line["best_before"]
    return ContractLineView(
        title=_(
            "%(name)s, %(pack)s (OCOP %(star)s sao, %(decision)s)",
            name=line["name"],
            pack=line["pack"],
            star=line["star"],
            decision=line["decision_no"],
        ),
        origin=line["origin"],
        best_before=formats.day(date.fromisoformat(best_before)) if best_before else line["shelf_life"],
        quantity=str(line["quantity"]),
        unit_price=format_dong(line["unit_price"]),
        amount=format_dong(line["amount"]),
    )


def _terms(seller: dict[str, Any]) -> tuple[FactView, ...]:
    arrives = formats.days(
        date.fromisoformat(seller["arrives_from"]), date.fromisoformat(seller["arrives_until"])
    )
    cancel = (
        _("Huỷ được cho tới khi người bán nhận đơn, vì hàng tươi hái hoặc làm theo đơn.")
        if seller["cancel"] == "accepted"
        else _("Huỷ được cho tới khi người bán đóng gói xong.")
    )
    terms = [
        FactView(
            _("Giao hàng"), _("%(fee)s, nhận %(days)s", fee=format_dong(seller["shipping"]), days=arrives)
        ),
        FactView(_("Huỷ đơn"), cancel),
    ]
    terms.extend(FactView(_("Đổi trả"), text) for text in seller["returns"])
    return tuple(terms)


def _identity(seller: dict[str, Any]) -> tuple[FactView, ...]:
    registration = seller["registration_no"]
    if registration and seller["registration_on"]:
        registration = _(
            "%(number)s, ngày %(day)s, %(issuer)s",
            number=registration,
            day=formats.day(date.fromisoformat(seller["registration_on"])),
            issuer=seller["registration_issuer"],
        )
    rows = (
        (_("Tên"), seller["name"]),
        (_("Loại hình"), kind_name(seller["kind"])),
        (_("Địa chỉ"), seller["address"]),
        (_("Điện thoại"), show_phone(seller["phone"])),
        (_("Thư"), seller["email"]),
        (_("Mã số thuế"), seller["tax_code"]),
        (_("Đăng ký kinh doanh"), registration),
    )
    return tuple(FactView(label, value) for label, value in rows if value)
