"""How much of an old unit went where, over several steps. Pure."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")

WHOLE, PEOPLE_ALL, PART, PEOPLE_ONLY, LAND_ONLY = "whole", "people_all", "part", "people_only", "land_only"

STRONGEST_FIRST = (WHOLE, PEOPLE_ALL, PART, PEOPLE_ONLY, LAND_ONLY)


def along(extents: Iterable[str]) -> str:
    """The extent of a path: its weakest step. All the people of a part are only a part of the people."""
    return max(extents, key=STRONGEST_FIRST.index)


def strongest(extents: Iterable[str]) -> str:
    """The extent where several paths lead to the same place."""
    return min(extents, key=STRONGEST_FIRST.index)


def default(extents: Sequence[tuple[str, T]]) -> T | None:
    """The place to take for an address without asking, if there is one.

    It is the only place, or the only one that received people, or the one that received all of them (``people_all``: 60
    of 441 splits of 2025). In the other splits no default follows from the law.
    """
    if len(extents) == 1:
        return extents[0][1]
    with_people = [(extent, place) for extent, place in extents if extent != LAND_ONLY]
    if len(with_people) == 1:
        return with_people[0][1]
    all_people = [place for extent, place in with_people if extent in {WHOLE, PEOPLE_ALL}]
    return all_people[0] if len(all_people) == 1 else None
