"""What buyers without an account are told of their orders: they have no inbox, so it goes by mail alone."""

from typing import Any

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message, speaking
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.services import send_mail
from marketplace.orders.links import key_of
from marketplace.orders.models import Order


def tell_guest(name: str, order: str, ref: str, **params: Any) -> None:
    """Send the mail of the kind ``name`` about ``order``, once for ``ref``, with the link that opens the order. Nothing
    where the order is gone or has no address.
    """
    statement = select(Order.buyer_email, Order.locale).where(Order.code == order)
    buyer = session().execute(statement).one_or_none()
    if buyer is None or not buyer.buyer_email:
        return
    kind, values = KINDS[name], {"code": order, **params}
    with speaking(buyer.locale):
        title, text, action = (
            str(Message(each.msgid, values)) for each in (kind.title, kind.text, kind.action)
        )
    send_mail(
        name,
        ref,
        buyer.buyer_email,
        buyer.locale,
        title,
        template="notice",
        title=title,
        text=text,
        action=action,
        url=f"{current().address}/don-hang/{order}?khoa={key_of(order)}",
    )
