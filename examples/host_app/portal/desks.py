"""Readers who work in the market: a role of the market's, held by an account of the portal's."""

from marketplace.accounts import services as accounts
from marketplace.accounts.commands import read_role
from marketplace.kernel.actor import Actor

from .readers import person_of
from .tables import Reader


def open_desk(reader: Reader, role: str) -> int:
    """Give ``reader`` a role, written as ``officer:province:42``; returns their number in the market.

    :raises marketplace.kernel.errors.Invalid: there is no such role, or it is not held within that scope.
    """
    asked = read_role(role)
    user_id = accounts.actor_of(person_of(reader)).id
    if user_id is None:
        raise LookupError(reader.email)
    accounts.grant(Actor.system("portal"), user_id, asked.role, asked.scope, asked.ref)
    return user_id
