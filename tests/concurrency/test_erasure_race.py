"""Somebody is erased once, whatever else goes on in their name at that moment. And the proof of the guards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace.accounts import addresses, presence
from marketplace.accounts.addresses import AddressGiven
from marketplace.accounts.models import Address
from marketplace.accounts.privacy import copying, erasing, own, services
from marketplace.accounts.privacy.models import DataRequest, Restricted
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.state import current
from marketplace.orders.models import Order, SellerOrder
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.factories import BuyerFactory

WORKERS = 4
NAME = "Trịnh Thị Biến Mất"
EMAIL = "di-xa@example.vn"


def asked() -> tuple[Actor, str]:
    """Somebody who bought something once and asks to be erased; the code of that."""
    who = stories.person("di-xa", name=NAME)
    goods = stories.goods()
    stories.order((goods.variant, 1), actor=who, buyer=BuyerFactory(name=NAME, email=EMAIL))
    with transaction() as here:
        here.execute(update(SellerOrder).values(state="delivered"))
    return who, services.ask_erasure(who)


def later() -> Any:
    return clock.now() + timedelta(days=15)


def erased() -> int:
    return markets.count(AuditEntry, AuditEntry.action == "accounts.user.erased")


def test_many_workers_erase_once(market: Flask) -> None:
    _who, code = asked()
    outcomes = crowd.press(market, [partial(erasing.erase, code)] * WORKERS, later())
    assert outcomes == [SOLD] * WORKERS
    assert erased() == 1
    assert markets.count(Restricted) == 1


def test_without_the_claim_it_would_be_tried_often(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever bought something has a second guard: what is sealed away is sealed once.
    code = services.ask_erasure(stories.person("di-xa", name=NAME))
    monkeypatch.setattr(presence, "held", lambda _user_id: True)
    monkeypatch.setattr(erasing, "_is_due", lambda _code, _now: True)
    crowd.press(market, [partial(erasing.erase, code)] * WORKERS, later())
    assert erased() > 1


def while_it_runs(
    market: Flask, monkeypatch: pytest.MonkeyPatch, code: str, deed: Callable[[], object]
) -> str:
    """What becomes of ``deed``, which begins when the erasure has looked for obstacles and found none."""
    look, looked, outcome = erasing.obstacles, threading.Event(), ["not run"]

    def look_and_let(user_id: int) -> Any:
        found = look(user_id)
        looked.set()
        return found

    def other() -> None:
        looked.wait()
        with market.app_context():
            outcome[0] = crowd.press(market, [deed])[0]

    monkeypatch.setattr(erasing, "obstacles", look_and_let)
    thread = threading.Thread(target=other)
    thread.start()
    with clock.hold(later()):
        assert erasing.erase(code)
    thread.join()
    session().rollback()
    return outcome[0]


def test_nothing_is_ordered_while_it_runs(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    who, code = asked()
    goods = stories.goods(name="Bưởi Phúc Trạch")
    page = stories.review((goods.variant, 1), actor=who, buyer=BuyerFactory(name=NAME, email=EMAIL))
    assert while_it_runs(market, monkeypatch, code, page.confirm) != SOLD
    assert erased() == 1
    assert session().execute(select(Order.buyer_name)).scalars().all() == ["–"]
    assert markets.wrongs() == []


def keep_an_address(who: Actor) -> Callable[[], object]:
    given = AddressGiven(NAME, "0987 654 321", "01", "00070", "Hà Nội", "Số 7 ngõ Tạm Biệt")
    return partial(addresses.add, who, given)


def test_no_address_comes_after_it(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    who, code = asked()
    assert while_it_runs(market, monkeypatch, code, keep_an_address(who)).startswith("NotAllowed")
    assert markets.count(Address) == 0


def test_without_holding_the_account_the_address_would_stay(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, code = asked()
    monkeypatch.setattr(presence, "hold", lambda _actor: None)
    # The slower of the two: on PostgreSQL nothing else would make it wait, and it might be erased with the rest.
    with clock.hold(later()):
        assert erasing.erase(code)
    assert crowd.press(market, [keep_an_address(who)]) == [SOLD]
    assert markets.count(Address) == 1


def copy_across(code: str) -> None:
    """A worker packs the copy, the person is erased, and then the worker says that it is ready."""
    who = session().execute(select(DataRequest.user_id).where(DataRequest.code == code)).scalar_one()
    wanted = services.ask_copy(Actor("user", NAME, who))
    prepared = copying.prepare(wanted)
    assert prepared is not None
    with clock.hold(later()):
        assert erasing.erase(code)
        copying.finish(wanted, prepared)


def copies() -> list[str]:
    files: dict[str, bytes] = current().ports["storage"].files
    return [name for name in files if name.endswith(".zip")]


def test_a_copy_in_the_making_goes_with_its_person(market: Flask) -> None:
    _who, code = asked()
    copy_across(code)
    assert copies() == []
    assert markets.count(DataRequest, DataRequest.state == "open") == 0
    assert markets.count(DataRequest, DataRequest.file_name != "") == 0


def test_without_ending_the_request_it_would_be_said_to_be_ready(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _who, code = asked()
    monkeypatch.setattr(own, "_end_requests", lambda _user_id: None)
    copy_across(code)
    assert markets.count(DataRequest, DataRequest.file_name != "") == 1


def test_copy_and_erasure_at_once_leave_no_copy(market: Flask) -> None:
    who, code = asked()
    wanted = services.ask_copy(who)

    def pack() -> None:
        copying.finish(wanted, copying.prepare(wanted))

    assert crowd.press(market, [pack, partial(erasing.erase, code)], later()) == [SOLD, SOLD]
    assert erased() == 1
    assert copies() == []
