"""Mails about inspections to people without an account. Each job may run twice; ``send_mail`` lets each out once."""

from typing import Any

from sqlalchemy import select

from marketplace.inspection.queries import public_reason
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.services import send_mail
from marketplace.orders.links import key_of
from marketplace.orders.models import Order


def order_stopped(order: str, ref: str, product: str, recognition_id: int) -> None:
    """Tell a guest that what they ordered was stopped or revoked, with the link to their order; nothing where that has
    been lifted meanwhile.
    """
    reason = public_reason(recognition_id)
    if reason is not None:
        _write("order_stopped", order, ref, product, why=reason.text)


def order_freed(order: str, ref: str, product: str, recognition_id: int) -> None:
    """Tell a guest that what they ordered is sold again; nothing where it was stopped again meanwhile."""
    if public_reason(recognition_id) is None:
        _write("order_freed", order, ref, product)


def _write(name: str, order: str, ref: str, product: str, **params: Any) -> None:
    statement = select(Order.buyer_email, Order.locale).where(Order.code == order)
    buyer = session().execute(statement).one_or_none()
    if buyer is None or not buyer.buyer_email:
        return
    kind, values = KINDS[name], {"code": order, "product": product, **params}
    with speaking(buyer.locale):
        title, text, action = (
            str(Message(each.msgid, values)) for each in (kind.title, kind.text, kind.action)
        )
    send_mail(
        name,
        f"{ref}:{order}",
        buyer.buyer_email,
        buyer.locale,
        title,
        template="notice",
        title=title,
        text=text,
        action=action,
        url=f"{current().address}/don-hang/{order}?khoa={key_of(order)}",
    )
