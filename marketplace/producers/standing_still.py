"""Holding a producer while something is entered for it, so that nobody closes or joins it in between."""

from sqlalchemy import select, update

from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer


def hold_open(producer_id: int) -> None:
    """Have whoever closes or joins the producer at this moment wait for us, or see that they were faster; one statement
    of an open transaction. Nothing of the row changes.

    :raises Conflict: the producer has closed, by itself or because it went into another one.
    :raises NotFound: there is none.
    """
    here = session()
    held = here.execute(
        update(Producer)
        .where(Producer.id == producer_id, Producer.standing != Standing.CLOSED)
        .values(version=Producer.version)
        .returning(Producer.id)
    )
    if held.one_or_none() is not None:
        return
    if here.execute(select(Producer.id).where(Producer.id == producer_id)).first() is None:
        raise NotFound(Message("Không có chủ thể này."))
    raise Conflict(Message("Chủ thể này đã đóng."))
