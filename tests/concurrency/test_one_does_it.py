"""Two who press the same thing at once: one does it, the other is told, and everything adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.certification import services as register
from marketplace.certification.kinds import Round
from marketplace.certification.models import SuspensionPeriod
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.orders import carts, fulfil
from marketplace.orders.models import Cart, CartLine, Order, OrderStep
from marketplace.payments.models import Payment
from marketplace.producers import queries as producers
from marketplace.stock.models import Movement
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.factories import RecognitionDataFactory

PRESSES = 8


def actions(prefix: str) -> list[str]:
    query = select(AuditEntry.action).where(AuditEntry.action.startswith(prefix)).order_by(AuditEntry.seq)
    return list(session().execute(query).scalars())


def moves() -> list[str]:
    return list(session().execute(select(OrderStep.move).order_by(OrderStep.id)).scalars())


def told_off(outcomes: Sequence[str]) -> set[str]:
    """The kinds of refusal that those who came too late were given."""
    return {outcome.partition(":")[0] for outcome in outcomes if outcome != SOLD}


@pytest.mark.parametrize("boxes", [1, 50])
def test_a_button_pressed_many_times_is_one_order(market: Flask, boxes: int) -> None:
    goods = stories.goods(stock_of_each=boxes)
    instant = clock.now()
    with clock.hold(instant):
        shown = stories.review((goods.variant, 1))
    codes: list[str] = []
    outcomes = crowd.press(market, [lambda: codes.append(shown.confirm().code)] * PRESSES, instant)
    assert outcomes == [SOLD] * PRESSES
    assert codes == [session().execute(select(Order.code)).scalar_one()] * PRESSES
    assert markets.on_hand(goods.lot) == [boxes - 1]
    assert markets.count(Payment) == 1
    assert markets.wrongs() == []


def test_one_cart_ordered_with_two_addresses_is_one_order(market: Flask) -> None:
    """Two windows of one browser show the same cart with different payees; whoever deletes the cart has ordered it."""
    goods = stories.goods()
    instant = clock.now()
    with clock.hold(instant), transaction():
        one = stories.review((goods.variant, 2))
        other = stories.shown(one.cart, buyer=stories.BuyerFactory(name="Trần Văn Minh"))
    outcomes = crowd.press(market, [one.confirm, other.confirm], instant)
    assert told_off(outcomes) <= {"Conflict", "NotAsShown"}
    assert Counter(outcomes)[SOLD] == 1
    assert (markets.orders_standing(), markets.on_hand(goods.lot)) == (1, [48])
    assert markets.wrongs() == []


def test_one_of_many_accepts(market: Flask) -> None:
    goods = stories.goods()
    code = f"{stories.order((goods.variant, 1))}-1"
    people = [goods.seller, *(stories.staff(goods.producer_id, number) for number in range(PRESSES - 1))]
    deeds = [partial(fulfil.accept, who, goods.producer_id, code) for who in people]
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    assert told_off(outcomes) <= {"Conflict", "InvalidMove"}
    assert moves() == ["place", "accept"]
    assert actions("orders.seller_order.") == ["orders.seller_order.accepted"]
    assert markets.wrongs() == []


def test_goods_come_back_once_whoever_cancels(market: Flask) -> None:
    goods = stories.goods()
    order = stories.order((goods.variant, 3))
    code = f"{order}-1"
    deeds = [
        partial(fulfil.cancel_by_buyer, stories.GUEST, order, code, "changed_mind"),
        partial(fulfil.cancel_by_seller, goods.seller, goods.producer_id, code, "weather"),
    ] * 4
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    assert told_off(outcomes) <= {"Conflict", "InvalidMove"}
    assert markets.on_hand(goods.lot) == [50]
    assert len(moves()) == 2
    assert session().execute(select(Movement.kind, Movement.delta).order_by(Movement.id)).all() == [
        ("received", 50),
        ("sold", -3),
        ("returned", 3),
    ]
    assert session().execute(select(Payment.state)).scalar_one() == "cancelled"
    assert markets.wrongs() == []


def test_fresh_goods_are_accepted_or_cancelled_but_not_both(market: Flask) -> None:
    goods = stories.goods()
    orders = [stories.order((goods.variant, 1)) for _ in range(4)]
    deeds = []
    for order in orders:
        deeds.append(partial(fulfil.cancel_by_buyer, stories.GUEST, order, f"{order}-1", "changed_mind"))
        deeds.append(partial(fulfil.accept, goods.seller, goods.producer_id, f"{order}-1"))
    outcomes = crowd.press(market, deeds)
    assert [sorted(outcomes[start : start + 2])[1] for start in range(0, 8, 2)] == [SOLD] * 4
    assert Counter(outcomes)[SOLD] == 4
    cancelled = moves().count("cancel_by_buyer")
    assert moves().count("accept") == 4 - cancelled
    assert markets.on_hand(goods.lot) == [46 + cancelled]
    assert markets.wrongs() == []


def test_returns_and_sales_of_the_same_lots_do_not_lock_each_other_out(market: Flask) -> None:
    """Orders want a and b, the others b and a; half are cancelled while as many are placed. Nobody meets an error."""
    producer_id = stories.producer()
    a, b = stories.goods(producer_id=producer_id), stories.goods(producer_id=producer_id)
    instant = clock.now()
    with clock.hold(instant), transaction():
        pairs = [((a.variant, 1), (b.variant, 1)), ((b.variant, 1), (a.variant, 1))]
        standing = [stories.order(*pairs[number % 2]) for number in range(12)]
        shown = [stories.review(*pairs[number % 2]) for number in range(12)]
    deeds = []
    for order, new in zip(standing, shown, strict=True):
        deeds.append(partial(fulfil.cancel_by_buyer, stories.GUEST, order, f"{order}-1", "ordered_twice"))
        deeds.append(new.confirm)
    assert crowd.press(market, deeds, instant) == [SOLD] * 24
    assert markets.on_hand(a.lot, b.lot) == [38, 38]
    assert markets.wrongs() == []


def test_a_person_who_presses_everywhere_at_once_has_one_cart(market: Flask) -> None:
    goods, buyer = stories.goods(), stories.buyer_person()
    deeds = [partial(carts.add, buyer, None, goods.variant, 2)] * PRESSES
    assert crowd.press(market, deeds) == [SOLD] * PRESSES
    assert markets.count(Cart) == 1
    assert session().execute(select(CartLine.quantity)).scalars().all() == [2 * PRESSES]


def test_one_of_two_officers_verifies(market: Flask) -> None:
    first, others = stories.officer(1), [stories.officer(number) for number in (2, 3, 4, 5)]
    recognition_id = register.enter(first, RecognitionDataFactory())
    register.submit(first, recognition_id)
    outcomes = crowd.press(market, [partial(register.verify, who, recognition_id) for who in others])
    assert Counter(outcomes)[SOLD] == 1
    assert told_off(outcomes) <= {"Conflict", "InvalidMove"}
    assert actions("certification.recognition.verified") == ["certification.recognition.verified"]
    assert markets.wrongs() == []


def test_one_of_two_officers_suspends(market: Flask) -> None:
    recognition_id = stories.recognition()
    people = [stories.officer(number) for number in (1, 2, 3, 4)]
    deeds = [partial(register.suspend, who, recognition_id, "Kiểm tra đột xuất") for who in people]
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    assert told_off(outcomes) <= {"Conflict", "InvalidMove"}
    assert markets.count(SuspensionPeriod) == 1
    assert actions("certification.recognition.suspended") == ["certification.recognition.suspended"]
    assert markets.wrongs() == []


def test_whoever_comes_first_the_highest_authority_holds(market: Flask) -> None:
    officer, chair = stories.officer(1), stories.chair()
    ministry = stories.person("bo", (Role.MINISTRY, "all", ""))
    for people in (
        (officer, chair),
        (chair, officer),
        (officer, ministry, chair),
        (ministry, chair, officer),
    ):
        recognition_id = stories.recognition(decision_no=f"{markets.count(SuspensionPeriod) + 1}/QĐ-UBND")
        deeds = [partial(register.suspend, who, recognition_id, who.ref) for who in people]
        outcomes = crowd.press(market, deeds)
        assert Counter(outcomes)[SOLD] >= 1
        assert told_off(outcomes) <= {"Conflict"}
        highest = ministry if ministry in people else chair
        stopped = select(
            SuspensionPeriod.suspended_as, SuspensionPeriod.suspended_by, SuspensionPeriod.reason
        )
        (found,) = session().execute(stopped.where(SuspensionPeriod.recognition_id == recognition_id))
        session().rollback()
        assert tuple(found) == (highest.grants[0].role, highest.ref, highest.ref)
    assert markets.wrongs() == []


def test_nothing_lifted_is_carried_on_by_who_verifies_meanwhile(market: Flask) -> None:
    """Two lift at either of two records of a product, two enter the decisions after them. Nobody waits in a ring."""
    chair, first, second = stories.chair(), stories.officer(1), stories.officer(2)
    for number in range(5):
        name = f"Cam Khe Mây đợt {number}"
        old = stories.recognition(product_name=name)
        register.suspend(chair, old, "tem sai")
        new = stories.recognition(product_name=name, issued_on=clock.today() - timedelta(days=90))
        later = {"product_name": name, "issued_on": clock.today() - timedelta(days=9)}
        anew = RecognitionDataFactory(**later)
        follower = RecognitionDataFactory(**later, round=Round.RE_EVALUATION)
        outcomes = crowd.press(
            market,
            [
                partial(register.lift, chair, new, "đạt"),
                partial(register.enter_verified, second, anew, entered_by=first),
                partial(register.lift, chair, old, "đạt"),
                partial(register.enter_verified, second, follower, entered_by=first, follows=new),
            ],
        )
        assert [outcomes[1], outcomes[3]] == [SOLD, SOLD]
        assert told_off(outcomes) <= {"Conflict"}
        still = select(SuspensionPeriod.id).where(SuspensionPeriod.until.is_(None))
        left = session().scalars(still).all()
        session().rollback()
        assert bool(left) == (SOLD not in (outcomes[0], outcomes[2]))
        if left:
            register.lift(chair, new, "đạt")
            assert session().scalars(still).all() == []
            session().rollback()
    assert markets.wrongs() == []


def test_one_of_two_moderators_approves(market: Flask) -> None:
    producer_id = stories.producer()
    seller = stories.owner(producer_id)
    product_id = stories.draft(seller, producer_id)
    holder = producers.sellers([producer_id])[producer_id].legal_name
    catalog.attach_recognition(seller, product_id, stories.recognition(holder_name=holder))
    catalog.submit(seller, product_id)
    people = [stories.officer(2), stories.operator(), stories.person("vh2", (Role.OPERATOR, "all", ""))]
    outcomes = crowd.press(market, [partial(catalog.approve, who, product_id) for who in people])
    assert Counter(outcomes)[SOLD] == 1
    assert told_off(outcomes) <= {"Conflict", "InvalidMove"}
    assert len(actions("catalog.product.approved")) == 1
    assert markets.wrongs() == []
