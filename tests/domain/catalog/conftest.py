"""What the catalogue hears and tells."""

from typing import Any

import pytest
from flask import Flask

from marketplace import wiring
from marketplace.catalog import events, receivers
from tests.conftest import state_of


@pytest.fixture(autouse=True)
def heard(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The catalogue hears what the wiring has it hear; what it tells others is gathered here."""
    told: list[Any] = []
    listening: dict[type, Any] = {
        kind: tuple(each for each in functions if each.__module__ == receivers.__name__)
        for kind, functions in wiring.RECEIVERS.items()
    }
    own = [
        each
        for each in vars(events).values()
        if isinstance(each, type) and each.__module__ == events.__name__
    ]
    listening.update(dict.fromkeys(own, (told.append,)))
    monkeypatch.setattr(state_of(app), "receivers", listening)
    return told
