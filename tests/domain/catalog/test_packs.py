"""Packs, what they cost and what they cost before; pictures and papers."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.events import ListingChanged, PriceChanged
from marketplace.catalog.product_rules import MAX_IMAGES, MAX_PACKS
from marketplace.catalog.queries import PriceStep
from marketplace.catalog.services import PackData, ProductPaperData
from marketplace.certification.facts import PaperKind
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.media import services as media
from tests import stories
from tests.conftest import NOON
from tests.domain.catalog import market
from tests.domain.catalog.market import AN, BINH, WORDS, owner
from tests.unit.media import uploads

DAY = timedelta(days=1)


@pytest.fixture
def product_id(app: Flask) -> int:
    return market.orange()


@pytest.fixture
def seller(product_id: int) -> Actor:
    return owner(market.product(product_id).producer_id)


@pytest.fixture
def variant(product_id: int) -> int:
    return market.variants(product_id)[0]


def test_a_price_is_live_at_once_and_remembered(
    product_id: int, seller: Actor, variant: int, heard: list[Any]
) -> None:
    heard.clear()
    with clock.hold(NOON + DAY):
        catalog.set_price(seller, variant, 210_000)
        (card,) = queries.product_list().items
    assert (card.price, card.unit_price.dong) == (210_000, 42_000)
    assert queries.price_history(variant) == (
        PriceStep(225_000, NOON, "user:20"),
        PriceStep(210_000, NOON + DAY, "user:20"),
    )
    assert heard == [PriceChanged(product_id, variant, 225_000, 210_000), ListingChanged((product_id,))]


def test_setting_the_same_price_is_nothing(seller: Actor, variant: int, heard: list[Any]) -> None:
    heard.clear()
    catalog.set_price(seller, variant, 225_000)
    assert (len(queries.price_history(variant)), heard) == (1, [])


@pytest.mark.parametrize("price", [0, -1, 1_000_000_001])
def test_prices_that_cannot_be(seller: Actor, variant: int, price: int) -> None:
    with pytest.raises(Invalid) as refused:
        catalog.set_price(seller, variant, price)
    assert list(refused.value.fields) == ["price"]
    assert queries.sellable([variant])[variant].price == 225_000


def test_the_second_of_two_who_change_a_price_is_told(seller: Actor, variant: int) -> None:
    catalog.set_price(seller, variant, 210_000, seen=225_000)
    with pytest.raises(Conflict):
        catalog.set_price(seller, variant, 250_000, seen=225_000)
    assert queries.sellable([variant])[variant].price == 210_000


def test_what_it_cost_before_an_instant(seller: Actor, variant: int) -> None:
    for days, price in ((10, 210_000), (20, 180_000)):
        with clock.hold(NOON + days * DAY):
            catalog.set_price(seller, variant, price)
    assert queries.price_before(variant, NOON) is None
    assert queries.price_before(variant, NOON + timedelta(seconds=1)) == 225_000
    assert queries.price_before(variant, NOON + 10 * DAY) == 225_000
    assert queries.price_before(variant, NOON + 15 * DAY) == 210_000
    assert queries.price_before(variant, NOON + 90 * DAY) == 180_000


def test_the_lowest_of_thirty_days_counts_what_was_in_force_when_they_began(
    seller: Actor, variant: int
) -> None:
    for days, price in ((10, 180_000), (20, 210_000), (60, 230_000)):
        with clock.hold(NOON + days * DAY):
            catalog.set_price(seller, variant, price)
    lowest = {
        days: queries.lowest_prices([variant], NOON + days * DAY).get(variant)
        for days in (-1, 0, 5, 10, 15, 50, 51, 90, 91)
    }
    assert lowest == {
        -1: None, 0: 225_000, 5: 225_000, 10: 180_000, 15: 180_000, 50: 180_000, 51: 210_000, 90: 210_000, 91: 230_000
    }  # fmt: skip
    assert queries.lowest_prices([]) == {}


def test_the_lowest_of_thirty_days_changes_at_midnight(seller: Actor, variant: int) -> None:
    with clock.hold(NOON + 10 * DAY):
        catalog.set_price(seller, variant, 300_000)
    last = clock.end_exclusive(clock.local(NOON).date() + 40 * DAY)
    assert queries.lowest_prices([variant], last - timedelta(seconds=1)) == {variant: 225_000}
    assert queries.lowest_prices([variant], last) == {variant: 300_000}


def test_two_prices_of_one_instant(seller: Actor, variant: int) -> None:
    catalog.set_price(seller, variant, 1_000)
    catalog.set_price(seller, variant, 230_000)
    assert queries.price_before(variant, NOON + DAY) == 230_000
    assert queries.lowest_prices([variant], NOON + DAY) == {variant: 230_000}


def test_the_last_pack_on_offer_stays(product_id: int, seller: Actor, variant: int) -> None:
    with pytest.raises(Conflict):
        catalog.set_active(seller, variant, active=False)
    catalog.add_pack(seller, product_id, PackData(label="Túi 2 kg", price=92_000, gross_grams=2_100))
    (waiting,) = queries.waiting(None).items
    assert waiting.revision_id is not None
    catalog.approve_revision(BINH, waiting.revision_id, waiting.number)
    catalog.set_active(seller, variant, active=False)
    assert queries.product_list().items[0].pack_label == "Túi 2 kg"
    refused = queries.sellable([variant])[variant].refusal
    assert str(refused) == "Cam Khe Mây: quy cách này không còn bán."
    catalog.set_active(seller, variant, active=True)
    assert queries.product_list().items[0].packs == 2


def test_a_pack_that_is_not_certified_takes_the_product_off_sale(product_id: int, seller: Actor) -> None:
    catalog.add_pack(seller, product_id, PackData(label="Thùng 20 kg", price=800_000, gross_grams=21_000))
    (waiting,) = queries.waiting(None).items
    assert waiting.revision_id is not None
    catalog.approve_revision(BINH, waiting.revision_id, waiting.number)
    assert queries.product_list().total == 0
    facts = queries.gate_facts(product_id)
    assert facts is not None
    assert [verdict.code for verdict in facts.evaluate(NOON).failed] == ["G06"]


def test_a_draft_takes_packs_and_other_words_at_once(app: Flask) -> None:
    producer = market.producer()
    product_id = catalog.create_draft(owner(producer), producer, WORDS)
    variant = catalog.add_pack(owner(producer), product_id, market.FIVE_KILOS)
    assert variant is not None
    catalog.edit_pack(
        owner(producer), variant, replace(market.FIVE_KILOS, label="Thùng 10 kg", gross_grams=10_900)
    )
    form = queries.for_editing(producer, product_id)
    assert form is not None
    assert [(pack.label, pack.net_amount, pack.price) for pack in form.packs] == [
        ("Thùng 10 kg", 10_000, 225_000)
    ]
    assert form.revision_id is None
    with pytest.raises(Invalid) as refused:
        catalog.add_pack(owner(producer), product_id, replace(market.FIVE_KILOS, sku=form.packs[0].sku))
    assert list(refused.value.fields) == ["sku"]
    for _ in range(MAX_PACKS - 1):
        catalog.add_pack(owner(producer), product_id, market.FIVE_KILOS)
    with pytest.raises(Conflict):
        catalog.add_pack(owner(producer), product_id, market.FIVE_KILOS)
    assert len(market.variants(product_id)) == MAX_PACKS


def test_a_pack_without_a_code_gets_one_that_nobody_has_typed(app: Flask) -> None:
    producer = market.producer()
    product_id = catalog.create_draft(owner(producer), producer, WORDS)
    other = catalog.create_draft(owner(producer), producer, WORDS)
    for number, label in ((1, "Túi 1 kg"), (2, "Túi 2 kg")):
        catalog.add_pack(
            owner(producer), other, replace(market.FIVE_KILOS, label=label, sku=f"P{product_id}-{number}")
        )
    for label in ("Thùng 5 kg", "Thùng 4 kg", "Thùng 3 kg"):
        catalog.add_pack(owner(producer), product_id, replace(market.FIVE_KILOS, label=label))
    form = queries.for_editing(producer, product_id)
    assert form is not None
    assert [pack.sku for pack in form.packs] == [f"P{product_id}-{number}" for number in (3, 4, 5)]
    with pytest.raises(Invalid) as refused:
        catalog.add_pack(owner(producer), product_id, replace(market.FIVE_KILOS, sku=f"P{product_id}-1"))
    assert str(refused.value) == f"Mã hàng P{product_id}-1 đã dùng cho quy cách khác của chủ thể."


def test_a_code_is_the_producers_own(app: Flask) -> None:
    first, second = market.producer(), stories.producer()
    for producer in (first, second):
        product_id = catalog.create_draft(owner(producer), producer, WORDS)
        catalog.add_pack(owner(producer), product_id, replace(market.FIVE_KILOS, sku="CAM-5"))
    again = catalog.create_draft(owner(second), second, WORDS)
    with pytest.raises(Invalid) as refused:
        catalog.add_pack(owner(second), again, replace(market.FIVE_KILOS, sku="cam-5"))
    assert {name: str(text) for name, text in refused.value.fields.items()} == {
        "sku": "Mã hàng CAM-5 đã dùng cho quy cách khác của chủ thể."
    }
    form = queries.for_editing(second, again)
    assert form is not None
    assert form.packs == ()


def test_pictures_in_the_order_their_producer_wants(product_id: int, seller: Actor) -> None:
    shown = queries.product_detail("cam-khe-may")
    assert shown is not None
    first = shown.pictures[0].id
    producer = market.product(product_id).producer_id
    second = market.image(f"producer:{producer}", 901)
    revision_id = catalog.add_image(seller, product_id, second)
    assert revision_id is not None
    catalog.approve_revision(BINH, revision_id, 1)
    catalog.reorder_images(seller, product_id, [second, first])
    (card,) = queries.product_list().items
    assert card.picture is not None
    assert card.picture.id == second
    with pytest.raises(Invalid):
        catalog.reorder_images(seller, product_id, [second])
    catalog.remove_image(seller, product_id, second)
    with pytest.raises(Conflict):
        catalog.remove_image(seller, product_id, first)
    with pytest.raises(NotFound):
        catalog.remove_image(seller, product_id, second)
    (card,) = queries.product_list().items
    assert card.picture is not None
    assert card.picture.id == first


def test_somebody_else_s_picture_is_not_found(product_id: int, seller: Actor) -> None:
    for image_id in (market.image("producer:777", 902), 99_999):
        with pytest.raises(NotFound):
            catalog.add_image(seller, product_id, image_id)
    assert queries.waiting(None).total == 0


def test_there_are_pictures_enough(app: Flask) -> None:
    producer = market.producer()
    product_id = catalog.create_draft(owner(producer), producer, WORDS)
    for number in range(MAX_IMAGES):
        catalog.add_image(owner(producer), product_id, market.image(number=number))
    with pytest.raises(Conflict):
        catalog.add_image(owner(producer), product_id, market.image(number=MAX_IMAGES))
    again = queries.for_editing(producer, product_id)
    assert again is not None
    assert len(again.images) == MAX_IMAGES


REPORT = ProductPaperData(
    kind=PaperKind.TEST_REPORT,
    number="KN-0915",
    issuer="Trung tâm Kỹ thuật Nghệ An",
    issued_on=date(2026, 9, 15),
    expires_on=date(2027, 3, 15),
)


def jam() -> int:
    """A processed fruit that needs a test report, in the shop but without one."""
    words = replace(WORDS, name="Mứt cam", set_no=7, ingredients="Cam, đường.", season_mask=0)
    producer = market.producer()
    return market.live(producer, market.recognition("Mứt cam"), words)


def test_a_paper_that_is_sent_twice_waits_once(product_id: int, seller: Actor) -> None:
    scan = media.store_paper(seller, uploads.pdf(1), kind="product_paper", owner="producer:1")
    data = replace(REPORT, file_id=scan)
    first = catalog.add_paper(seller, product_id, data)
    assert catalog.add_paper(seller, product_id, data) == first
    assert catalog.add_paper(seller, product_id, replace(data, number="13/KN")) != first
    catalog.verify_paper(BINH, first)
    # One that was looked at already is not the one that comes now.
    assert catalog.add_paper(seller, product_id, data) != first


def test_a_processed_food_is_sold_once_its_report_is_verified(app: Flask) -> None:
    product_id = jam()
    seller = owner(market.product(product_id).producer_id)
    assert queries.product_list().total == 0
    paper_id = catalog.add_paper(seller, product_id, REPORT)
    assert queries.product_list().total == 0
    with pytest.raises(NotAllowed):
        catalog.verify_paper(seller, paper_id)
    catalog.verify_paper(BINH, paper_id)
    assert queries.product_list().total == 1
    assert queries.next_boundary(NOON) == clock.end_exclusive(date(2027, 3, 15))
    with pytest.raises(Conflict):
        catalog.verify_paper(BINH, paper_id)
    catalog.withdraw_paper(BINH, paper_id, "phiếu của lô khác")
    assert queries.product_list().total == 0


def test_a_report_is_replaced_without_a_gap(app: Flask) -> None:
    product_id = jam()
    old = catalog.add_paper(AN, product_id, REPORT)
    catalog.verify_paper(BINH, old)
    new = catalog.replace_paper(AN, old, replace(REPORT, number="KN-1120", expires_on=date(2027, 11, 20)))
    assert queries.product_list().total == 1
    catalog.verify_paper(BINH, new)
    assert queries.next_boundary(NOON) == clock.end_exclusive(date(2027, 10, 15))
    with pytest.raises(Conflict):
        catalog.replace_paper(AN, old, REPORT)
    with pytest.raises(Invalid):
        catalog.replace_paper(AN, new, replace(REPORT, kind=PaperKind.QUALITY_DECLARATION))


def test_papers_of_the_establishment_are_entered_there(app: Flask) -> None:
    product_id = jam()
    with pytest.raises(Invalid) as refused:
        catalog.add_paper(AN, product_id, replace(REPORT, kind=PaperKind.FOOD_SAFETY))
    assert list(refused.value.fields) == ["kind"]
    seller = owner(market.product(product_id).producer_id)
    paper_id = catalog.add_paper(seller, product_id, REPORT)
    catalog.withdraw_paper(seller, paper_id, "nhập nhầm")
    with pytest.raises(NotFound):
        catalog.verify_paper(BINH, 777)


def test_a_protected_mark_needs_its_right_of_use(app: Flask) -> None:
    marked = replace(WORDS, origin_mark="Cam Khe Mây", origin_mark_kind=market.MARK, origin_mark_no="331244")
    product_id = market.live(market.producer(), market.recognition(), marked)
    assert queries.product_list().total == 0
    right = replace(
        REPORT, kind=PaperKind.ORIGIN_MARK_RIGHT, number="7/QĐ-UBND", mark="Cam Khe Mây", expires_on=None
    )
    catalog.verify_paper(BINH, catalog.add_paper(AN, product_id, right))
    assert queries.product_list().total == 1
