"""What stands against a producer's goods being found, now and in the days ahead; told from the listing, which is asked
for few rows, and by the gate of those alone.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Product
from marketplace.catalog.queries.loading import offers
from marketplace.catalog.queries.paper_outlook import is_listed
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session

SHOWN: Final = 5
"""Products of each kind that are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A product that nobody finds: now, or from ``since`` on. ``result`` is the gate's word for that instant."""

    product_id: int
    name: str
    since: datetime
    result: GateResult


@dataclass(frozen=True, slots=True)
class Outlook:
    """The first of each kind with how many there are: ``hidden`` nobody finds although they are in the shop,
    ``leaving`` go off sale before an instant, ``returned`` wait for their producer to mend them (id, name and what was
    said).
    """

    hidden: tuple[Troubled, ...]
    hidden_count: int
    leaving: tuple[Troubled, ...]
    leaving_count: int
    returned: tuple[tuple[int, str, str], ...]
    returned_count: int


def outlook(producer_ids: Collection[int], before: datetime, *, shown: int = SHOWN) -> Outlook:
    """The outlook of these producers' goods until ``before``; seven statements at most, however many there are."""
    here, now = session(), clock.now()
    mine = Product.producer_id.in_(sorted(set(producer_ids)))
    until = func.max(Listing.listed_until)
    unseen = (mine, Product.state == ProductState.LIVE, ~is_listed(now))
    back = (mine, Product.state == ProductState.DRAFT, Product.remark != "")
    counts = here.execute(
        select(func.count().filter(and_(*unseen)), func.count().filter(and_(*back)))
        .select_from(Product)
        .where(mine)
    ).one()
    hidden = [(row.id, now) for row in here.execute(_first(*unseen).limit(shown))] if counts[0] else []
    going = (
        select(Listing.product_id, until.label("until"))
        .where(Listing.producer_id.in_(sorted(set(producer_ids))), Listing.listed_until > now)
        .group_by(Listing.product_id)
        .having(until < before)
    ).subquery()
    leaving_rows = here.execute(
        select(going.c.product_id, going.c.until, func.count().over().label("all"))
        .order_by(going.c.until, going.c.product_id)
        .limit(shown)
    ).all()
    returned = (
        here.execute(_first(*back).add_columns(Product.name, Product.remark).limit(shown)).all()
        if counts[1]
        else []
    )
    leaving = [(row.product_id, row.until) for row in leaving_rows]
    facts = offers([product_id for product_id, _at in (*hidden, *leaving)])

    def told(found: list[tuple[int, datetime]]) -> tuple[Troubled, ...]:
        return tuple(
            Troubled(
                product_id,
                facts[product_id].product.name,
                at,
                facts[product_id].evaluate(at),
            )
            for product_id, at in found
            if product_id in facts
        )

    return Outlook(
        told(hidden),
        counts[0],
        told(leaving),
        leaving_rows[0].all if leaving_rows else 0,
        tuple((row.id, row.name, row.remark) for row in returned),
        counts[1],
    )


def _first(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(Product.id).where(*wanted).order_by(Product.changed_at.desc(), Product.id)
