"""Producers that may be one are found by number and name; what an officer has told apart is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.producers import queries as producers
from marketplace.producers import services as producing
from marketplace.producers.joining import comparing, jobs, queries, services
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.models import NameSign, Pair
from marketplace.producers.joining.names import VERSION
from marketplace.producers.kinds import ProducerKind
from marketplace.producers.models import Producer
from tests import stories
from tests.domain.producers.joining.twins import WHY, both_roles, open_pair, proposed, twins
from tests.unchanged import nothing_changed


def found() -> list[tuple[int, int, bool, int]]:
    return [
        (each.first.id, each.second.id, each.one_number, each.likeness)
        for each in queries.pairs(None, state=PairState.OPEN).items
    ]


def renamed(producer_id: int, name: str) -> None:
    data = producers.for_editing(producer_id)
    assert data is not None
    producing.edit(stories.officer(1), producer_id, replace(data[0], legal_name=name, display_name=name))


def test_names_that_differ_in_form_are_found(app: Flask) -> None:
    first, second = twins()
    assert found() == [(first, second, False, 100)]


def test_a_person_who_stands_for_a_household_twice_is_found_by_number(app: Flask) -> None:
    person = "042085001234"
    household = {"kind": ProducerKind.HOUSEHOLD, "tax_code": person}
    first = stories.producer(legal_name="Hộ Nhàn", display_name="Cô Nhàn", **household)
    second = stories.producer(legal_name="Vườn cam Khe Mây", display_name="Vườn cam Khe Mây", **household)
    stories.producer(
        legal_name="Tổ hợp tác rau sạch",
        display_name="THT rau sạch",
        kind=ProducerKind.GROUP,
        tax_code=person,
    )
    assert found() == [(first, second, True, 0)]


def test_the_same_name_in_another_province_is_another_holder(app: Flask) -> None:
    here = stories.producer(legal_name="HTX Tân Tiến", display_name="HTX Tân Tiến")
    producing.register(
        stories.operator(),
        replace(
            producers.for_editing(here)[0],  # type: ignore[index]  # it is there
            tax_code="9900000055",
            commune_code="00070",
        ),
    )
    assert found() == []


def test_a_pair_goes_when_the_name_is_corrected_and_comes_when_it_is(app: Flask) -> None:
    first, second = twins()
    renamed(second, "HTX Mật ong Vũ Quang")
    assert found() == []
    renamed(second, "HTX Bưởi Phúc Trạch")
    third = stories.producer(legal_name="HTX bưởi Phúc Chạch", display_name="HTX bưởi Phúc Chạch")
    assert found() == [(second, third, False, 100)]
    assert first


def test_what_was_told_apart_stays_so(app: Flask) -> None:
    first, second = twins()
    pair_id = open_pair()
    services.tell_apart(stories.officer(1), pair_id, "Hai vườn, hai giám đốc")
    renamed(second, "HTX Cam Khe Mây Hương Đô")
    renamed(first, "HTX Cam Khe Mây")
    assert found() == []
    view = queries.pair(pair_id)
    assert view is not None
    assert (view.state, view.reason) == (PairState.DIFFERENT, "Hai vườn, hai giám đốc")
    with nothing_changed(), pytest.raises(InvalidMove):
        services.propose(stories.officer(1), pair_id, first, WHY)
    services.look_again(stories.officer(2), pair_id, "Ghi nhầm")
    assert len(found()) == 1


def test_officers_put_two_together_that_nothing_ties(app: Flask) -> None:
    first = stories.producer(legal_name="HTX Cam Bù", display_name="HTX Cam Bù")
    second = stories.producer(legal_name="Hộ Nguyễn Văn Tý", display_name="Bác Tý")
    with nothing_changed(), pytest.raises(Invalid):
        services.put_together(stories.officer(1), first, first)
    stranger, own = stories.officer(1, "20"), both_roles(second)
    with nothing_changed(), pytest.raises(NotFound):
        services.put_together(stranger, first, second)
    with nothing_changed(), pytest.raises(NotFound):
        services.put_together(stories.officer(1), first, 999)
    with nothing_changed(), pytest.raises(NotAllowed):
        services.put_together(own, first, second)
    pair_id = services.put_together(stories.officer(1), second, first)
    assert services.put_together(stories.officer(2), first, second) == pair_id
    renamed(first, "HTX Cam Bù Hương Sơn")
    view = queries.pair(pair_id)
    assert view is not None
    assert (view.first.id, view.second.id, view.by_hand) == (first, second, True)
    producing.close(stories.officer(1), second, "Giải thể")
    assert queries.pair(pair_id) is None
    with nothing_changed(), pytest.raises(Conflict):
        services.put_together(stories.officer(1), first, second)


def test_a_list_shows_pairs_of_which_both_are_of_the_place(app: Flask) -> None:
    twins()
    assert queries.pairs({"42"}).total == 1
    assert queries.pairs({"20"}).total == 0
    assert queries.pairs((), {"18550"}).total == 1
    assert queries.pair_counts({"42"})[PairState.OPEN] == 1
    assert queries.pairs(None, text="cam khe may").total == 1
    assert queries.pairs(None, text="buoi").total == 0


@pytest.mark.parametrize("verb", ["tell_apart", "drop", "look_again"])
def test_a_reason_is_needed(app: Flask, verb: str) -> None:
    first, _second = twins()
    pair_id = proposed(first) if verb == "drop" else open_pair()
    with nothing_changed(), pytest.raises(Invalid) as refused:
        getattr(services, verb)(stories.officer(1), pair_id, "  ")
    assert set(refused.value.fields) == {"reason"}


def test_producers_from_before_the_rule_are_looked_at_by_the_worker(app: Flask) -> None:
    first, second = twins()
    here = session()
    with transaction():
        here.execute(Pair.__table__.delete())  # type: ignore[attr-defined]  # it is there
        here.execute(NameSign.__table__.delete())  # type: ignore[attr-defined]  # it is there
        here.execute(update(Producer).values(signs_version=0))
    jobs.look_at_some()
    assert found() == [(first, second, False, 100)]
    assert set(here.execute(select(Producer.signs_version)).scalars()) == {VERSION}


def test_a_sign_that_many_share_is_followed_to_some(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many producers are called alike, one that comes is compared with ``MOST`` of them."""
    for number in range(6):
        stories.producer(
            legal_name=f"HTX Rau Xanh Hương Đô {number}", display_name=f"HTX Rau Xanh Hương Đô {number}"
        )
    assert found() == []
    monkeypatch.setattr(comparing, "MOST", 3)
    first = stories.producer(legal_name="HTX Rau Xanh Hương Đô", display_name="HTX Rau Xanh Hương Đô")
    second = stories.producer(legal_name="Tổ hợp tác rau xanh Hương Đô", display_name="THT rau xanh Hương Đô")
    assert [each[:2] for each in found()] == [(first, second)]
