"""What somebody was told for a desk that is theirs no longer: it names other people, and goes with the role."""

from typing import Final

from sqlalchemy import delete, or_, select

from marketplace.accounts.events import RoleTaken
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.policy import PRODUCER_ROLES, Role
from marketplace.kernel.db import session
from marketplace.notifications.models import Notice

SHOP: Final = ("/quan-ly/chu-the",)
OFFICES: Final = ("/quan-ly/can-bo", "/quan-ly/van-hanh")


def on_role_taken(event: RoleTaken) -> None:
    """Forget what that desk told them, read or not, so that no mail of the day carries it either.

    Which of two shops or offices a notice is from is not known: whoever keeps another one finds what waits there in its
    lists. An owner who is staff no longer may still see everything.
    """
    here = session()
    if event.role in PRODUCER_ROLES:
        owner = select(RoleGrant.id).where(
            RoleGrant.user_id == event.user_id,
            RoleGrant.role == Role.PRODUCER_OWNER.value,
            RoleGrant.scope == event.scope,
            RoleGrant.ref == event.ref,
        )
        if here.execute(owner).first() is not None:
            return
    desks = SHOP if event.role in PRODUCER_ROLES else OFFICES
    of_desk = or_(*(Notice.path.startswith(each, autoescape=True) for each in desks))
    here.execute(delete(Notice).where(Notice.user_id == event.user_id, of_desk))
