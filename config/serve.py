"""Site and job worker under one supervisor: ``python -m config.serve``.

Starts granian with the site and ``flask marketplace jobs work`` as children. A child that dies is started again, a
little later each time. SIGTERM or SIGINT stops both, the worker after the job at hand; whoever has not stopped after
``GRACE`` seconds is ended. The supervisor exits when both are gone. A supervisor that is killed takes both with it: see
``config.child``.
"""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from config import settings
from config.child import GRACE
from marketplace.kernel import settings as market
from marketplace.kernel.settings import BadSetting

CALM = 30.0
"""A child that lived this many seconds is started again at once; one that did not waits longer each time."""


@dataclass
class Child:
    """One process that should be running."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)
    unusable: bool = False
    """It ended because it cannot work with its settings: the next one could not either."""

    def start(self) -> None:
        """Start it, in a group of its own, so that a Ctrl-C reaches it once, through us; its input tells of our end."""
        self.process = subprocess.Popen(self.command, start_new_session=True, stdin=subprocess.PIPE)
        self.started = time.monotonic()
        print(f"[{self.name}] started, pid {self.process.pid}", flush=True)

    def watch(self) -> None:
        """Start it, or start it again when it died and its wait is over."""
        if self.process is None:
            if time.monotonic() >= self.not_before:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self.unusable = status == settings.UNUSABLE
        lived = time.monotonic() - self.started
        self.failures = 0 if lived > CALM else self.failures + 1
        wait = 0.0 if lived > CALM else min(0.25 * 2**self.failures, 20.0)
        print(f"[{self.name}] ended with {status} after {lived:.1f} s; again in {wait:.1f} s", flush=True)
        # What the dead parent left behind in its group must not keep the port.
        self.kill_group()
        self.let_go()
        self.process, self.not_before = None, time.monotonic() + wait

    def stop(self) -> None:
        """Ask it to stop."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def finish(self, deadline: float) -> None:
        """Wait for it until the deadline, then end it and its children."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"[{self.name}] does not stop; ended", flush=True)
            self.kill_group()
            self.process.wait()
        self.let_go()
        print(f"[{self.name}] stopped", flush=True)

    def let_go(self) -> None:
        """Close our end of its input; it is gone."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()

    def kill_group(self) -> None:
        """End the whole process group."""
        pid = self.process.pid if self.process else 0
        if pid:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def children(host: str, port: int, workers: int) -> list[Child]:
    """The site and the worker, run by the Python that runs us. Jobs that are done where they arise need no worker."""
    child = (sys.executable, "-m", "config.child")
    site = [
        *(*child, "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "1", "--backpressure", "256"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--no-ws", "--log-level", "warning", "wsgi:app"),
    ]
    worker = [*child, "flask", "--app", "wsgi", "marketplace", "jobs", "work"]
    if os.environ.get("MARKETPLACE_JOBS") == "immediate:":
        return [Child("site", site)]
    return [Child("site", site), Child("worker", worker)]


def refusal(host: str, port: int) -> str:
    """Why one cannot listen there; empty when one can. The server itself would share the port without a word."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # A port that was in use a moment ago may be taken again at once.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Cổng {port} đang có chương trình khác dùng.\n"
                "Dừng nó, hoặc chọn cổng khác: PORT=8000 make serve"
            )
        if error.errno in {errno.EACCES, errno.EPERM}:
            return f"Không được phép mở cổng {port}. Chọn cổng từ 1024 trở lên: PORT=8000 make serve"
        return f"Không mở được địa chỉ {host!r} (HOST): {error.strerror or error}"
    return ""


def read(argv: Sequence[str] | None) -> argparse.Namespace:
    """Where to listen and with how many processes: by arguments, else by the environment. ``BadSetting`` by name."""
    parser = argparse.ArgumentParser(prog="python -m config.serve", description=__doc__)
    parser.add_argument("--host")
    parser.add_argument("--port")
    parser.add_argument("--workers")
    asked = parser.parse_args(argv)
    typed = {"HOST": asked.host, "PORT": asked.port, "WEB_WORKERS": asked.workers}
    given = {**os.environ, **{name: value for name, value in typed.items() if value is not None}}
    # Each process reads the others too; what can be told without the database is told once, here.
    market.read(settings.marketplace(os.environ, Path()))
    return argparse.Namespace(
        host=given.get("HOST") or "127.0.0.1", port=settings.port(given), workers=settings.workers(given)
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run until told to stop."""
    try:
        given = read(argv)
    except BadSetting as refused:
        print(f"Error: {refused}", file=sys.stderr)
        return settings.UNUSABLE
    if why := refusal(given.host, given.port):
        print(why, file=sys.stderr)
        return 2

    stopping = False

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)

    # Links in mails and on papers lead to where this site is served, unless a setting says otherwise.
    os.environ.setdefault("MARKETPLACE_BASE_URL", f"http://{given.host}:{given.port}")
    crew = children(given.host, given.port, given.workers)
    print(f"Chợ mở tại http://{given.host}:{given.port}/  (Ctrl-C để dừng)", flush=True)
    while not stopping:
        for child in crew:
            child.watch()
            stopping = stopping or child.unusable
        time.sleep(0.1)
    for child in crew:
        child.stop()
    deadline = time.monotonic() + GRACE
    for child in crew:
        child.finish(deadline)
    return settings.UNUSABLE if any(child.unusable for child in crew) else 0


if __name__ == "__main__":
    sys.exit(main())
