from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bench.statements import statements
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.paging import Page
from marketplace.orders import desk, fulfil, links, queries
from marketplace.orders.carts import add, find
from marketplace.orders.checkout import cart_lines, prepare
from tests import stories
from tests.factories import HA_NOI, BuyerFactory


def count(session: Session, ask: Callable[[], Any]) -> int:
    with statements(session.get_bind().engine) as sent:
        ask()
    return len(sent)


def test_reads_take_as_many_statements_for_one_as_for_many(
    orange: stories.Goods, nuts: stories.Goods, session: Session
) -> None:
    lan = stories.buyer_person()
    assert lan.id is not None
    user_id, box, bag = lan.id, *orange.variants
    token = add(stories.GUEST, None, box, 1)
    row = find(stories.GUEST, token)
    assert row is not None
    one = stories.order((box, 1), actor=lan)
    reads: dict[str, tuple[int, Callable[[], Any]]] = {
        "order": (4, lambda: queries.order(one)),
        "contract": (1, lambda: queries.contract(one)),
        "code for phone": (1, lambda: queries.code_for_phone(one, "+84912000000")),
        "orders of a person": (3, lambda: queries.orders_of(user_id)),
        "a producer's part": (5, lambda: queries.seller_order(orange.producer_id, f"{one}-1")),
        "the desk": (3, lambda: queries.desk_orders([orange.producer_id])),
        "counts": (1, lambda: queries.counts_by_state([orange.producer_id])),
        "sold and not sent": (1, lambda: queries.unsent(orange.producer_id, box, f"L{box}")),
        "whose part": (1, lambda: desk.producer_of(f"{one}-1")),
        "cart": (1, lambda: find(stories.GUEST, token)),
        "basket count": (1, lambda: queries.cart_count(stories.GUEST, token)),
        "basket count of nobody": (0, lambda: queries.cart_count(stories.GUEST, None)),
        "lines": (1, lambda: cart_lines(row.id)),
        "lines of no cart": (0, lambda: cart_lines(None)),
        "draft of nothing": (0, lambda: prepare({})),
    }
    for name, (number, ask) in reads.items():
        assert count(session, ask) == number, name
    # The zones of a place are asked for once in a process.
    prepare({box: 1}, HA_NOI)
    of_one = count(session, lambda: prepare({box: 1}, HA_NOI))
    for _ in range(3):
        stories.order((box, 1), (bag, 2), (nuts.variant, 1), actor=lan)
    add(stories.GUEST, token, bag, 1)
    for name, (number, ask) in reads.items():
        assert count(session, ask) == number, name
    assert count(session, lambda: prepare({box: 1, bag: 2}, HA_NOI)) == of_one == 4
    assert count(session, lambda: prepare({box: 1, bag: 2})) == 4


def test_the_desk_filters_sorts_and_pages(orange: stories.Goods, nuts: stories.Goods) -> None:
    lan = BuyerFactory(name="Lê Thị Lan", phone="+84912000001")
    minh = BuyerFactory(name="Trần Văn Minh", phone="+84987654321")
    first = stories.order((orange.variant, 1), buyer=lan)
    second = stories.order((orange.variant, 2), (orange.variants[1], 1), buyer=minh)
    stories.order((nuts.variant, 1), buyer=minh)
    fulfil.accept(orange.seller, orange.producer_id, f"{second}-1")
    mine = [orange.producer_id]

    def codes(**wanted: Any) -> list[str]:
        return [order.code for order in queries.desk_orders(mine, **wanted).items]

    assert codes(sort="oldest") == [f"{first}-1", f"{second}-1"]
    assert codes(sort="newest") == [f"{second}-1", f"{first}-1"]
    assert codes(states=["accepted"]) == [f"{second}-1"]
    assert codes(states=["delivered"]) == []
    assert codes(text=first.lower()) == [f"{first}-1"]
    assert codes(text="0987 654 321".replace(" ", "")) == [f"{second}-1"]
    assert codes(text="minh") == [f"{second}-1"]
    assert codes(text="100%") == []
    page = queries.desk_orders(mine, sort="oldest", page=2, size=1)
    assert (page.total, page.number, page.pages) == (2, 2, 2)
    (order,) = page.items
    assert (order.code, order.buyer_name, order.state) == (f"{second}-1", "Trần Văn Minh", "accepted")
    assert order.goods_words == "2 × Cam Khe Mây, Thùng 5 kg, 1 × Cam Khe Mây, Túi 2 kg"
    assert order.total == 545_000 + 72_000
    assert queries.counts_by_state(mine) == {"placed": 1, "accepted": 1}
    assert queries.counts_by_state([nuts.producer_id]) == {"placed": 1}
    assert queries.desk_orders([]) == Page((), 0, 1, 50)


def test_a_part_is_its_own_producers(orange: stories.Goods, nuts: stories.Goods) -> None:
    code = stories.order((orange.variant, 1), (nuts.variant, 1))
    found = queries.seller_order(orange.producer_id, f"{code}-1")
    assert found is not None
    detail, part = found
    assert (detail.code, part.code, part.producer_id) == (code, f"{code}-1", orange.producer_id)
    assert queries.seller_order(orange.producer_id, f"{code}-2") is None
    assert queries.seller_order(nuts.producer_id, f"{code}-1") is None
    assert queries.seller_order(orange.producer_id, "DHNONE-1") is None
    assert desk.producer_of(f"{code}-2") == nuts.producer_id
    assert desk.producer_of("DHNONE-1") is None


def test_a_persons_orders_are_theirs_newest_first(orange: stories.Goods, nuts: stories.Goods) -> None:
    lan, minh = stories.buyer_person(1), stories.buyer_person(2)
    one = stories.order((orange.variant, 1), actor=lan)
    two = stories.order((orange.variant, 1), (nuts.variant, 2), actor=lan)
    stories.order((orange.variant, 1), actor=minh)
    stories.order((orange.variant, 1))
    fulfil.accept(nuts.seller, nuts.producer_id, f"{two}-2")
    assert lan.id is not None
    page = queries.orders_of(lan.id)
    assert [(each.code, each.states) for each in page.items] == [
        (two, ("placed", "accepted")),
        (one, ("placed",)),
    ]
    assert page.items[0].goods_words == "1 × Cam Khe Mây, Thùng 5 kg, 2 × Lạc nhân Khe Mây, Túi 5 kg"
    assert page.total == 2
    assert [each.code for each in queries.orders_of(lan.id, page=2, size=1).items] == [one]


def test_an_order_is_found_by_code_and_telephone(orange: stories.Goods) -> None:
    code = stories.order((orange.variant, 1))
    assert queries.code_for_phone(code, "+84912000000") == code
    assert queries.code_for_phone(code, "+84912000009") is None
    assert queries.code_for_phone("DHNONE", "+84912000000") is None
    assert (queries.order("DHNONE"), queries.contract("DHNONE"), queries.code_of(999_999)) == (
        None,
        None,
        None,
    )


def test_a_link_opens_its_own_order_only(orange: stories.Goods) -> None:
    one, other = stories.order((orange.variant, 1)), stories.order((orange.variant, 1))
    key = links.key_of(one)
    assert len(key) == 24
    assert links.opens(one, key)
    assert not any(
        (links.opens(other, key), links.opens(one, ""), links.opens(one, None), links.opens(one, key[:-1]))
    )


def test_an_export_is_the_whole_list_and_is_kept(orange: stories.Goods, nuts: stories.Goods) -> None:
    code = stories.order((orange.variant, 2))
    header, row = desk.export_orders(orange.seller, [orange.producer_id])
    assert header[0] == "Mã đơn"
    assert row == (
        f"{code}-1",
        "Chờ chủ thể nhận",
        "Nguyễn Thị Lan",
        "0912 000 000",
        "12 phố Hàng Bài, Phường Hoàn Kiếm, Thành phố Hà Nội",
        "2 × Cam Khe Mây, Thùng 5 kg",
        514_000,
        "21/11/2026 12:00",
        "25/11/2026",
    )
    from tests.domain.stock.looking import actions

    assert actions("orders.seller_orders.exported") == [
        ("orders.seller_orders.exported", str(orange.producer_id), '{"rows":1,"states":[]}')
    ]
    with pytest.raises(NotAllowed):
        desk.export_orders(nuts.seller, [orange.producer_id])
