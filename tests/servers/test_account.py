"""What a machine lacks is left out by name, or refused where it is required; nothing is skipped in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import run
from tests.servers import needs, plugin, postgres

ROOT = Path(__file__).resolve().parents[2]

CASES = """
import pytest

def test_of_redis(redis_url): ...
def test_of_a_browser(browser): ...
@pytest.mark.browser
def test_marked(): ...
def test_of_a_database(database_url): assert database_url is None
def test_of_nothing(): ...
"""


def pytest_on_a_bare_machine(
    folder: Path, *arguments: str, servers: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run ``CASES`` where no program is on the PATH."""
    (folder / "test_cases.py").write_text(CASES, encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)),
        *("-p", "tests.servers.plugin", "-p", "no:cacheprovider", str(folder), *arguments),
    ]
    environment = {**os.environ, "PATH": str(folder), needs.REQUIRED: servers}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "in parallel"])
def test_what_is_missing_is_left_out_by_name(tmp_path: Path, workers: tuple[str, ...]) -> None:
    done = pytest_on_a_bare_machine(tmp_path, *workers)
    assert done.returncode == 0, done.stdout
    assert "2 need Chromium, which this machine lacks\n" in done.stdout
    assert "1 need Redis, which this machine lacks\n" in done.stdout
    assert "`make servers` installs what is missing\n" in done.stdout
    assert "2 passed" in done.stdout
    assert "skipped" not in done.stdout


def test_what_is_required_and_missing_is_an_error(tmp_path: Path) -> None:
    done = pytest_on_a_bare_machine(tmp_path, servers="required")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "Redis, Chromium. `make servers` installs what is missing." in done.stderr
    assert "passed" not in done.stdout


def test_a_misspelt_demand_is_an_error(tmp_path: Path) -> None:
    done = pytest_on_a_bare_machine(tmp_path, servers="require")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "MARKETPLACE_TEST_SERVERS is 'require'" in done.stderr


def test_a_test_is_marked_by_the_server_it_asks_for(tmp_path: Path) -> None:
    done = pytest_on_a_bare_machine(tmp_path, "-m", "not redis and not browser", "-q")
    assert done.returncode == 0, done.stdout
    assert "2 passed, 3 deselected" in done.stdout


@pytest.mark.postgres
def test_on_postgresql_only_the_tests_of_a_database_run(tmp_path: Path) -> None:
    done = pytest_on_a_bare_machine(tmp_path, "--database", "postgresql", "-q")
    assert "test_of_a_database" in done.stdout, "it asserts that the database is SQLite's, so it fails here"
    assert "1 failed, 4 deselected" in done.stdout


def test_the_suite_runs_on_each_database_that_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find", lambda: Path("/usr/lib/postgresql/15/bin"))
    assert [one.title for one in run.runs()] == [
        "SQLite: concurrency and browser",
        "PostgreSQL: concurrency",
        "PostgreSQL",
        "SQLite",
    ]
    monkeypatch.setattr(postgres, "find", lambda: None)
    assert [one.title for one in run.runs()] == ["SQLite: concurrency and browser", "SQLite"]


def test_the_runs_share_all_tests_among_them() -> None:
    """Apart or together: every test is in one of the runs on SQLite."""
    apart, together = (one.arguments for one in run.runs() if one.title.startswith("SQLite"))
    assert apart[-1] == "concurrency or browser"
    assert together[-1] == "not concurrency and not browser"


def test_a_whole_folder_runs_apart(tmp_path: Path) -> None:
    folder = tmp_path / "concurrency"
    folder.mkdir()
    done = pytest_on_a_bare_machine(folder, "-m", "concurrency", "-q")
    assert "2 passed, 3 deselected" in done.stdout


def test_every_need_has_its_marker(pytestconfig: pytest.Config) -> None:
    markers = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert {need.marker for need in needs.NEEDS} | set(plugin.APART.values()) <= markers
    assert {"database_url", "make_database"} == plugin.DATABASE_FIXTURES
