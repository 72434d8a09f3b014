"""What a contract says, in the reader's language: before the order, after it and in its mail alike.

All of it comes from the contract's plain data (see ``orders.contract``), so it can be said again years later. Data that
was kept before a field existed lacks it, and is said without it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from marketplace.accounts.phones import show_phone
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock, formats
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.money import format_dong
from marketplace.producers.kinds import ProducerKind

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the contract says. ``about`` is the checkout's step that settled it: "address", "payment" or none."""

    label: str
    value: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ContractLine:
    """Goods as the contract names them. ``best_before`` holds the first lot's last day, the shelf life, or both."""

    title: str
    origin: str
    best_before: str
    quantity: str
    unit_price: str
    amount: str


@dataclass(frozen=True, slots=True)
class ContractSeller:
    """One seller's part: goods, terms (delivery, cancelling, returns), and who the seller is."""

    name: str
    lines: tuple[ContractLine, ...]
    terms: tuple[Fact, ...]
    identity: tuple[Fact, ...]
    subtotal: str


@dataclass(frozen=True, slots=True)
class ContractWords:
    """A whole contract. ``in_words`` is Vietnamese in every language; ``sums`` add up to ``total``."""

    concluded: str
    site: str
    buyer: tuple[Fact, ...]
    floor: tuple[Fact, ...]
    sellers: tuple[ContractSeller, ...]
    sums: tuple[Fact, ...]
    total: str
    in_words: str
    taxes: str
    offer_until: str


def words_of(contract: Data) -> ContractWords:
    """The contract in the language of the moment."""
    return ContractWords(
        concluded=formats.moment(datetime.fromisoformat(contract["made_at"])),
        site=contract["floor"]["name"],
        buyer=_buyer(contract["buyer"], contract["payment"]),
        floor=_floor(contract["floor"]),
        sellers=tuple(_seller(seller) for seller in contract["sellers"]),
        sums=(
            Fact(_("Tiền hàng"), format_dong(contract["goods"])),
            Fact(_("Phí giao"), format_dong(contract["shipping"])),
        ),
        total=format_dong(contract["total"]),
        in_words=contract["in_words"],
        taxes=_("Giá đã gồm mọi thứ thuế."),
        offer_until=_(
            "Giá và phí này dành cho đơn đặt đến hết ngày %(day)s. Người bán đổi giá trước lúc đó thì anh chị"
            " được xem giá mới rồi mới đặt; đặt xong thì giá và phí không đổi.",
            day=formats.day(_last_day(contract["offer_until"])),
        ),
    )


def _buyer(buyer: Data, payment: Data) -> tuple[Fact, ...]:
    msgid = payment["name"]
    return _said(
        Fact(_("Người nhận"), f"{buyer['name']}, {show_phone(buyer['phone'])}", "address"),
        Fact(_("Giao tới"), buyer["address"], "address"),
        Fact(_("E-mail"), buyer["email"]),
        Fact(_("Lời nhắn"), buyer.get("note", ""), "address"),
        Fact(_("Trả tiền"), _(msgid), "payment"),
    )


def _floor(floor: Data) -> tuple[Fact, ...]:
    return _said(
        Fact(_("Sàn"), floor["name"]),
        Fact(_("Đơn vị vận hành"), floor["operator"]),
        Fact(_("Địa chỉ"), floor["address"]),
        Fact(_("Mã số thuế"), floor["tax_code"]),
        Fact(_("Điện thoại"), floor["phone"]),
        Fact(_("E-mail"), floor["email"]),
        Fact(_("Số đăng ký với Bộ Công Thương"), floor["registration_no"]),
    )


def _seller(seller: Data) -> ContractSeller:
    return ContractSeller(
        name=seller["name"],
        lines=tuple(_line(line) for line in seller["lines"]),
        terms=_terms(seller),
        identity=_identity(seller),
        subtotal=format_dong(seller["goods"] + seller["shipping"]),
    )


def _line(line: Data) -> ContractLine:
    origin, printed = line["origin"], line.get("printed_origin", "")
    last_day = formats.day(date.fromisoformat(line["best_before"])) if line["best_before"] else ""
    return ContractLine(
        title=_(
            "%(name)s, %(pack)s (OCOP %(star)s sao, %(decision)s)",
            name=line["name"],
            pack=line["pack"],
            star=line["star"],
            decision=line["decision_no"],
        ),
        origin=_("%(now)s (trước đây: %(before)s)", now=origin, before=printed) if printed else origin,
        best_before="; ".join(part for part in (last_day, line["shelf_life"]) if part),
        quantity=str(line["quantity"]),
        unit_price=format_dong(line["unit_price"]),
        amount=format_dong(line["amount"]),
    )


def _terms(seller: Data) -> tuple[Fact, ...]:
    arrives = formats.days(
        date.fromisoformat(seller["arrives_from"]), date.fromisoformat(seller["arrives_until"])
    )
    cancel = (
        _("Huỷ được cho tới khi người bán nhận đơn, vì hàng tươi hái hoặc làm theo đơn.")
        if seller["cancel"] == "accepted"
        else _("Huỷ được cho tới khi người bán đóng gói xong.")
    )
    return (
        Fact(_("Giao hàng"), _("%(fee)s, nhận %(days)s", fee=format_dong(seller["shipping"]), days=arrives)),
        Fact(_("Huỷ đơn"), cancel),
        *(Fact(_("Đổi trả"), text) for text in seller["returns"]),
    )


def _identity(seller: Data) -> tuple[Fact, ...]:
    registration = seller["registration_no"]
    if registration and seller["registration_on"]:
        registration = _(
            "%(number)s, ngày %(day)s, %(issuer)s",
            number=registration,
            day=formats.day(date.fromisoformat(seller["registration_on"])),
            issuer=seller["registration_issuer"],
        )
    return _said(
        Fact(_("Tên"), seller["name"]),
        Fact(_("Loại hình"), str(ProducerKind(seller["kind"]).label)),
        Fact(_("Địa chỉ"), seller["address"]),
        Fact(_("Địa chỉ ghi trên giấy"), seller.get("printed_address", "")),
        Fact(_("Điện thoại"), show_phone(seller["phone"])),
        Fact(_("E-mail"), seller["email"]),
        Fact(_("Mã số thuế"), seller["tax_code"]),
        Fact(_("Đăng ký kinh doanh"), registration),
        *(Fact(_("An toàn thực phẩm"), _paper(paper)) for paper in seller.get("food_safety", ())),
    )


def _paper(paper: Data) -> str:
    kind = str(PaperKind(paper["kind"]).label)
    if not paper["until"]:
        return _("%(paper)s số %(number)s", paper=kind, number=paper["number"])
    until = formats.day(date.fromisoformat(paper["until"]))
    return _("%(paper)s số %(number)s, đến %(day)s", paper=kind, number=paper["number"], day=until)


def _said(*facts: Fact) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.value)


def _last_day(end: str) -> date:
    """The local day that ends at this instant."""
    return (clock.local(datetime.fromisoformat(end)) - timedelta(microseconds=1)).date()
