"""Who buys in the demo market, with the addresses they keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from sqlalchemy import select

from marketplace.accounts import addresses, consents
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.models import Address, User
from marketplace.demo import people as persons
from marketplace.demo.catalogue import rows
from marketplace.demo.people import People
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.places import queries as places

_FIRST_SEEN = 45
"""Days ago: before the first order."""


@dataclass(frozen=True, slots=True)
class DemoBuyer:
    """Somebody who buys. ``has_account`` is false for guests."""

    email: str
    name: str
    phone: str
    commune_code: str
    street: str
    has_account: bool

    @property
    def form(self) -> Mapping[str, str]:
        """What they type at the checkout."""
        return {
            "recipient": self.name,
            "phone": self.phone,
            "email": self.email,
            "commune_code": self.commune_code,
            "street": self.street,
        }

    def actor(self, people: People) -> Actor:
        """Who they are to the services."""
        return people.actor(self.email) if self.has_account else Actor.guest()


@cache
def buyers() -> Mapping[str, DemoBuyer]:
    """The buyers by their address."""
    return {
        row["email"]: DemoBuyer(
            row["email"], row["name"], row["phone"], row["commune"], row["street"], row["account"] == "yes"
        )
        for row in rows("buyers.csv")
    }


def steps(shelf: Shelf) -> Iterator[Step]:
    """The buyers with accounts who have not come yet: they agree to what is kept of them, and keep their address."""
    known = set(session().execute(select(User.email).join(Address, Address.user_id == User.id)).scalars())
    at = shelf.days.at(shelf.days.ago(_FIRST_SEEN), 19)
    for buyer in buyers().values():
        if buyer.has_account and buyer.email not in known:
            yield Step(at, partial(_come, shelf, buyer))


def _come(shelf: Shelf, buyer: DemoBuyer) -> None:
    user_id = persons.remember(buyer.email, buyer.name)
    consents.give(user_id, consents.PERSONAL_DATA)
    commune = places.commune(buyer.commune_code)
    given = AddressGiven(
        recipient=buyer.name,
        phone=buyer.phone,
        province_code=commune.province.code,
        commune_code=commune.code,
        place=commune.line,
        street=buyer.street,
    )
    addresses.add(buyer.actor(shelf.people), given)
