"""Load by wrk, and its numbers."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent / "wrk"
LINE = re.compile(r"requests (\d+) seconds ([\d.]+) p50 ([\d.]+) p95 ([\d.]+) bad (\d+)")
CHECKOUTS = re.compile(r"checkouts (\d+) failed (\d+) seconds ([\d.]+) p50 ([\d.]+) p95 ([\d.]+)")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What one run gave. Milliseconds; ``bad`` are answers other than 2xx and 3xx, and broken connections."""

    per_second: float
    p50: float
    p95: float
    bad: int


def pages(url: str, listed: Path, *, connections: int, seconds: int) -> Numbers:
    """GET the paths of a file."""
    return _simple("pages.lua", url, listed, connections, seconds)


def add(url: str, packs: Path, *, connections: int, seconds: int) -> Numbers:
    """Newcomers put a pack into a basket."""
    return _simple("add.lua", url, packs, connections, seconds)


def checkout(url: str, packs: Path, *, connections: int, seconds: int) -> Numbers:
    """Guests walk from an empty basket to an order; the numbers are of whole checkouts."""
    found = CHECKOUTS.search(_wrk("checkout.lua", url, packs, connections, connections, seconds))
    assert found is not None
    return Numbers(int(found[1]) / float(found[3]), float(found[4]), float(found[5]), int(found[2]))


def _simple(script: str, url: str, file: Path, connections: int, seconds: int) -> Numbers:
    found = LINE.search(_wrk(script, url, file, min(2, connections), connections, seconds))
    assert found is not None
    return Numbers(int(found[1]) / float(found[2]), float(found[3]), float(found[4]), int(found[5]))


def _wrk(script: str, url: str, file: Path, threads: int, connections: int, seconds: int) -> str:
    program = shutil.which("wrk")
    if program is None:
        raise SystemExit("wrk is missing; `make servers` installs it")
    command = [program, f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPTS / script), url]
    done = subprocess.run([*command, "--", str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout
