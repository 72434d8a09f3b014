"""Which products go off sale with which paper, and that the gate then does as was said."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.data import ProductPaperData
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.lapses import Lapse, lapse_of
from marketplace.catalog.models import Product
from marketplace.catalog.queries import paper_outlook as outlook_of_papers
from marketplace.catalog.queries import product_list
from marketplace.catalog.queries.loading import offers
from marketplace.catalog.queries.paper_outlook import paper_outlook
from marketplace.certification.facts import PaperKind as AboutProduct
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.producers import queries as producers
from marketplace.producers import services
from marketplace.producers.kinds import PaperKind
from tests import stories
from tests.conftest import NOON, Statements
from tests.factories import PaperDataFactory, days_ago, days_ahead
from tests.stories import officer

NEW = {"issued_on": days_ago(10)}
"""A recognition that outlives the papers."""
DRIED = {"set_no": 8, "ingredients": "Trái chín.", "season_mask": 0, "shelf_life_days": 180}


def paper(producer_id: int, **changes: object) -> int:
    paper_id = services.add_paper(officer(1), producer_id, PaperDataFactory(**changes))
    services.verify_paper(officer(2), paper_id)
    return paper_id


def lapses(producer_id: int) -> list[tuple[str, date, list[str]]]:
    return [
        (each.name, each.day, sorted(kind for kind, _, _ in each.papers))
        for each in paper_outlook(producer_id).lapses
    ]


def listed() -> list[str]:
    return [card.name for card in product_list().items]


def test_it_goes_at_the_midnight_that_was_said(app: Flask) -> None:
    producer_id = stories.producer()
    (only,) = producers.papers_of(producer_id)
    goods = stories.goods(producer_id=producer_id, recognised=NEW, name="Cam Khe Mây")
    assert only.expires_on is not None
    gone = only.expires_on + timedelta(days=1)
    outlook = paper_outlook(producer_id)
    assert outlook.sets == {1}
    assert outlook.lapses == (
        Lapse(
            goods.product_id,
            "Cam Khe Mây",
            gone,
            frozenset({("food_safety", only.number, only.issued_on)}),
            outlook.lapses[0].reasons,
        ),
    )
    assert [str(each) for each in outlook.lapses[0].reasons] == [
        f"Giấy chứng nhận ATTP số {only.number} hết hạn ngày {only.expires_on:%d/%m/%Y}, hôm nay là {gone:%d/%m/%Y}."
    ]
    midnight = clock.start_of_day(gone)
    with clock.hold(midnight - timedelta(seconds=1)):
        assert listed() == ["Cam Khe Mây"]
    with clock.hold(midnight):
        assert listed() == []
        assert lapses(producer_id) == [("Cam Khe Mây", gone, [])]
    with clock.hold(NOON):
        assert listed() == ["Cam Khe Mây"]


def test_a_second_paper_that_serves_as_well_keeps_it_on_sale(app: Flask) -> None:
    producer_id = stories.producer()
    (only,) = producers.papers_of(producer_id)
    assert only.expires_on is not None
    stories.goods(producer_id=producer_id, recognised=NEW, name="Cam Khe Mây")
    paper(producer_id, kind=PaperKind.HACCP, number="H1", expires_on=only.expires_on)
    # Both end together: each of them is the one to renew.
    (both,) = lapses(producer_id)
    assert both == ("Cam Khe Mây", only.expires_on + timedelta(days=1), ["food_safety", "haccp"])
    paper(producer_id, kind=PaperKind.ISO_22000, number="I1", expires_on=None)
    assert lapses(producer_id) == []
    with clock.hold(clock.end_exclusive(only.expires_on)):
        assert listed() == ["Cam Khe Mây"]


def test_what_ends_for_another_reason_is_no_matter_of_papers(app: Flask) -> None:
    producer_id = stories.producer()
    stories.goods(producer_id=producer_id, recognised={"issued_on": days_ago(1000)})
    assert lapses(producer_id) == []
    assert paper_outlook(stories.producer()).sets == frozenset()


def test_a_paper_that_has_been_followed_in_time_takes_nothing_away(app: Flask) -> None:
    producer_id = stories.producer()
    (only,) = producers.papers_of(producer_id)
    stories.goods(producer_id=producer_id, recognised=NEW, name="Cam Khe Mây")
    later = services.replace_paper(
        officer(1), only.id, PaperDataFactory(number="9", expires_on=days_ahead(2000))
    )
    assert only.expires_on is not None
    assert [day for _, day, _ in lapses(producer_id)] == [only.expires_on + timedelta(days=1)]
    services.verify_paper(officer(2), later)
    assert lapses(producer_id) == []


def grouped(found: Iterable[Lapse]) -> dict[tuple[date, tuple[str, ...]], int]:
    """How many go when, for want of papers of which kinds."""
    counted = Counter[tuple[date, tuple[str, ...]]]()
    for each in found:
        counted[each.day, tuple(sorted(kind for kind, _, _ in each.papers))] += 1 + each.others
    return dict(counted)


def one_by_one(producer_id: int) -> list[Lapse]:
    """What the gate says when it is asked about each product."""
    ids = session().execute(
        select(Product.id).where(Product.producer_id == producer_id, Product.state == ProductState.LIVE)
    )
    found = (lapse_of(offer, clock.now()) for offer in offers(ids.scalars().all()).values())
    return [each for each in found if each is not None]


def dried(producer_id: int, name: str, until: date) -> None:
    """Something dried, on sale with a declaration of its own that ends."""
    goods = stories.goods(producer_id=producer_id, recognised=NEW, name=name, **DRIED)
    declared = ProductPaperData(
        kind=AboutProduct.QUALITY_DECLARATION,
        number=name,
        issuer="Cơ sở tự công bố",
        issued_on=days_ago(5),
        expires_on=until,
    )
    catalog.verify_paper(officer(2), catalog.add_paper(goods.seller, goods.product_id, declared))


def test_products_that_nobody_names_are_counted_as_the_gate_would(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlook_of_papers, "NAMED", 1)
    producer_id = stories.producer()
    (only,) = producers.papers_of(producer_id)
    assert only.expires_on is not None
    for name in ("Cam", "Bưởi", "Na"):
        stories.goods(producer_id=producer_id, recognised=NEW, name=name)
    # A star that ends first, and one that ends together with the paper: neither is a matter of papers.
    stories.goods(producer_id=producer_id, recognised={"issued_on": days_ago(1000)}, name="Ổi")
    # Declarations of their own: two that end before the paper, and one that ends with it.
    dried(producer_id, "Mít sấy", days_ahead(40))
    dried(producer_id, "Xoài sấy", days_ahead(40))
    dried(producer_id, "Chuối sấy", only.expires_on)
    found = grouped(paper_outlook(producer_id).lapses)
    assert found == grouped(one_by_one(producer_id))
    assert sorted(found.values()) == [1, 2, 3]
    # Off sale for want of the paper: all are counted still, each named one by its name.
    with clock.hold(clock.end_exclusive(only.expires_on)):
        lapses = paper_outlook(producer_id).lapses
        assert grouped(lapses) == grouped(one_by_one(producer_id))
        assert {each.papers for each in lapses} == {frozenset()}
        assert sum(1 + each.others for each in lapses) == 6


def test_as_many_statements_for_a_hundred_products_as_for_one(app: Flask, statements: Statements) -> None:
    producer_id = stories.producer()
    stories.goods(producer_id=producer_id, recognised=NEW, name="Cam")
    with statements() as few:
        paper_outlook(producer_id)
    for number in range(12):
        stories.goods(producer_id=producer_id, recognised=NEW, name=f"Cam {number}")
    with statements() as many:
        outlook = paper_outlook(producer_id)
    assert len(many) == len(few) == 6
    assert [(each.name, each.others) for each in outlook.lapses][:2] == [("Cam", 8), ("Cam 0", 0)]
    assert len(outlook.lapses) == 5
