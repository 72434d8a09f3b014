"""A real Redis of our own: loopback only, a free port, nothing written to disk.

``python -m tests.servers.redis`` starts one for looking at things by hand, until Ctrl-C.
"""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.processes import HOST, ServerFailedError, end, free_port, hold_open, wait_until


def find() -> Path | None:
    """The Redis server installed, if any. Valkey speaks the same protocol and serves as well."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    return Path(program) if program else None


class Redis:
    """A running server with sixteen databases; ``url`` is number 0."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path, port: int) -> None:
        self.process = process
        self.folder = folder
        self.port = port

    @classmethod
    def start(cls) -> Redis:
        """Serve from an empty memory. ``ServerFailedError`` where Redis is missing or does not start."""
        program = find()
        if program is None:
            raise ServerFailedError("Redis is not installed")
        folder = Path(tempfile.mkdtemp(prefix="marketplace-redis-"))
        port = free_port()
        log = folder / "server.log"
        command = [str(program), "--bind", HOST, "--port", str(port), "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        server = cls(process, folder, port)
        try:
            wait_until(server._answers, process=process, log=log, seconds=10)
        except BaseException:
            server.stop()
            raise
        return server

    @property
    def url(self) -> str:
        """The URL of database 0."""
        return self.url_of(0)

    def url_of(self, number: int) -> str:
        """The URL of one of the sixteen databases."""
        return f"redis://{HOST}:{self.port}/{number}"

    def flush(self) -> None:
        """Forget everything in every database."""
        self._say(b"FLUSHALL")

    def stop(self) -> None:
        """End the server and remove its folder."""
        end(self.process, signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            return self._say(b"PING") == b"+PONG"
        except OSError:
            return False

    def _say(self, command: bytes) -> bytes:
        with socket.create_connection((HOST, self.port), timeout=5) as connection:
            connection.sendall(command + b"\r\n")
            return connection.makefile("rb").readline().rstrip()


@contextmanager
def running() -> Iterator[Redis]:
    """A server for as long as the block lasts."""
    server = Redis.start()
    try:
        yield server
    finally:
        server.stop()


if __name__ == "__main__":
    with running() as server:
        hold_open(server.url)
