"""What would become of a file: what each row changes, and what carries it out. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from marketplace.catalog.data import PackChange, PackRowData, ProductData
from marketplace.catalog.imports.columns import Column
from marketplace.catalog.imports.findings import Finding
from marketplace.catalog.imports.world import KnownProduct
from marketplace.catalog.queries.unlisted import Unlisted


class Effect(StrEnum):
    """What a row does. The values are stored and never renamed."""

    NEW_PRODUCT = "new_product"
    NEW_PACK = "new_pack"
    PRICE = "price"
    SALE = "sale"
    WORDS = "words"
    PACK_WORDS = "pack_words"


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that changes something: from what to what, shortened. ``waits``: a moderator reads it first."""

    column: Column
    before: str
    after: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class RowPlan:
    """A row and what it does: nothing where it has no effects. ``stamp`` is of everything that it was compared with."""

    number: int
    product: str
    pack: str
    effects: tuple[Effect, ...]
    changes: tuple[Change, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class ProductPlan:
    """What is done to one product: ``known``, or a new one under ``paper``.

    ``data`` are its words where they change, ``packs`` all of its packs where something of them changes that waits for
    a moderator on a live product, else ``prices`` what holds at once.
    """

    known: KnownProduct | None
    paper: Unlisted | None
    data: ProductData | None
    packs: tuple[PackRowData, ...] | None
    prices: tuple[PackChange, ...]

    @property
    def is_new(self) -> bool:
        """There is no such product yet."""
        return self.known is None

    @property
    def does_nothing(self) -> bool:
        """The file says of it what is there."""
        return not (self.is_new or self.data is not None or self.packs is not None or self.prices)


@dataclass(frozen=True)
class Plan:
    """A file compared with what there is. With a fault nothing of it is done."""

    products: tuple[ProductPlan, ...]
    rows: tuple[RowPlan, ...]
    faults: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @cached_property
    def changed_rows(self) -> int:
        """Rows that change something."""
        return sum(bool(row.effects) for row in self.rows)

    def counts(self) -> dict[Effect, int]:
        """How many rows have each effect."""
        return {effect: sum(effect in row.effects for row in self.rows) for effect in Effect}


def stamp(parts: Iterable[object]) -> str:
    """A short print of what a row does and of what it was compared with."""
    return hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()[:16]
