"""Files in the memory of one process, for tests and trying out. ``memory:``."""

from io import BytesIO
from typing import BinaryIO

from flask import Flask

from marketplace.media.storage import MissingFile, checked


class MemoryStorage:
    """Keeps everything until the process ends."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put(self, name: str, data: bytes) -> None:
        """Keep the bytes, unless the name is known."""
        self.files.setdefault(checked(name), bytes(data))

    def open(self, name: str) -> BinaryIO:
        """A stream over the bytes."""
        try:
            return BytesIO(self.files[checked(name)])
        except KeyError:
            raise MissingFile(name) from None

    def exists(self, name: str) -> bool:
        """True when the name is known."""
        return checked(name) in self.files

    def delete(self, name: str) -> None:
        """Forget the bytes."""
        self.files.pop(checked(name), None)

    def public_base(self) -> str:
        """Our own page serves the pictures."""
        return ""


def make(_setting: str, _app: Flask) -> MemoryStorage:
    """A new, empty storage."""
    return MemoryStorage()
