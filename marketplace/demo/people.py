"""Who acts in the demo market: an account for each role, one for each producer, and buyers.

Accounts for each role have passwords that are printed. They are made from the app's secret key, so they differ from
site to site, are the same at every run, and are kept nowhere. Where a host keeps the accounts they have none.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from flask import current_app
from sqlalchemy import select

from marketplace.accounts import services
from marketplace.accounts.identity import Person
from marketplace.accounts.models import User
from marketplace.accounts.policy import STAFF_ROLES, Role
from marketplace.accounts.registration import PasswordKeeper, RoleAsked, create_user
from marketplace.demo.catalogue import Maker, rows, words
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.state import current

DOMAIN: Final = "demo.test"
"""Reserved for tests (RFC 2606): no mail to it can reach anybody."""

OPERATORS: Final = ("van-hanh@demo.test", "van-hanh-2@demo.test")
CHAIR: Final = "chu-tich-ha-tinh@demo.test"
_OFFICERS: Final = {
    "42": ("can-bo-ha-tinh@demo.test", "can-bo-ha-tinh-2@demo.test"),
    "20": ("can-bo-lien-tinh@demo.test", "can-bo-lang-son@demo.test"),
}
_OTHER_OFFICERS: Final = ("can-bo-lien-tinh@demo.test", "can-bo-lien-tinh-2@demo.test")

_FOODS: Final = (
    "cam buoi che gao mat lac vung nep ngo khoai san dua mang nam nghe gung toi hanh sen dao man nhan vai mit "
    "tom cua muc ngheu"
)
_SYLLABLES: Final = tuple(_FOODS.split())


@dataclass(frozen=True, slots=True)
class Account:
    """An account for a role. ``role`` is ``None`` for a buyer; ``ref`` names the province or the producer's key."""

    email: str
    name: str
    role: Role | None
    scope: str
    ref: str

    @property
    def needs_second_factor(self) -> bool:
        """Its holder sets up a telephone when signing in first."""
        return self.role in STAFF_ROLES


@cache
def accounts() -> tuple[Account, ...]:
    """The accounts whose passwords are printed, operators first."""
    return tuple(
        Account(
            row["email"], row["name"], Role(row["role"]) if row["role"] else None, row["scope"], row["ref"]
        )
        for row in rows("people.csv")
    )


def password_of(email: str) -> str:
    """The password an account of the demo was opened with, on this site."""
    secret = current_app.secret_key or ""
    key = secret if isinstance(secret, bytes) else str(secret).encode()
    digest = hmac.new(key, f"marketplace-demo:{email}".encode(), hashlib.sha256).digest()
    signs = "-".join(_SYLLABLES[byte % len(_SYLLABLES)] for byte in digest[:5])
    return f"{signs}-{int.from_bytes(digest[5:7], 'big') % 1000:03}"


def keeps_passwords() -> bool:
    """The site's accounts are ours; a host's accounts get no password from us."""
    return isinstance(current().ports["identity"], PasswordKeeper)


class People:
    """The actors, looked up once each."""

    def __init__(self) -> None:
        self._actors: dict[str, Actor] = {}

    @property
    def operator(self) -> Actor:
        """Who runs the site."""
        return self.actor(OPERATORS[0])

    @property
    def chair(self) -> Actor:
        """Who decides in the name of the chair of Hà Tĩnh."""
        return self.actor(CHAIR)

    def officers(self, province_code: str) -> tuple[Actor, Actor]:
        """Who enters and who verifies in a province: never the same person."""
        first, second = _OFFICERS.get(province_code, _OTHER_OFFICERS)
        return self.actor(first), self.actor(second)

    def maker(self, maker: Maker) -> Actor:
        """The owner's account of a producer."""
        return self.actor(owner_email(maker))

    def actor(self, email: str) -> Actor:
        """The actor of an account that is known."""
        if email not in self._actors:
            row = session().execute(select(User.subject, User.name).where(User.email == email)).one()
            self._actors[email] = services.actor_of(Person(row.subject, email, row.name))
        return self._actors[email]

    def forget(self, email: str) -> None:
        """Look the account up anew: its roles changed."""
        self._actors.pop(email, None)


def owner_email(maker: Maker) -> str:
    """The address of a producer's owner: the printed one, or one made of the producer's key."""
    printed = {account.ref: account.email for account in accounts() if account.role is Role.PRODUCER_OWNER}
    return printed.get(maker.key) or f"{maker.key}@{DOMAIN}"


def open_accounts(at: datetime, people: People) -> int:
    """Open the accounts for roles that are missing, at the instant ``at``. Returns how many were."""
    known = set(session().execute(select(User.email).where(User.email.endswith(f"@{DOMAIN}"))).scalars())
    missing = [account for account in accounts() if account.email not in known]
    for account in missing:
        # The operators are made by the system, everybody else by the first of them.
        opener = Actor.system("demo") if account.email in OPERATORS else people.operator
        with clock.hold(at):
            _open(opener, account)
    return len(missing)


def _open(opener: Actor, account: Account) -> None:
    # A role for a producer is granted when the producer is entered.
    role = None if account.scope == "producer" else account.role
    asked = () if role is None else (RoleAsked(role, account.scope, account.ref),)
    if keeps_passwords():
        password = password_of(account.email)
        create_user(opener, email=account.email, name=account.name, password=password, roles=asked)
        return
    with transaction():
        user_id = remember(account.email, account.name)
        for each in asked:
            services.grant(opener, user_id, each.role, each.scope, each.ref)


def remember(email: str, name: str) -> int:
    """The account of somebody who has no password here; made if there is none. Returns its id."""
    known = session().execute(select(User.id).where(User.email == email)).scalar_one_or_none()
    if known is not None:
        return known
    subject = f"demo:{hashlib.sha256(email.encode()).hexdigest()[:32]}"
    return services.remember(Person(subject, email, name))


def staff(maker: Maker, producer_id: int, people: People) -> Actor:
    """Give a producer its people, part of the transaction that enters it: its owner, and the staff that is printed.

    Returns the owner.
    """
    owner = owner_email(maker)
    remember(owner, words()["makers"]["person"].format(name=maker.name)[:120])
    hired = {account.email: account.role for account in accounts() if account.ref == maker.key}
    for email, role in {owner: Role.PRODUCER_OWNER, **hired}.items():
        assert role is not None
        user_id = remember(email, "")
        services.grant(people.operator, user_id, role, "producer", str(producer_id))
        people.forget(email)
    return people.actor(owner)
