"""A database that cannot be used is told from a statement that cannot, and never with a password."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from marketplace.kernel.db_trouble import name_of, trouble
from tests.servers.processes import free_port

SECRET = "geheim"


def failure_of(url: str, statement: str = "SELECT 1") -> DBAPIError:
    engine = create_engine(url, connect_args={"connect_timeout": 2} if "psycopg" in url else {})
    try:
        with pytest.raises(DBAPIError) as failed, engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()
    return failed.value


def test_a_server_that_is_down_is_named_without_its_password() -> None:
    port = free_port()
    url = f"postgresql+psycopg://market:{SECRET}@127.0.0.1:{port}/market"
    said = trouble(failure_of(url), make_url(url))
    assert said.startswith(f"the database market on 127.0.0.1:{port} does not answer: connection failed: ")
    assert "Connection refused" in said
    assert SECRET not in said
    assert "\n" not in said


def test_a_file_whose_folder_is_missing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/nowhere/market.db"
    assert trouble(failure_of(url), make_url(url)) == (
        f"the database file {tmp_path}/nowhere/market.db cannot be used: unable to open database file; "
        "its folder has to exist and to be writable"
    )


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "market.db").write_text("a letter, not a database, and long enough to be read as one" * 20)
    url = f"sqlite:///{tmp_path}/market.db"
    assert trouble(failure_of(url, "SELECT * FROM sqlite_master"), make_url(url)) == (
        f"the database file {tmp_path}/market.db cannot be used: file is not a database"
    )


def test_a_statement_at_fault_is_no_trouble_of_the_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/market.db"
    assert trouble(failure_of(url, "SELECT * FROM nowhere"), make_url(url)) == ""


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql+psycopg://u:p@db.example/market", "the database market on db.example"),
        (
            "postgresql+psycopg://u:p@/market?host=/run/postgresql",
            "the database market on /run/postgresql",
        ),
        ("sqlite:////srv/market.db", "the database file /srv/market.db"),
    ],
)
def test_how_a_database_is_called(url: str, name: str) -> None:
    assert name_of(make_url(url)) == name
