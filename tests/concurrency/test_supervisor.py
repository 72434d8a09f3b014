"""The supervisor takes its children with it, however it goes."""

import subprocess
import time

import pytest

from config import serve
from tests.servers.processes import HOST, end
from tests.servers.site import Site


def alive(groups: set[int]) -> list[str]:
    """What still runs in these process groups; a dead process that nobody has asked about yet does not run."""
    listed = subprocess.run(["ps", "-eo", "pgid=,stat=,args="], capture_output=True, text=True, check=True)
    rows = (line.split(maxsplit=2) for line in listed.stdout.splitlines())
    return [row[2] for row in rows if int(row[0]) in groups and not row[1].startswith("Z")]


def test_children_stop_when_the_supervisor_is_killed(empty_site: Site) -> None:
    groups = set(empty_site.pids().values())
    # The web server with its two workers, and the job worker.
    assert len(groups) == 2
    assert len(alive(groups)) >= 4
    assert serve.refusal(HOST, empty_site.port).startswith(
        f"Cổng {empty_site.port} đang có chương trình khác dùng."
    )

    supervisor = empty_site._supervisor
    assert supervisor is not None
    supervisor.kill()
    supervisor.wait()

    deadline = time.monotonic() + 12
    while left := alive(groups):
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
    assert serve.refusal(HOST, empty_site.port) == ""
    # They stopped as they were told to, and the data is whole: the same port serves it again.
    log = empty_site.log.read_text(encoding="utf-8")
    assert "Traceback" not in log, log
    empty_site.start()
    assert empty_site.is_healthy()


@pytest.mark.parametrize("finished", ["site", "worker"])
def test_a_child_that_is_killed_alone_is_started_again(empty_site: Site, finished: str) -> None:
    before = empty_site.pids()
    (empty_site.kill9_web if finished == "site" else empty_site.kill9_worker)()
    deadline = time.monotonic() + 20
    while empty_site.pids()[finished] == before[finished]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    empty_site.wait_until_healthy()
    after = empty_site.pids()
    other = ({"site", "worker"} - {finished}).pop()
    assert after[other] == before[other]
    supervisor = empty_site._supervisor
    assert supervisor is not None
    end(supervisor, seconds=30)
    assert alive(set(after.values())) == []
