"""A lapsed certificate is gone at the second, with every cache warm and no job having run."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.kinds import Sort
from marketplace.catalog.queries import Filters
from marketplace.certification import services as register
from marketplace.certification.gate import BadgeState
from marketplace.kernel import clock
from marketplace.kernel.state import current
from marketplace.stock import services as stock
from tests.conftest import NOON
from tests.domain.catalog import market

LAST = datetime(2027, 2, 28, 16, 59, 59, tzinfo=UTC)
"""28/2/2027 23:59:59 in Vietnam: a certificate issued 29/2/2024 has no 29/2 to end on."""
GONE = LAST + timedelta(seconds=1)
ISSUED = date(2024, 2, 29)


def in_lists() -> list[str]:
    return [card.slug for card in queries.product_list().items]


def test_at_the_last_second_it_is_there_and_at_the_next_it_is_gone(app: Flask) -> None:
    product_id = market.orange(ISSUED)
    (variant,) = market.variants(product_id)
    with clock.hold(LAST):
        assert in_lists() == ["cam-khe-may"]
        assert queries.cards([product_id])[0].badge.until == date(2027, 2, 28)
        assert queries.facets().stars == {4: 1}
        assert queries.facets(Filters(provinces=frozenset({"42"}))).total == 1
        assert queries.facet_index().keep([product_id], Filters()) == (product_id,)
        assert [name for name, _ in queries.listed_names()] == [product_id]
        assert queries.sellable([variant])[variant].refusal is None
        warm = current().memo["catalog.facet_index"]
    with clock.hold(GONE):
        assert current().memo["catalog.facet_index"] is warm
        assert queries.product_list().total == 0
        assert in_lists() == []
        assert queries.cards([product_id]) == ()
        assert queries.facets().stars == {}
        assert queries.facets(Filters(provinces=frozenset({"42"}))).total == 0
        assert queries.facet_index().keep([product_id], Filters()) == ()
        assert queries.listed_names() == ()
        refused = queries.sellable([variant])[variant].refusal
        assert str(refused) == "Cam Khe Mây: Giấy chứng nhận hết hạn ngày 28/02/2027."
        shown = queries.product_detail("cam-khe-may")
        assert shown is not None
        assert (shown.result.listed, shown.result.badge.state) == (False, BadgeState.EXPIRED)
        assert str(shown.refusal) == "Cam Khe Mây: Giấy chứng nhận hết hạn ngày 28/02/2027."
    with clock.hold(LAST):
        assert in_lists() == ["cam-khe-may"]
        assert queries.facets().total == 1


def test_the_boundary_is_announced(app: Flask) -> None:
    market.orange(ISSUED)
    assert queries.next_boundary(NOON) == GONE
    assert queries.next_boundary(LAST) == GONE
    fresh = queries.freshness(LAST)
    assert (fresh.at, fresh.until) == (LAST, GONE)
    assert fresh.covers(fresh.number, LAST)
    assert not fresh.covers(fresh.number, GONE)
    assert not fresh.covers(fresh.number + 1, LAST)


def test_a_known_freshness_is_not_believed_beyond_its_instant(app: Flask) -> None:
    market.orange(ISSUED)
    with clock.hold(LAST):
        known = queries.freshness()
        assert queries.facets(known=known).total == 1
    with clock.hold(GONE):
        assert queries.facets(known=known).total == 0


def test_grace_needs_its_filing_and_ends_too(app: Flask) -> None:
    product_id = market.orange(ISSUED)
    (recognition,) = {market.product(product_id).recognition_id}
    assert recognition is not None
    register.record_filing(market.AN, recognition, "12/PĐK-42-18550-2026", date(2026, 10, 1))
    register.confirm_filing(market.BINH, recognition, "12/PĐK-42-18550-2026")
    with clock.hold(GONE):
        (card,) = queries.product_list().items
        assert (card.badge.state, card.badge.until) == (BadgeState.GRACE, date(2027, 8, 27))
        assert queries.facets().total == 1
    end = clock.end_exclusive(date(2027, 8, 27))
    with clock.hold(end - timedelta(seconds=1)):
        assert in_lists() == ["cam-khe-may"]
    with clock.hold(end):
        assert in_lists() == []


def test_a_paper_that_runs_out_ends_it_as_well(app: Flask) -> None:
    product_id = market.orange(date(2026, 11, 1))
    end = clock.end_exclusive(date(2028, 3, 15))
    with clock.hold(end - timedelta(seconds=1)):
        assert in_lists() == ["cam-khe-may"]
    with clock.hold(end):
        assert in_lists() == []
        detail = queries.gate_facts(product_id)
        assert detail is not None
        assert [verdict.code for verdict in detail.evaluate(end).failed] == ["G10"]


def test_a_suspension_set_for_later_begins_and_ends_by_itself(app: Flask) -> None:
    product_id = market.orange()
    recognition = market.product(product_id).recognition_id
    assert recognition is not None
    since, until = NOON + timedelta(hours=3), NOON + timedelta(hours=9)
    register.suspend(market.AN, recognition, "Kiểm tra vườn", since=since)
    assert queries.next_boundary(NOON) == since
    with clock.hold(until):
        assert in_lists() == []
        register.lift(market.AN, recognition, "Vườn đạt")
    for instant, there in (
        (since - timedelta(seconds=1), True),
        (since, False),
        (until - timedelta(seconds=1), False),
        (until, True),
    ):
        with clock.hold(instant):
            assert (len(in_lists()), queries.facets().total) == (int(there), int(there))


def test_what_is_left_in_stock_runs_out_at_the_end_of_its_last_day(app: Flask) -> None:
    product_id = market.orange()
    (variant,) = market.variants(product_id)
    producer = market.product(product_id).producer_id
    stock.receive_lot(market.owner(producer), producer, variant, "L1", 8, expires_on=date(2026, 11, 25))
    end = clock.end_exclusive(date(2026, 11, 25))
    assert queries.next_boundary(NOON) == end
    only_there = Filters(in_stock=True)
    with clock.hold(end - timedelta(seconds=1)):
        (card,) = queries.product_list(only_there).items
        assert (card.in_stock, card.stock_left) == (True, 8)
        assert queries.facets(only_there).in_stock == 1
    with clock.hold(end):
        assert queries.product_list(only_there).total == 0
        assert queries.facets().in_stock == 0
        (card,) = queries.product_list().items
        assert (card.in_stock, card.stock_left) == (False, None)


def test_the_shop_can_be_looked_at_as_of_the_past_but_not_before_publication(app: Flask) -> None:
    product_id = market.orange()
    with clock.hold(NOON + timedelta(days=40)):
        catalog.set_price(
            market.owner(market.product(product_id).producer_id), market.variants(product_id)[0], 200_000
        )
    with clock.hold(NOON):
        assert in_lists() == ["cam-khe-may"]
    with clock.hold(NOON - timedelta(seconds=1)):
        assert in_lists() == []


def test_every_order_of_a_list_obeys_the_clock(app: Flask) -> None:
    market.orange(ISSUED)
    for sort in Sort:
        with clock.hold(LAST):
            assert queries.product_list(sort=sort).total == 1
        with clock.hold(GONE):
            assert queries.product_list(sort=sort).items == ()
