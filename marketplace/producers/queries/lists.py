"""Lists of producers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import MAX_CHARS, MAX_WORDS, fold
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer
from marketplace.producers.queries.sellers import SELLERS, seller_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ProducerFilters:
    """What to show. ``provinces`` ``None`` is all, empty is none: it is also how an officer's scope is applied."""

    words: str = ""
    provinces: frozenset[str] | None = None
    communes: frozenset[str] | None = None
    kinds: frozenset[ProducerKind] = frozenset()
    standings: frozenset[Standing] = frozenset()
    ids: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class ProducerCard:
    """A producer in a list. ``commune`` is with its type."""

    id: int
    slug: str
    name: str
    kind: ProducerKind
    standing: Standing
    commune: str
    province_code: str
    province: str


def producer_list(
    filters: ProducerFilters | None = None, page: int = 1, size: int = 24
) -> Page[ProducerCard]:
    """Producers in the order of a Vietnamese dictionary; two statements."""
    here, wanted = session(), tuple(_conditions(filters or ProducerFilters()))
    total = here.execute(select(func.count(Producer.id)).where(*wanted)).scalar_one()
    number = max(page, 1)
    rows = here.execute(
        SELLERS.where(*wanted)
        .order_by(Producer.sort_key, Producer.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page(tuple(_card(row) for row in rows), total, number, size)


def _card(row: Any) -> ProducerCard:
    seller = seller_of(row)
    return ProducerCard(
        seller.id,
        seller.slug,
        seller.display_name,
        seller.kind,
        seller.standing,
        seller.commune,
        seller.province_code,
        seller.province,
    )


def _conditions(filters: ProducerFilters) -> list[Any]:
    found = [
        or_(Producer.folded.like(f"{word}%"), Producer.folded.like(f"% {word}%"))
        for word in fold(filters.words[:MAX_CHARS]).split()[:MAX_WORDS]
    ]
    if filters.provinces is not None:
        found.append(Producer.province_code.in_(sorted(filters.provinces)))
    if filters.communes is not None:
        found.append(Producer.commune_code.in_(sorted(filters.communes)))
    if filters.kinds:
        found.append(Producer.kind.in_(sorted(filters.kinds)))
    if filters.standings:
        found.append(Producer.standing.in_(sorted(filters.standings)))
    if filters.ids is not None:
        found.append(Producer.id.in_(sorted(filters.ids)))
    return found
