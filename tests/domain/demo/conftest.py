"""One demo market for all tests of a module: building it takes as long as a hundred other tests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from marketplace.demo.build import build
from marketplace.demo.report import Report
from marketplace.kernel import clock
from marketplace.search.index import index
from tests.conftest import NOON, engine_of, state_of

LAST_PHASE = 5


class Waiting:
    """A job backend whose worker never comes: cutting every size of 149 pictures would take minutes."""

    def hand_over(self, row_ids: Sequence[int]) -> None:
        """The rows stay in the outbox."""


class BrokenOffError(Exception):
    """Somebody pressed Ctrl-C."""


@dataclass(frozen=True)
class Market:
    """The demo market: the session it lives in, and what the run that finished it reported."""

    app: Flask
    session: Session
    report: Report
    said: tuple[str, ...]


@pytest.fixture(scope="module")
def market(site: Flask) -> Iterator[Market]:
    """Made at ``NOON``, broken off before its last phase, and finished the day after; then it is ``NOON`` again."""
    patch = pytest.MonkeyPatch()
    state = state_of(site)
    with site.app_context(), engine_of(site).connect() as connection, clock.hold(NOON):
        outer = connection.begin()
        factory = scoped_session(
            sessionmaker(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        )
        patch.setattr(state, "session", factory)
        patch.setattr(state, "memo", {})
        patch.setitem(state.ports, "jobs", Waiting())
        said: list[str] = []

        def break_off(text: str) -> None:
            said.append(text)
            if len(said) == LAST_PHASE:
                raise BrokenOffError

        try:
            with pytest.raises(BrokenOffError):
                build(break_off)
            with clock.hold(NOON + timedelta(days=1)):
                report = build(lambda _text: None)
            yield Market(site, factory(), report, tuple(said))
        finally:
            index().rebuild(())
            factory.remove()
            outer.rollback()
            patch.undo()
