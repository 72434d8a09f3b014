"""What lists hold follows everything it is made of, in the same transaction."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from marketplace.catalog import jobs, queries
from marketplace.catalog import services as catalog
from marketplace.catalog.events import ListingChanged
from marketplace.catalog.listing_models import Availability, Listing
from marketplace.catalog.queries import Filters
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction, writers_take_turns
from marketplace.producers import queries as producer_queries
from marketplace.producers import services as producers
from marketplace.stock import services as stock
from marketplace.stock.take import Want
from tests.conftest import NOON, Statements
from tests.domain.catalog import market
from tests.domain.catalog.market import AN, BINH, CHAIR, OPERATOR, owner


def rows() -> list[dict[str, Any]]:
    return [
        {key: value for key, value in row.items() if key != "id"}
        for row in session()
        .execute(select(Listing.__table__).order_by(Listing.product_id, Listing.listed_from))
        .mappings()
    ]


def number() -> int:
    return queries.freshness().number


@pytest.fixture
def product_id(app: Flask) -> int:
    return market.orange()


def test_a_row_says_all_that_a_card_and_a_facet_need(product_id: int) -> None:
    (row,) = rows()
    assert row["listed_from"] == NOON
    assert row["listed_until"] == clock.end_exclusive(date(2027, 10, 15))
    assert (row["slug"], row["name"], row["producer_name"]) == ("cam-khe-may", "Cam Khe Mây", "HTX Long Nhâm")
    assert (row["commune_name"], row["province_name"], row["group_no"], row["set_no"]) == (
        "Hương Đô",
        "Hà Tĩnh",
        1,
        1,
    )
    assert (row["star"], row["badge_state"], row["badge_until"]) == (4, "valid", date(2027, 10, 15))
    assert (row["price"], row["pack_label"], row["unit_price"], row["unit_price_per"]) == (
        225_000,
        "Thùng 5 kg",
        45_000,
        "kg",
    )
    assert (row["in_stock"], row["stock_left"], row["stock_until"]) == (False, 0, None)
    assert row["search_text"] == (
        "cam khe may | htx long nham | htx nong nghiep cam khe may long nham | huong do | ha tinh"
        " | xa huong do huyen huong khe tinh ha tinh"
    )


def test_a_weak_copy_of_the_decision_gives_a_pending_plate(app: Flask) -> None:
    from marketplace.certification.kinds import EvidenceGrade

    market.live(market.producer(), market.recognition(grade=EvidenceGrade.B1))
    assert [(row["star"], row["badge_state"]) for row in rows()] == [(4, "pending")]


def test_the_producer_s_name_and_standing(product_id: int, heard: list[Any]) -> None:
    producer_id = market.product(product_id).producer_id
    form = producer_queries.for_editing(producer_id)
    assert form is not None
    heard.clear()
    producers.edit(owner(producer_id), producer_id, replace(form[0], display_name="Cam Cô Nhâm"))
    assert [card.producer_name for card in queries.product_list().items] == ["Cam Cô Nhâm"]
    assert heard == [ListingChanged((product_id,))]
    producers.suspend(OPERATOR, producer_id, "kiểm tra")
    assert rows() == []
    producers.reinstate(OPERATOR, producer_id, "xong")
    assert len(rows()) == 1
    producers.close(OPERATOR, producer_id, "nghỉ")
    assert rows() == []


def test_the_recognition_suspended_lifted_and_revoked(product_id: int) -> None:
    recognition = market.product(product_id).recognition_id
    assert recognition is not None
    register.suspend(AN, recognition, "kiểm tra")
    assert rows() == []
    register.lift(AN, recognition, "đạt")
    assert len(rows()) == 1
    register.revoke(CHAIR, recognition, ground=RevocationGround.NOT_PRODUCED, decision_no="12/QĐ-UBND")
    assert rows() == []
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    assert str(shown.refusal) == "Cam Khe Mây: Giấy chứng nhận đã bị thu hồi ngày 21/11/2026."


def test_a_refused_change_leaves_the_listing_alone(product_id: int) -> None:
    before, at = rows(), number()
    seller, (variant,) = owner(market.product(product_id).producer_id), market.variants(product_id)

    def change_and_fail() -> None:
        with transaction():
            catalog.set_price(seller, variant, 1_000)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert (rows(), number()) == (before, at)


def test_many_changes_in_one_transaction_are_one_step(product_id: int, heard: list[Any]) -> None:
    seller, (variant,) = owner(market.product(product_id).producer_id), market.variants(product_id)
    at = number()
    heard.clear()
    with transaction():
        catalog.set_price(seller, variant, 200_000)
        catalog.set_price(seller, variant, 190_000)
        assert number() == at
    assert number() == at + 1
    assert heard[-1] == ListingChanged((product_id,))
    assert rows()[0]["price"] == 190_000


def test_a_change_that_shows_nowhere_moves_nothing(product_id: int, heard: list[Any]) -> None:
    at = number()
    heard.clear()
    catalog.set_price(owner(market.product(product_id).producer_id), market.variants(product_id)[0], 225_000)
    assert catalog.rebuild([product_id]) == 0
    assert (number(), heard) == (at, [])


def test_the_listing_can_be_made_from_nothing(product_id: int) -> None:
    before = rows()
    with transaction() as here:
        here.execute(delete(Listing))
    assert queries.product_list().total == 0
    jobs.rebuild_all()
    assert rows() == before
    with transaction() as here:
        here.execute(update(Listing).values(name="sai"))
    jobs.rebuild_listing([product_id])
    assert rows() == before
    jobs.rebuild_listing([])
    jobs.rebuild_listing([777])


def test_a_listing_that_is_wrong_shows_nothing_that_may_not_be_sold(
    product_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction() as here:
        here.execute(update(Listing).values(listed_until=NOON + timedelta(days=9_999)))
    with clock.hold(clock.end_exclusive(date(2027, 10, 15))):
        page = queries.product_list()
        assert (page.total, page.items) == (1, ())
        assert queries.cards([product_id]) == ()
    assert "is in the listing" in caplog.text


def test_stock_is_followed_at_the_end_of_the_transaction(product_id: int, heard: list[Any]) -> None:
    producer_id, (variant,) = market.product(product_id).producer_id, market.variants(product_id)
    seller, at = owner(producer_id), number()
    lot = stock.receive_lot(seller, producer_id, variant, "L1", 40)
    assert (number(), queries.product_list().items[0].in_stock) == (at + 1, True)
    stock.sell(market.BUYER, [Want(variant, 3, "order-line:1", "Cam")])
    assert number() == at + 1
    assert queries.product_list().items[0].stock_left is None
    stock.sell(market.BUYER, [Want(variant, 30, "order-line:2", "Cam")])
    assert (number(), queries.product_list().items[0].stock_left) == (at + 2, 7)
    heard.clear()
    stock.adjust(seller, producer_id, lot, 0, "hỏng")
    (card,) = queries.product_list().items
    assert (card.in_stock, card.stock_left, heard) == (False, None, [ListingChanged((product_id,))])
    assert queries.product_list(Filters(in_stock=True)).total == 0


def test_a_usual_sale_costs_one_statement_here(product_id: int, statements: Statements) -> None:
    producer_id, (variant,) = market.product(product_id).producer_id, market.variants(product_id)
    stock.receive_lot(owner(producer_id), producer_id, variant, "L1", 40)
    with statements() as sent:
        stock.sell(market.BUYER, [Want(variant, 1, "order-line:1", "Cam")])
    # Where writers do not take turns by themselves, the pack is held for counting first.
    assert len([each for each in sent if "mkt_catalog" in each]) == (1 if writers_take_turns() else 2)


def test_the_last_word_on_a_pack_counts(product_id: int) -> None:
    producer_id, (variant,) = market.product(product_id).producer_id, market.variants(product_id)
    with transaction():
        lot = stock.receive_lot(owner(producer_id), producer_id, variant, "L1", 5)
        stock.adjust(owner(producer_id), producer_id, lot, 9, "đếm lại")
        stock.adjust(owner(producer_id), producer_id, lot, 2, "đếm lại")
    assert session().execute(select(Availability.free)).scalars().all() == [2]
    assert rows()[0]["stock_left"] == 2


def test_stock_of_an_unknown_pack_is_passed_over(product_id: int) -> None:
    from marketplace.stock.events import Availability as Told

    with transaction():
        catalog.note_availability([99_999], lambda ids: tuple(Told(each, 3, None) for each in ids))
    assert rows()[0]["stock_left"] == 0


def test_a_household_is_sold_from_too(app: Flask) -> None:
    from marketplace.producers.kinds import ProducerKind

    producer_id = market.producer(kind=ProducerKind.HOUSEHOLD, tax_code="042085001234")
    market.live(producer_id, market.recognition())
    assert queries.product_list().total == 1


def test_documents_hold_the_words_of_what_is_live(product_id: int) -> None:
    (document,) = queries.search_documents()
    assert (document.product_id, document.name) == (product_id, "Cam Khe Mây")
    assert document.producer == "HTX Long Nhâm HTX Nông nghiệp Cam Khe Mây Long Nhâm"
    assert (document.commune, document.province, document.commune_code) == ("Hương Đô", "Hà Tĩnh", "18550")
    assert (document.set_name, document.group_name, document.packs) == (
        "Rau, củ, quả, hạt tươi",
        "Thực phẩm",
        ("Thùng 5 kg",),
    )
    assert queries.search_documents([]) == ()
    catalog.hide(BINH, product_id, "kiểm tra")
    assert queries.search_documents([product_id]) == ()


def test_what_is_offered_under_a_recognition(product_id: int) -> None:
    recognition = market.product(product_id).recognition_id
    assert recognition is not None
    (found,) = queries.products_under([recognition])
    assert (found.product_id, found.slug, found.state) == (product_id, "cam-khe-may", "live")
    assert queries.products_under([]) == ()
    assert queries.slug_of(product_id) == "cam-khe-may"
    assert queries.slug_of(777) is None
