"""Days on which a producer sends nothing: who writes them down, which cannot be, when a parcel arrives then."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import queries as catalogue
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.orders.checkout import cart_lines, prepare
from marketplace.producers import queries, services
from marketplace.producers.events import ProducerChanged
from marketplace.shipping.queries import Item, quote, sent_on
from tests import stories
from tests.domain.producers import people
from tests.domain.producers.people import AN, BUYER, STRANGER, owner
from tests.factories import HA_NOI, HA_TINH

TODAY = date(2026, 11, 21)
FIRST, LAST = date(2026, 11, 22), date(2026, 11, 24)


def days(producer_id: int) -> list[tuple[date, date, str]]:
    return [(each.first_day, each.last_day, each.reason) for each in queries.closed_dates_of(producer_id)]


def test_days_off_are_written_down_and_taken_back(
    told: list[Any], log: Callable[[], list[tuple[str, str]]]
) -> None:
    producer_id = people.verified()
    me = owner(producer_id)
    late = services.add_closed_dates(me, producer_id, date(2027, 2, 5), date(2027, 2, 12), " Nghỉ  Tết ")
    services.add_closed_dates(me, producer_id, TODAY, TODAY, "Giỗ")
    assert days(producer_id) == [(TODAY, TODAY, "Giỗ"), (date(2027, 2, 5), date(2027, 2, 12), "Nghỉ Tết")]
    assert told[-1] == ProducerChanged(producer_id)
    for actor in (BUYER, STRANGER, AN, owner(producer_id + 1)):
        with pytest.raises(NotFound):
            services.remove_closed_dates(actor, late)
    services.remove_closed_dates(me, late)
    assert days(producer_id) == [(TODAY, TODAY, "Giỗ")]
    assert log()[-1] == ("user:20", "producers.closed_dates.removed")
    with pytest.raises(NotFound):
        services.remove_closed_dates(me, late)


@pytest.mark.parametrize(
    ("first", "last", "reason", "fields"),
    [
        (date(2026, 11, 20), FIRST, "x", {"first_day"}),
        (LAST, FIRST, "x", {"last_day"}),
        (FIRST, date(2027, 1, 21), "x", {"last_day"}),
        (date(2030, 1, 1), date(2030, 1, 2), "x", {"first_day"}),
        (FIRST, LAST, " ", {"reason"}),
        (FIRST, LAST, "x" * 121, {"reason"}),
        (date(2026, 12, 2), date(2026, 12, 3), "x", {"first_day"}),
        (date(2026, 11, 30), date(2026, 12, 1), "x", {"first_day"}),
        (date(2026, 11, 30), date(2026, 12, 9), "x", {"first_day"}),
    ],
)
def test_days_off_that_cannot_be(app: Flask, first: date, last: date, reason: str, fields: set[str]) -> None:
    producer_id = people.verified()
    me = owner(producer_id)
    services.add_closed_dates(me, producer_id, date(2026, 12, 1), date(2026, 12, 2), "Giỗ")
    before = days(producer_id)
    with pytest.raises(Invalid) as refused:
        services.add_closed_dates(me, producer_id, first, last, reason)
    assert set(refused.value.fields) == fields
    assert days(producer_id) == before


def test_nobody_else_closes_a_producer(app: Flask) -> None:
    producer_id = people.verified()
    for actor in (BUYER, STRANGER, AN, owner(producer_id + 1)):
        with pytest.raises(NotFound):
            services.add_closed_dates(actor, producer_id, FIRST, LAST, "x")
    assert days(producer_id) == []


@pytest.mark.parametrize(
    ("closed", "sent"),
    [
        ((), date(2026, 11, 22)),
        (((TODAY, TODAY),), date(2026, 11, 22)),
        (((FIRST, LAST),), date(2026, 11, 25)),
        (((date(2026, 11, 25), date(2026, 11, 26)), (FIRST, LAST)), date(2026, 11, 27)),
        (((LAST, LAST),), date(2026, 11, 22)),
    ],
)
def test_it_is_sent_on_the_next_day_that_is_none(closed: Any, sent: date) -> None:
    assert sent_on(TODAY, closed) == sent


def test_the_product_page_and_the_basket_reckon_with_them(app: Flask) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    slug = catalogue.slug_of(goods.product_id)
    assert slug is not None
    cart = stories.cart((goods.variant, 1))

    def arrives() -> date | None:
        (parcel,) = prepare(cart_lines(cart.id), HA_NOI).parcels
        assert parcel.quote is not None
        return parcel.quote.arrives_from

    assert arrives() == date(2026, 11, 24)
    services.add_closed_dates(goods.seller, goods.producer_id, FIRST, LAST, "Giỗ")
    services.add_closed_dates(goods.seller, goods.producer_id, date(2027, 2, 5), date(2027, 2, 12), "Tết")
    assert arrives() == date(2026, 11, 27)
    found = catalogue.product_detail(slug)
    assert found is not None
    assert found.closed == ((FIRST, LAST), (date(2027, 2, 5), date(2027, 2, 12)))
    item = Item(5600, 1, found.storage_class)
    assert quote(HA_TINH, HA_NOI, [item], found.closed).arrives_from == date(2026, 11, 27)
    with clock.hold(clock.end_exclusive(LAST)):
        later = catalogue.product_detail(slug)
        assert later is not None
        assert later.closed == ((date(2027, 2, 5), date(2027, 2, 12)),)


def test_one_that_has_closed_writes_none_down(app: Flask) -> None:
    producer = stories.producer()
    seller = stories.owner(producer)
    services.add_closed_dates(seller, producer, FIRST, LAST, "Giỗ")
    services.close(stories.officer(1), producer, "Giải thể")
    with pytest.raises(Conflict, match="đã đóng"):
        services.add_closed_dates(seller, producer, date(2027, 2, 5), date(2027, 2, 12), "Tết")
    assert days(producer) == [(FIRST, LAST, "Giỗ")]
