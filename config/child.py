"""Runs a module as ``python -m`` does, and stops when the supervisor that started it is gone, however it went.

``python -m config.child granian …`` runs granian. Standard input is a pipe whose other end only the supervisor holds
and never writes to: the kernel closes it when the supervisor ends, by ``kill -9`` too, and the read that waits here
returns. Then this process is told to stop as by the supervisor itself; what has not stopped after ``GRACE`` seconds is
ended with all of its group.
"""

import os
import runpy
import signal
import sys
import threading
import time

GRACE = 15.0
"""Seconds for the job or the requests at hand."""


def stop_with_supervisor(pipe: int) -> None:
    """Wait until ``pipe`` is closed at its other end; then stop this process, whole group and all."""
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Watch, and be the module that is named."""
    # A copy that no process started from here inherits: granian and huey may do with standard input what they like.
    pipe = os.dup(sys.stdin.fileno())
    threading.Thread(target=stop_with_supervisor, args=(pipe,), name="supervisor", daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
