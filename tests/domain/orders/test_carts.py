from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.orders import carts
from marketplace.orders.checkout import cart_lines
from marketplace.orders.models import Cart
from marketplace.orders.queries import cart_count
from tests import stories
from tests.unchanged import nothing_changed

GUEST = Actor.guest()


def lines(actor: Actor = GUEST, token: str | None = None) -> dict[int, int]:
    found = carts.find(actor, token)
    return cart_lines(found.id if found else None)


def number_of_carts() -> int:
    return len(session().execute(select(Cart.id)).all())


def test_a_visitor_who_did_nothing_has_no_cart(orange: stories.Goods) -> None:
    assert carts.find(GUEST, None) is None
    assert carts.find(GUEST, "made up") is None
    assert (lines(), cart_count(GUEST, None), number_of_carts()) == ({}, 0, 0)


def test_the_same_pack_again_is_more_of_it(orange: stories.Goods) -> None:
    box, bag = orange.variants
    token = carts.add(GUEST, None, box, 2)
    assert carts.add(GUEST, token, bag, 1) == token
    assert carts.add(GUEST, token, box, 3) == token
    assert lines(token=token) == {box: 5, bag: 1}
    assert cart_count(GUEST, token) == 6
    assert (len(token), number_of_carts()) == (24, 1)


def test_two_guests_have_two_carts(orange: stories.Goods) -> None:
    one, other = carts.add(GUEST, None, orange.variant, 1), carts.add(GUEST, None, orange.variant, 2)
    assert one != other
    assert (lines(token=one), lines(token=other)) == ({orange.variant: 1}, {orange.variant: 2})


def test_a_token_that_is_gone_makes_a_new_cart_with_a_new_token(orange: stories.Goods) -> None:
    token = carts.add(GUEST, "a token of an order placed long ago", orange.variant, 1)
    assert token != "a token of an order placed long ago"
    assert lines(token=token) == {orange.variant: 1}


@pytest.mark.parametrize("quantity", [0, -1, 1000])
def test_a_quantity_out_of_bounds_is_refused(orange: stories.Goods, quantity: int) -> None:
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        carts.add(GUEST, None, orange.variant, quantity)
    assert str(refusal.value.fields["quantity"]) == "Nhập số lượng từ 1 đến 999."


def test_a_line_holds_999_packs(orange: stories.Goods) -> None:
    token = carts.add(GUEST, None, orange.variant, 998)
    carts.add(GUEST, token, orange.variant, 1)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        carts.add(GUEST, token, orange.variant, 1)
    assert str(refusal.value) == "Mỗi quy cách đặt nhiều nhất 999 một lần."


def test_a_cart_holds_60_lines(orange: stories.Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    assert carts.MAX_LINES == 60
    monkeypatch.setattr(carts, "MAX_LINES", 1)
    box, bag = orange.variants
    token = carts.add(GUEST, None, box, 1)
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        carts.add(GUEST, token, bag, 1)
    assert str(refusal.value) == "Giỏ chứa nhiều nhất 1 món. Đặt bớt trước đã."
    carts.add(GUEST, token, box, 1)
    assert lines(token=token) == {box: 2}


def test_a_pack_that_does_not_exist_is_refused(orange: stories.Goods) -> None:
    with nothing_changed(), pytest.raises(NotFound) as refusal:
        carts.add(GUEST, None, 999_999, 1)
    assert str(refusal.value) == "Không có quy cách này."


def test_what_cannot_be_bought_now_is_refused_with_the_reason(orange: stories.Goods) -> None:
    catalog.hide(orange.seller, orange.product_id)
    with nothing_changed(), pytest.raises(Conflict) as refusal:
        carts.add(GUEST, None, orange.variant, 1)
    assert str(refusal.value) == "Cam Khe Mây: chủ thể tạm ngừng bán."


def test_a_quantity_is_set_and_nothing_takes_the_line_out(orange: stories.Goods) -> None:
    box, bag = orange.variants
    token = carts.add(GUEST, None, box, 2)
    carts.add(GUEST, token, bag, 1)
    carts.set_quantity(GUEST, token, box, 7)
    assert lines(token=token) == {box: 7, bag: 1}
    carts.set_quantity(GUEST, token, box, 0)
    assert lines(token=token) == {bag: 1}
    carts.remove(GUEST, token, bag)
    assert lines(token=token) == {}
    for quantity in (-1, 1000):
        with nothing_changed(), pytest.raises(Invalid) as refusal:
            carts.set_quantity(GUEST, token, bag, quantity)
        assert str(refusal.value) == "Nhập số lượng từ 0 đến 999."


def test_a_line_that_is_not_there_is_named(orange: stories.Goods) -> None:
    token = carts.add(GUEST, None, orange.variant, 2)
    other = carts.add(GUEST, None, orange.variants[1], 2)
    for whose, variant in (
        (token, orange.variants[1]),
        (other, orange.variant),
        ("nobody's", orange.variant),
    ):
        with nothing_changed(), pytest.raises(NotFound) as refusal:
            carts.set_quantity(GUEST, whose, variant, 1)
        assert str(refusal.value) == "Món này không còn trong giỏ."
        with nothing_changed(), pytest.raises(NotFound):
            carts.remove(GUEST, whose, variant)


def test_a_person_has_one_cart_wherever_they_sign_in(orange: stories.Goods) -> None:
    lan, minh = stories.buyer_person(1), stories.buyer_person(2)
    box, bag = orange.variants
    token = carts.add(lan, None, box, 1)
    assert carts.add(lan, "another browser's", bag, 2) == token
    assert lines(lan) == {box: 1, bag: 2}
    assert (lines(minh), cart_count(minh, token)) == ({}, 0)
    # The token of a person's cart opens nothing to somebody who is not signed in.
    assert (lines(token=token), cart_count(GUEST, token)) == ({}, 0)


def test_at_sign_in_a_guests_cart_becomes_the_persons(orange: stories.Goods) -> None:
    lan = stories.buyer_person()
    token = carts.add(GUEST, None, orange.variant, 3)
    carts.adopt(lan, token)
    assert lines(lan) == {orange.variant: 3}
    assert lines(token=token) == {}
    with nothing_changed():
        carts.adopt(lan, token)
        carts.adopt(lan, None)
        carts.adopt(GUEST, token)


def test_at_sign_in_two_carts_become_one_and_the_larger_number_stands(orange: stories.Goods) -> None:
    lan = stories.buyer_person()
    box, bag = orange.variants
    carts.add(lan, None, box, 2)
    token = carts.add(GUEST, None, box, 5)
    carts.add(GUEST, token, bag, 1)
    carts.adopt(lan, token)
    assert lines(lan) == {box: 5, bag: 1}
    smaller = carts.add(GUEST, None, box, 4)
    carts.adopt(lan, smaller)
    assert lines(lan) == {box: 5, bag: 1}
    assert number_of_carts() == 1


def test_at_sign_in_a_full_cart_keeps_what_was_put_in_last(
    orange: stories.Goods, nuts: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carts, "MAX_LINES", 2)
    lan = stories.buyer_person()
    box, bag = orange.variants
    carts.add(lan, None, box, 2)
    carts.add(lan, None, bag, 1)
    token = carts.add(GUEST, None, nuts.variant, 4)
    carts.add(GUEST, token, bag, 3)
    said = carts.adopt(lan, token)
    assert str(said) == "Giỏ chứa nhiều nhất 2 món. Đã bỏ ra món cũ nhất: Cam Khe Mây, Thùng 5 kg."
    assert lines(lan) == {nuts.variant: 4, bag: 3}
    assert number_of_carts() == 1
    # Of more than a few that fell out, the first few are named.
    guest = carts.add(GUEST, None, box, 1)
    monkeypatch.setattr(carts, "MAX_LINES", 1)
    monkeypatch.setattr(carts, "NAMED", 1)
    assert str(carts.adopt(lan, guest)) == (
        "Giỏ chứa nhiều nhất 1 món. Đã bỏ ra món cũ nhất: Cam Khe Mây, Túi 2 kg và 1 món khác."
    )
    assert lines(lan) == {box: 1}


def test_nobody_adopts_the_cart_of_a_person(orange: stories.Goods) -> None:
    lan, minh = stories.buyer_person(1), stories.buyer_person(2)
    token = carts.add(lan, None, orange.variant, 2)
    with nothing_changed():
        carts.adopt(minh, token)
    assert (lines(lan), lines(minh)) == ({orange.variant: 2}, {})


def test_what_was_typed_is_kept_with_the_cart(orange: stories.Goods) -> None:
    token = carts.add(GUEST, None, orange.variant, 2)
    found = carts.find(GUEST, token)
    assert found is not None
    assert found.details == {}
    carts.keep_details(found.id, {"recipient": "Nguyễn Thị Lan", "payment": "cod"})
    again = carts.find(GUEST, token)
    assert again is not None
    assert again.details == {"recipient": "Nguyễn Thị Lan", "payment": "cod"}
