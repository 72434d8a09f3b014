"""Fixtures for the real servers, the choice of database, and the honest account of what was left out.

``--database postgresql`` runs the tests that touch a database on PostgreSQL, one database for each worker
of pytest-xdist on one server. A test that needs a server says so by asking for its fixture or by its marker;
where the server is missing the test is deselected, and the end of the run says so. With
``MARKETPLACE_TEST_SERVERS=required`` a missing server is an error instead.
"""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.servers import chromium, needs, postgres, redis, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ("tests.network",)

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DATABASE_FIXTURES = frozenset({"database_url", "make_database"})
APART = {"concurrency": "concurrency", "e2e": "browser"}
"""Folder of tests, and the marker that all of its tests carry."""
LEFT_OUT = pytest.StashKey[Counter[str]]()
SERVER = pytest.StashKey[postgres.Postgres]()
PICTURES = "MARKETPLACE_TEST_PICTURES"
"""Names a folder in which the pictures of long walks are kept, to be looked at; without it none are taken."""
PICTURES_FOLDER = pytest.StashKey[Path | None]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option: which database."""
    parser.addoption(
        "--database",
        choices=(SQLITE, POSTGRESQL),
        default=SQLITE,
        help="the database under the tests that touch one (default: sqlite)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to begin where a server that is asked for is missing."""
    config.stash[LEFT_OUT] = Counter()
    try:
        required = needs.are_required()
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    absent = needs.missing()
    if required and absent:
        raise pytest.UsageError(needs.complaint(absent))
    if config.getoption("database") == POSTGRESQL and postgres.find() is None:
        raise pytest.UsageError(
            f"--database={POSTGRESQL}: PostgreSQL is missing. `{needs.COMMAND}` installs it."
        )
    # The site reads every MARKETPLACE_* of its environment and refuses those that it does not know.
    os.environ.pop(needs.REQUIRED, None)
    folder = os.environ.pop(PICTURES, "")
    config.stash[PICTURES_FOLDER] = Path(folder).absolute() if folder else None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Let the workers of pytest-xdist share one PostgreSQL, which the controller starts and stops."""
    if node.config.getoption("database") == POSTGRESQL:
        node.workerinput["postgres_url"] = _server(node.config).url


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    server = config.stash.get(SERVER, None)
    if server is not None:
        server.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a server, then keep what this machine and this database can run."""
    absent = needs.missing()
    on_postgresql = config.getoption("database") == POSTGRESQL
    kept: list[pytest.Item] = []
    dropped: list[pytest.Item] = []
    for item in items:
        for folder in APART.keys() & set(_parents(item.path, config.rootpath)):
            item.add_marker(APART[folder])
        lacking = next((need for need in _needs_of(item) if need in absent), None)
        if lacking is not None:
            config.stash[LEFT_OUT][lacking.name] += 1
        touches_database = DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        (dropped if lacking is not None or (on_postgresql and not touches_database) else kept).append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept


def _parents(path: Path, root: Path) -> tuple[str, ...]:
    """The folders above a test, up to the top of the checkout, whatever the checkout itself is called."""
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return inside.parts[:-1]


def _needs_of(item: pytest.Item) -> list[needs.Need]:
    found = []
    for need in needs.NEEDS:
        if need.fixtures.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(need.marker)
        if item.get_closest_marker(need.marker):
            found.append(need)
    return found


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the controller what it left out."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        left_out = session.config.stash[LEFT_OUT]
        output["left_out"] = dict(left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker collects every test, so one account stands for all."""
    left_out: dict[str, int] | None = getattr(node, "workeroutput", {}).get("left_out")
    if left_out is not None:
        account = node.config.stash[LEFT_OUT]
        account.clear()
        account.update(left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name what was left out, and the command that brings it."""
    left_out = config.stash[LEFT_OUT]
    if not left_out:
        return
    terminalreporter.section("left out")
    for name, count in sorted(left_out.items()):
        terminalreporter.line(f"{count} need {name}, which this machine lacks")
    terminalreporter.line(f"`{needs.COMMAND}` installs what is missing")


def _server(config: pytest.Config) -> postgres.Postgres:
    if SERVER not in config.stash:
        config.stash[SERVER] = postgres.Postgres.start()
    return config.stash[SERVER]


def _worker(config: pytest.Config) -> str:
    worker: str = getattr(config, "workerinput", {}).get("workerid", "main")
    return worker


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    """The maintenance database of a real PostgreSQL. Make a database of your own: ``make_postgres_database``."""
    shared: str | None = getattr(pytestconfig, "workerinput", {}).get("postgres_url")
    return shared or _server(pytestconfig).url


@pytest.fixture(scope="session")
def make_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes empty databases of the kind that the run is on, for tests that need true commits; returns the URL."""
    numbers = itertools.count(1)
    if request.config.getoption("database") == SQLITE:
        folder = tmp_path_factory.mktemp("databases")
        return lambda: f"sqlite:///{folder / f'market-{next(numbers)}.db'}"
    server_url = request.getfixturevalue("postgres_url")
    worker = _worker(request.config)
    # They go with the server at the end of the run.
    return lambda: postgres.create_database(server_url, f"market_{worker}_{next(numbers)}")


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, make_database: Callable[[], str]) -> str | None:
    """The database of the run: a PostgreSQL URL of this worker's own, or ``None`` for the site's own SQLite file."""
    return None if request.config.getoption("database") == SQLITE else make_database()


@pytest.fixture(scope="session")
def _redis() -> Iterator[redis.Redis]:
    with redis.running() as server:
        yield server


@pytest.fixture
def redis_url(_redis: redis.Redis) -> str:
    """An empty database of a real Redis."""
    _redis.flush()
    return _redis.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Open a context of your own: ``browser.new_context(viewport=…)``."""
    with chromium.running() as it:
        yield it


@pytest.fixture(scope="session")
def pictures_folder(pytestconfig: pytest.Config) -> Path | None:
    """Where pictures are to be kept, if anywhere."""
    return pytestconfig.stash[PICTURES_FOLDER]


@pytest.fixture(scope="session")
def demo_site(
    tmp_path_factory: pytest.TempPathFactory, make_database: Callable[[], str]
) -> Iterator[site.Site]:
    """The demo market, served once for the run on its database. What a test does to it stays."""
    with site.served(tmp_path_factory.mktemp("demo"), database_url=make_database(), demo=True) as served:
        yield served


@pytest.fixture
def empty_site(tmp_path: Path, make_database: Callable[[], str]) -> Iterator[site.Site]:
    """A market of this test's own, with its tables and nothing in them, served."""
    with site.served(tmp_path / "instance", database_url=make_database()) as served:
        yield served
