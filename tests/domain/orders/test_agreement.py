"""What a buyer agrees to: the whole contract as it is shown, and nothing they were not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import services as catalog
from marketplace.kernel import clock
from marketplace.orders import place_order, queries
from marketplace.orders.agreement import TOPICS, Agreement, NotAsShown, agreement
from marketplace.orders.carts import CartRow
from marketplace.orders.checkout import Draft, prepare
from marketplace.orders.place_order import Placed
from marketplace.producers import services as producers
from marketplace.stock import services as stock
from marketplace.stock.take import Allocation, Want
from tests import stories
from tests.conftest import NOON, state_of
from tests.factories import HA_NOI, BuyerFactory, ProducerDataFactory, ProductDataFactory
from tests.unchanged import nothing_changed

HO_CHI_MINH = "79"
KEEPS_OTHERWISE = "Đơn đã khác lúc anh chị xem: hạn dùng. Xin xem lại trước khi đặt."
KHE_MAY = {
    "legal_name": "Hợp tác xã Khe Mây",
    "display_name": "HTX Khe Mây",
    "tax_code": "9800000100",
    "registration_no": "28A8000001",
    "email": "htx@khemay.example.vn",
}


def agreed(cart: CartRow, draft: Draft, payment: str = "cod", **buyer: str) -> Agreement:
    return agreement(cart, draft, BuyerFactory(**buyer).as_data(), payment, clock.now())


def names(now: Agreement, before: Agreement) -> list[str]:
    return [str(topic) for topic in now.changed_since(before.topics)]


def test_everything_that_differs_has_another_fingerprint_and_is_named(
    app: Flask, orange: stories.Goods, nuts: stories.Goods
) -> None:
    box, bag = orange.variants
    cart = stories.cart((box, 2), (bag, 1))

    def draft(**wanted: int) -> Draft:
        return prepare({box: 2, bag: 1}, HA_NOI)

    shown = agreed(cart, draft())
    assert (len(shown.fingerprint), len(shown.topics)) == (32, 8 * len(TOPICS))
    assert agreed(cart, draft()) == shown
    with clock.hold(NOON + timedelta(hours=1)):
        assert agreed(cart, draft()).fingerprint == shown.fingerprint
    others = {
        "goods": agreed(cart, prepare({box: 3, bag: 1}, HA_NOI)),
        "fewer": agreed(cart, prepare({box: 2}, HA_NOI)),
        "more": agreed(cart, prepare({box: 2, bag: 1, nuts.variant: 1}, HA_NOI)),
        "place": agreed(cart, prepare({box: 2, bag: 1}, HO_CHI_MINH), province_code=HO_CHI_MINH),
        "address": agreed(cart, draft(), address="12 Hàng Bài"),
        "phone": agreed(cart, draft(), phone="+84912999999"),
        "name": agreed(cart, draft(), name="Người khác"),
        "e-mail": agreed(cart, draft(), email="khac@example.vn"),
        "note": agreed(cart, draft(), note="Gọi trước"),
        "payment": agreed(cart, draft(), payment="transfer"),
        "cart": agreed(replace(cart, token="another"), draft()),
    }
    with clock.hold(NOON + timedelta(days=1)):
        others["day"] = agreed(cart, draft())
    catalog.set_price(orange.seller, box, 230_000)
    others["price"] = agreed(cart, draft())
    marks = {each.fingerprint for each in others.values()}
    assert shown.fingerprint not in marks
    assert len(marks) == len(others)
    assert {what: names(now, shown) for what, now in others.items() if what != "cart"} == {
        "goods": ["hàng và số lượng", "phí hoặc ngày giao"],
        "fewer": ["hàng và số lượng", "phí hoặc ngày giao"],
        "more": [
            "hàng và số lượng",
            "phí hoặc ngày giao",
            "cách huỷ đơn",
            "đổi trả",
            "thông tin người bán",
        ],
        "place": ["phí hoặc ngày giao", "người nhận hoặc nơi nhận"],
        "address": ["người nhận hoặc nơi nhận"],
        "phone": ["người nhận hoặc nơi nhận"],
        "name": ["người nhận hoặc nơi nhận"],
        "e-mail": ["e-mail"],
        "note": ["lời nhắn"],
        "payment": ["cách trả tiền"],
        "day": ["phí hoặc ngày giao", "ngày đặt"],
        "price": ["giá"],
    }
    assert names(shown, replace(shown, topics="")) == []
    assert names(shown, replace(shown, topics="made up")) == []


def test_terms_and_the_sellers_identity_are_agreed_to(orange: stories.Goods) -> None:
    shown = stories.review((orange.variant, 1))
    words = ProductDataFactory(name="Cam Khe Mây", return_policy="Không đổi trả.")
    catalog.approve_revision(stories.officer(2), catalog.edit(orange.seller, orange.product_id, words), 1)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Đơn đã khác lúc anh chị xem: đổi trả. Xin xem lại trước khi đặt."
    again = stories.shown(shown.cart)
    new_phone = ProducerDataFactory(**{**KHE_MAY, "phone": "0912 000 777"})
    producers.edit(stories.officer(1), orange.producer_id, new_phone)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        again.confirm()
    assert (
        str(refusal.value) == "Đơn đã khác lúc anh chị xem: thông tin người bán. Xin xem lại trước khi đặt."
    )


def test_who_runs_the_floor_is_agreed_to(
    app: Flask, orange: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = stories.review((orange.variant, 1))
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, operator="Công ty khác"))
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Đơn đã khác lúc anh chị xem: thông tin của sàn. Xin xem lại trước khi đặt."


def kept_days(code: str) -> list[str | None]:
    kept = queries.contract(code)
    assert kept is not None
    return [line["best_before"] for seller in kept.content["sellers"] for line in seller["lines"]]


@pytest.fixture
def five(app: Flask) -> stories.Goods:
    """Five boxes that keep until 1/12/2026."""
    return stories.goods(name="Cam Khe Mây", stock_of_each=5)


def test_the_last_packs_of_a_lot_are_sold_with_the_day_of_that_lot(five: stories.Goods) -> None:
    stories.lot(five.seller, five.producer_id, five.variant, 20, code="sau", days=90)
    assert kept_days(stories.order((five.variant, 5))) == ["2026-12-01"]
    assert kept_days(stories.order((five.variant, 5))) == ["2027-02-19"]


def test_the_last_packs_of_all_are_sold_with_their_day(five: stories.Goods) -> None:
    assert kept_days(stories.order((five.variant, 5))) == ["2026-12-01"]


def test_goods_that_keep_longer_than_shown_are_sold_at_once_with_their_day(five: stories.Goods) -> None:
    stories.lot(five.seller, five.producer_id, five.variant, 20, code="sau", days=90)
    shown = stories.review((five.variant, 1))
    assert shown.keeps == "2026-12-01"
    stories.order((five.variant, 4))
    assert stories.shown(shown.cart).fingerprint == shown.fingerprint
    stories.order((five.variant, 1))
    now = stories.shown(shown.cart)
    assert (now.keeps, now.fingerprint == shown.fingerprint) == ("2027-02-19", False)
    placed = shown.confirm()
    assert kept_days(placed.code) == ["2027-02-19"]
    assert shown.confirm() == Placed(placed.code, repeated=True)


def test_goods_that_run_out_earlier_than_shown_are_shown_again(five: stories.Goods) -> None:
    shown = stories.review((five.variant, 1))
    stories.lot(five.seller, five.producer_id, five.variant, 5, code="sớm", days=3)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == KEEPS_OTHERWISE
    assert kept_days(stories.shown(shown.cart).confirm().code) == ["2026-11-24"]


def test_goods_without_an_end_keep_longer_than_any_day(five: stories.Goods) -> None:
    stock.receive_lot(five.seller, five.producer_id, five.variant, "mãi", 5)
    shown = stories.review((five.variant, 1))
    stories.order((five.variant, 5))
    without_end = stories.review((five.variant, 1))
    assert kept_days(shown.confirm().code) == [None]
    assert without_end.keeps == ""
    stories.lot(five.seller, five.producer_id, five.variant, 5, code="sớm", days=900)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        without_end.confirm()
    assert str(refusal.value) == KEEPS_OTHERWISE


def test_each_line_is_held_to_its_own_day(five: stories.Goods, nuts: stories.Goods) -> None:
    stories.lot(five.seller, five.producer_id, five.variant, 20, code="sau", days=90)
    shown = stories.review((five.variant, 1), (nuts.variant, 1))
    assert shown.keeps == "2026-12-01,2026-12-01"
    stories.order((five.variant, 5))
    stories.lot(nuts.seller, nuts.producer_id, nuts.variant, 5, code="sớm", days=3)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == KEEPS_OTHERWISE
    assert kept_days(stories.shown(shown.cart).confirm().code) == ["2027-02-19", "2026-11-24"]


@pytest.mark.parametrize("keeps", ["", "2026-11-22", "2026-12-01,2026-12-01", "hôm nay"])
def test_days_that_were_not_shown_are_not_agreed_to(five: stories.Goods, keeps: str) -> None:
    """The fingerprint proves the days that come back with it."""
    stories.lot(five.seller, five.producer_id, five.variant, 20, code="sau", days=90)
    shown = stories.review((five.variant, 1))
    stories.order((five.variant, 5))
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm(keeps=keeps)
    assert str(refusal.value) == KEEPS_OTHERWISE


def test_a_longer_day_does_not_hide_what_else_changed(five: stories.Goods) -> None:
    stories.lot(five.seller, five.producer_id, five.variant, 20, code="sau", days=90)
    shown = stories.review((five.variant, 1))
    stories.order((five.variant, 5))
    catalog.set_price(five.seller, five.variant, 299_000)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == "Đơn đã khác lúc anh chị xem: giá, hạn dùng. Xin xem lại trước khi đặt."


def test_packs_of_a_later_lot_taken_at_this_moment_are_sold_with_their_day(
    five: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories.lot(five.seller, five.producer_id, five.variant, 5, code="sau", days=90)
    shown = stories.review((five.variant, 1))
    take = place_order._take_stock

    def after_everybody_else(*order: Any) -> dict[str, list[Allocation]]:
        stock.sell(stories.GUEST, [Want(five.variant, 5, "khác/1", "Cam")])
        return take(*order)

    monkeypatch.setattr(place_order, "_take_stock", after_everybody_else)
    assert kept_days(shown.confirm().code) == ["2027-02-19"]


def test_packs_of_a_lot_that_came_at_this_moment_are_not_sold_as_others(
    orange: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = stories.review((orange.variant, 1))
    take = place_order._take_stock

    def after_a_delivery(*order: Any) -> dict[str, list[Allocation]]:
        stories.lot(orange.seller, orange.producer_id, orange.variant, 5, code="sớm", days=3)
        return take(*order)

    monkeypatch.setattr(place_order, "_take_stock", after_a_delivery)
    with nothing_changed(), pytest.raises(NotAsShown) as refusal:
        shown.confirm()
    assert str(refusal.value) == KEEPS_OTHERWISE
