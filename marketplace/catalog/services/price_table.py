"""Prices of many packs at once, and which of them are offered: all of it or nothing, in a few statements."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, func, insert, select, update

from marketplace.accounts.policy import require
from marketplace.catalog.data import PackChange
from marketplace.catalog.events import PriceChanged
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import PriceChange, Product, Variant
from marketplace.catalog.product_rules import price_errors
from marketplace.catalog.services.access import hold, must_be_one
from marketplace.catalog.services.listing import mark
from marketplace.catalog.tables import VARIANT
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.money import format_dong

_PRICE: Final = (
    update(VARIANT)
    .where(VARIANT.c.id == bindparam("pack"), VARIANT.c.price == bindparam("old"))
    .values(price=bindparam("new"))
)
_ACTIVE: Final = (
    update(VARIANT)
    .where(VARIANT.c.id == bindparam("pack"), VARIANT.c.active == bindparam("old"))
    .values(active=bindparam("new"))
)


def change_packs(actor: Actor, changes: Sequence[PackChange]) -> int:
    """Give these packs other prices, stop or resume offering them; returns how many were changed.

    The rules are those of ``set_price`` and ``set_active``; what is as wanted already is left alone.

    :raises Invalid: prices out of bounds; ``fields`` names them as ``12.price``.
    :raises Conflict: somebody changed one meanwhile, it is the last offered of a live product, or the product was
        retired; ``fields`` names every such pack.
    :raises NotFound: no such pack.
    :raises NotAllowed: a pack of another producer.
    """
    wrong: dict[str, Message | str] = {}
    for each in changes:
        if each.price is not None and (errors := price_errors(each.price)):
            wrong[f"{each.variant_id}.price"] = errors["price"]
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
    if not changes:
        return 0
    changes = sorted(changes, key=lambda each: each.variant_id)  # two that lock many meet in one order
    with transaction():
        packs = _packs([each.variant_id for each in changes])
        for producer_id in {row.producer_id for row in packs.values()}:
            require(actor, "catalog.edit", producer=producer_id)
        if any(each.variant_id not in packs for each in changes):
            raise NotFound(Message("Không có quy cách này."))
        _refuse_what_moved_on(changes, packs)
        prices = [
            (packs[each.variant_id], each.price)
            for each in changes
            if each.price is not None and each.price != packs[each.variant_id].price
        ]
        sales = [
            (packs[each.variant_id], each.active)
            for each in changes
            if each.active is not None and each.active != packs[each.variant_id].active
        ]
        _refuse_the_last([(row, active) for row, active in sales if not active], sales)
        _set_prices(actor, prices)
        _set_active(actor, sales)
        if prices or sales:
            mark({row.product_id for row, _ in (*prices, *sales)})
    return len({row.id for row, _ in (*prices, *sales)})


def _packs(variant_ids: Collection[int]) -> dict[int, Any]:
    rows = session().execute(
        select(
            Variant.id,
            Variant.product_id,
            Variant.price,
            Variant.active,
            Product.producer_id,
            Product.state,
        )
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.id.in_(sorted(set(variant_ids))))
    )
    return {row.id: row for row in rows}


def _refuse_what_moved_on(changes: Sequence[PackChange], packs: dict[int, Any]) -> None:
    wrong: dict[str, Message | str] = {}
    for each in changes:
        row = packs[each.variant_id]
        if row.state == ProductState.RETIRED:
            wrong[f"{row.id}.price"] = Message("Sản phẩm đã thôi bán, không sửa nữa.")
        elif each.price is not None and each.seen_price not in {None, row.price} and each.price != row.price:
            wrong[f"{row.id}.price"] = Message(
                "Có người vừa đổi giá này thành %(now)s. Anh chị ghi %(yours)s. Lưu lần nữa thì lấy giá anh chị ghi.",
                {"now": format_dong(row.price), "yours": format_dong(each.price)},
            )
    if wrong:
        raise Conflict(next(iter(wrong.values())), fields=wrong)


def _refuse_the_last(stopped: list[tuple[Any, Any]], sales: list[tuple[Any, Any]]) -> None:
    """A live product keeps a pack that is offered; otherwise it is hidden as a whole."""
    live = {row.product_id for row, _ in stopped if row.state == ProductState.LIVE}
    if not live:
        return
    hold(live)
    still = session().execute(
        select(Variant.product_id, func.count(Variant.id))
        .where(Variant.product_id.in_(sorted(live)), Variant.active)
        .group_by(Variant.product_id)
    )
    left = dict.fromkeys(live, 0)
    left.update((product_id, count) for product_id, count in still)
    for row, active in sales:
        if row.product_id in left:
            left[row.product_id] += 1 if active else -1
    last = Message("Đây là quy cách cuối cùng đang bán. Muốn ngừng, hãy ẩn sản phẩm.")
    wrong: dict[str, Message | str] = {
        f"{row.id}.active": last for row, _ in stopped if left.get(row.product_id, 1) < 1
    }
    if wrong:
        raise Conflict(last, fields=wrong)


def _set_prices(actor: Actor, prices: list[tuple[Any, Any]]) -> None:
    if not prices:
        return
    here, now = session(), clock.now()
    done = here.execute(_PRICE, [{"pack": row.id, "old": row.price, "new": new} for row, new in prices])
    if rowcount(done) != len(prices):
        must_be_one(None)
    here.execute(
        insert(PriceChange),
        [{"variant_id": row.id, "price": new, "at": now, "actor": actor.ref} for row, new in prices],
    )
    for row, new in prices:
        data = {"pack": row.id, "from": row.price, "to": new}
        audit.record(actor, "catalog.price.changed", "product", row.product_id, data)
        emit(PriceChanged(row.product_id, row.id, row.price, new))


def _set_active(actor: Actor, sales: list[tuple[Any, Any]]) -> None:
    if not sales:
        return
    done = session().execute(
        _ACTIVE, [{"pack": row.id, "old": not active, "new": active} for row, active in sales]
    )
    if rowcount(done) != len(sales):
        must_be_one(None)
    for row, active in sales:
        verb = "resumed" if active else "stopped"
        audit.record(actor, f"catalog.pack.{verb}", "product", row.product_id, {"pack": row.id})
