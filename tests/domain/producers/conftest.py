"""The gazetteer, and what was told and written down."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.kernel.audit import AuditEntry
from marketplace.media import models as media_models
from marketplace.orders import models as order_models
from marketplace.places import loader
from marketplace.producers import events
from marketplace.stock import models as stock_models
from tests.conftest import state_of

assert media_models.File.__tablename__ == "mkt_media_file"
assert stock_models.Lot.__tablename__ == "mkt_stock_lot"
assert order_models.Cart.__tablename__ == "mkt_orders_cart"


@pytest.fixture(scope="session", autouse=True)
def gazetteer(site: Flask) -> None:
    """The communes that producers are in."""
    with site.app_context(), Session(site.extensions["sqlalchemy"].engine) as here, here.begin():
        loader.load(here)


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of producers, as receivers are told of them."""
    heard: list[Any] = []
    kinds = [
        each
        for each in vars(events).values()
        if isinstance(each, type) and each.__module__ == events.__name__
    ]
    monkeypatch.setattr(state_of(app), "receivers", dict.fromkeys(kinds, (heard.append,)))
    return heard


@pytest.fixture
def log(session: Session) -> Callable[[], list[tuple[str, str]]]:
    """What the audit log has on producers: actor and action, in order."""

    def entries() -> list[tuple[str, str]]:
        statement = (
            select(AuditEntry.actor, AuditEntry.action)
            .where(AuditEntry.action.startswith("producers."))
            .order_by(AuditEntry.seq)
        )
        return [(row.actor, row.action) for row in session.execute(statement)]

    return entries
