"""``make test``: the whole suite, on every database that this machine has.

The embedded defaults first. Where PostgreSQL is found, the tests that touch a database run on it too. Tests of
concurrency and of the browser run apart and one at a time: they use all cores themselves.
``python -m tests.run tests/unit -k money`` hands its arguments to one plain run of pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.servers import needs, plugin, postgres

WORKERS = max(2, min(4, os.cpu_count() or 2))


@dataclass(frozen=True)
class Run:
    """One run of pytest. ``may_be_empty``: another run has the tests that this one lacks."""

    title: str
    arguments: tuple[str, ...]
    may_be_empty: bool = False

    def __call__(self) -> bool:
        """Run it; true when it passed."""
        print(f"\n=== {self.title} ===", flush=True)
        code = subprocess.run([sys.executable, "-m", "pytest", *self.arguments], check=False).returncode
        nothing = code == pytest.ExitCode.NO_TESTS_COLLECTED
        return code == pytest.ExitCode.OK or (nothing and self.may_be_empty)


def runs() -> list[Run]:
    """What this machine can run, in order."""
    together = ("-n", str(WORKERS), "-m", "not concurrency and not browser")
    found = [
        Run("SQLite: concurrency and browser", ("-m", "concurrency or browser"), may_be_empty=True),
        Run("SQLite", together),
    ]
    if postgres.find() is not None:
        on_postgresql = ("--database", plugin.POSTGRESQL)
        found[1:1] = [
            Run("PostgreSQL: concurrency", (*on_postgresql, "-m", "concurrency"), may_be_empty=True),
            Run("PostgreSQL", (*on_postgresql, *together)),
        ]
    return found


def main(arguments: list[str]) -> int:
    """0 when everything passed; 1 otherwise; 2 when a required server is missing."""
    if arguments:
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
    absent = needs.missing()
    if absent and needs.are_required():
        print(needs.complaint(absent), file=sys.stderr)
        return 2
    failed = [run.title for run in runs() if not run()]
    print()
    if absent:
        print("Left out, because this machine lacks")
        for need in absent:
            print(f"  {need.name}: {need.loses}")
        print(f"`{needs.COMMAND}` installs what is missing.")
    else:
        print("Nothing was left out: every server was found and used.")
    if failed:
        print(f"Failed: {'; '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
