"""The officers' queue: whose rows, under which tab, in which order, for how many statements."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from marketplace.accounts.models import User
from marketplace.kernel import clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.text import fold
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState
from marketplace.producers.applications.models import Application
from marketplace.producers.applications.queries import QueueSort, QueueTab, ReviewScope
from marketplace.producers.kinds import ProducerKind
from tests import stories
from tests.conftest import NOON, Statements
from tests.domain.producers.applications import build

EVERYTHING = ReviewScope(None, everything=True)


def many(count: int, *, province: str = "42", commune: str = "18550", state: str = "submitted") -> None:
    """Rows of the queue, the first sent the longest ago."""
    start = NOON - timedelta(days=count)
    with transaction() as here:
        for number in range(count):
            user = {"subject": f"q{province}{number}", "email": f"q{province}{number}@example.vn"}
            user_id = here.execute(
                insert(User).values(**user, created_at=NOON).returning(User.id)
            ).scalar_one()
            name, code, at = f"Hộ Số {number:03}", codes.new(), start + timedelta(days=number)
            here.execute(
                insert(Application).values(
                    code=code,
                    applicant_id=user_id,
                    state=state,
                    kind="household",
                    name=name,
                    folded=fold(f"{name} {code}"),
                    province_code=province,
                    commune_code=commune,
                    round=1,
                    submitted_at=at,
                    created_at=at,
                    changed_at=NOON - timedelta(minutes=number),
                )
            )


def names(scope: ReviewScope, tab: QueueTab = QueueTab.WAITING, **wanted: str) -> list[str]:
    return [row.name for row in queries.queue(scope, tab=tab, **wanted).items]


@pytest.mark.parametrize("count", [3, 60])
def test_a_page_takes_two_statements_and_the_counts_one(
    app: Flask, statements: Statements, count: int
) -> None:
    many(count)
    scope = queries.scope_of(stories.officer(1))
    with statements() as sent:
        page = queries.queue(scope, text="ho so")
    assert len(sent) == 2
    assert (page.total, len(page.items)) == (count, min(count, 50))
    with statements() as sent:
        counted = queries.queue_counts(scope)
    assert len(sent) == 1
    assert counted[QueueTab.WAITING] == count


def test_a_row_says_all_that_a_list_shows(app: Flask) -> None:
    code = build.submitted()
    officer = stories.officer(1)
    services.claim(officer, code)
    with clock.hold(NOON + timedelta(hours=30)):
        (row,) = queries.queue(queries.scope_of(officer)).items
    assert (row.code, row.name, row.kind) == (code, "Hộ kinh doanh Nguyễn Thị Nhàn", ProducerKind.HOUSEHOLD)
    assert (row.province, row.commune, row.round) == ("Hà Tĩnh", "Xã Hương Đô", 1)
    assert (row.submitted_at, row.waiting) == (NOON, timedelta(hours=30))
    assert (row.claimed_by, row.claimed_name, row.proposed_by) == (officer.id, officer.name, "")


@pytest.mark.parametrize("at", ["returned", "approved", "refused", "withdrawn"])
def test_what_is_not_with_officers_does_not_wait(app: Flask, at: str) -> None:
    build.AT[at]()
    tab = {"returned": QueueTab.RETURNED, "approved": QueueTab.APPROVED}.get(at, QueueTab.CLOSED)
    (row,) = queries.queue(EVERYTHING, tab=tab).items
    assert (row.state, row.waiting) == (at, None)


def test_drafts_and_what_was_taken_back_are_nobodys_business(app: Flask) -> None:
    build.draft()
    other = stories.person("khac")
    code = build.submitted(other)
    services.take_back(other, code)
    third = stories.person("ba")
    services.withdraw(third, services.start(third))
    assert queries.queue_counts(EVERYTHING) == dict.fromkeys(QueueTab, 0)
    assert not EVERYTHING.covers(queries.application(code))


def test_each_tab_shows_what_its_count_says(app: Flask) -> None:
    for number, make in enumerate(build.AT.values()):
        make(stories.person(f"k{number}"), tax_code=f"0420850012{number:02}")
    services.claim(stories.officer(1), queries.queue(EVERYTHING).items[0].code)
    scope = queries.scope_of(stories.officer(1))
    counted = queries.queue_counts(scope)
    assert counted == {
        QueueTab.WAITING: 1,
        QueueTab.MINE: 1,
        QueueTab.PROPOSED: 1,
        QueueTab.RETURNED: 1,
        QueueTab.APPROVED: 1,
        QueueTab.CLOSED: 2,
    }
    for tab in QueueTab:
        page = queries.queue(scope, tab=tab)
        assert (page.total, len(page.items)) == (counted[tab], counted[tab])
        assert str(tab.label)


def test_mine_are_mine_also_while_they_are_mended(app: Flask) -> None:
    code = build.submitted()
    one, other = stories.officer(1), stories.officer(2)
    services.claim(one, code)
    services.send_back(one, code, {"phone": "Sai"})
    assert names(queries.scope_of(one), QueueTab.MINE) == ["Hộ kinh doanh Nguyễn Thị Nhàn"]
    assert names(queries.scope_of(other), QueueTab.MINE) == []


def test_an_officer_sees_the_own_place(app: Flask) -> None:
    many(2)
    many(1, province="20", commune="06385")
    many_in = {"42": 2, "20": 1}
    for province, count in many_in.items():
        assert queries.queue(queries.scope_of(stories.officer(1, province))).total == count
    assert queries.queue(queries.scope_of(build.commune_officer())).total == 2
    assert queries.queue(queries.scope_of(build.commune_officer("18685"))).total == 0
    for actor in (stories.operator(), stories.person("nguoi-la"), Actor.guest()):
        scope = queries.scope_of(actor)
        assert queries.queue(scope).total == 0
        assert queries.queue_counts(scope) == dict.fromkeys(QueueTab, 0)


def test_the_scope_says_the_same_of_one_application(app: Flask) -> None:
    view = queries.application(build.submitted())
    seen = {
        "province": stories.officer(1),
        "commune": build.commune_officer(),
        "elsewhere": stories.officer(1, "20"),
        "other commune": build.commune_officer("18685"),
        "operator": stories.operator(),
    }
    assert {name: queries.scope_of(actor).covers(view) for name, actor in seen.items()} == {
        "province": True,
        "commune": True,
        "elsewhere": False,
        "other commune": False,
        "operator": False,
    }
    assert EVERYTHING.covers(view)


def test_the_longest_waiting_comes_first_unless_asked(app: Flask) -> None:
    many(3)
    forward = ["Hộ Số 000", "Hộ Số 001", "Hộ Số 002"]
    assert names(EVERYTHING) == forward
    assert names(EVERYTHING, sort="-waiting") == forward[::-1]
    assert names(EVERYTHING, sort=QueueSort.NAME) == forward
    assert names(EVERYTHING, sort="-name") == forward[::-1]
    assert names(EVERYTHING, sort="changed") == forward[::-1]
    assert names(EVERYTHING, sort="nonsense") == forward


def test_rows_are_found_by_name_without_marks_and_by_code(app: Flask) -> None:
    many(3)
    code = queries.queue(EVERYTHING).items[1].code
    assert names(EVERYTHING, text="ho so 002") == ["Hộ Số 002"]
    assert names(EVERYTHING, text=code.lower()) == ["Hộ Số 001"]
    assert names(EVERYTHING, text="100%") == []
    assert queries.queue_counts(EVERYTHING, text="002")[QueueTab.WAITING] == 1


def test_a_page_beyond_the_last_is_the_last(app: Flask) -> None:
    many(5)
    page = queries.queue(EVERYTHING, number=9, size=2)
    assert (page.number, page.pages, [row.name for row in page.items]) == (3, 3, ["Hộ Số 004"])
    assert queries.queue(EVERYTHING, tab=QueueTab.APPROVED, number=9).number == 1
    assert isinstance(page.items[0].submitted_at, datetime)
    assert page.items[0].state is ApplicationState.SUBMITTED
