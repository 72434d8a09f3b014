"""How often somebody is written to that has asked for nothing. A market from which strangers get letters has none of
this: neither by pressing again, nor by taking an invitation back and asking anew.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select

from marketplace.accounts.models import Invitation
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict
from marketplace.kernel.i18n import Message

AGAIN_AFTER: Final = timedelta(minutes=5)
"""Nobody is written to more often than this."""
QUICK_LETTERS: Final = 3
"""So many letters of one invitation may follow each other like that; then it is one a ``DAY``."""
DAY: Final = timedelta(days=1)
OPEN_AT_MOST: Final = 30
"""How many invitations of one producer may be open; what was sent within a ``DAY`` and taken back counts too."""


def may_go_again() -> ColumnElement[bool]:
    """That the last letter of an invitation is old enough for another."""
    now = clock.now()
    quick = and_(Invitation.round < QUICK_LETTERS, Invitation.sent_at <= now - AGAIN_AFTER)
    return or_(quick, Invitation.sent_at <= now - DAY)


def refuse_too_many(actor: Actor, address: str, scope: str, ref: str) -> None:
    """Refuse another invitation to an address just written to, or of a producer that has asked very many.

    :raises Conflict: with the field ``email`` where it is about the address.
    """
    now, about = clock.now(), and_(Invitation.scope == scope, Invitation.ref == ref)
    taken_back = Invitation.revoked_at.is_not(None)
    here = session()
    lately = select(Invitation.id).where(
        about, taken_back, Invitation.email == address, Invitation.sent_at > now - AGAIN_AFTER
    )
    if here.execute(lately.limit(1)).first() is not None:
        message = Message("Vừa gửi thư tới địa chỉ này. Chờ %(n)s phút rồi mời lại.", {"n": 5})
        raise Conflict(message, fields={"email": message})
    if actor.is_system or scope != "producer":
        return
    waits = and_(~taken_back, Invitation.accepted_at.is_(None), Invitation.expires_at > now)
    counted = select(func.count(Invitation.id)).where(
        about, or_(waits, and_(taken_back, Invitation.sent_at > now - DAY))
    )
    if here.execute(counted).scalar_one() >= OPEN_AT_MOST:
        raise Conflict(Message("Đang có nhiều lời mời chưa ai nhận. Thu hồi bớt, đến ngày mai rồi mời tiếp."))
