"""Files in a folder: the embedded storage. ``file:<folder>``, relative to where the site was started."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from flask import Flask

from marketplace.media.storage import MissingFile, checked


class FileStorage:
    """Keeps each file at ``<root>/<kind>/<two digits>/<file>``, so that no folder grows too long.

    Workers of several processes may write the same name at once: each writes a file of its own and moves it into
    place, which is one step on the disk.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, data: bytes) -> None:
        """Write and move into place."""
        path = self._path(name)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(unfinished).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(unfinished).unlink()
            raise

    def open(self, name: str) -> BinaryIO:
        """The file, opened for reading."""
        try:
            return self._path(name).open("rb")
        except FileNotFoundError:
            raise MissingFile(name) from None

    def exists(self, name: str) -> bool:
        """True when the file is there."""
        return self._path(name).is_file()

    def delete(self, name: str) -> None:
        """Remove the file."""
        self._path(name).unlink(missing_ok=True)

    def public_base(self) -> str:
        """Our own page serves the pictures."""
        return ""

    def _path(self, name: str) -> Path:
        kind, _, file = checked(name).partition("/")
        return self.root / kind / file[:2] / file


def make(setting: str, app: Flask) -> FileStorage:
    """The storage that ``setting`` names."""
    return FileStorage(Path(app.instance_path, setting.removeprefix("file:")).resolve())
