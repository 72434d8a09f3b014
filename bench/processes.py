"""Memory of a family of processes, and the time until a server answers."""

from __future__ import annotations

import http.client
import subprocess
import time
from pathlib import Path

from tests.servers.processes import HOST


def family(pid: int) -> list[int]:
    """A process and all its descendants (Linux)."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(after_name[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        waiting += children.get(each, [])
    return found


def megabytes(pids: list[int]) -> tuple[float, float]:
    """What these processes hold: shared pages counted once (PSS), and in each (RSS)."""
    pss = rss = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
        pss, rss = pss + kilobytes["Pss"], rss + kilobytes["Rss"]
    return pss / 1024, rss / 1024


def seconds_until_answer(
    process: subprocess.Popen[bytes], port: int, path: str = "/", limit: float = 60
) -> float:
    """The time from now until the server answers ``path`` with 200. ``RuntimeError`` when it ends or never does."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return time.monotonic() - begun
        except (OSError, http.client.HTTPException):
            time.sleep(0.005)
        finally:
            connection.close()
    raise RuntimeError(f"no answer in {limit} s")
