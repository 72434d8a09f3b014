"""No way leads to something that can be bought past the approval of somebody else, whoever tries what in which order.

People of every kind press every button at random: an applicant who is an officer besides, two officers, one of another
province, the owner's staff, an operator. What can be bought is asked of the same query as the basket asks. What was
entered by whom and let in by whom is noted here, apart from what the market itself remembers; so is who ended a stop:
what was stopped is let go on by somebody who does not work for the producer.

A step is taken where it can do something (``precondition``), the regular way is walked to its end before most examples
begin and puts right what was stopped, and ``stop_and_let_go_on`` goes through every stop there is with each of the
producer's own people trying to end it: else most steps press buttons that are not there, and the holes below stay
unseen. ``HOLES`` are those that the search is known to find within the steps that the search for real has, each planted
alone: words that nobody else let in (own work approved, a product that was refused and goes live when it is sent in
anew), a stop that the producer's own people end (of the product: over a moderator's remark, by hiding it again, by way
of giving it up; of the producer, of the recognition, of a revocation), and a stopped producer whose goods are sold.
That one person alone lets an application in is refused by the database itself (``four_eyes``), so no hole shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.catalog import parts
from marketplace.catalog import services as catalog
from marketplace.catalog.parts import StopRow
from marketplace.catalog.services import moderation, revisions
from marketplace.catalog.services.access import product_for_either, product_to_edit
from marketplace.catalog.services.drafting import move
from marketplace.catalog.services.listing import mark
from marketplace.catalog.states import PRODUCT
from marketplace.certification.services import annulment
from marketplace.certification.services import record as records
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import MarketplaceError
from marketplace.producers.services import standing as standings
from tests.domain.way_round import Market, World

EXAMPLES, STEPS = 12, 40
"""Walks through the market, and buttons pressed in each."""


def explore(session: Session, *refusals: type[Exception]) -> type[Market]:
    """Run the machine on a market of its own; the class tells how often something could be bought. ``refusals`` are
    taken for an answer besides ours.
    """

    class Here(Market):
        pass

    Here.refusals = (MarketplaceError, *refusals)

    Here.world, Here.session = World(), session
    Here.seen = 0  # type: ignore[attr-defined]  # set by the fixture
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize=True,
            deadline=None,
            database=None,
            report_multiple_bugs=False,
            # A way that is found is told as it is: looking for a shorter one takes minutes.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Here


def test_nobody_finds_a_way_round_the_approval_of_somebody_else(app: Flask, session: Session) -> None:
    machine = explore(session)
    # It is no proof where nothing ever came so far.
    assert machine.seen > 50  # type: ignore[attr-defined]  # set by the fixture


def _unhide_without_asking(actor: Actor, product_id: int) -> None:
    """As ``catalog.unhide`` without its question who hid it."""
    with transaction():
        move(actor, product_for_either(actor, product_id), "unhide", remark="")
        mark([product_id])


def _submit_again_goes_live(actor: Actor, product_id: int) -> None:
    """As ``catalog.submit``, but what was sent back once and comes again is believed."""
    with transaction():
        product = product_to_edit(actor, product_id)
        again = bool(product.remark)
        move(actor, product, "submit", submitted_by=actor.ref, remark="")
        if again:
            move(actor, product_to_edit(actor, product_id), "approve", published_at=clock.now())
        mark([product_id])


def _nobody_asks(*_values: Any) -> None:
    """In place of a guard."""


def _a_stop_that_is_over(since: datetime, _until: datetime | None, *rest: Any) -> StopRow:
    return StopRow(since, since, *rest)


def _from(machine: Any, name: str, *origins: str) -> Callable[[pytest.MonkeyPatch], None]:
    """A move that can be made from more states than it may be."""
    froms, target = machine._moves[name]
    return lambda patch: patch.setitem(machine._moves, name, (froms | set(origins), target))


def _without(module: Any, name: str, instead: Any = _nobody_asks) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(module, name, instead)


HOLES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str]] = {
    "approve own product": (_without(moderation, "refuse_own_work"), "let in by"),
    "approve own change": (_without(revisions, "refuse_own_work"), "let in by"),
    "unhide over a remark": (
        _without(catalog, "unhide", _unhide_without_asking),
        r"\['product'\]: let go on",
    ),
    "unhide what was retired": (_from(PRODUCT, "unhide", "retired"), r"\['product'\]: let go on"),
    "hide over a remark": (_from(PRODUCT, "hide", "hidden"), r"\['product'\]: let go on"),
    "resubmit goes live": (_without(catalog, "submit", _submit_again_goes_live), "let in by None"),
    "reinstate by own people": (_without(standings, "refuse_own_people"), r"\['producer'\]: let go on"),
    "lift by own people": (_without(records, "refuse_own_people"), r"\['recognition'\]: let go on"),
    "restore by own people": (_without(annulment, "refuse_own_people"), r"\['recognition'\]: let go on"),
    "suspended is listed": (_without(parts, "StopRow", _a_stop_that_is_over), "its producer is stopped"),
}
"""What to take away, and how the search tells that it found the way."""


@pytest.mark.parametrize("hole", HOLES)
def test_with_a_hole_the_search_finds_the_way(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, hole: str
) -> None:
    """The proof that the search above would see it: each planted alone, within as many examples as it has."""
    plant, found = HOLES[hole]
    plant(monkeypatch)
    with pytest.raises(AssertionError, match=found):
        explore(session, IntegrityError)  # the last word is the database's, where it has one
