"""What buyers are told of goods that go off sale, and of those that are sold again."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from marketplace.certification.models import Recognition
from marketplace.inspection import queries as inspections
from marketplace.inspection.queries import Concerned, Guest
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.services import notify, settle


def why(recognition_id: int | None) -> Message:
    """Why it is off sale, as everybody may read it."""
    reason = inspections.public_reason(recognition_id or 0)
    return Message("Sản phẩm tạm dừng bán.") if reason is None else reason.text


def tell_buyers(found: Concerned, product: str, reason: Message, ref: str) -> None:
    """Whoever has it in an order that is not with the carrier yet, or in an open cart."""
    tell_orders(found, product, reason, ref)
    only_carts = found.carts - {user_id for user_id, _code in (*found.orders, *found.packed)}
    notify("cart_stopped", _ref(found, ref), only_carts, path="/gio-hang", product=product, why=reason)


def tell_orders(found: Concerned, product: str, reason: Message, ref: str) -> None:
    """A notice for each order that the carrier does not have yet; who ordered as a guest gets a mail. What is packed
    cannot be cancelled by its buyer, so it is told in other words. ``ref`` names the measure.
    """
    _tell("order_stopped", found.orders, found.guests, found, _ref(found, ref), product, why=reason)
    _tell("packed_stopped", found.packed, found.packed_guests, found, _ref(found, ref), product, why=reason)


def with_parcels(reason: Message, found: Concerned) -> Message:
    """For its producer: ``reason``, and how many parcels with it stand packed. A stop is one of selling; of goods that
    were ordered before, neither 26/2026/QĐ-TTg nor the gate says anything, so it is for producer and buyer to settle.
    """
    if not found.parcels:
        return reason
    words = Message(
        "Còn %(n)s đơn có hàng này đã gói mà chưa giao bưu tá: hỏi người mua trước khi giao, không giao nữa thì huỷ ở "
        "trang đơn.",
        {"n": found.parcels},
    )
    return Message("%(first)s %(rest)s", {"first": reason, "rest": words})


def tell_free(recognition_id: int, ref: str) -> bool:
    """Whoever was told that it is off sale and has ordered it reads that the order goes on; of the rest, what nobody
    has read yet goes. False, and nothing, where something stops it still.
    """
    if inspections.public_reason(recognition_id) is not None:
        return False
    found = inspections.concerned(recognition_id)
    for kind in ("cart_stopped", "order_stopped", "packed_stopped"):
        settle(kind, _line(recognition_id))
    product = session().execute(select(Recognition.product_name).where(Recognition.id == recognition_id))
    orders, guests = (*found.orders, *found.packed), (*found.guests, *found.packed_guests)
    _tell("order_freed", orders, guests, found, _ref(found, ref), product.scalar_one())
    return True


def _tell(
    kind: str,
    orders: Iterable[tuple[int, str]],
    guests: Iterable[Guest],
    found: Concerned,
    ref: str,
    product: str,
    **params: Any,
) -> None:
    for user_id, code in orders:
        path = f"/don-hang/{code}"
        notify(kind, f"{ref}:{code}", [user_id], path=path, code=code, product=product, **params)
    for guest in guests:
        enqueue(
            f"notifications.{kind}",
            order=guest.order,
            ref=ref,
            product=product,
            recognition_id=found.recognition_id,
        )


def _ref(found: Concerned, ref: str) -> str:
    return f"{_line(found.recognition_id)}:{ref}"


def _line(recognition_id: int) -> str:
    """What all measures on one product have in common, whichever decision is the newest."""
    statement = select(Recognition.lineage).where(Recognition.id == recognition_id)
    return f"line-{session().execute(statement).scalar_one()}"
