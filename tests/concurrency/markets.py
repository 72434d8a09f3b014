"""Markets of true commits for tests of many at once: their own database, no outer transaction that hides the truth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from config.app import create_app
from marketplace import migrate
from marketplace.kernel import audit
from marketplace.kernel.db import session
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders.models import Order, OrderLine, SellerOrder
from marketplace.places import services as places
from marketplace.stock.models import Lot, Movement, Reservation
from marketplace.stock.queries import lots_that_do_not_add_up


def settings(url: str, folder: Path) -> dict[str, Any]:
    """The settings of a market on ``url`` whose files lie in ``folder``; a second process uses the same."""
    return {
        "SECRET_KEY": "many-at-once",
        "MARKETPLACE_INSTANCE": str(folder),
        "MARKETPLACE_DATABASE": url,
        "MARKETPLACE_STORAGE": "memory:",
        "MARKETPLACE_MAIL": "memory:",
    }


@contextmanager
def market(url: str, folder: Path) -> Iterator[Flask]:
    """An app on an empty database with its tables made and the places loaded."""
    app = create_app(settings(url, folder))
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
        migrate.upgrade(engine)
        places.load()
    try:
        yield app
    finally:
        with app.app_context():
            app.extensions["marketplace"].session.remove()
            engine.dispose()


def count(what: Any, *conditions: Any) -> int:
    """How many rows of a table fulfil the conditions."""
    return session().execute(select(func.count()).select_from(what).where(*conditions)).scalar_one()


def packs_sold() -> int:
    """Packs in all orders that stand."""
    total = select(func.coalesce(func.sum(OrderLine.quantity), 0)).join(
        SellerOrder, SellerOrder.id == OrderLine.seller_order_id
    )
    return int(session().execute(total.where(SellerOrder.state != "cancelled")).scalar_one())


def orders_standing() -> int:
    """How many orders there are."""
    return count(Order)


def on_hand(*lot_ids: int) -> list[int]:
    """Packs on hand of these lots."""
    rows = session().execute(select(Lot.id, Lot.on_hand).where(Lot.id.in_(lot_ids)))
    found = {row.id: row.on_hand for row in rows}
    return [found[lot_id] for lot_id in lot_ids]


def wrongs() -> list[str]:
    """Everything that must never be, in words; empty when the market is sound.

    No order without its stock movement, no stock taken without an order or a live reservation, movements that add up,
    an audit log that holds.
    """
    here = session()
    found = [f"lot {lot}: movements do not add up" for lot in lots_that_do_not_add_up()]
    sold = (
        select(Movement.ref, func.sum(-Movement.delta).label("packs"))
        .where(Movement.kind == "sold")
        .group_by(Movement.ref)
        .subquery()
    )
    lines = here.execute(
        select(OrderLine.ref, OrderLine.quantity, sold.c.packs)
        .outerjoin(sold, sold.c.ref == OrderLine.ref)
        .where((sold.c.packs.is_(None)) | (sold.c.packs != OrderLine.quantity))
    )
    found += [f"line {ref}: {quantity} ordered, {packs} taken" for ref, quantity, packs in lines]
    taken = here.execute(
        select(sold.c.ref).outerjoin(OrderLine, OrderLine.ref == sold.c.ref).where(OrderLine.id.is_(None))
    )
    found += [f"{ref}: stock taken without an order" for ref in taken.scalars()]
    held = (
        select(Reservation.lot_id, func.sum(Reservation.quantity).label("packs"))
        .group_by(Reservation.lot_id)
        .subquery()
    )
    odd = here.execute(
        select(Lot.id, Lot.reserved, held.c.packs)
        .outerjoin(held, held.c.lot_id == Lot.id)
        .where(Lot.reserved != func.coalesce(held.c.packs, 0))
    )
    found += [f"lot {lot}: {reserved} reserved, {packs} in reservations" for lot, reserved, packs in odd]
    if below := count(Lot, Lot.on_hand < 0):
        found.append(f"{below} lots below zero")
    again = here.execute(select(OutboxRow.id, OutboxRow.runs).where(OutboxRow.runs > 1))
    found += [f"outbox row {row}: done {runs} times" for row, runs in again]
    report = audit.verify()
    if not report.ok:
        found.append(f"audit log broken at {report.broken_at}: {report.reason}")
    return found
