"""Two sizes of one product sell out at the same instant: the list must not go on saying that there is some."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackData
from marketplace.catalog.services import availability
from marketplace.catalog.stock_hint import OnHand, StockHint, hint
from marketplace.kernel import clock
from marketplace.stock import services as stock
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
