"""What several modules of tests of pages stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import scoped_session, sessionmaker

from marketplace.kernel import clock
from tests.conftest import NOON, engine_of, state_of
from tests.signing import sign_in
from tests.web.permission_world import CALLERS, GUEST, NO_FACTOR, build
from tests.web.staging import Browser, Stage


@pytest.fixture(scope="module")
def stage(site: Flask) -> Iterator[Stage]:
    """Built once: what a caller who is let in changes is taken back at once, and the others change nothing."""
    with pytest.MonkeyPatch.context() as patch, site.app_context(), clock.hold(NOON):
        connection = engine_of(site).connect()
        outer = connection.begin()
        factory = scoped_session(
            sessionmaker(bind=connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        )
        patch.setattr(state_of(site), "session", factory)
        patch.setattr(state_of(site), "memo", {})
        state_of(site).ports["storage"].files.clear()
        try:
            world = build()
            browsers = {}
            for caller in CALLERS:
                browsers[caller] = Browser(site)
                if caller != GUEST:
                    sign_in(browsers[caller], world.emails[caller], second_factor=caller != NO_FACTOR)
            yield Stage(site, world, browsers, connection)
        finally:
            factory.remove()
            outer.rollback()
            connection.close()
