from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid, NotAllowed, NotFound
from marketplace.stock import desk, queries, services
from tests import stories
from tests.conftest import NOON
from tests.domain.stock.looking import actions, levels, movements
from tests.unchanged import nothing_changed

TODAY = date(2026, 11, 21)


def receive(goods: stories.Goods, code: str = "L1", quantity: int = 50, **dates: Any) -> int:
    return services.receive_lot(goods.seller, goods.producer_id, goods.variant, code, quantity, **dates)


def test_a_lot_is_received_with_its_movement_and_entry(goods: stories.Goods) -> None:
    lot = receive(
        goods, " L-2111 ", 50, harvested_on=date(2026, 11, 20), expires_on=date(2026, 12, 1), plot=" Vườn 3 "
    )
    (found,) = desk.desk_lots([goods.producer_id]).items
    assert (found.id, found.code, found.plot) == (lot, "L-2111", "Vườn 3")
    assert (found.on_hand, found.reserved, found.free) == (50, 0, 50)
    assert (found.harvested_on, found.expires_on) == (date(2026, 11, 20), date(2026, 12, 1))
    assert movements() == [("L-2111", "received", 50, f"lot:{lot}")]
    assert actions("stock.") == [
        ("stock.lot.received", str(lot), f'{{"quantity":50,"variant":{goods.variant}}}')
    ]
    (movement,) = queries.movements_of(goods.producer_id, lot)
    assert (movement.at, movement.kind, movement.delta, movement.reason) == (NOON, "received", 50, "")
    assert queries.available([goods.variant]) == {goods.variant: 50}


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"code": "  "}, "code", "Ghi số lô."),
        ({"code": "L" * 41}, "code", "Số lô dài quá 40 ký tự."),
        ({"code": "L\x001"}, "code", "Số lô chỉ gồm chữ, số và dấu, trên một dòng."),
        ({"code": "L\n1"}, "code", "Số lô chỉ gồm chữ, số và dấu, trên một dòng."),
        ({"plot": "V" * 61}, "plot", "Tên vườn, thửa dài quá 60 ký tự."),
        ({"plot": "V\x07"}, "plot", "Tên vườn, thửa chỉ gồm chữ, số và dấu, trên một dòng."),
        ({"quantity": 0}, "quantity", "Nhập số lượng từ 1 đến 1.000.000."),
        ({"quantity": -5}, "quantity", "Nhập số lượng từ 1 đến 1.000.000."),
        ({"quantity": 1_000_001}, "quantity", "Nhập số lượng từ 1 đến 1.000.000."),
        (
            {"harvested_on": date(2026, 11, 22)},
            "made_on",
            "Ngày thu hoạch hoặc sản xuất không thể ở tương lai.",
        ),
        (
            {"produced_on": date(2026, 11, 22)},
            "made_on",
            "Ngày thu hoạch hoặc sản xuất không thể ở tương lai.",
        ),
        (
            {"harvested_on": date(2026, 11, 20), "expires_on": date(2026, 11, 19)},
            "expires_on",
            "Hạn dùng phải sau ngày thu hoạch hoặc sản xuất.",
        ),
        ({"expires_on": date(2026, 11, 20)}, "expires_on", "Lô này đã hết hạn dùng."),
    ],
)
def test_what_cannot_be_a_lot_is_refused(
    goods: stories.Goods, values: dict[str, Any], field: str, message: str
) -> None:
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        receive(goods, **values)
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {field: message}


def test_every_mistake_is_named_at_once(goods: stories.Goods) -> None:
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        receive(goods, "", 0, expires_on=date(2026, 11, 20))
    assert set(refusal.value.fields) == {"code", "quantity", "expires_on"}


def test_a_lot_number_is_used_once_for_a_pack(goods: stories.Goods) -> None:
    receive(goods)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        receive(goods)
    assert str(refusal.value) == "Quy cách này đã có lô L1."


def test_large_and_small_letters_are_one_lot_number(goods: stories.Goods) -> None:
    receive(goods, "Đồi-1a")
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        receive(goods, " đỒI-1A ")
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {
        "code": "Quy cách này đã có lô Đồi-1a."
    }
    receive(goods, "Đồi-1b")


@pytest.mark.parametrize("made", ["harvested_on", "produced_on"])
def test_nothing_is_older_than_five_years(goods: stories.Goods, made: str) -> None:
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        receive(goods, **{made: date(2021, 11, 20)})
    assert {name: str(text) for name, text in refusal.value.fields.items()} == {
        "made_on": "Ngày này đã quá 5 năm. Xem lại năm."
    }
    receive(goods, **{made: date(2021, 11, 21)})


def test_five_years_before_a_leap_day(goods: stories.Goods) -> None:
    with clock.hold(datetime(2028, 2, 29, 5, tzinfo=UTC)):
        with nothing_changed(), pytest.raises(Invalid):
            receive(goods, harvested_on=date(2023, 2, 27))
        receive(goods, harvested_on=date(2023, 2, 28))


def test_a_lot_may_be_sold_on_its_last_day(goods: stories.Goods) -> None:
    receive(goods, expires_on=TODAY)
    assert queries.available([goods.variant]) == {goods.variant: 50}


def test_only_the_producers_own_people_receive_and_count(goods: stories.Goods) -> None:
    lot = receive(goods)
    other = stories.owner(stories.producer())
    helper = stories.staff(goods.producer_id)
    for stranger in (other, stories.officer(), stories.operator(), stories.buyer_person(), Actor.guest()):
        with nothing_changed(), pytest.raises(NotAllowed):
            services.receive_lot(stranger, goods.producer_id, goods.variant, "L2", 5)
        with nothing_changed(), pytest.raises(NotAllowed):
            services.adjust(stranger, goods.producer_id, lot, 5, "Đếm lại")
    services.adjust(helper, goods.producer_id, lot, 49, "Một thùng dập")


def test_a_count_becomes_the_truth_with_its_reason(goods: stories.Goods) -> None:
    lot = receive(goods)
    services.adjust(goods.seller, goods.producer_id, lot, 44, " Sáu thùng dập ")
    services.adjust(goods.seller, goods.producer_id, lot, 47, "Tìm thấy ba thùng")
    assert levels() == [("L1", 47, 0)]
    assert movements()[1:] == [
        ("L1", "adjusted", -6, f"count:{lot}:1"),
        ("L1", "adjusted", 3, f"count:{lot}:2"),
    ]
    assert [each.reason for each in queries.movements_of(goods.producer_id, lot)] == [
        "",
        "Sáu thùng dập",
        "Tìm thấy ba thùng",
    ]
    assert actions("stock.lot.adjusted")[0][2] == '{"from":50,"reason":"Sáu thùng dập","to":44}'
    assert queries.lots_that_do_not_add_up() == []


def test_a_count_that_finds_what_is_there_changes_nothing(goods: stories.Goods) -> None:
    lot = receive(goods)
    with nothing_changed():
        services.adjust(goods.seller, goods.producer_id, lot, 50, "Đếm lại")


@pytest.mark.parametrize(
    ("counted", "reason", "message"),
    [
        (40, "  ", "Ghi lý do điều chỉnh."),
        (40, "d" * 201, "Lý do dài quá 200 ký tự."),
        (-1, "Đếm lại", "Nhập số đếm được, từ 0."),
        (1_000_001, "Đếm lại", "Nhập số đếm được, từ 0."),
        (7, "Đếm lại", "Đang giữ 8 cho người mua, không thể đếm ít hơn."),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    goods: stories.Goods, counted: int, reason: str, message: str
) -> None:
    lot = receive(goods)
    services.reserve([services.Want(goods.variant, 8, "pay:1", "Cam")], NOON)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        services.adjust(goods.seller, goods.producer_id, lot, counted, reason)
    assert str(refusal.value) == message


def test_a_count_down_to_what_is_held_is_allowed(goods: stories.Goods) -> None:
    lot = receive(goods)
    services.reserve([services.Want(goods.variant, 8, "pay:1", "Cam")], NOON)
    services.adjust(goods.seller, goods.producer_id, lot, 8, "Đếm lại")
    assert levels() == [("L1", 8, 8)]
    assert queries.available([goods.variant]) == {goods.variant: 0}


def test_somebody_elses_lot_does_not_exist(goods: stories.Goods) -> None:
    lot = receive(goods)
    other = stories.producer()
    stranger = stories.owner(other)
    with nothing_changed(), pytest.raises(NotFound):
        services.adjust(stranger, other, lot, 5, "Đếm lại")
    with pytest.raises(NotFound):
        desk.desk_lot([other], lot)
    assert queries.movements_of(other, lot) == []
    assert desk.desk_lots([other]).items == ()
