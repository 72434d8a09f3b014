"""Two producers of Hà Tĩnh that are one holder, with everything a producer can have."""

from __future__ import annotations

from typing import Any

from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.producers.joining import queries, services
from marketplace.producers.joining.kinds import PairState
from tests import stories

FIRST_NAME, SECOND_NAME = "Hợp tác xã Nông nghiệp Cam Khe Mây", "HTX cam Khe Mây"
WHY = "Cùng người đại diện, cùng vườn, biên bản 12"


def twins(**changes: Any) -> tuple[int, int]:
    """Their ids; the second one is entered with another tax number. ``changes`` are about the second."""
    first = stories.producer(legal_name=FIRST_NAME, display_name="HTX Cam Khe Mây")
    second = stories.producer(**{"legal_name": SECOND_NAME, "display_name": "Cam Khe Mây", **changes})
    return first, second


def open_pair() -> int:
    """The pair that the machine has found."""
    (found,) = queries.pairs(None, state=PairState.OPEN).items
    return found.id


def proposed(kept: int, by: Actor | None = None) -> int:
    """The pair, proposed to be joined into ``kept``."""
    pair_id = open_pair()
    services.propose(by or stories.officer(1), pair_id, kept, WHY)
    return pair_id


def joined(kept: int) -> int:
    """Joined by two officers; the pair's id."""
    pair_id = proposed(kept)
    services.join(stories.officer(2), pair_id)
    return pair_id


def both_roles(producer_id: int) -> Actor:
    """An officer of the place who works for a producer besides."""
    return stories.person(
        "hai-vai", (Role.OFFICER, "province", "42"), (Role.PRODUCER_STAFF, "producer", str(producer_id))
    )
