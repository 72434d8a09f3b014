from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.producers import queries, services
from marketplace.producers.events import (
    ProducerClosed,
    ProducerReinstated,
    ProducerSuspended,
    ProducerVerified,
)
from marketplace.producers.kinds import Standing
from tests.conftest import NOON
from tests.domain.producers import people
from tests.domain.producers.people import AN, BINH, BUYER, OPERATOR, STRANGER, data, owner


def test_somebody_else_verifies(told: list[Any], log: Callable[[], list[tuple[str, str]]]) -> None:
    producer_id = services.register(AN, data())
    with pytest.raises(NotAllowed) as refused:
        services.verify(AN, producer_id)
    assert str(refused.value) == "Người nhập thông tin không tự xác minh được: cần một cán bộ khác."
    assert people.snapshot(producer_id)["standing"] == "applied"
    services.verify(BINH, producer_id)
    stored = people.snapshot(producer_id)
    assert (stored["standing"], stored["verified_at"]) == ("verified", NOON)
    assert told[1:] == [ProducerVerified(producer_id)]
    assert log()[1:] == [("user:2", "producers.producer.verified")]


@pytest.mark.parametrize("missing", ["registration_no", "registration_on", "registration_issuer", "street"])
def test_an_incomplete_identity_is_not_verified(app: Flask, missing: str) -> None:
    producer_id = services.register(AN, data(**{missing: None if missing == "registration_on" else ""}))
    with pytest.raises(Invalid) as refused:
        services.verify(BINH, producer_id)
    assert list(refused.value.fields) == [missing]
    assert people.snapshot(producer_id)["standing"] == "applied"


@pytest.mark.parametrize("actor", [STRANGER, OPERATOR, BUYER, Actor.guest()])
def test_only_officers_of_the_place_verify(app: Flask, actor: Actor) -> None:
    producer_id = services.register(AN, data())
    with pytest.raises(NotAllowed):
        services.verify(actor, producer_id)
    assert people.snapshot(producer_id)["standing"] == "applied"


def test_what_was_when_stays_known_to_the_second(told: list[Any]) -> None:
    producer_id = people.verified()
    stopped, resumed = NOON + timedelta(days=1), NOON + timedelta(days=3)
    with clock.hold(stopped):
        services.suspend(BINH, producer_id, " Kiểm tra  kho ", paper_no="05/BB-KT")
    with clock.hold(resumed):
        services.reinstate(AN, producer_id, "Đã khắc phục")
    assert [
        (each.standing, each.since, each.until, each.reason, each.paper_no)
        for each in queries.standings_of(producer_id)
    ] == [
        (Standing.APPLIED, NOON, NOON, "", ""),
        (Standing.VERIFIED, NOON, stopped, "", ""),
        (Standing.SUSPENDED, stopped, resumed, "Kiểm tra kho", "05/BB-KT"),
        (Standing.VERIFIED, resumed, None, "Đã khắc phục", ""),
    ]
    assert told[2:] == [ProducerSuspended(producer_id, "Kiểm tra kho"), ProducerReinstated(producer_id)]


def test_a_reason_is_needed(app: Flask) -> None:
    producer_id = people.verified()
    before = people.snapshot(producer_id)
    for verb in (services.suspend, services.close):
        with pytest.raises(Invalid) as refused:
            verb(OPERATOR, producer_id, "  ")
        assert list(refused.value.fields) == ["reason"]
    with pytest.raises(Invalid):
        services.suspend(OPERATOR, producer_id, "x" * 501)
    assert people.snapshot(producer_id) == before


def test_one_cannot_be_stopped_twice(app: Flask) -> None:
    producer_id = people.verified()
    services.suspend(OPERATOR, producer_id, "một")
    with pytest.raises(InvalidMove):
        services.suspend(OPERATOR, producer_id, "hai")
    assert [each.reason for each in queries.standings_of(producer_id)][-1] == "một"


def test_closing_is_for_good(told: list[Any]) -> None:
    producer_id = people.verified()
    services.close(OPERATOR, producer_id, "nghỉ")
    assert told[-1] == ProducerClosed(producer_id)
    for verb in (services.suspend, services.reinstate, services.close):
        with pytest.raises(InvalidMove):
            verb(OPERATOR, producer_id, "nữa")
    assert people.snapshot(producer_id)["standing"] == "closed"


@pytest.mark.parametrize("actor", [STRANGER, BUYER, Actor.guest(), owner(1)])
def test_nobody_else_stops_a_producer(app: Flask, actor: Actor) -> None:
    producer_id = people.verified()
    before = people.snapshot(producer_id)
    for verb in (services.suspend, services.close):
        with pytest.raises(NotAllowed):
            verb(actor, producer_id, "vì ghét")
    assert people.snapshot(producer_id) == before


def test_an_unknown_producer(app: Flask) -> None:
    for act in (lambda: services.verify(BINH, 77), lambda: services.suspend(OPERATOR, 77, "x")):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "close"])
def test_a_reason_is_kept_as_it_can_be_read(app: Flask, verb: str) -> None:
    """What cannot be seen goes: a zero byte is none that every database keeps."""
    producer_id = people.verified()
    if verb == "reinstate":
        services.suspend(BINH, producer_id, "Vi phạm")
    getattr(services, verb)(BINH, producer_id, "Vi phạm\x00 \u202enhãn\n hàng")
    assert queries.standings_of(producer_id)[-1].reason == "Vi phạm nhãn hàng"


def test_a_number_is_no_longer_than_its_column(app: Flask) -> None:
    producer_id = people.verified()
    with pytest.raises(Invalid) as refused:
        services.suspend(BINH, producer_id, "Vi phạm", paper_no="1" * 81)
    assert list(refused.value.fields) == ["paper_no"]
    assert people.snapshot(producer_id)["standing"] == "verified"
    services.suspend(BINH, producer_id, "Vi phạm", paper_no="1\x00" + "2" * 79)
    assert queries.standings_of(producer_id)[-1].paper_no == "1" + "2" * 79
