"""300 guests and 50 boxes over HTTP, against the site as it is served: supervisor, two web processes, job worker."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import stories
from tests.concurrency import markets, unguarded
from tests.concurrency.visitors import Answer, Guest, Visitor, ordered
from tests.servers.site import Site, served

BUYERS, STOCK = 300, 50
FEW = 80
NO_LIMIT = {"MARKETPLACE_RATE_LIMIT_PER_MINUTE": "0"}
SHOPPERS = 8
"""Visitors who walk at the same time; the button they press all together."""


@contextmanager
def a_shop(folder: Path, url: str) -> Iterator[tuple[Site, stories.Goods]]:
    with served(folder, database_url=url, settings=NO_LIMIT) as site:
        with site.app().app_context():
            goods = stories.goods(name="Cam Khe Mây", stock_of_each=STOCK)
        yield site, goods


def guests_at_the_last_page(site: Site, goods: stories.Goods, number: int) -> list[Guest]:
    guests = [Guest(Visitor(site.port), f"khach-{each}@example.vn", goods.variant) for each in range(number)]

    def walk(guest: Guest) -> None:
        guest.walk_to_the_last_page()
        guest.visitor.close()

    with ThreadPoolExecutor(SHOPPERS) as pool:
        list(pool.map(walk, guests))
    return guests


def all_press(guests: Sequence[Guest]) -> list[Answer]:
    """Everybody at the same moment, each in a thread and on a connection of their own."""
    answers: list[Answer | None] = [None] * len(guests)
    together = threading.Barrier(len(guests))

    def press(number: int) -> None:
        together.wait()
        answers[number] = guests[number].press()
        guests[number].visitor.close()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(guests))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answer for answer in answers if answer is not None]


def assert_sold_exactly(
    site: Site, goods: stories.Goods, guests: Sequence[Guest], answers: Sequence[Answer]
) -> None:
    assert len(answers) == len(guests)
    statuses = Counter(status for guest in guests for status in guest.visitor.statuses)
    assert set(statuses) == {200, 302}, statuses
    codes = [code for answer in answers if (code := ordered(answer))]
    assert len(set(codes)) == len(codes) == STOCK
    refused = [answer for answer in answers if not ordered(answer)]
    assert {answer.path for answer in refused} == {"/gio-hang"}
    # Told what happened, and shown it on the line itself.
    assert all("Cam Khe Mây, Thùng 5 kg: hết hàng." in answer.words for answer in refused)
    site.wait_until_idle(60)
    with site.app().app_context():
        assert (markets.orders_standing(), markets.packs_sold()) == (STOCK, STOCK)
        assert markets.on_hand(goods.lot) == [0]
        assert markets.wrongs() == []


def test_guests_buy_exactly_what_there_is(make_database: Callable[[], str], tmp_path: Path) -> None:
    with a_shop(tmp_path / "instance", make_database()) as (site, goods):
        guests = guests_at_the_last_page(site, goods, BUYERS)
        answers = all_press(guests)
        assert_sold_exactly(site, goods, guests, answers)
        # Whoever comes now is told before they put anything into a basket.
        late = Visitor(site.port)
        answer = late.post("/gio-hang/them", {"pack": str(goods.variant), "quantity": "1"})
        late.close()
        assert "Cam Khe Mây, Thùng 5 kg: hết hàng." in answer.words


def test_one_button_pressed_twice_over_http_is_one_order(
    make_database: Callable[[], str], tmp_path: Path
) -> None:
    with a_shop(tmp_path / "instance", make_database()) as (site, goods):
        (guest,) = guests_at_the_last_page(site, goods, 1)
        twins = [
            Guest(
                Visitor(site.port, dict(guest.visitor.cookies)),
                guest.email,
                guest.variant,
                1,
                guest.fingerprint,
            )
            for _ in range(6)
        ]
        answers = all_press(twins)
        assert [answer.status for answer in answers] == [200] * 6
        assert len({ordered(answer) for answer in answers}) == 1
        # The answer was lost and the page is sent again, minutes later.
        assert ordered(twins[0].press()) == ordered(answers[0])
        twins[0].visitor.close()
        site.wait_until_idle(60)
        with site.app().app_context():
            assert markets.orders_standing() == 1
            assert markets.on_hand(goods.lot) == [STOCK - 1]
            assert markets.wrongs() == []


def test_a_shop_without_the_guard_oversells(
    make_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unguarded.folder_for_processes(tmp_path / "unguarded")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    with a_shop(tmp_path / "instance", make_database()) as (site, goods):
        with site.app().app_context():
            unguarded.take_out_the_checks(site.app().extensions["sqlalchemy"].engine)
        guests = guests_at_the_last_page(site, goods, FEW)
        answers = all_press(guests)
        with pytest.raises(AssertionError):
            assert_sold_exactly(site, goods, guests, answers)
        site.wait_until_idle(60)
        with site.app().app_context():
            assert (markets.orders_standing(), markets.on_hand(goods.lot)) == (FEW, [STOCK - FEW])
