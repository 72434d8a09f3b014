"""What every server started by a test has in common: a free loopback port, a wait until it answers, an end by PID."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

HOST = "127.0.0.1"


class ServerFailedError(RuntimeError):
    """A server that is installed did not start. The text ends with what it wrote."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(
    ready: Callable[[], bool], *, process: subprocess.Popen[bytes], log: Path, seconds: float
) -> None:
    """Return once ``ready()``; ``ServerFailedError`` when the process ends or ``seconds`` pass before that."""
    deadline = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None:
            raise ServerFailedError(f"{_name(process)} ended with {process.returncode}\n{tail(log)}")
        if time.monotonic() > deadline:
            end(process, signal.SIGKILL)
            raise ServerFailedError(f"{_name(process)} did not answer in {seconds:g} s\n{tail(log)}")
        time.sleep(0.02)


def end(
    process: subprocess.Popen[bytes], sign: signal.Signals = signal.SIGTERM, *, seconds: float = 20
) -> None:
    """Send ``sign`` to the process and wait for it; one that stays longer than ``seconds`` is killed."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(sign)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def hold_open(url: str) -> None:
    """Print the address of a server and wait for Ctrl-C or SIGTERM."""
    signs = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signs)
    print(url, flush=True)
    signal.sigwait(signs)


def tail(log: Path, lines: int = 30) -> str:
    """The last lines of a log; empty when there is none."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _name(process: subprocess.Popen[bytes]) -> str:
    arguments = process.args
    return str(arguments[0] if isinstance(arguments, list | tuple) else arguments)
