"""Which producers hold recognitions, and how many: beside the rows of a register of producers."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session
from marketplace.producers.queries.register import ProducerIds

IN_FORCE = (Standing.VERIFIED, Standing.EXPIRING, Standing.GRACE)
"""A star that counts today."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a producer holds: its recognitions in force, the best of their stars (0: none), and all there ever were."""

    in_force: int = 0
    best: int = 0
    ever: int = 0


def holding_star(star: int) -> ProducerIds:
    """The producers with a recognition of that star in force now; a part of another statement."""
    standings = [each.value for each in IN_FORCE]
    return select(Recognition.producer_id).where(
        Recognition.star == star,
        Recognition.producer_id.is_not(None),
        standing_column(Moment.of()).in_(standings),
    )


def held_by(producer_ids: Collection[int]) -> dict[int, Held]:
    """What each of these producers holds; one statement, none for none."""
    if not producer_ids:
        return {}
    standing = standing_column(Moment.of()).label("standing")
    inner = (
        select(Recognition.producer_id, Recognition.star, standing)
        .where(
            Recognition.producer_id.in_(sorted(set(producer_ids))),
            Recognition.state != RecordState.WITHDRAWN,
        )
        .subquery()
    )
    rows = session().execute(
        select(inner.c.producer_id, inner.c.standing, func.count(), func.max(inner.c.star)).group_by(
            inner.c.producer_id, inner.c.standing
        )
    )
    found = dict.fromkeys(producer_ids, Held())
    for producer_id, stands, number, star in rows:
        held, counts = found[producer_id], Standing(stands) in IN_FORCE
        found[producer_id] = Held(
            held.in_force + (number if counts else 0),
            max(held.best, star) if counts else held.best,
            held.ever + number,
        )
    return found
