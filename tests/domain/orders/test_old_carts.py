from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.orders import carts, old_carts
from marketplace.orders.jobs import forget_old_carts
from marketplace.orders.models import Cart, CartLine
from marketplace.wiring import EVERY_MINUTE
from tests import stories
from tests.conftest import NOON
from tests.unchanged import nothing_changed

GUEST = Actor.guest()
SECOND = timedelta(seconds=1)
TYPED = {"recipient": "Nguyễn Thị Lan", "phone": "0912 000 000", "street": "12 phố Hàng Bài"}


def tokens() -> list[str]:
    return list(session().execute(select(Cart.token).order_by(Cart.id)).scalars())


def details(token: str) -> dict[str, str]:
    found = carts.find(GUEST, token)
    assert found is not None
    return found.details


def every_minute() -> None:
    """Of what the worker does each minute, what is about carts: mails of the day go out as well."""
    assert forget_old_carts in EVERY_MINUTE
    forget_old_carts()


def test_carts_that_nobody_came_back_to_go_with_their_lines(orange: stories.Goods) -> None:
    lan = stories.buyer_person()
    guests, lans = carts.add(GUEST, None, orange.variant, 2), carts.add(lan, None, orange.variant, 1)
    with clock.hold(NOON + timedelta(days=30)), nothing_changed():
        every_minute()
    with clock.hold(NOON + timedelta(days=30) + SECOND):
        every_minute()
    assert tokens() == [lans] != [guests]
    assert session().execute(select(CartLine.quantity)).scalars().all() == [1]
    with clock.hold(NOON + timedelta(days=180)), nothing_changed():
        every_minute()
    with clock.hold(NOON + timedelta(days=180) + SECOND):
        every_minute()
    assert (tokens(), session().execute(select(CartLine.id)).all()) == ([], [])


def test_whoever_uses_a_cart_keeps_it(orange: stories.Goods) -> None:
    box, bag = orange.variants
    more, other, same_day = (carts.add(GUEST, None, box, 2) for _each in range(3))
    with clock.hold(NOON + timedelta(hours=23)):
        # The mark is kept to the day: a press costs no statement more.
        carts.add(GUEST, same_day, box, 1)
    with clock.hold(NOON + timedelta(days=2)):
        stories.lot(orange.seller, orange.producer_id, box, 5, code="mới", days=90)
        carts.add(GUEST, more, bag, 1)
        carts.set_quantity(GUEST, other, box, 5)
    with clock.hold(NOON + timedelta(days=32)):
        assert old_carts.forget() == (1, 0)
        assert tokens() == [more, other]
    with clock.hold(NOON + timedelta(days=32) + SECOND):
        assert old_carts.forget() == (2, 0)


def test_what_was_typed_at_an_unfinished_checkout_is_forgotten(orange: stories.Goods) -> None:
    token = carts.add(GUEST, None, orange.variant, 2)
    found = carts.find(GUEST, token)
    assert found is not None
    with clock.hold(NOON + timedelta(hours=1)):
        carts.keep_details(found.id, TYPED)
    week = NOON + timedelta(hours=1, days=7)
    with clock.hold(week), nothing_changed():
        assert old_carts.forget() == (0, 0)
    assert details(token) == TYPED
    with clock.hold(week + SECOND):
        assert old_carts.forget() == (0, 1)
        assert old_carts.forget() == (0, 0)
    again = carts.find(GUEST, token)
    assert again is not None
    assert (again.details, again.wanted) == ({}, {orange.variant: 2})


def test_what_was_typed_is_forgotten_though_the_cart_is_used_every_day(orange: stories.Goods) -> None:
    token = carts.add(GUEST, None, orange.variant, 2)
    found = carts.find(GUEST, token)
    assert found is not None
    carts.keep_details(found.id, TYPED)
    for day in range(1, 8):
        with clock.hold(NOON + timedelta(days=day)):
            carts.add(GUEST, token, orange.variant, 1)
            again = carts.find(GUEST, token)
            assert again is not None
            carts.choose_payment(again, "cod")
            assert old_carts.forget() == (0, 0)
    assert details(token) == {**TYPED, "payment": "cod"}
    with clock.hold(NOON + timedelta(days=7) + SECOND):
        every_minute()
        assert details(token) == {}
        # Whoever had the page open still cannot bring back what is forgotten.
        carts.choose_payment(again, "cod")
        assert details(token) == {}
        carts.keep_details(again.id, TYPED)
    with clock.hold(NOON + timedelta(days=14) + SECOND), nothing_changed():
        every_minute()
    assert details(token) == TYPED


def test_one_run_removes_so_many(orange: stories.Goods, monkeypatch: pytest.MonkeyPatch) -> None:
    assert old_carts.AT_ONCE == 500
    monkeypatch.setattr(old_carts, "AT_ONCE", 2)
    for _each in range(3):
        carts.add(GUEST, None, orange.variant, 1)
    with clock.hold(NOON + timedelta(days=31)):
        assert [old_carts.forget(), old_carts.forget(), old_carts.forget()] == [(2, 0), (1, 0), (0, 0)]
