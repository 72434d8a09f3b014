"""The whole site as it runs in life: supervisor, web server and job worker, in an instance folder of its own.

``with served(folder) as site:`` makes the tables and waits until ``/healthz`` says that everything answers.
``site.app()`` is the same market inside the test's own process, to arrange and to look; what is *done* to the site
goes over HTTP.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.servers.processes import HOST, ServerFailedError, end, free_port, tail, wait_until

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
STARTED = re.compile(r"^\[(site|worker)\] started, pid (\d+)$", re.MULTILINE)
READY_SECONDS = 180


class Site:
    """A market served on a port of its own. ``database_url`` is ``None`` for SQLite in the instance folder."""

    def __init__(
        self,
        instance: Path,
        *,
        database_url: str | None = None,
        settings: Mapping[str, str] | None = None,
        workers: int = 2,
    ) -> None:
        self.instance = instance
        self.port = free_port()
        self.log = instance / "serve.log"
        self._workers = workers
        self._overrides = {"MARKETPLACE_INSTANCE": str(instance), "MARKETPLACE_BASE_URL": self.url}
        if database_url:
            self._overrides["MARKETPLACE_DATABASE"] = database_url
        self._overrides.update(settings or {})
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._app: Flask | None = None
        instance.mkdir(parents=True, exist_ok=True)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    @property
    def supervisor_pid(self) -> int:
        """The process id of the supervisor; the site must be started."""
        assert self._supervisor is not None, "the site is not started"
        return self._supervisor.pid

    def app(self) -> Flask:
        """The same market in this process: same database, folder and settings. Made once."""
        if self._app is None:
            from config.app import create_app

            self._app = create_app(dict(self._overrides))
        return self._app

    def close(self) -> None:
        """Stop, and let go of the database in this process too."""
        self.stop()
        if self._app is not None:
            with self._app.app_context():
                self._app.extensions["sqlalchemy"].engine.dispose()
            self._app = None

    def command(self, *arguments: str) -> str:
        """Run ``flask marketplace …`` against this site; its output. ``ServerFailedError`` when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "marketplace", *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise ServerFailedError(f"flask marketplace {' '.join(arguments)}:\n{done.stdout}")
        return done.stdout

    def start(self) -> None:
        """Serve, and return when the site says that database, migrations and jobs answer."""
        with self.log.open("ab") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-m", "config.serve", "--host", HOST, "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment() | {"WEB_WORKERS": str(self._workers)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        wait_until(self.is_healthy, process=self._supervisor, log=self.log, seconds=READY_SECONDS)

    def stop(self) -> None:
        """End the site as an operator does: the supervisor stops both of its children cleanly."""
        if self._supervisor is None:
            return
        pids = self.pids()
        end(self._supervisor, signal.SIGTERM, seconds=30)
        for pid in pids.values():
            _kill_group(pid)
        self._supervisor = None

    def restart(self) -> None:
        """Stop and start again on the same port, over the same data."""
        self.stop()
        self.start()

    def kill9_web(self) -> None:
        """``kill -9`` of the web server with all its workers. The supervisor starts it again by itself."""
        _kill_group(self.pids()["site"])

    def kill9_worker(self) -> None:
        """``kill -9`` of the job worker. The supervisor starts it again by itself."""
        _kill_group(self.pids()["worker"])

    def kill9_everything(self) -> None:
        """What a power cut does: supervisor, web server and worker are gone at once; ``start()`` comes after."""
        if self._supervisor is None:
            return
        end(self._supervisor, signal.SIGKILL)
        for pid in self.pids().values():
            _kill_group(pid)
        # The kernel takes a moment to bury them, and until then their port is taken.
        deadline = time.monotonic() + READY_SECONDS
        while not _is_free(self.port):
            if time.monotonic() > deadline:
                raise ServerFailedError(f"port {self.port} is still taken\n{tail(self.log)}")
            time.sleep(0.02)
        self._supervisor = None

    def pids(self) -> dict[str, int]:
        """The process ids of ``site`` and ``worker`` as they were last started; each leads its process group."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return {name: int(pid) for name, pid in STARTED.findall(text)}

    def wait_until_healthy(self) -> None:
        """After a kill: return once the supervisor has brought the site back."""
        assert self._supervisor is not None, "the site is not started"
        wait_until(self.is_healthy, process=self._supervisor, log=self.log, seconds=READY_SECONDS)

    def wait_until_idle(self, seconds: float = 30) -> None:
        """Return once every job in the outbox is done. ``ServerFailedError`` after ``seconds``."""
        deadline = time.monotonic() + seconds
        while waiting := self._waiting_jobs():
            if time.monotonic() > deadline:
                raise ServerFailedError(f"{waiting} jobs still wait after {seconds:g} s\n{tail(self.log)}")
            time.sleep(0.05)

    def _waiting_jobs(self) -> int:
        from sqlalchemy import func, select

        from marketplace.kernel import clock, db
        from marketplace.kernel.outbox import OutboxRow

        with self.app().app_context():
            open_rows = select(func.count()).where(
                OutboxRow.done_at.is_(None),
                OutboxRow.failed_at.is_(None),
                OutboxRow.available_at <= clock.now(),
            )
            waiting: int = db.session().scalar(open_rows) or 0
            return waiting

    def is_healthy(self) -> bool:
        """Whether ``/healthz`` answers 200 just now."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def environment(self) -> dict[str, str]:
        """The environment of its processes: this one's, with the site's own settings and no others."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("MARKETPLACE_")}
        return {**inherited, **self._overrides}


@contextmanager
def served(
    instance: Path,
    *,
    database_url: str | None = None,
    demo: bool = False,
    settings: Mapping[str, str] | None = None,
    workers: int = 2,
) -> Iterator[Site]:
    """A site with its tables made, and the demo market in it if asked for, served while the block lasts."""
    site = Site(instance, database_url=database_url, settings=settings, workers=workers)
    site.command("db", "upgrade")
    if demo:
        site.command("demo")
    try:
        site.start()
        yield site
    finally:
        site.close()


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
