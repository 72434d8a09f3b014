from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.producers import queries, services
from marketplace.producers.events import PaperChanged, PaperDecided
from marketplace.producers.kinds import PaperKind
from tests.domain.producers import people
from tests.domain.producers.people import AN, BINH, BUYER, STRANGER, owner, paper

TODAY = date(2026, 11, 21)


def test_a_paper_counts_once_another_has_looked(
    told: list[Any], log: Callable[[], list[tuple[str, str]]]
) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(owner(producer_id), producer_id, paper(number="  12/2025/ATTP "))
    (found,) = queries.papers_of(producer_id)
    assert (found.number, found.verified, found.holds(TODAY)) == ("12/2025/ATTP", False, False)
    services.verify_paper(BINH, paper_id)
    (found,) = queries.papers_of(producer_id)
    assert found.verified
    assert [
        found.holds(day)
        for day in (date(2025, 3, 15), date(2025, 3, 16), date(2028, 3, 15), date(2028, 3, 16))
    ] == [
        False,
        True,
        True,
        False,
    ]
    assert told[-3:] == [
        PaperChanged(producer_id, paper_id),
        PaperChanged(producer_id, paper_id),
        PaperDecided(producer_id, paper_id, verified=True),
    ]
    assert log()[-2:] == [("user:20", "producers.paper.added"), ("user:2", "producers.paper.verified")]


def test_who_entered_a_paper_does_not_verify_it(app: Flask) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(AN, producer_id, paper())
    for actor in (AN, STRANGER, owner(producer_id)):
        with pytest.raises(NotAllowed):
            services.verify_paper(actor, paper_id)
    assert not queries.papers_of(producer_id)[0].verified
    services.verify_paper(BINH, paper_id)
    with pytest.raises(Conflict):
        services.verify_paper(BINH, paper_id)


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"number": " "}, {"number"}),
        ({"issuer": ""}, {"issuer"}),
        ({"number": "x" * 81}, {"number"}),
        ({"issued_on": date(2026, 11, 22)}, {"issued_on"}),
        ({"expires_on": date(2025, 3, 15)}, {"expires_on"}),
    ],
)
def test_a_paper_that_cannot_be(app: Flask, changes: dict[str, Any], fields: set[str]) -> None:
    producer_id = people.verified()
    with pytest.raises(Invalid) as refused:
        services.add_paper(AN, producer_id, paper(**changes))
    assert set(refused.value.fields) == fields
    assert queries.papers_of(producer_id) == ()


def test_the_old_paper_goes_on_while_the_new_one_waits(app: Flask) -> None:
    producer_id = people.verified()
    old = services.add_paper(AN, producer_id, paper())
    services.verify_paper(BINH, old)
    new = services.replace_paper(
        AN, old, paper(number="9/2026", issued_on=date(2026, 11, 1), expires_on=date(2029, 11, 1))
    )
    newer, older = queries.papers_of(producer_id)
    assert (newer.id, newer.holds(TODAY)) == (new, False)
    assert (older.id, older.replaced_by, older.holds(TODAY)) == (old, new, True)
    with pytest.raises(Conflict):
        services.replace_paper(AN, old, paper(number="10/2026"))
    with pytest.raises(Invalid):
        services.replace_paper(AN, new, paper(kind=PaperKind.HACCP))
    assert len(queries.papers_of(producer_id)) == 2


def test_a_false_paper_is_taken_out_with_a_reason(app: Flask) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(owner(producer_id), producer_id, paper())
    with pytest.raises(Invalid):
        services.withdraw_paper(BINH, paper_id, " ")
    services.verify_paper(BINH, paper_id)
    with pytest.raises(NotAllowed):
        services.withdraw_paper(owner(producer_id), paper_id, "nhầm")
    services.withdraw_paper(BINH, paper_id, "giấy giả")
    assert queries.papers_of(producer_id) == ()
    (gone,) = queries.papers_of(producer_id, with_withdrawn=True)
    assert (gone.withdrawn, gone.holds(TODAY)) == (True, False)
    with pytest.raises(Conflict):
        services.withdraw_paper(BINH, paper_id, "lần nữa")


@pytest.mark.parametrize("actor", [STRANGER, BUYER, Actor.guest()])
def test_nobody_else_enters_papers(app: Flask, actor: Actor) -> None:
    producer_id = people.verified()
    with pytest.raises(NotAllowed):
        services.add_paper(actor, producer_id, paper())
    assert queries.papers_of(producer_id) == ()


def test_papers_that_run_out(app: Flask) -> None:
    producer_id = people.verified()
    soon = services.add_paper(AN, producer_id, paper(number="1", expires_on=date(2026, 12, 1)))
    gone = services.add_paper(AN, producer_id, paper(number="2", expires_on=date(2026, 11, 20)))
    later = services.add_paper(AN, producer_id, paper(number="3", expires_on=date(2028, 1, 1)))
    for paper_id in (soon, gone, later):
        services.verify_paper(BINH, paper_id)
    before = date(2027, 1, 1)
    assert [each.id for each in queries.papers_running_out(frozenset({producer_id}), before=before)] == [soon]
    assert [
        each.id for each in queries.papers_running_out(None, before=before, provinces=frozenset({"42"}))
    ] == [soon]
    assert queries.papers_running_out(None, before=before, provinces=frozenset({"20"})) == ()
    services.replace_paper(AN, soon, paper(number="4"))
    assert queries.papers_running_out(None, before=before) == ()


WRONG = "Số giấy là 13/2025, không phải 12/2025."


def test_a_paper_is_sent_back_with_what_to_mend(
    told: list[Any], log: Callable[[], list[tuple[str, str]]]
) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(owner(producer_id), producer_id, paper())
    with pytest.raises(Invalid) as refused:
        services.return_paper(BINH, paper_id, " ")
    assert set(refused.value.fields) == {"reason"}
    for actor in (owner(producer_id), STRANGER, BUYER):
        with pytest.raises(NotAllowed):
            services.return_paper(actor, paper_id, WRONG)
    assert queries.papers_of(producer_id)[0].waits
    services.return_paper(BINH, paper_id, f" {WRONG} ")
    (found,) = queries.papers_of(producer_id)
    assert (found.waits, found.verified, found.return_reason) == (False, False, WRONG)
    assert not found.holds(TODAY)
    assert told[-1] == PaperDecided(producer_id, paper_id, verified=False)
    assert log()[-1] == ("user:2", "producers.paper.returned")
    for verb in (
        lambda: services.verify_paper(BINH, paper_id),
        lambda: services.return_paper(AN, paper_id, WRONG),
    ):
        with pytest.raises(Conflict):
            verb()
    assert queries.papers_of(producer_id) == (found,)


def test_who_entered_a_paper_does_not_send_it_back(app: Flask) -> None:
    producer_id = people.verified()
    paper_id = services.add_paper(AN, producer_id, paper())
    with pytest.raises(NotAllowed):
        services.return_paper(AN, paper_id, WRONG)
    assert queries.papers_of(producer_id)[0].waits


def test_a_successor_that_was_sent_back_is_followed_by_another(app: Flask) -> None:
    producer_id = people.verified()
    soon, before = date(2026, 12, 1), date(2027, 1, 1)
    old = services.add_paper(AN, producer_id, paper(expires_on=soon))
    services.verify_paper(BINH, old)
    wrong = services.replace_paper(AN, old, paper(number="2"))
    assert queries.papers_running_out(None, before=before) == ()
    services.return_paper(BINH, wrong, WRONG)
    assert [each.id for each in queries.papers_running_out(None, before=before)] == [old]
    right = services.replace_paper(AN, wrong, paper(number="3"))
    after = {each.id: each.replaced_by for each in queries.papers_of(producer_id)}
    assert after == {old: right, wrong: right, right: None}
    assert queries.papers_running_out(None, before=before) == ()
    # The same from the side of the old one.
    services.return_paper(BINH, right, WRONG)
    last = services.replace_paper(AN, old, paper(number="4"))
    assert {each.id: each.replaced_by for each in queries.papers_of(producer_id)} == {
        old: last,
        wrong: right,
        right: last,
        last: None,
    }
    with pytest.raises(Conflict):
        services.replace_paper(AN, old, paper(number="5"))
    services.withdraw_paper(AN, last, "nhập nhầm")
    assert [each.id for each in queries.papers_running_out(None, before=before)] == [old]
