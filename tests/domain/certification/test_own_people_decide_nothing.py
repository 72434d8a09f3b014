"""Who works for a producer decides nothing in the register about its products, whatever else they are: neither whether
a recognition counts, nor that it stops, nor that it goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts.policy import Role
from marketplace.certification import queries
from marketplace.certification import services as register
from marketplace.certification.kinds import Round
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotAllowed
from tests import stories
from tests.factories import HA_TINH, RecognitionDataFactory, days_ago
from tests.stories import Goods
from tests.unchanged import nothing_changed

OWN = "Người của chủ thể không tự quyết định về chủ thể và hàng của mình: cần một cán bộ khác."


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods()


def own_officer(goods: Goods, role: Role = Role.PRODUCER_OWNER) -> Actor:
    """An officer of the province who works for the producer besides."""
    at_work = (role, "producer", str(goods.producer_id))
    return stories.person(f"hai-vai-{role}", (Role.OFFICER, "province", HA_TINH), at_work)


def refused(verb: Callable[[], object]) -> None:
    with nothing_changed(), pytest.raises(NotAllowed) as why:
        verb()
    assert str(why.value) == OWN


@pytest.mark.parametrize("role", [Role.PRODUCER_OWNER, Role.PRODUCER_STAFF, Role.PRODUCER_PACKER])
def test_what_somebody_else_stopped_they_do_not_let_go_on(goods: Goods, role: Role) -> None:
    assert goods.recognition_id is not None
    it, own = goods.recognition_id, own_officer(goods, role)
    register.suspend(stories.officer(1), it, "Tem sai")
    refused(lambda: register.lift(own, it, "Đã sửa"))
    register.lift(stories.officer(2), it, "Đã sửa")
    assert [stop.lifted_by for stop in queries.recognition(it).suspensions] == [stories.officer(2).ref]


def test_a_stop_of_their_own_does_not_hide_the_one_that_is_coming(goods: Goods) -> None:
    assert goods.recognition_id is not None
    it = goods.recognition_id
    own = own_officer(goods)
    refused(lambda: register.suspend(own, it, "Tự dừng"))
    assert queries.recognition(it).suspensions == ()


def test_a_newer_decision_is_compared_by_somebody_else(goods: Goods) -> None:
    assert goods.recognition_id is not None
    own = own_officer(goods)
    old = queries.recognition(goods.recognition_id)
    data = RecognitionDataFactory(
        product_name=old.product_name,
        holder_name=old.holder_name,
        decision_no="99/QĐ-UBND",
        issued_on=old.issued_on + timedelta(days=1),
        round=Round.UPGRADE,
        star=4,
    )
    newer = register.upgrade(stories.officer(1), old.id, data)
    register.submit(stories.officer(1), newer)
    refused(lambda: register.verify(own, newer))
    register.verify(stories.officer(2), newer)
    assert queries.recognition(newer).verified_by == stories.officer(2).ref
    again = RecognitionDataFactory(
        product_name=old.product_name,
        holder_name=old.holder_name,
        decision_no="100/QĐ-UBND",
        issued_on=old.issued_on + timedelta(days=2),
        round=Round.UPGRADE,
        star=4,
    )
    refused(lambda: register.enter_verified(own, again, entered_by=stories.officer(1), follows=newer))


def test_half_a_year_of_grace_is_not_theirs_to_give(app: Flask) -> None:
    goods = stories.goods(recognised={"issued_on": days_ago(34 * 30)})
    assert goods.recognition_id is not None
    it = goods.recognition_id
    with clock.hold(clock.start_of_day(queries.recognition(it).calendar.window_opens)):
        register.record_filing(stories.officer(1), it, "12/BN", clock.today())
        own = own_officer(goods)
        refused(lambda: register.confirm_filing(own, it, "12/BN"))
        register.confirm_filing(stories.officer(2), it, "12/BN")
    assert queries.recognition(it).filing_confirmed_by == stories.officer(2).ref


def test_it_is_the_same_where_officers_have_attached_it(goods: Goods) -> None:
    assert goods.recognition_id is not None
    it, own = goods.recognition_id, own_officer(goods)
    register.attach_holder(stories.officer(1), it, goods.producer_id)
    register.suspend(stories.officer(1), it, "Tem sai")
    refused(lambda: register.lift(own, it, "Đã sửa"))


def test_who_works_for_another_producer_decides_as_any_officer(goods: Goods) -> None:
    assert goods.recognition_id is not None
    it, other = goods.recognition_id, own_officer(stories.goods(name="Cam Bù"))
    register.suspend(other, it, "Tem sai")
    register.lift(other, it, "Đã sửa")
    assert [stop.lifted_by for stop in queries.recognition(it).suspensions] == [other.ref]
