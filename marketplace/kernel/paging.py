"""One page of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """``items`` of page ``number`` (from 1), of ``total`` in all, ``size`` to a page."""

    items: tuple[T, ...]
    total: int
    number: int = 1
    size: int = 24

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def has_prev(self) -> bool:
        """True when a page comes before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """True when a page follows this one."""
        return self.number < self.pages

    @property
    def first(self) -> int:
        """The position, from 1, of the first item shown; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    def map(self, change: Callable[[T], U]) -> "Page[U]":
        """The same page with every item changed."""
        return Page(tuple(change(item) for item in self.items), self.total, self.number, self.size)
