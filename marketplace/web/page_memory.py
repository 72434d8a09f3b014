"""Finished pages, kept compressed in this process. Knows nothing of what makes a page out of date."""

import zlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Final, Generic, TypeVar

from flask import Response, request

T = TypeVar("T")

_GZIP: Final = 16 + zlib.MAX_WBITS
_LEVEL: Final = 5
_OVERHEAD: Final = 1_000
"""Bytes that an entry takes beside its page: its key, what it was made from, the containers. Measured, rounded up."""


@dataclass(frozen=True, slots=True)
class KeptPage(Generic[T]):
    """A page and what it was made from, by which its keeper decides whether it still holds."""

    made_from: T
    packed: bytes

    @classmethod
    def of(cls, made_from: T, html: str) -> "KeptPage[T]":
        """Pack a page."""
        packer = zlib.compressobj(_LEVEL, wbits=_GZIP)
        return cls(made_from, packer.compress(html.encode()) + packer.flush())

    def answer(self) -> Response:
        """The page, as it lies here to browsers that unpack it themselves: they all do, and the bytes are a fifth."""
        if request.accept_encodings["gzip"] > 0:
            packed = Response(self.packed, mimetype="text/html")
            packed.headers["Content-Encoding"] = "gzip"
            return packed
        return Response(zlib.decompress(self.packed, _GZIP), mimetype="text/html")


class PageMemory(Generic[T]):
    """As many pages as fit into so many bytes; those asked for least recently go first."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._held = 0
        self._pages: OrderedDict[Hashable, KeptPage[T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> KeptPage[T] | None:
        """The page under this key, whether it still holds or not."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: KeptPage[T]) -> None:
        """Keep a page in place of what lies under its key."""
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._held += _size(page)
            while self._held > self._capacity:
                self._drop(next(iter(self._pages)))

    def __len__(self) -> int:
        return len(self._pages)

    def _drop(self, key: Hashable) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self._held -= _size(page)


def _size(page: KeptPage[T]) -> int:
    return len(page.packed) + _OVERHEAD
