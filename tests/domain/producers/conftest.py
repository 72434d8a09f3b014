"""What was told and written down."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.producers import events
from tests.domain.told import overheard, written


@pytest.fixture
def told(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events of producers, as receivers are told of them."""
    return overheard(app, monkeypatch, events)


@pytest.fixture
def log(session: Session) -> Callable[[], list[tuple[str, str]]]:
    """What the audit log has on producers: actor and action, in order."""
    return written(session, "producers")
