"""Somebody whom a producer of the demo market has asked to work for it, and who has not answered yet."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from sqlalchemy import select

from marketplace.accounts import invitations
from marketplace.accounts.models import Invitation
from marketplace.accounts.policy import Role
from marketplace.demo import people as persons
from marketplace.demo.catalogue import makers
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.db import session

EMAIL: Final = "nguoi-lam-moi@demo.test"
_ASKED: Final = 1
"""Days ago."""


def steps(shelf: Shelf) -> Iterator[Step]:
    """The owner whose account is printed asks, once."""
    if session().execute(select(Invitation.id).where(Invitation.email == EMAIL).limit(1)).first() is None:
        yield Step(shelf.days.at(shelf.days.ago(_ASKED), 9), partial(_ask, shelf))


def _ask(shelf: Shelf) -> None:
    printed = {each.ref for each in persons.accounts() if each.role is Role.PRODUCER_OWNER}
    maker = next(each for each in makers() if each.key in printed)
    ref = str(shelf.producers[maker.key])
    invitations.invite(shelf.people.maker(maker), EMAIL, Role.PRODUCER_STAFF, "producer", ref)
