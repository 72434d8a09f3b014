from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, OutOfStock
from marketplace.stock import queries, services
from marketplace.stock.events import Availability
from marketplace.stock.models import Lot
from marketplace.stock.take import Allocation, Want
from tests import stories
from tests.conftest import NOON
from tests.domain.stock.looking import holds, levels, movements
from tests.unchanged import nothing_changed

GUEST = Actor.guest()
UNTIL = NOON + timedelta(minutes=30)


def receive(goods: stories.Goods, code: str, quantity: int, expires_on: date | None) -> int:
    return services.receive_lot(
        goods.seller, goods.producer_id, goods.variant, code, quantity, expires_on=expires_on
    )


@pytest.fixture
def lots(goods: stories.Goods) -> dict[str, int]:
    """Received in another order than they run out."""
    return {
        "endless": receive(goods, "endless", 5, None),
        "late": receive(goods, "late", 5, date(2026, 12, 20)),
        "soon": receive(goods, "soon", 5, date(2026, 11, 25)),
        "soon too": receive(goods, "soon too", 5, date(2026, 11, 25)),
    }


def want(goods: stories.Goods, quantity: int, ref: str = "DH1-1/1") -> Want:
    return Want(goods.variant, quantity, ref, "Cam Khe Mây, Thùng 5 kg")


def test_what_runs_out_first_is_sold_first(goods: stories.Goods, lots: dict[str, int]) -> None:
    plan = services.sell(GUEST, [want(goods, 12)])
    assert plan == [
        Allocation("DH1-1/1", goods.variant, lots["soon"], "soon", 5, date(2026, 11, 25)),
        Allocation("DH1-1/1", goods.variant, lots["soon too"], "soon too", 5, date(2026, 11, 25)),
        Allocation("DH1-1/1", goods.variant, lots["late"], "late", 2, date(2026, 12, 20)),
    ]
    assert levels() == [("endless", 5, 0), ("late", 3, 0), ("soon", 0, 0), ("soon too", 0, 0)]
    # In the order of lots, which is the order in which everybody takes them.
    assert movements()[4:] == [
        ("late", "sold", -2, "DH1-1/1"),
        ("soon", "sold", -5, "DH1-1/1"),
        ("soon too", "sold", -5, "DH1-1/1"),
    ]
    assert queries.lots_that_do_not_add_up() == []
    assert [lot.code for lot in queries.lots_for_buyers([goods.variant])] == ["late", "endless"]


def test_a_lot_that_has_run_out_is_not_sold(goods: stories.Goods, lots: dict[str, int]) -> None:
    with clock.hold(clock.start_of_day(date(2026, 11, 26)) - timedelta(seconds=1)):
        assert queries.availability([goods.variant]) == (Availability(goods.variant, 20, None),)
    with clock.hold(clock.start_of_day(date(2026, 11, 26))):
        assert queries.available([goods.variant]) == {goods.variant: 10}
        with nothing_changed(), pytest.raises(OutOfStock) as refusal:
            services.sell(GUEST, [want(goods, 11)])
        assert str(refusal.value) == "Cam Khe Mây, Thùng 5 kg: chỉ còn 10, không đủ số đã đặt."
        services.sell(GUEST, [want(goods, 10)])
    assert levels() == [("endless", 0, 0), ("late", 0, 0), ("soon", 5, 0), ("soon too", 5, 0)]


def test_several_wants_share_what_is_there_or_nobody_gets_anything(
    goods: stories.Goods, lots: dict[str, int]
) -> None:
    with nothing_changed(), pytest.raises(OutOfStock) as refusal:
        services.sell(GUEST, [want(goods, 15, "a"), want(goods, 6, "b")])
    assert (refusal.value.left, refusal.value.http_status) == (5, 409)
    plan = services.sell(GUEST, [want(goods, 15, "a"), want(goods, 5, "b")])
    assert [(part.ref, part.lot_code, part.quantity) for part in plan] == [
        ("a", "soon", 5),
        ("a", "soon too", 5),
        ("a", "late", 5),
        ("b", "endless", 5),
    ]
    assert queries.available([goods.variant]) == {goods.variant: 0}


def test_nothing_left_is_said_so(goods: stories.Goods) -> None:
    with nothing_changed(), pytest.raises(OutOfStock) as refusal:
        services.sell(GUEST, [want(goods, 1)])
    assert str(refusal.value) == "Cam Khe Mây, Thùng 5 kg: hết hàng."


def test_what_is_held_is_there_for_nobody_else(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 18, "pay:1")], UNTIL)
    assert levels() == [("endless", 5, 3), ("late", 5, 5), ("soon", 5, 5), ("soon too", 5, 5)]
    assert holds() == [
        ("pay:1", "soon", 5),
        ("pay:1", "soon too", 5),
        ("pay:1", "late", 5),
        ("pay:1", "endless", 3),
    ]
    assert queries.available([goods.variant]) == {goods.variant: 2}
    assert len(movements()) == 4
    with nothing_changed(), pytest.raises(OutOfStock):
        services.reserve([want(goods, 3, "pay:2")], UNTIL)
    services.sell(GUEST, [want(goods, 2)])
    assert levels()[0] == ("endless", 3, 3)


def test_a_hold_is_confirmed_once(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 7, "pay:1")], UNTIL)
    assert services.confirm(GUEST, "pay:1") == 7
    assert levels() == [("endless", 5, 0), ("late", 5, 0), ("soon", 0, 0), ("soon too", 3, 0)]
    assert holds() == []
    assert movements()[4:] == [("soon", "sold", -5, "pay:1"), ("soon too", "sold", -2, "pay:1")]
    with nothing_changed():
        assert services.confirm(GUEST, "pay:1") == 0
        assert services.release("pay:1") == 0
    assert queries.lots_that_do_not_add_up() == []


def test_a_hold_is_let_go_once(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 7, "pay:1")], UNTIL)
    assert services.release("pay:1") == 7
    assert queries.available([goods.variant]) == {goods.variant: 20}
    with nothing_changed():
        assert services.release("pay:1") == 0
        assert services.confirm(GUEST, "pay:1") == 0
    assert len(movements()) == 4


def test_holds_end_at_their_instant(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 3, "pay:1")], UNTIL)
    services.reserve([want(goods, 4, "pay:2")], UNTIL + timedelta(seconds=1))
    with clock.hold(UNTIL - timedelta(seconds=1)), nothing_changed():
        assert services.release_expired() == 0
    with clock.hold(UNTIL):
        assert services.release_expired() == 1
        assert [ref for ref, _lot, _packs in holds()] == ["pay:2", "pay:2"]
        assert services.release_expired() == 0
    assert queries.available([goods.variant]) == {goods.variant: 16}


def test_a_hold_that_ended_is_not_sold(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 7, "pay:1")], UNTIL)
    for late in (timedelta(0), timedelta(hours=1)):
        with clock.hold(UNTIL + late), nothing_changed():
            assert services.confirm(GUEST, "pay:1") == 0
    # Nobody has let go of it yet: that is still to be done, once.
    with clock.hold(UNTIL):
        assert services.release_expired() == 1
    assert queries.available([goods.variant]) == {goods.variant: 20}


def test_a_hold_ends_only_in_a_lot_that_has_it(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.reserve([want(goods, 7, "pay:1")], UNTIL)
    with transaction() as here:
        here.execute(update(Lot).where(Lot.id == lots["soon too"]).values(reserved=1))
    for end in (lambda: services.confirm(GUEST, "pay:1"), lambda: services.release("pay:1")):
        with nothing_changed(), pytest.raises(Conflict) as refusal:
            end()
        assert str(refusal.value) == "Số hàng đang giữ trong lô không khớp. Xin thử lại."


def test_what_was_sold_comes_back_once_into_its_lots(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.sell(GUEST, [want(goods, 6, "a"), want(goods, 2, "b"), want(goods, 1, "c")])
    assert services.put_back(goods.seller, ["a", "b"], "weather") == 8
    assert levels() == [("endless", 5, 0), ("late", 5, 0), ("soon", 5, 0), ("soon too", 4, 0)]
    assert movements()[8:] == [
        ("soon", "returned", 5, "a"),
        ("soon too", "returned", 1, "a"),
        ("soon too", "returned", 2, "b"),
    ]
    with nothing_changed():
        assert services.put_back(goods.seller, ["a", "b"], "weather") == 0
        assert services.put_back(goods.seller, ["nobody"], "weather") == 0
        assert services.put_back(goods.seller, [], "weather") == 0
    assert services.put_back(goods.seller, ["a", "c"], "weather") == 1
    assert queries.available([goods.variant]) == {goods.variant: 20}
    assert queries.lots_that_do_not_add_up() == []


@pytest.mark.parametrize(
    "values",
    [{"on_hand": -1}, {"reserved": -1}, {"reserved": 6}, {"on_hand": 1, "reserved": 2}],
    ids=["on hand below zero", "reserved below zero", "more held than there", "counted below held"],
)
def test_the_database_itself_refuses_what_cannot_be(
    goods: stories.Goods, lots: dict[str, int], values: dict[str, int]
) -> None:
    def force() -> None:
        with transaction() as here:
            here.execute(update(Lot).where(Lot.id == lots["soon"]).values(values))

    with nothing_changed(), pytest.raises(IntegrityError):
        force()


def test_a_reference_sells_a_lot_once(goods: stories.Goods, lots: dict[str, int]) -> None:
    services.sell(GUEST, [want(goods, 1)])
    with nothing_changed(), pytest.raises(IntegrityError):
        services.sell(GUEST, [want(goods, 1)])


def test_books_that_do_not_add_up_are_found(goods: stories.Goods, lots: dict[str, int]) -> None:
    with transaction() as here:
        here.execute(update(Lot).where(Lot.id == lots["late"]).values(on_hand=4))
    assert queries.lots_that_do_not_add_up() == [lots["late"]]
    session().rollback()


def test_unknown_packs_have_nothing(goods: stories.Goods) -> None:
    assert queries.available([]) == {}
    assert queries.available([999_999, goods.variant]) == {999_999: 0, goods.variant: 0}
