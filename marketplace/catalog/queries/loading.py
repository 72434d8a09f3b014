"""The gate's facts for many products at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, select

from marketplace.catalog import facts, parts
from marketplace.catalog.columns import ALL_PARTS, PARTS, PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.facts import Offer
from marketplace.catalog.parts import Parts
from marketplace.catalog.tables import PRODUCER, PRODUCT
from marketplace.certification import queries as register
from marketplace.kernel.db import session

_BY_ID: Final = (
    select(*PRODUCT_FACTS, *PRODUCER_FACTS)
    .select_from(PRODUCT.join(PRODUCER, PRODUCER.c.id == PRODUCT.c.producer_id))
    .where(PRODUCT.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class LoadedOffer:
    """An offer with the rows it was made of: ``row`` as it was selected, the product's parts and the producer's."""

    offer: Offer
    row: Any
    own: Parts
    sellers: Parts


def load(rows: Sequence[Any], *, all_packs: bool = False) -> dict[int, LoadedOffer]:
    """Offers by product id, for rows that hold ``PRODUCT_FACTS`` and ``PRODUCER_FACTS``.

    Two statements whatever the number of rows: one for all that products and producers have several of, one for the
    certificates. None for no rows.
    """
    if not rows:
        return {}
    owners = {
        "product_ids": sorted({row.product_id for row in rows}),
        "producer_ids": sorted({row.producer_id for row in rows}),
    }
    found = parts.read(session().execute(ALL_PARTS if all_packs else PARTS, owners))
    certificates = register.certificate_facts(
        {row.recognition_id for row in rows if row.recognition_id is not None}
    )
    loaded = {}
    for row in rows:
        own, sellers = found.of_product(row.product_id), found.of_producer(row.producer_id)
        certificate = certificates.get(row.recognition_id)
        loaded[row.product_id] = LoadedOffer(facts.offer(row, own, sellers, certificate), row, own, sellers)
    return loaded


def gate_facts(product_id: int) -> Offer | None:
    """Everything the gate is told about one product, whatever its state; ``None`` for none. Three statements."""
    return offers([product_id]).get(product_id)


def offers(product_ids: Collection[int]) -> dict[int, Offer]:
    """Everything the gate is told about these products, whatever their state; three statements."""
    return {product_id: loaded.offer for product_id, loaded in load_by_id(product_ids).items()}


def load_by_id(product_ids: Iterable[int]) -> dict[int, LoadedOffer]:
    """As :func:`load`, for ids; one statement more."""
    ids = sorted(set(product_ids))
    if not ids:
        return {}
    return load(session().execute(_BY_ID, {"ids": ids}).all())
