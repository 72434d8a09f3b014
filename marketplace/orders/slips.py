"""The slips that a producer puts on its boxes."""

from collections.abc import Sequence

from marketplace.accounts.phones import show_phone
from marketplace.documents.packing_slip import Contact, PackingSlip, SlipLine, packing_slips
from marketplace.kernel import formats
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.money import format_dong
from marketplace.kernel.state import current
from marketplace.kernel.words import amount_in_words
from marketplace.orders.queries import LineRow, OrderDetail, SellerOrderRow
from marketplace.payments.methods import method
from marketplace.producers import queries as producers
from marketplace.producers.queries import Seller

STORAGE: dict[str, str] = {
    "ambient-fresh": "Hàng tươi, tránh nắng, giao trong 3 ngày.",
    "chilled": "Hàng giữ mát 0–4 °C.",
    "frozen": "Hàng đông lạnh −18 °C.",
    "live-plant": "Cây sống, đặt đứng, tránh nắng.",
}
"""What the carrier has to mind, by storage class, in the language of the slip; dry goods need no word."""


def slips(parts: Sequence[tuple[OrderDetail, SellerOrderRow]]) -> bytes:
    """The slips of these parts of orders as one PDF; one statement.

    :raises Conflict: one of them was cancelled, so nothing is sent.
    """
    gone = next((part.code for _order, part in parts if part.state == "cancelled"), None)
    if gone is not None:
        raise Conflict(Message("Đơn %(code)s đã huỷ, không có phiếu gửi.", {"code": gone}))
    settings = current().settings
    senders = producers.sellers([part.producer_id for _order, part in parts])
    with speaking("vi"):
        made = [_slip(order, part, senders[part.producer_id], current().address) for order, part in parts]
    return packing_slips(made, site=settings.site_name, demo=current().is_demo)


def _slip(order: OrderDetail, part: SellerOrderRow, sender: Seller, address: str) -> PackingSlip:
    chosen = method(order.payment_method)
    at_the_door = chosen is not None and chosen.per_parcel and part.state != "delivered"
    due = part.total if at_the_door else 0
    return PackingSlip(
        code=part.code,
        url=f"{address}/don-hang?ma={order.code}",
        placed=formats.moment(order.placed_at),
        arrives=f"Giao {formats.days(part.arrives_from, part.arrives_until)}.",
        sender=Contact(sender.display_name, show_phone(sender.phone), sender.address),
        recipient=Contact(order.buyer_name, show_phone(order.buyer_phone), order.address),
        lines=tuple(_line(line) for line in part.lines),
        shipping=format_dong(part.shipping),
        due_label="Thu của người nhận" if due else "Không thu tiền của người nhận",
        due=format_dong(due),
        words=amount_in_words(due) if due else "",
        weight=formats.weight(part.weight),
        storage=" ".join(
            STORAGE[each] for each in STORAGE if each in {line.storage_class for line in part.lines}
        ),
        note=order.note,
        tracking=part.tracking,
    )


def _line(line: LineRow) -> SlipLine:
    lots = ", ".join(f"{code} ({packs})" if len(line.lots) > 1 else code for code, packs in line.lots)
    return SlipLine(f"{line.product_name}, {line.pack}", str(line.quantity), format_dong(line.amount), lots)
