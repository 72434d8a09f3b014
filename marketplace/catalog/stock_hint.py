"""What lists say about stock, from what stock last told. Pure."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple, Protocol

LOW_STOCK: Final = 10
"""From this many packs on, of all sizes together, a list says how many are left."""

CAP: Final = LOW_STOCK + 1
"""Packs are counted this far. A sale that leaves more than ``LOW_STOCK`` changes nothing that anybody is shown."""

FOREVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands for "no end" in columns that are compared with the clock."""


class OnHand(Protocol):
    """What is known of one pack size: ``parts.PackRow``."""

    @property
    def active(self) -> bool:
        """It is offered."""
        ...

    @property
    def free(self) -> int:
        """Packs left, counted up to ``CAP``."""
        ...

    @property
    def sold_out_at(self) -> datetime | None:
        """First instant after the last lot's last day; ``None`` for no end."""
        ...


class StockHint(NamedTuple):
    """Whether anything is left, how much (up to ``CAP``), and the instant from which on nothing is, if nobody buys."""

    in_stock: bool
    left: int
    until: datetime | None


def hint(packs: Iterable[OnHand]) -> StockHint:
    """What a list says about a product with these packs."""
    there = [pack for pack in packs if pack.active and pack.free > 0]
    if not there:
        return StockHint(in_stock=False, left=0, until=None)
    left = min(sum(pack.free for pack in there), CAP)
    return StockHint(in_stock=True, left=left, until=max(pack.sold_out_at or FOREVER for pack in there))
