"""What somebody who is still typing may mean. Products only if the gate lets them be sold at this instant."""

from dataclasses import dataclass

from marketplace.catalog.queries.facets import facet_index
from marketplace.catalog.queries.filters import EVERYTHING
from marketplace.catalog.queries.listing import cards
from marketplace.kernel.text import fold
from marketplace.places import queries as places
from marketplace.producers import queries as producers
from marketplace.producers.kinds import Standing
from marketplace.producers.queries import ProducerFilters
from marketplace.search import queries
from marketplace.search.reading import Reading, read

PROVINCES = 3
"""How many provinces are offered whose names begin as typed."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to. ``hint`` tells two of the same name apart."""

    name: str
    hint: str
    slug: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Products, producers and places, best first.

    ``provinces`` are called exactly as was typed; others that begin so stand among the places.
    """

    provinces: tuple[Suggestion, ...] = ()
    products: tuple[Suggestion, ...] = ()
    producers: tuple[Suggestion, ...] = ()
    places: tuple[Suggestion, ...] = ()


def suggest(typed: str, products: int = 6) -> Suggestions:
    """Up to ``products`` products, and a few producers and places, that begin as typed. Nothing below two letters."""
    if len(fold(typed)) < 2:
        return Suggestions()
    called, beginning = _provinces(typed)
    if products and not called:
        beginning = _former_provinces(typed) + beginning
    return Suggestions(
        called,
        _products(typed, products) if products else (),
        _producers(typed),
        (*beginning[:PROVINCES], *_places(typed)),
    )


def plain_matches(reading: Reading) -> tuple[int, ...]:
    """Product ids whose name holds every word, from the listing in memory; for when the index does not answer."""
    from marketplace.catalog.queries.names import listed_names

    return tuple(
        product_id
        for product_id, folded in listed_names()
        if all(f" {word}" in f" {folded}" for word in reading.query.words)
    )


def _products(typed: str, limit: int) -> tuple[Suggestion, ...]:
    found = queries.find(typed)
    if found.partial:
        # Half of the words is something to look through, not what somebody meant.
        return ()
    ids = facet_index().keep(found.ids, EVERYTHING)[:limit]
    return tuple(
        Suggestion(card.name, f"{card.producer_name}, {card.province_name}", card.slug) for card in cards(ids)
    )


def _producers(typed: str) -> tuple[Suggestion, ...]:
    filters = ProducerFilters(words=typed, standings=frozenset({Standing.VERIFIED}))
    return tuple(
        Suggestion(card.name, card.province, card.slug)
        for card in producers.producer_list(filters, size=3).items
    )


def _provinces(typed: str) -> tuple[tuple[Suggestion, ...], tuple[Suggestion, ...]]:
    """The provinces of today that are called so, with or without their type, and those that begin so. From memory."""
    words = " ".join(read(typed).query.words)
    called, beginning = [], []
    for province in places.provinces():
        names = {fold(province.name), fold(province.full_name)}
        if words in names:
            called.append(Suggestion(province.full_name, "", province.slug))
        elif any(name.startswith(words) for name in names):
            beginning.append(Suggestion(province.full_name, "", province.slug))
    return tuple(called), tuple(beginning)


def _former_provinces(typed: str) -> tuple[Suggestion, ...]:
    """The provinces of today that a former one went into: Ninh Thuận is in Khánh Hòa."""
    return tuple(
        Suggestion(found.province.full_name, str(found.why), found.province.slug)
        for found in places.search_provinces(typed, limit=PROVINCES)
        if found.old_unit is not None
    )


def _places(typed: str) -> tuple[Suggestion, ...]:
    found = []
    for candidate in places.search(typed, limit=3):
        commune = candidate.commune
        found.append(
            Suggestion(commune.line, str(candidate.why or ""), f"{commune.province.slug}/{commune.slug}")
        )
    return tuple(found)
