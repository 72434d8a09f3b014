"""Where holders are written to by mail."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.accounts.queries import Reader
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class Reached:
    """Who reads for a producer. ``by_account`` when they are its owners' accounts, else its address in the register."""

    readers: tuple[Reader, ...]
    by_account: bool


def readers_of(producer_ids: Collection[int]) -> dict[int, Reached]:
    """Those who read mails for these producers; who is in none of them has no address. 2 statements, none for none."""
    wanted = sorted(set(producer_ids))
    if not wanted:
        return {}
    owners: dict[int, list[Reader]] = {}
    rows = session().execute(
        select(RoleGrant.ref, User.email, User.locale)
        .join(User, User.id == RoleGrant.user_id)
        .where(
            User.active,
            RoleGrant.role == Role.PRODUCER_OWNER.value,
            RoleGrant.scope == "producer",
            RoleGrant.ref.in_([str(each) for each in wanted]),
        )
        .order_by(User.id)
    )
    for ref, email, locale in rows:
        owners.setdefault(int(ref), []).append(Reader(email, locale))
    found = {each: Reached(tuple(readers), by_account=True) for each, readers in owners.items()}
    entered = select(Producer.id, Producer.email).where(Producer.id.in_(wanted), Producer.email != "")
    for producer_id, email in session().execute(entered):
        found.setdefault(producer_id, Reached((Reader(email, "vi"),), by_account=False))
    return found
