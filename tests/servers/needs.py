"""Which real servers the tests can use, which of them this machine has, and what brings the others."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.servers import chromium, postgres, redis

REQUIRED = "MARKETPLACE_TEST_SERVERS"
COMMAND = "make servers"


@dataclass(frozen=True)
class Need:
    """One server or program. ``marker`` is carried by the tests that need it; ``loses`` says what is left out
    without it; ``debian`` and ``brew`` are the packages that bring it.
    """

    name: str
    find: Callable[[], Path | None]
    marker: str
    fixtures: frozenset[str]
    loses: str
    debian: tuple[str, ...]
    brew: str


NEEDS = (
    Need(
        name="PostgreSQL",
        find=postgres.find,
        marker="postgres",
        fixtures=frozenset({"postgres_url"}),
        loses="the run of the database tests on PostgreSQL, and the tests of PostgreSQL itself",
        debian=("postgresql",),
        brew="postgresql",
    ),
    Need(
        name="Redis",
        find=redis.find,
        marker="redis",
        fixtures=frozenset({"redis_url"}),
        loses="the tests of the Redis backends",
        debian=("redis-server",),
        brew="redis",
    ),
    Need(
        name="Chromium",
        find=chromium.find,
        marker="browser",
        fixtures=frozenset({"browser"}),
        loses="the tests in a real browser",
        # Chromium brings no font of its own, and a page in boxes measures wrong.
        debian=("chromium", "fonts-dejavu-core"),
        brew="--cask chromium",
    ),
)


@dataclass(frozen=True)
class Tool:
    """A program that no test needs, but the benchmark does."""

    name: str
    debian: tuple[str, ...]
    brew: str

    def find(self) -> Path | None:
        """Where it is, if it is installed."""
        program = shutil.which(self.name)
        return Path(program) if program else None


TOOLS = (Tool(name="wrk", debian=("wrk",), brew="wrk"),)


def missing() -> list[Need]:
    """The servers that this machine lacks."""
    return [need for need in NEEDS if need.find() is None]


def are_required() -> bool:
    """True when a missing server is an error, as it is in continuous integration.

    Raises ``ValueError`` for a word that is neither.
    """
    word = os.environ.get(REQUIRED, "")
    if word not in {"", "found", "required"}:
        raise ValueError(f"{REQUIRED} is {word!r}; it is 'required', 'found' or not set")
    return word == "required"


def complaint(absent: list[Need]) -> str:
    """What to say when required servers are missing."""
    names = ", ".join(need.name for need in absent)
    return f"{REQUIRED}=required, but this machine has no {names}. `{COMMAND}` installs what is missing."
