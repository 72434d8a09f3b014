"""The six groups of OCOP products, and in which of them a recognition's set lies. Sets are numbered anew by each
decision, so a number says nothing without its regime.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from marketplace.certification.kinds import RegimeCode
from marketplace.certification.reference import product_sets

GROUPS: Final = (1, 2, 3, 4, 5, 6)
"""Food, drink, medicinal, crafts, ornamental, tourism: 26/2026/QĐ-TTg annex I; 148/QĐ-TTg has the same six."""

UNKNOWN: Final = 0
"""Stands for recognitions whose set nobody has typed."""

_OF_1048: Final = {
    **dict.fromkeys(range(1, 15), 1),
    **dict.fromkeys(range(15, 19), 2),
    **dict.fromkeys(range(19, 23), 3),
    **dict.fromkeys(range(23, 26), 4),
    26: 6,
}
"""Sets of 1048/QĐ-TTg: 14 of food, 4 of drink, 4 of herbs, 2 of souvenirs and furniture, fabrics, tourism. Ornamental
plants and animals had none."""


@cache
def groups_by_set(regime: RegimeCode | None) -> Mapping[int, int]:
    """Number of the set → its group, under that decision; under today's where none is named."""
    if regime is RegimeCode.R1048:
        return _OF_1048
    return {number: each.group for number, each in product_sets().items()}


def group_name(number: int) -> str:
    """What the group is called, in the reader's language; empty for one that there is not."""
    return next((each.group_name for each in product_sets().values() if each.group == number), "")
