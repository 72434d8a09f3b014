"""Media on a storage in memory, its job done as soon as its transaction has committed."""

import pytest
from flask import Flask

from marketplace.backends.memory_storage import MemoryStorage
from marketplace.kernel.actor import Actor
from marketplace.kernel.state import current
from marketplace.media import jobs


@pytest.fixture
def storage(app: Flask, monkeypatch: pytest.MonkeyPatch) -> MemoryStorage:
    memory = MemoryStorage()
    monkeypatch.setitem(current().ports, "storage", memory)
    monkeypatch.setattr(current(), "jobs", {"media.make_variants": jobs.make_variants})
    return memory


@pytest.fixture
def actor() -> Actor:
    return Actor("user", "Cô Nhàn", 12)
