"""Whose people somebody is, as to one recognition: they decide nothing about what their own goods are sold under."""

from sqlalchemy import select

from marketplace.accounts import policy
from marketplace.accounts.policy import PRODUCER_ROLES
from marketplace.certification.holders import is_named
from marketplace.certification.names import name_key
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


def own_producer(actor: Actor, producer_id: int | None, holder_tax_id: str, holder_name: str) -> int | None:
    """The producer that holds a recognition, if the actor is one of its people: the one that it is attached to, or
    where it is attached to none the one that it names, as goods are sold under it all the same. One statement where
    the actor works for anybody, and none for other officers.
    """
    theirs = {int(grant.ref) for grant in actor.grants if grant.role in PRODUCER_ROLES and grant.ref}
    if producer_id is not None or not theirs:
        return producer_id if producer_id in theirs else None
    rows = session().execute(
        select(Producer.id, Producer.tax_code, Producer.legal_name)
        .where(Producer.id.in_(sorted(theirs)))
        .order_by(Producer.id)
    )
    for row in rows:
        if is_named(holder_tax_id, name_key(holder_name), row.tax_code, row.legal_name):
            return int(row.id)
    return None


def refuse_own_people(actor: Actor, producer_id: int | None, holder_tax_id: str, holder_name: str) -> None:
    """Raise :class:`NotAllowed` for the people of the producer that holds the recognition."""
    own = own_producer(actor, producer_id, holder_tax_id, holder_name)
    if own is not None:
        policy.refuse_own_people(actor, own)
