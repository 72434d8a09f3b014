"""What is told about products: to the officers of their place that one waits, to their producers what became of it."""

from typing import NamedTuple

from sqlalchemy import func, or_, select

from marketplace.catalog.events import (
    ProductHidden,
    ProductPublished,
    ProductSentBack,
    ProductSubmitted,
    ProductTakenBack,
    RevisionApproved,
)
from marketplace.catalog.kinds import ProductState, RevisionState
from marketplace.catalog.models import Product, Revision
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.notifications.queries import desk_of_producer, officers_of, people_of_producer
from marketplace.notifications.services import notify, settle
from marketplace.producers.events import ProducerClosed
from marketplace.producers.models import Producer


class Ware(NamedTuple):
    """A product with whose it is and the place it is from: the officers of that place look at it."""

    name: str
    version: int
    producer_id: int
    seller: str
    province: str
    commune: str


def on_product_submitted(event: ProductSubmitted) -> None:
    """Tell the officers of the place that a product, or a change of one, waits to be looked at."""
    ware = _ware(event.product_id)
    people = set(officers_of(ware.province, ware.commune)) - set(people_of_producer(ware.producer_id))
    notify(
        "product_waiting",
        _round(event.product_id, event.revision_id, ware),
        people,
        path=f"/quan-ly/can-bo/san-pham/{event.product_id}",
        product=ware.name,
        seller=ware.seller,
    )


def on_product_taken_back(event: ProductTakenBack) -> None:
    """Nobody has to look at it any more."""
    settle("product_waiting", _about(event.product_id, event.revision_id))


def on_producer_closed(event: ProducerClosed) -> None:
    """Nothing that it sent in can be let in any more; one statement beside those that settle."""
    waits = select(Product.id, Revision.id.label("revision_id")).outerjoin(
        Revision, (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
    )
    waits = waits.where(
        Product.producer_id == event.producer_id,
        or_(Product.state == ProductState.SUBMITTED, Revision.id.is_not(None)),
    )
    for row in session().execute(waits.order_by(Product.id)).all():
        settle("product_waiting", _about(row.id, row.revision_id))


def on_product_published(event: ProductPublished) -> None:
    """Tell the producer that people can buy it."""
    _approved(event.product_id, None)


def on_revision_approved(event: RevisionApproved) -> None:
    """Tell the producer that the change is live."""
    _approved(event.product_id, event.revision_id)


def on_product_sent_back(event: ProductSentBack) -> None:
    """Tell the producer what to mend."""
    settle("product_waiting", _about(event.product_id, event.revision_id))
    ware = _ware(event.product_id)
    notify(
        "product_sent_back",
        _round(event.product_id, event.revision_id, ware),
        desk_of_producer(ware.producer_id),
        path=f"/quan-ly/chu-the/san-pham/{event.product_id}",
        product=ware.name,
        remark=event.remark,
    )


def on_product_hidden(event: ProductHidden) -> None:
    """Tell the producer why an officer took a product out of the shop; not what its own people did."""
    if not event.remark:
        return
    ware = _ware(event.product_id)
    notify(
        "product_hidden",
        f"{event.product_id}:{clock.now():%Y%m%d%H%M%S}",
        desk_of_producer(ware.producer_id),
        path=f"/quan-ly/chu-the/san-pham/{event.product_id}",
        product=ware.name,
        remark=event.remark,
    )


def _approved(product_id: int, revision_id: int | None) -> None:
    settle("product_waiting", _about(product_id, revision_id))
    ware = _ware(product_id)
    notify(
        "product_approved" if revision_id is None else "revision_approved",
        _round(product_id, revision_id, ware),
        desk_of_producer(ware.producer_id),
        path=f"/quan-ly/chu-the/san-pham/{product_id}",
        product=ware.name,
    )


def _about(product_id: int, revision_id: int | None) -> str:
    return str(product_id) if revision_id is None else f"{product_id}/{revision_id}"


def _round(product_id: int, revision_id: int | None, ware: Ware) -> str:
    """A product may be sent in and sent back again and again; each time it has another version."""
    return f"{product_id}:{ware.version}" if revision_id is None else f"{product_id}/{revision_id}"


def _ware(product_id: int) -> Ware:
    row = (
        session()
        .execute(
            select(
                Product.name,
                Product.version,
                Product.producer_id,
                Producer.display_name,
                Product.origin_province_code,
                func.coalesce(Product.origin_commune_code, ""),
            )
            .join(Producer, Producer.id == Product.producer_id)
            .where(Product.id == product_id)
        )
        .one()
    )
    return Ware(*row)
