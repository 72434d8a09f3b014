"""Stock of one product changes twice at the same instant: the list must say what is so afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from marketplace.catalog import queries, receivers
from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackData
from marketplace.catalog.services import availability
from marketplace.catalog.stock_hint import OnHand, StockHint, hint
from marketplace.kernel import clock
from marketplace.kernel.db import before_commit, transaction
from marketplace.kernel.state import current
from marketplace.stock import services as stock
from marketplace.stock.queries import available
from marketplace.stock.take import Want
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.conftest import NOON
from tests.domain.catalog import market as shop
from tests.servers import postgres

pytestmark = pytest.mark.concurrency

SIZES = (2, 5, 10)


def one_pack_of_each_size() -> list[int]:
    """A product in the shop with three sizes, one pack of each on hand; the ids of the sizes."""
    packs = tuple(
        PackData(
            label=f"{'Túi' if size == 2 else 'Thùng'} {size} kg",
            price=45_000 * size,
            gross_grams=1_100 * size,
        )
        for size in SIZES
    )
    producer = shop.producer()
    product = shop.live(producer, shop.recognition(), packs=packs)
    variants = shop.variants(product)
    for variant in variants:
        stock.receive_lot(shop.owner(producer), producer, variant, f"L{variant}", 1)
    return variants


def buy_all_at_once(app: Flask, variants: list[int]) -> list[str]:
    deeds = [
        partial(stock.sell, shop.BUYER, [Want(variant, 1, f"order-line:{variant}", "Cam")])
        for variant in variants
    ]
    return crowd.press(app, deeds, NOON)


def test_the_list_says_sold_out_when_everything_is(market: Flask) -> None:
    with clock.hold(NOON):
        variants = one_pack_of_each_size()
        (card,) = queries.product_list().items
        assert (card.in_stock, card.stock_left) == (True, 3)
        assert buy_all_at_once(market, variants) == [SOLD] * 3
        (card,) = queries.product_list().items
        assert (card.in_stock, card.stock_left) == (False, None)
        assert queries.facets().in_stock == 0


def test_changes_of_one_product_at_once_end_as_the_last_one_left_it(market: Flask) -> None:
    with clock.hold(NOON):
        variants = one_pack_of_each_size()
        product = queries.product_list().items[0].product_id
        seller = shop.owner(queries.product_list().items[0].producer_id)
        deeds = [partial(catalog.set_price, seller, variant, 1_000 * variant) for variant in variants]
        deeds.append(partial(catalog.reorder_images, seller, product, queries.for_editing(1, product).images))
        assert crowd.press(market, deeds, NOON) == [SOLD] * 4
        (card,) = queries.product_list().items
        assert card.price == 1_000 * min(variants)
        assert catalog.rebuild([product]) == 0


def test_without_turns_the_list_would_be_wrong(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL, where writers do not wait for each other by themselves as they do on SQLite."""
    together = threading.Barrier(len(SIZES))
    database = postgres.create_database(postgres_url, "market_without_turns")
    with markets.market(database, tmp_path) as app, app.app_context(), clock.hold(NOON):
        variants = one_pack_of_each_size()

        def when_all_have_looked(packs: Iterable[OnHand]) -> StockHint:
            found = hint(packs)
            together.wait(20)
            return found

        monkeypatch.setattr(availability, "take_turn", lambda: None)
        monkeypatch.setattr(availability, "hint", when_all_have_looked)
        assert buy_all_at_once(app, variants) == [SOLD] * 3
        (card,) = queries.product_list().items
        assert (card.in_stock, card.stock_left) == (True, 2)


def test_the_packs_of_an_order_are_held_in_one_message_in_their_order(
    postgres_url: str, tmp_path: Path
) -> None:
    """On PostgreSQL; in another order than the others' two orders could wait for each other."""
    database = postgres.create_database(postgres_url, "market_held_in_order")
    sent: list[list[int]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("UPDATE mkt_catalog_availability SET free=mkt_catalog_availability.free"):
            sent.append([each["held"] for each in parameters])

    with markets.market(database, tmp_path) as app, app.app_context(), clock.hold(NOON):
        variants = one_pack_of_each_size()
        event.listen(app.extensions["sqlalchemy"].engine, "before_cursor_execute", note)
        wants = [Want(variant, 1, f"order-line:{variant}", "Cam") for variant in reversed(variants)]
        stock.sell(shop.BUYER, wants)
    assert sent == [sorted(variants)]


def two_lots_at_once(app: Flask, *, sale_ends_last: bool) -> tuple[int, bool, int | None]:
    """Five packs are there. One transaction sells them, another brings in a lot of five; neither sees the other's, and
    the one that is named commits last. Returns the packs on hand, and what the list says.
    """
    producer = shop.producer()
    product = shop.live(producer, shop.recognition())
    seller, (variant,) = shop.owner(producer), shop.variants(product)
    stock.receive_lot(seller, producer, variant, "L1", 5)
    deeds = [
        partial(stock.receive_lot, seller, producer, variant, "L2", 5),
        partial(stock.sell, shop.BUYER, [Want(variant, 5, "order-line:1", "Cam")]),
    ]
    first, last = deeds if sale_ends_last else reversed(deeds)
    written, done = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def work(deed: Callable[[], object], before: Callable[[], object], after: Callable[[], object]) -> None:
        with app.app_context(), clock.hold(NOON):
            try:
                with transaction():
                    before()
                    deed()
                    after()
            except BaseException as failure:  # noqa: BLE001 -- told by the test
                failures.append(failure)
            finally:
                current().session.remove()

    slow = threading.Thread(target=work, args=(last, lambda: None, lambda: (written.set(), done.wait(20))))
    quick = threading.Thread(target=work, args=(first, lambda: written.wait(20), lambda: None))
    slow.start()
    quick.start()
    quick.join(20)
    done.set()
    slow.join(20)
    assert failures == []
    (card,) = queries.product_list().items
    return available([variant])[variant], card.in_stock, card.stock_left


@pytest.mark.parametrize("sale_ends_last", [True, False])
def test_a_sale_and_a_new_lot_of_one_pack_are_both_counted(
    postgres_url: str, tmp_path: Path, *, sale_ends_last: bool
) -> None:
    """On PostgreSQL: on SQLite the second of them begins when the first has ended."""
    database = postgres.create_database(postgres_url, f"market_two_lots_{sale_ends_last:d}")
    with markets.market(database, tmp_path) as app, app.app_context(), clock.hold(NOON):
        assert two_lots_at_once(app, sale_ends_last=sale_ends_last) == (5, True, 5)


@pytest.mark.parametrize(("sale_ends_last", "listed"), [(True, (False, None)), (False, (True, 10))])
def test_asked_too_early_the_list_would_be_wrong(
    postgres_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    sale_ends_last: bool,
    listed: tuple[bool, int | None],
) -> None:
    """The same, with stock's word taken down when it was given instead of at the end."""
    database = postgres.create_database(postgres_url, f"market_two_lots_early_{sale_ends_last:d}")

    def note_now(variant_ids: Collection[int], ask: availability.Ask) -> None:
        counted = ask(variant_ids)
        before_commit(availability._apply, *((each, lambda _ids: counted) for each in variant_ids))

    monkeypatch.setattr(receivers, "note_availability", note_now)
    with markets.market(database, tmp_path) as app, app.app_context(), clock.hold(NOON):
        on_hand, *said = two_lots_at_once(app, sale_ends_last=sale_ends_last)
        assert (on_hand, tuple(said)) == (5, listed)
