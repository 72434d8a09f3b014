"""A market of true commits for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.concurrency import markets


@pytest.fixture
def market(make_database: Callable[[], str], tmp_path: Path) -> Iterator[Flask]:
    """An app with an empty market on a database of its own, its context pushed."""
    with markets.market(make_database(), tmp_path) as app, app.app_context():
        yield app
