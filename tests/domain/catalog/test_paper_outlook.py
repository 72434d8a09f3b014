"""Which products go off sale with which paper, and that the gate then does as was said."""

from datetime import date, timedelta

from flask import Flask

from marketplace.catalog.lapses import Lapse
from marketplace.catalog.queries import product_list
from marketplace.catalog.queries.paper_outlook import paper_outlook
from marketplace.kernel import clock
from marketplace.producers import queries as producers
from marketplace.producers import services
from marketplace.producers.kinds import PaperKind
from tests import stories
from tests.conftest import NOON
from tests.factories import PaperDataFactory, days_ago, days_ahead
from tests.stories import officer

NEW = {"issued_on": days_ago(10)}
"""A recognition that outlives the papers."""


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
