"""The applications of the demo market: one of each kind, made up, and left alone when the demo is made again."""

from sqlalchemy import select

from marketplace.accounts.models import User
from marketplace.demo.applications import households, steps
from marketplace.demo.build import build
from marketplace.demo.days import Days
from marketplace.demo.people import People
from marketplace.demo.steps import Shelf
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.models import Application
from tests.conftest import NOON
from tests.domain.demo.conftest import Market


def codes(market: Market) -> dict[str, str]:
    rows = market.session.execute(
        select(User.email, Application.code).join(Application, Application.applicant_id == User.id)
    )
    return {row.email: row.code for row in rows}


def test_there_is_one_of_each_kind(market: Market) -> None:
    found = {email: queries.application(code) for email, code in codes(market).items()}
    assert {email: view.state.value for email, view in found.items()} == {
        "ho-cho-xem@demo.test": "submitted",
        "ho-moi@demo.test": "returned",
        "ho-cho-duyet@demo.test": "proposed",
    }
    assert {each.email for each in households()} == set(found)
    assert all("DEMO" in view.name for view in found.values())
    assert all(len(view.scans) == 4 and not view.missing for view in found.values())
    assert [each.name for each in found["ho-moi@demo.test"].remarks] == [
        "registration_on",
        "scan.food_safety_commitment",
    ]
    assert found["ho-cho-duyet@demo.test"].unticked == ()
    # The persons' numbers are those of people born after 2300: third century sign above what anybody has.
    assert all(each.answers["representative_id"][3] == "9" for each in households())


def test_they_can_be_gone_on_with_and_stay_so(market: Market) -> None:
    people = People()
    second = people.officers("42")[1]
    code = codes(market)["ho-cho-duyet@demo.test"]
    producer_id = services.approve(second, code)
    assert producer_id == queries.application(code).producer_id
    mended = people.actor("ho-moi@demo.test")
    returned = codes(market)["ho-moi@demo.test"]
    services.submit(mended, returned, consent=False)
    # Whatever a visitor has done is theirs: nothing is made again, and what was approved is of the demo too.
    assert list(steps(Shelf(Days(NOON.date()), people, {}, {}))) == []
    assert build(lambda _text: None).done == 0
    assert queries.application(returned).round == 2
