"""Reading PDFs that people send, through PDFium in a process of its own: see :mod:`marketplace.media.pdf_process`.

PDFium is not made for several threads, and what is in such a file is not ours: it may be made to crash its reader, to
fill the memory or to keep it busy for ever. Here that costs one short process, and the reader is told.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Any, Final

from marketplace.kernel.errors import BackendUnavailable
from marketplace.kernel.i18n import Message

PROGRAM: Final = Path(__file__).with_name("pdf_process.py")
SECONDS: Final = 20
"""Until a file that is still being read counts as damaged: more than the process may compute."""

REFUSALS: Final = {
    "damaged": Message("Không đọc được tệp PDF này. Quét hoặc lưu lại rồi gửi."),
    "locked": Message("Tệp PDF có đặt mật khẩu. Gửi bản không khoá."),
    "active": Message("Tệp PDF có chứa mã lệnh hoặc tệp đính kèm. Gửi bản quét thường."),
    "size": Message("Trang trong tệp PDF quá nhỏ, quá lớn hoặc quá dài. Quét lại giấy rồi gửi."),
}
"""What the process says about a file, in words."""

_KEPT: Final = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # nothing else of our surroundings is its business
_ONE_AT_A_TIME: Final = Lock()


class Unreadable(Exception):
    """The file cannot be kept or shown; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def look(data: bytes) -> int:
    """How many pages it has. ``Unreadable`` when it is damaged, locked, does things, or has pages of absurd size."""
    answer, _ = _ask(data, "look")
    return int(answer["pages"])


def draw(data: bytes, page: int, width: int) -> bytes:
    """A WebP of one page, counted from 1, ``width`` pixels wide. ``Unreadable`` as above."""
    return _ask(data, "draw", str(page), str(width))[1]


def _ask(data: bytes, *asked: str) -> tuple[dict[str, Any], bytes]:
    command = [_python(), "-I", str(PROGRAM), *asked]
    surroundings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with _ONE_AT_A_TIME:
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=SECONDS, env=surroundings, check=False
            )
        except subprocess.TimeoutExpired:
            raise Unreadable(REFUSALS["damaged"]) from None
        except OSError as wrong:
            raise BackendUnavailable("pdf", str(wrong)) from wrong
    if done.returncode or not done.stdout:
        raise Unreadable(REFUSALS["damaged"])
    line, _, rest = done.stdout.partition(b"\n")
    answer = json.loads(line)
    if "refused" in answer:
        raise Unreadable(REFUSALS[answer["refused"]])
    return answer, rest


def _python() -> str:
    """The interpreter; servers that embed one call themselves ``sys.executable``."""
    if Path(sys.executable).name.startswith("python"):
        return sys.executable
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python3")
    return str(Path(sys.prefix, folder, name))
