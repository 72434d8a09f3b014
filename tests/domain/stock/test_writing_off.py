from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.stock import queries, services
from marketplace.stock.take import Want
from marketplace.stock.writing_off import write_off
from tests import stories
from tests.conftest import NOON
from tests.domain.stock.looking import actions, levels, movements
from tests.unchanged import nothing_changed

LAST_DAY = date(2026, 11, 23)
AFTER = NOON + timedelta(days=3)


@pytest.fixture
def lot(goods: stories.Goods) -> int:
    return services.receive_lot(goods.seller, goods.producer_id, goods.variant, "L1", 12, expires_on=LAST_DAY)


def test_what_is_left_of_an_expired_lot_goes_with_movement_and_entry(goods: stories.Goods, lot: int) -> None:
    with clock.hold(AFTER):
        assert write_off(goods.seller, goods.producer_id, lot) == 12
    assert levels() == [("L1", 0, 0)]
    assert movements() == [
        ("L1", "received", 12, f"lot:{lot}"),
        ("L1", "written_off", -12, f"expired:{lot}:1"),
    ]
    assert actions("stock.lot.w") == [("stock.lot.written_off", str(lot), '{"left":0,"quantity":12}')]
    assert queries.lots_that_do_not_add_up() == []


def test_a_second_call_takes_nothing_and_a_recount_undoes_it(goods: stories.Goods, lot: int) -> None:
    with clock.hold(AFTER):
        write_off(goods.seller, goods.producer_id, lot)
        assert write_off(goods.seller, goods.producer_id, lot) == 0
        services.adjust(goods.seller, goods.producer_id, lot, 12, "bỏ nhầm")
        assert levels() == [("L1", 12, 0)]
        assert write_off(goods.seller, goods.producer_id, lot) == 12
    assert [(kind, delta) for _lot, kind, delta, _ref in movements()] == [
        ("received", 12),
        ("written_off", -12),
        ("adjusted", 12),
        ("written_off", -12),
    ]


def test_what_is_held_for_a_buyer_stays(goods: stories.Goods, lot: int) -> None:
    services.reserve([Want(goods.variant, 3, "order-line:1", "Cam")], NOON + timedelta(days=9))
    with clock.hold(AFTER):
        assert write_off(goods.seller, goods.producer_id, lot) == 9
    assert levels() == [("L1", 3, 3)]


@pytest.mark.parametrize("days", [0, 2])
def test_a_lot_that_may_still_be_sold_stays(goods: stories.Goods, lot: int, days: int) -> None:
    with clock.hold(NOON + timedelta(days=days)), nothing_changed(), pytest.raises(Conflict) as refusal:
        write_off(goods.seller, goods.producer_id, lot)
    assert str(refusal.value) == "Lô này còn bán được. Hàng hỏng hay thiếu thì đếm lại."


def test_a_lot_without_a_last_day_stays(goods: stories.Goods) -> None:
    lot = services.receive_lot(goods.seller, goods.producer_id, goods.variant, "L2", 4)
    with clock.hold(AFTER), nothing_changed(), pytest.raises(Conflict):
        write_off(goods.seller, goods.producer_id, lot)


def test_nobody_else_writes_it_off(goods: stories.Goods, lot: int) -> None:
    other = stories.goods()
    with clock.hold(AFTER), nothing_changed():
        with pytest.raises(NotAllowed):
            write_off(other.seller, goods.producer_id, lot)
        with pytest.raises(NotFound):
            write_off(other.seller, other.producer_id, lot)
