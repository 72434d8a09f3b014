"""What happened after the products were there: steps in the order of their instants, each a transaction of its own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from marketplace.catalog.models import Product, Variant
from marketplace.demo.catalogue import Good, Maker, makers
from marketplace.demo.days import Days
from marketplace.demo.people import People
from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done at an instant."""

    at: datetime
    do: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is offered, by the ids it has on this site. ``variants`` are by slug and label of the pack."""

    days: Days
    people: People
    producers: Mapping[str, int]
    variants: Mapping[tuple[str, str], int]

    def offers(self) -> Iterator[tuple[Maker, Good]]:
        """Every product with its maker."""
        for maker in makers():
            for good in maker.goods:
                yield maker, good


def shelf(days: Days, people: People, producers: Mapping[str, int]) -> Shelf:
    """The shelf of this site; one statement."""
    rows = session().execute(
        select(Product.slug, Variant.label, Variant.id)
        .join(Variant, Variant.product_id == Product.id)
        .where(Product.demo)
    )
    return Shelf(days, people, producers, {(row.slug, row.label): row.id for row in rows})


def take(steps: list[Step]) -> int:
    """Do the steps, the earliest first. Returns how many there were."""
    for step in sorted(steps, key=lambda step: step.at):
        with transaction(), clock.hold(step.at):
            step.do()
    return len(steps)
