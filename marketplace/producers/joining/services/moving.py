"""What of a producer's own goes with it when it is joined: papers, days off, people and who is
invited, files, a bank account.
"""

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import aliased

from marketplace.accounts import invitations
from marketplace.accounts import services as accounts
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session
from marketplace.media.models import File, Image
from marketplace.producers.models import ClosedDates, Paper
from marketplace.producers.payout.services import enter_again

SYSTEM = "joining"


def move_own(actor: Actor, kept: int, gone: int) -> dict[str, int]:
    """Move what belongs to the producers' domain and what lies below it; how much of each. Part of an open transaction
    that holds both producers.
    """
    here = session()
    papers = here.execute(update(Paper).where(Paper.producer_id == gone).values(producer_id=kept))
    _move_days_off(kept, gone)
    _move_files(kept, gone)
    # Invitations first: whoever takes one at this moment has the role of the one that stays, or moves with the people.
    invitations.move_open(Actor.system(SYSTEM), str(gone), str(kept))
    return {
        "papers": rowcount(papers),
        "people": _move_people(kept, gone),
        "bank_accounts": int(enter_again(actor, gone, kept)),
    }


def _move_days_off(kept: int, gone: int) -> None:
    """Days that begin when days of the other begin make those as long as the longer; they stay where they are."""
    here = session()
    other = aliased(ClosedDates)
    longest = (
        select(func.max(other.last_day))
        .where(other.producer_id == gone, other.first_day == ClosedDates.first_day)
        .scalar_subquery()
    )
    here.execute(
        update(ClosedDates)
        .where(ClosedDates.producer_id == kept, longest > ClosedDates.last_day)
        .values(last_day=longest)
        .execution_options(synchronize_session=False)
    )
    taken = select(ClosedDates.first_day).where(ClosedDates.producer_id == kept)
    here.execute(
        update(ClosedDates)
        .where(ClosedDates.producer_id == gone, ClosedDates.first_day.not_in(taken))
        .values(producer_id=kept)
        .execution_options(synchronize_session=False)
    )


def _move_files(kept: int, gone: int) -> None:
    """Pictures and scans are the producer's who may change them. What both had sent stays twice."""
    here = session()
    mine, yours = f"producer:{kept}", f"producer:{gone}"
    image, file = aliased(Image), aliased(File)
    has_image = exists().where(image.owner == mine, image.sha256 == Image.sha256)
    has_file = exists().where(
        file.owner == mine, file.sha256 == File.sha256, file.kind == File.kind, file.sealed == File.sealed
    )
    for move in (
        update(Image).where(Image.owner == yours, ~has_image).values(owner=mine),
        update(File).where(File.owner == yours, ~has_file).values(owner=mine),
    ):
        here.execute(move.execution_options(synchronize_session=False))


def _move_people(kept: int, gone: int) -> int:
    """Whoever spoke or worked for the one does so for the other; how many grants."""
    rows = (
        session()
        .execute(
            select(RoleGrant.user_id, RoleGrant.role)
            .where(RoleGrant.scope == "producer", RoleGrant.ref == str(gone))
            .order_by(RoleGrant.id)
        )
        .all()
    )
    system = Actor.system(SYSTEM)
    for row in rows:
        accounts.grant(system, row.user_id, Role(row.role), "producer", str(kept))
        accounts.take_role(system, row.user_id, Role(row.role), "producer", str(gone))
    return len(rows)
