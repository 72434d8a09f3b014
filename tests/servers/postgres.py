"""A real PostgreSQL of our own: loopback only, a free port, thrown away at the end.

PostgreSQL refuses to run as root, so root starts it as the system's user ``postgres``, who also owns
the folder. Durability is off: the data does not outlive the test run.

``python -m tests.servers.postgres`` starts one for looking at things by hand, until Ctrl-C.
"""

from __future__ import annotations

import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.servers.processes import HOST, ServerFailedError, end, free_port, hold_open, tail, wait_until

USER = "app"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


def find() -> Path | None:
    """The folder of the newest PostgreSQL server installed, if any."""
    candidates = [folder for pattern in PLACES for folder in Path("/").glob(pattern.removeprefix("/"))]
    candidates.sort(key=_version, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    return next((folder for folder in candidates if (folder / "initdb").exists()), None)


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(letter if letter.isdigit() else " " for letter in folder.parent.name).split()
    return tuple(int(number) for number in digits)


class Postgres:
    """A running server. ``url`` is its maintenance database; tests work in databases of their own."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path, port: int) -> None:
        self.process = process
        self.folder = folder
        self.port = port

    @classmethod
    def start(cls, *, durable: bool = False) -> Postgres:
        """Make a cluster and serve it. ``ServerFailedError`` where PostgreSQL is missing or does not start."""
        binaries = find()
        if binaries is None:
            raise ServerFailedError("PostgreSQL is not installed")
        folder = Path(tempfile.mkdtemp(prefix="marketplace-postgres-"))
        try:
            _own(folder)
            _initialise(binaries, folder)
            return cls._serve(binaries, folder, durable=durable)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @classmethod
    def _serve(cls, binaries: Path, folder: Path, *, durable: bool) -> Postgres:
        port = free_port()
        log = folder / "server.log"
        settings = {
            "listen_addresses": HOST,
            "port": port,
            "unix_socket_directories": "",
            **dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on" if durable else "off"),
            "max_connections": 300,
            "shared_buffers": "128MB",
            "timezone": "UTC",
        }
        command = [str(binaries / "postgres"), "-D", str(folder / "data")]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as output:
            process: subprocess.Popen[bytes] = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **_as_owner()
            )
        server = cls(process, folder, port)
        wait_until(server._answers, process=process, log=log, seconds=30)
        return server

    @property
    def url(self) -> str:
        """The SQLAlchemy URL of the maintenance database."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        return f"postgresql+psycopg://{USER}@{HOST}:{self.port}/{database}"

    def stop(self) -> None:
        """End the server at once and remove its folder."""
        end(self.process, signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        import psycopg

        try:
            with psycopg.connect(dsn(self.url), connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False


def dsn(url: str) -> str:
    """The URL as psycopg itself reads it, without SQLAlchemy's driver name."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def create_database(server_url: str, name: str) -> str:
    """Make the empty database ``name`` on the server that ``server_url`` points at; its own URL is returned.

    One of that name is dropped first, whoever is connected to it.
    """
    from psycopg import sql

    drop_database(server_url, name)
    _run(server_url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{server_url.rsplit('/', 1)[0]}/{name}"


def drop_database(server_url: str, name: str) -> None:
    """Drop the database ``name``, whoever is connected to it, if it exists."""
    from psycopg import sql

    _run(server_url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(server_url: str, statement: Any) -> None:
    import psycopg

    with psycopg.connect(dsn(server_url), autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def running(*, durable: bool = False) -> Iterator[Postgres]:
    """A server for as long as the block lasts. ``durable`` is for measuring: commits reach the disk as in life."""
    server = Postgres.start(durable=durable)
    try:
        yield server
    finally:
        server.stop()


def _initialise(binaries: Path, folder: Path) -> None:
    command: list[str | Path] = [binaries / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust"]
    command += ["-E", "UTF8", "--locale", "C.UTF-8" if sys.platform == "linux" else "C", "--no-sync"]
    log = folder / "initdb.log"
    with log.open("wb") as output:
        code = subprocess.call(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output, **_as_owner()
        )
    if code:
        raise ServerFailedError(f"initdb ended with {code}\n{tail(log)}")


@functools.cache
def _as_owner() -> dict[str, Any]:
    """Arguments for ``subprocess`` that give up root; none for anybody else."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _own(folder: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        shutil.chown(folder, "postgres", "postgres")
    except LookupError:
        raise ServerFailedError("PostgreSQL does not run as root, and there is no user postgres") from None


if __name__ == "__main__":
    with running() as server:
        hold_open(server.url)
