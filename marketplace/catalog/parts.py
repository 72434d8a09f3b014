"""What an offer has several of, read from the rows of ``columns.PARTS``."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from marketplace.catalog.columns import Part
from marketplace.producers.kinds import Standing


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack. ``price`` in đồng, ``net_amount`` in ``net_unit``, weight in grams.

    ``free`` and ``sold_out_at`` are what stock last told the catalogue, ``free`` counted only so far as it matters.
    """

    id: int
    label: str
    sku: str
    price: int
    net_amount: int
    net_unit: str
    gross_grams: int
    active: bool
    free: int
    sold_out_at: datetime | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the product or of its producer. Days are legal days; ``mark`` is what a right-of-use is about."""

    id: int
    kind: str
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None
    verified: bool
    file_id: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class StopRow:
    """A time in which the producer may not sell: from ``since`` until, not including, ``until``. ``for_good``: it has
    closed.
    """

    since: datetime
    until: datetime | None
    reason: str
    paper_no: str
    for_good: bool


@dataclass(slots=True)
class Parts:
    """The rows of one owner, in their order. A product has packs, images, papers; a producer papers, stops and days off
    (the first and the last of each).
    """

    packs: list[PackRow] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    papers: list[PaperRow] = field(default_factory=list)
    stops: list[StopRow] = field(default_factory=list)
    closed: list[tuple[date, date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PartsFound:
    """Parts by product id and by producer id. Whoever has none has empty lists."""

    products: dict[int, Parts]
    producers: dict[int, Parts]

    def of_product(self, product_id: int) -> Parts:
        """The parts of a product."""
        return self.products.get(product_id) or Parts()

    def of_producer(self, producer_id: int) -> Parts:
        """The parts of a producer."""
        return self.producers.get(producer_id) or Parts()


def read(rows: Iterable[Any]) -> PartsFound:
    """The rows of ``columns.PARTS``, by owner."""
    found = PartsFound({}, {})
    for row in rows:
        of_producer = row.part in {Part.PRODUCER_PAPER, Part.STOP, Part.CLOSED}
        parts = (found.producers if of_producer else found.products).setdefault(row.owner, Parts())
        match row.part:
            case Part.PACK:
                parts.packs.append(_pack(row))
            case Part.IMAGE:
                parts.images.append(row.id)
            case Part.STOP:
                for_good = row.text_3 == Standing.CLOSED
                parts.stops.append(StopRow(row.instant_1, row.instant_2, row.text_1, row.text_2, for_good))
            case Part.CLOSED:
                parts.closed.append((row.day_1, row.day_2))
            case _:
                parts.papers.append(_paper(row))
    return found


def _pack(row: Any) -> PackRow:
    return PackRow(
        row.id,
        row.text_1,
        row.text_2,
        row.number_1,
        row.number_2,
        row.text_3,
        row.number_3,
        bool(row.flag),
        row.number_4 or 0,
        row.instant_1,
    )


def _paper(row: Any) -> PaperRow:
    return PaperRow(
        row.id,
        row.text_1,
        row.text_2,
        row.text_3,
        row.day_1,
        row.day_2,
        bool(row.flag),
        row.number_1,
        row.text_4 or "",
    )
