"""What ``flask marketplace`` says of a database that is not as the code needs it: one line, exit code 1."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from config.app import create_app
from marketplace import migrate
from marketplace.doctor import examine
from marketplace.kernel.i18n import speaking
from tests.conftest import engine_of
from tests.servers import postgres
from tests.servers.processes import free_port

NO_TABLES = "Error: the database has no tables of the marketplace yet: run `flask marketplace db upgrade`\n"

SECRET = "geheim"

Run = Callable[..., tuple[int, str]]


def site(folder: Path, database: str, **more: Any) -> Flask:
    """A site over that database."""
    values = {"SECRET_KEY": "test", "MARKETPLACE_INSTANCE": str(folder), "MARKETPLACE_DATABASE": database}
    return create_app(values | more)


def runner_of(app: Flask) -> Run:
    """Runs ``flask marketplace …``: exit code and what it printed. An exception nobody expected goes on."""

    def run(*arguments: str) -> tuple[int, str]:
        with app.app_context():
            done = app.test_cli_runner().invoke(args=["marketplace", *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    return run


@pytest.fixture
def app(tmp_path: Path, make_database: Callable[[], str]) -> Iterator[Flask]:
    """A site over an empty database."""
    made = site(tmp_path, make_database())
    yield made
    with made.app_context():
        engine_of(made).dispose()


@pytest.fixture
def run(app: Flask) -> Run:
    """Commands of that site."""
    return runner_of(app)


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    scripts = ScriptDirectory(str(migrate.folder()))
    return [script.revision for script in scripts.walk_revisions()][::-1]


def at(app: Flask) -> str | None:
    with app.app_context(), engine_of(app).connect() as connection:
        return migrate.current_revision(connection)


def test_up_and_down_name_the_revision_that_results(app: Flask, run: Run) -> None:
    first, newest = revisions()[0], migrate.head()
    code, said = run("db", "upgrade")
    assert code == 0
    assert re.fullmatch(
        rf"database is at {newest}\nplaces as of \d\d/\d\d/\d{{4}}: [1-9]\d+ added, 0 updated\n", said
    )
    assert run("db", "check") == (0, f"database is at {newest} and agrees with the models\n")
    # Twice is once.
    assert run("db", "upgrade")[1].endswith(": 0 added, 0 updated\n")
    assert run("db", "downgrade", first) == (0, f"database is at {first}\n")
    assert run("db", "downgrade", "base") == (0, "database is at base\n")
    assert run("db", "check") == (1, NO_TABLES)
    # By name or by a step, what is printed is where the tables are.
    assert run("db", "upgrade", "+1")[1].splitlines()[0] == f"database is at {first}"
    assert run("db", "downgrade", "-1") == (0, "database is at base\n")
    assert run("db", "upgrade", first[:6])[1].splitlines()[0] == f"database is at {first}"
    assert run("db", "downgrade") == (0, "database is at base\n")
    assert at(app) is None


@pytest.mark.parametrize(
    ("command", "to"), [("upgrade", "nonsense"), ("downgrade", "nonsense"), ("downgrade", "-99")]
)
def test_a_revision_there_is_not_changes_nothing(app: Flask, run: Run, command: str, to: str) -> None:
    run("db", "upgrade")
    newest = migrate.head()
    code, said = run("db", command, to)
    assert code == 1
    assert said.startswith(f"Error: no way to revision '{to}' from {newest}: ")
    assert said.endswith(f"; there are: base, {', '.join(sorted(revisions()))}\n")
    assert said.count("\n") == 1
    assert at(app) == newest
    assert run("db", "check")[0] == 0


def test_tables_of_a_newer_version_are_left_alone(app: Flask, run: Run) -> None:
    run("db", "upgrade")
    with app.app_context(), engine_of(app).begin() as connection:
        connection.execute(text(f"UPDATE {migrate.VERSION_TABLE} SET version_num = 'fromthefuture'"))
    said = (
        "Error: the database is at revision fromthefuture, which this code does not know: "
        "run the version that made it\n"
    )
    assert run("db", "check") == run("gate", "cam") == (1, said)
    assert run("db", "upgrade")[0] == 1
    assert at(app) == "fromthefuture"


COMMANDS = {
    "gate": ["gate", "cam-khe-may"],
    "demo": ["demo"],
    "import": ["import-recognitions", __file__, "--province", "42"],
    "confirm": ["import-recognitions", "--confirm", "X", "--as", "a@example.vn"],
    "create-user": ["create-user", "a@example.vn", "--name", "A", "--role", "officer:province:42"],
    "audit": ["audit", "verify"],
    "reindex": ["reindex"],
    "sweep": ["jobs", "sweep"],
    "work": ["jobs", "work"],
}


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_without_tables_every_command_says_what_to_run(run: Run, command: str) -> None:
    assert run(*COMMANDS[command]) == (1, NO_TABLES)
    # Help needs no database.
    code, said = run(*COMMANDS[command], "--help")
    assert code == 0
    assert said.startswith("Usage: ")


def test_tables_of_an_older_version_are_to_be_upgraded(run: Run) -> None:
    first, newest = revisions()[0], migrate.head()
    assert first != newest
    run("db", "upgrade", first)
    assert run("audit", "verify") == (
        1,
        f"Error: the database is at revision {first}, the code needs {newest}: run `flask marketplace db upgrade`\n",
    )


def test_a_table_that_was_dropped_is_named(app: Flask, run: Run) -> None:
    run("db", "upgrade")
    with app.app_context(), engine_of(app).begin() as connection:
        connection.execute(text("DROP TABLE mkt_kernel_audit_head"))
    assert run("audit", "verify") == (
        1,
        "Error: tables are missing: mkt_kernel_audit_head; `flask marketplace db check` says what differs\n",
    )
    assert run("db", "check") == (
        1,
        "Error: tables differ from the models: add table mkt_kernel_audit_head\n",
    )


def test_the_doctor_stops_at_tables_that_are_not_there(run: Run) -> None:
    code, said = run("doctor")
    assert code == 1
    first, *rest = said.splitlines()
    assert re.fullmatch(r"ok   database: (sqlite|postgresql) answers", first)
    assert rest == [
        "BAD  migrations: the database has no tables of the marketplace yet: run `flask marketplace db upgrade`"
    ]


def drop_triggers(app: Flask) -> str:
    """Take away what keeps the audit log; the names, as they are told."""
    with app.app_context(), engine_of(app).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER mkt_kernel_audit_no_update"))
            connection.execute(text("DROP TRIGGER mkt_kernel_audit_no_delete"))
            connection.execute(text("DROP TRIGGER mkt_kernel_audit_no_replace"))
            names = ", ".join(f"mkt_kernel_audit_no_{verb}" for verb in ("update", "delete", "replace"))
            return f"{names} on mkt_kernel_audit are missing"
        connection.execute(text("DROP TRIGGER mkt_kernel_audit_no_change ON mkt_kernel_audit"))
        return "mkt_kernel_audit_no_change on mkt_kernel_audit is missing"


def disarm_triggers(app: Flask) -> str:
    """Leave them there without effect."""
    with app.app_context(), engine_of(app).begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER mkt_kernel_audit_no_update"))
            connection.execute(
                text(
                    "CREATE TRIGGER mkt_kernel_audit_no_update BEFORE UPDATE ON mkt_kernel_audit BEGIN SELECT 1; END"
                )
            )
            return "mkt_kernel_audit_no_update on mkt_kernel_audit is missing"
        connection.execute(text("ALTER TABLE mkt_kernel_audit DISABLE TRIGGER mkt_kernel_audit_no_change"))
        return "mkt_kernel_audit_no_change on mkt_kernel_audit is missing"


@pytest.mark.parametrize("meddle", [drop_triggers, disarm_triggers])
def test_a_log_that_can_be_changed_is_found(app: Flask, run: Run, meddle: Callable[[Flask], str]) -> None:
    run("db", "upgrade")
    with app.app_context(), speaking("en"):
        found = {str(finding.subject): finding for finding in examine()}
        assert (found["audit triggers"].ok, str(found["audit triggers"].found)) == (
            True,
            "the log can only be added to",
        )

    said = f"the audit log can be changed unseen: {meddle(app)}, disabled or without effect. "
    code, told = run("db", "check")
    assert code == 1
    assert told.startswith(f"Error: {said}")
    with app.app_context(), speaking("en"):
        found = {str(finding.subject): finding for finding in examine()}
        assert not found["audit triggers"].ok
        assert str(found["audit triggers"].found).startswith(said)
    assert found["audit log"].ok
    assert run("doctor")[0] == 1


@pytest.mark.postgres
@pytest.mark.parametrize("command", ["gate", "demo", "audit", "doctor", "db"])
def test_a_server_that_is_down_is_named(tmp_path: Path, command: str) -> None:
    port = free_port()
    app = site(tmp_path, f"postgresql+psycopg://market:{SECRET}@127.0.0.1:{port}/market")
    code, said = runner_of(app)(*(["db", "upgrade"] if command == "db" else COMMANDS.get(command, [command])))
    assert code == 1
    assert f"the database market on 127.0.0.1:{port} does not answer: " in said
    assert said.startswith("BAD  database: " if command == "doctor" else "Error: the database ")
    assert SECRET not in said
    assert "Traceback" not in said


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "market.db"
    file.write_text("a letter, not a database, and long enough to be read as one" * 20)
    app = site(tmp_path, f"sqlite:///{file}")
    run = runner_of(app)
    said = f"Error: the database file {file} cannot be used: file is not a database\n"
    assert run("gate", "cam") == run("db", "upgrade") == (1, said)


@pytest.mark.postgres
def test_a_role_that_may_not_make_tables_is_told(tmp_path: Path, postgres_url: str) -> None:
    url = make_url(postgres.create_database(postgres_url, "market_of_another"))
    owner = create_engine(url)
    with owner.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS mkt_reader"))
        connection.execute(text("CREATE ROLE mkt_reader LOGIN"))
    owner.dispose()
    app = site(tmp_path, url.set(username="mkt_reader").render_as_string())
    code, said = runner_of(app)("db", "upgrade")
    assert (code, said) == (
        1,
        f"Error: the database {url.database} on {url.host}:{url.port} refuses: permission denied for schema public\n",
    )
    with app.app_context():
        engine_of(app).dispose()
