"""What a file is compared with: the products of its producer, as their forms show them."""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.catalog.data import ProductData
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.queries.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Named:
    """A product by what identifies it. ``recognition`` is the code of the one it is offered under, if any."""

    product_id: int
    slug: str
    name: str
    recognition: str
    state: ProductState


@dataclass(frozen=True, slots=True)
class Index:
    """By what rows find their products. ``skus`` are those of the file that packs of the producer have, with the id of
    the product; what others call their packs is no matter here.
    """

    products: tuple[Named, ...]
    unlisted: tuple[Unlisted, ...]
    skus: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KnownPack:
    """A pack with what is wanted of it laid over. ``pack_id`` is ``None`` for one that a revision wants added."""

    pack_id: int | None
    sku: str
    label: str
    price: int
    gross_grams: int
    net_amount: int
    net_unit: str
    active: bool


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product with what is wanted of it laid over: ``number`` is the open revision's, 0 for none."""

    product_id: int
    producer_id: int
    slug: str
    state: ProductState
    version: int
    number: int
    data: ProductData
    packs: tuple[KnownPack, ...]

    @property
    def waits(self) -> bool:
        """Other words wait for a moderator instead of holding at once."""
        return self.state in {ProductState.LIVE, ProductState.HIDDEN}
