"""Sessions: what is kept of a device, when its use is noted, and how they end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts import credentials, services, sessions
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotAllowed, NotFound
from tests import stories
from tests.conftest import NOON, Statements


@pytest.mark.parametrize(
    ("agent", "found"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/142.0.0.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("Mozilla/5.0 (iPhone; like Mac OS X) Version/18.1 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) coc_coc_browser/130.0 Chrome/124.0 Safari/537.36", ("Cốc Cốc", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Safari/537.36 Zalo android/12", ("Zalo", "Android")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_of_a_device_its_kind_is_known(agent: str, found: tuple[str, str]) -> None:
    assert sessions.device(agent) == found


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("113.160.24.77", "113.160.24.0/24"),
        ("2405:4802:9f1:aa::1", "2405:4802:9f1::/48"),
        ("::ffff:113.160.24.77", "113.160.24.0/24"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_of_an_address_the_network_is_kept(address: str, network: str) -> None:
    assert sessions.network(address) == network


def test_its_use_is_noted_every_few_minutes(app: Flask, statements: Statements) -> None:
    person = stories.buyer_person()
    key = sessions.begin(person.id or 0, "", "113.160.24.77")
    with clock.hold(NOON + timedelta(minutes=4, seconds=59)):
        assert not sessions.is_stale(NOON)
        sessions.touch(key, "198.51.100.1")
    assert sessions.of_person(person.id or 0)[0].seen_at == NOON
    with clock.hold(later := NOON + timedelta(minutes=5)):
        assert sessions.is_stale(NOON)
        with statements() as sent:
            sessions.touch(key, "198.51.100.1")
        assert [statement.split()[0] for statement in sent] == ["UPDATE"]
        row = sessions.of_person(person.id or 0)[0]
    assert (row.seen_at, row.network) == (later, "198.51.100.0/24")


def test_one_that_nobody_used_for_a_month_is_over(app: Flask) -> None:
    person = stories.buyer_person()
    account = credentials.of_id(person.id or 0)
    assert account is not None
    key = sessions.begin(account.id, "", "")
    with clock.hold(NOON + timedelta(days=31) - timedelta(seconds=1)):
        assert credentials.of_session(account.session_key, key) is not None
    with clock.hold(NOON + timedelta(days=31)):
        assert credentials.of_session(account.session_key, key) is None
        assert sessions.of_person(account.id) == ()
        sessions.begin(account.id, "", "")
        assert sessions.forget(account.id) == 1


def test_both_keys_have_to_fit(app: Flask) -> None:
    first, second = stories.buyer_person(1), stories.buyer_person(2)
    one, two = credentials.of_id(first.id or 0), credentials.of_id(second.id or 0)
    assert one is not None
    assert two is not None
    key = sessions.begin(one.id, "", "")
    assert credentials.of_session(one.session_key, key) is not None
    assert credentials.of_session(two.session_key, key) is None
    assert credentials.of_session(one.session_key, "") is None


@pytest.mark.parametrize("how", ["password", "switched off", "everywhere"])
def test_all_of_them_end(app: Flask, how: str) -> None:
    person, operator = stories.buyer_person(), stories.operator()
    user_id = person.id or 0
    account = credentials.of_id(user_id)
    assert account is not None
    key = sessions.begin(user_id, "", "")
    if how == "password":
        credentials.change(user_id, {"password": "new", "session_key": "0" * 32})
    elif how == "switched off":
        services.set_active(operator, user_id, active=False)
        services.set_active(operator, user_id, active=True)
    else:
        assert sessions.end_all(operator, user_id) == 1
    assert sessions.of_person(user_id) == ()
    now = credentials.of_id(user_id)
    assert now is not None
    assert now.session_key != account.session_key
    assert credentials.of_session(account.session_key, key) is None


def test_oneself_may_stay(app: Flask) -> None:
    person = stories.buyer_person()
    here, _there = (sessions.begin(person.id or 0, "", "") for _each in range(2))
    assert sessions.end_all(person, person.id or 0, but=here) == 1
    assert [row.key for row in sessions.of_person(person.id or 0)] == [here]


def test_who_may_not_end_them(app: Flask) -> None:
    person = stories.buyer_person(1)
    sessions.begin(person.id or 0, "", "")
    row = sessions.of_person(person.id or 0)[0]
    for actor in (stories.buyer_person(2), stories.officer(), Actor.guest()):
        with pytest.raises(NotAllowed):
            sessions.end(actor, person.id or 0, row.id)
        with pytest.raises(NotAllowed):
            sessions.end_all(actor, person.id or 0)
    with pytest.raises(NotFound):
        sessions.end(stories.buyer_person(2), stories.buyer_person(2).id or 0, row.id)
    assert sessions.of_person(person.id or 0) == (row,)
