"""What follows from the packed tables and is therefore not in them. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import pairwise

from marketplace.places.names import folded

TWO_LEVELS_FROM = date(2025, 7, 1)
"""Provinces and communes of today exist from this day, districts until the day before.

202/2025/QH15 for provinces, 1654/NQ-UBTVQH15 to 1687/NQ-UBTVQH15 for communes.
"""

LEGACY_UNTIL = date(2025, 6, 30)
"""The last day of the old units of 1 March 2025."""

LISTS = tuple(
    date.fromisoformat(day)
    for day in (
        "2021-11-01",
        "2022-04-10",
        "2022-07-01",
        "2022-10-01",
        "2023-04-10",
        "2024-02-01",
        "2024-05-01",
        "2024-09-01",
        "2024-11-01",
        "2025-03-01",
    )
)
"""Effective dates of the lists that earlier communes were read from, and of that of 1 March 2025, which lacks them."""


class Zone(StrEnum):
    """How far apart two provinces are, by region only: a coarse model for flat shipping rates, no distance."""

    SAME_PROVINCE = "same_province"
    SAME_REGION = "same_region"
    ADJACENT_REGION = "adjacent_region"
    FAR = "far"


def next_list_after(listed_until: date) -> date:
    """The day by which a unit last listed on ``listed_until`` had changed."""
    return next(after for before, after in pairwise(LISTS) if before == listed_until)


def province_slug(name: str) -> str:
    """Unique in the country."""
    return folded(name).replace(" ", "-")


def commune_slugs(communes: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Slug by code, unique within the province, from (code, province code, name).

    It holds no unit type, so it survives a change from xã to phường. Where two communes of a province fold alike
    (Ba Tơ, Ba Tô) both slugs end in the code.
    """
    plain = {code: (province, folded(name).replace(" ", "-")) for code, province, name in communes}
    seen = Counter(plain.values())
    return {
        code: slug if seen[province, slug] == 1 else f"{slug}-{code}"
        for code, (province, slug) in plain.items()
    }


def zones(region_of: dict[str, str], adjacent: dict[str, set[str]]) -> Iterator[tuple[str, str, Zone]]:
    """(from, to, zone) for every ordered pair of provinces: equal, in one region, in regions that touch, else far."""
    for origin, region in region_of.items():
        for destination, other in region_of.items():
            if origin == destination:
                yield origin, destination, Zone.SAME_PROVINCE
            elif region == other:
                yield origin, destination, Zone.SAME_REGION
            elif other in adjacent[region]:
                yield origin, destination, Zone.ADJACENT_REGION
            else:
                yield origin, destination, Zone.FAR


def source_of(resolution: str, clause: str) -> str:
    """Where a succession is laid down: '1665/NQ-UBTVQH15, điều 1 khoản 48'."""
    return f"{resolution}, điều 1 khoản {clause}"
