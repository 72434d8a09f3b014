"""Site and job worker under one supervisor: ``python -m config.serve``.

Starts granian with the site and ``flask marketplace jobs work`` as children. A child that dies is started again, a
little later each time. SIGTERM or SIGINT stops both, the worker after the job at hand; whoever has not stopped after
``GRACE`` seconds is ended. The supervisor exits when both are gone.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

GRACE = 15.0
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

    def start(self) -> None:
        """Start it, in a group of its own, so that a Ctrl-C reaches it once, through us."""
        self.process = subprocess.Popen(self.command, start_new_session=True)
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
        lived = time.monotonic() - self.started
        self.failures = 0 if lived > CALM else self.failures + 1
        wait = 0.0 if lived > CALM else min(0.25 * 2**self.failures, 20.0)
        print(f"[{self.name}] ended with {status} after {lived:.1f} s; again in {wait:.1f} s", flush=True)
        # What the dead parent left behind in its group must not keep the port.
        self.kill_group()
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
        print(f"[{self.name}] stopped", flush=True)

    def kill_group(self) -> None:
        """End the whole process group."""
        pid = self.process.pid if self.process else 0
        if pid:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def children(host: str, port: int, workers: int) -> list[Child]:
    """The site and the worker, run by the Python that runs us."""
    site = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *(
            "--workers",
            str(workers),
            "--blocking-threads",
            "1",
            "--backpressure",
            "256",
            "--respawn-failed-workers",
        ),
        *("--workers-kill-timeout", "10", "--no-ws", "--log-level", "warning", "wsgi:app"),
    ]
    worker = [sys.executable, "-m", "flask", "--app", "wsgi", "marketplace", "jobs", "work"]
    return [Child("site", site), Child("worker", worker)]


def _port(text: str) -> int:
    """A port's number; anything else is refused by the parser with its words."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number from 1 to 65535")
    return int(text)


def taken(host: str, port: int) -> bool:
    """True when somebody serves there already. The server itself would share the port without a word."""
    with socket.socket() as probe:
        # A port that was in use a moment ago may be taken again at once.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def main(argv: Sequence[str] | None = None) -> int:
    """Run until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m config.serve", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
    parser.add_argument("--port", type=_port, default=os.environ.get("PORT", "5000"))
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS", "2")))
    given = parser.parse_args(argv)
    if taken(given.host, given.port):
        print(f"Cổng {given.port} đang có chương trình khác dùng.", file=sys.stderr)
        print("Dừng nó, hoặc chọn cổng khác: PORT=8000 make serve", file=sys.stderr)
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
        time.sleep(0.1)
    for child in crew:
        child.stop()
    deadline = time.monotonic() + GRACE
    for child in crew:
        child.finish(deadline)
    return 0


if __name__ == "__main__":
    sys.exit(main())
