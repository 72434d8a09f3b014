"""300 buyers and 50 boxes: exactly 50 are sold, and everybody else is told that there are none left."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction
from marketplace.kernel.outbox import OutboxRow
from marketplace.orders.models import Cart, CartLine, Order
from marketplace.stock.queries import movements_of
from tests import stories
from tests.concurrency import crowd, markets, unguarded
from tests.concurrency.crowd import SOLD
from tests.factories import BuyerFactory

BUYERS, STOCK = 300, 50
FEW = 80
PROCESSES = 4


def everybody_at_the_last_page(
    goods: stories.Goods, buyers: int = BUYERS, packs: int = 1
) -> list[stories.Shown]:
    """Each with a cart of their own, all of them shown that it can be had."""
    with transaction():
        return [
            stories.review((goods.variant, packs), buyer=BuyerFactory(email=f"nguoi-{number}@example.vn"))
            for number in range(buyers)
        ]


def the_name(goods: stories.Goods) -> str:
    return everybody_at_the_last_page(goods, 1)[0].draft.lines[0].item.title


def sold_out(goods: stories.Goods) -> str:
    return f"{the_name(goods)}: hết hàng."


def in_threads(app: Flask, shown: Sequence[stories.Shown], instant: datetime) -> list[str]:
    return crowd.press(app, [each.confirm for each in shown], instant)


def in_processes(
    app: Flask, shown: Sequence[stories.Shown], instant: datetime, unguarded_by: Path | None
) -> list[str]:
    """The same buyers over several processes with a few threads each, all let go at once."""
    config = app.config
    told = {
        "settings": markets.settings(config["SQLALCHEMY_DATABASE_URI"], Path(app.instance_path)),
        "instant": instant.isoformat(),
    }
    workers = []
    for number in range(PROCESSES):
        mine = [
            [each.cart.id, each.cart.token, each.buyer.email, each.fingerprint]
            for each in shown[number::PROCESSES]
        ]
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.buyers"],
            cwd=unguarded.ROOT,
            env=None if unguarded_by is None else {"PYTHONPATH": str(unguarded_by)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdin is not None
        worker.stdin.write(json.dumps({**told, "shown": mine}) + "\n")
        worker.stdin.flush()
        workers.append(worker)
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    outcomes: list[str] = []
    for worker in workers:
        output, _ = worker.communicate(timeout=100)
        assert worker.returncode == 0
        outcomes += json.loads(output)
    return outcomes


def assert_sold_exactly(goods: stories.Goods, outcomes: list[str], told: str) -> None:
    assert Counter(outcomes) == {SOLD: STOCK, told: BUYERS - STOCK}
    assert markets.packs_sold() == STOCK
    assert markets.orders_standing() == STOCK
    assert markets.on_hand(*goods.lots) == [0] * len(goods.lots)
    deltas = [movement.delta for lot in goods.lots for movement in movements_of(goods.producer_id, lot)]
    assert (sum(deltas), deltas.count(-1)) == (0, STOCK)
    assert markets.count(OutboxRow, OutboxRow.job == "notifications.order_placed") == STOCK
    assert markets.wrongs() == []


def test_threads_sell_exactly_what_there_is(market: Flask) -> None:
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown, told = everybody_at_the_last_page(goods), sold_out(goods)
    outcomes = in_threads(market, shown, instant)
    assert_sold_exactly(goods, outcomes, told)
    # The cart of whoever got nothing is as it was; one more is that of the buyer who only asked for the name.
    assert markets.count(Cart) == markets.count(CartLine) == BUYERS - STOCK + 1


def test_threads_sell_small_lots_to_the_last_pack(market: Flask) -> None:
    goods = stories.goods(stock_of_each=0)
    lots = [
        # They keep equally long: the lots are as good as one.
        stories.lot(goods.seller, goods.producer_id, goods.variant, 2, code=f"L{number}", days=5)
        for number in range(STOCK // 2)
    ]
    instant = clock.now()
    with clock.hold(instant):
        shown, told = everybody_at_the_last_page(goods, FEW), sold_out(goods)
    outcomes = in_threads(market, shown, instant)
    assert Counter(outcomes) == {SOLD: STOCK, told: FEW - STOCK}
    assert markets.on_hand(*lots) == [0] * len(lots)
    assert markets.wrongs() == []


def test_each_buyer_of_lots_of_different_days_presses_at_most_twice(market: Flask) -> None:
    goods = stories.goods(stock_of_each=0)
    lots = [
        stories.lot(goods.seller, goods.producer_id, goods.variant, 2, code=f"L{number}", days=5 + number)
        for number in range(6)
    ]
    instant = clock.now()
    with clock.hold(instant):
        waiting = everybody_at_the_last_page(goods, 12)
    presses = 0
    while waiting:
        presses += 1
        outcomes = in_threads(market, waiting, instant)
        with clock.hold(instant):
            waiting = [
                stories.shown(each.cart, buyer=each.buyer)
                for each, outcome in zip(waiting, outcomes, strict=True)
                if outcome != SOLD
            ]
    assert presses <= 2
    assert markets.on_hand(*lots) == [0] * 6
    kept = [
        json.loads(text)["sellers"][0]["lines"][0]
        for text in session().execute(select(Order.snapshot)).scalars()
    ]
    first = min(line["best_before"] for line in kept)
    assert Counter(line["best_before"] for line in kept) == {
        (date.fromisoformat(first) + timedelta(days=number)).isoformat(): 2 for number in range(6)
    }
    assert markets.wrongs() == []


def test_the_conditional_update_alone_is_enough(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is old, as on a page that was open for an hour: what guards is the UPDATE and nothing else."""
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown = everybody_at_the_last_page(goods, FEW)
    unguarded.remember_looks(monkeypatch)
    monkeypatch.setattr("marketplace.stock.take.TRIES", 1)
    outcomes = in_threads(market, shown, instant)
    assert Counter(outcomes)[SOLD] == STOCK
    assert markets.packs_sold() == STOCK
    assert markets.on_hand(goods.lot) == [0]
    assert markets.wrongs() == []


def test_the_check_alone_never_oversells(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the condition the database still refuses a lot below zero: told badly, but nothing is oversold."""
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown = everybody_at_the_last_page(goods, FEW)
    unguarded.remember_looks(monkeypatch)
    unguarded.take_out_the_condition(monkeypatch)
    outcomes = in_threads(market, shown, instant)
    assert Counter(outcome.partition(":")[0] for outcome in outcomes) == {
        SOLD: STOCK,
        "IntegrityError": FEW - STOCK,
    }
    assert markets.packs_sold() == STOCK
    assert markets.on_hand(goods.lot) == [0]
    assert markets.wrongs() == []


def test_threads_without_the_guard_oversell(market: Flask) -> None:
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown, told = everybody_at_the_last_page(goods, FEW), sold_out(goods)
    with unguarded.without_guard(market.extensions["sqlalchemy"].engine):
        outcomes = in_threads(market, shown, instant)
    with pytest.raises(AssertionError):
        assert_sold_exactly(goods, outcomes, told)
    assert Counter(outcomes) == {SOLD: FEW}
    assert markets.on_hand(goods.lot) == [STOCK - FEW]
    assert "1 lots below zero" in markets.wrongs()


def test_processes_sell_exactly_what_there_is(market: Flask) -> None:
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown, told = everybody_at_the_last_page(goods), sold_out(goods)
    outcomes = in_processes(market, shown, instant, None)
    assert_sold_exactly(goods, outcomes, told)


def test_processes_without_the_guard_oversell(market: Flask, tmp_path: Path) -> None:
    goods = stories.goods(stock_of_each=STOCK)
    instant = clock.now()
    with clock.hold(instant):
        shown, told = everybody_at_the_last_page(goods, FEW), sold_out(goods)
    unguarded.take_out_the_checks(market.extensions["sqlalchemy"].engine)
    outcomes = in_processes(market, shown, instant, unguarded.folder_for_processes(tmp_path / "unguarded"))
    with pytest.raises(AssertionError):
        assert_sold_exactly(goods, outcomes, told)
    assert Counter(outcomes) == {SOLD: FEW}
    assert markets.on_hand(goods.lot) == [STOCK - FEW]
