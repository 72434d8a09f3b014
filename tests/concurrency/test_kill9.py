"""``kill -9`` of web and worker in the middle of 200 checkouts: nothing is lost, nothing is done twice."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.policy import default as modern
from pathlib import Path

from sqlalchemy import func, select

from marketplace.kernel import clock, outbox
from marketplace.kernel.db import session
from marketplace.kernel.outbox import LEASE, OutboxRow
from marketplace.notifications.models import Mail
from marketplace.orders.models import Order
from tests import stories
from tests.concurrency import markets
from tests.concurrency.visitors import Guest, Visitor, ordered
from tests.servers.site import Site, served

CHECKOUTS, STOCK = 200, 1000
SHOPPERS = 6
KILLS_AT = (40, 80, 120, 160)
"""After so many orders were confirmed to their buyers, something is killed."""
PATIENCE_SECONDS = 60


class Shoppers:
    """Guests who walk through the checkout a few at a time and try again when the site does not answer."""

    def __init__(self, site: Site, variant: int) -> None:
        self.site, self.variant = site, variant
        self.confirmed: dict[str, str] = {}
        """E-mail of the guest → code of the order whose page they saw."""
        self.broken = Counter[str]()
        self.served_badly: list[int] = []
        self._numbers = iter(range(CHECKOUTS))
        self._lock = threading.Lock()

    def shop(self) -> None:
        """Take the next guest through, until there is none."""
        while (number := self._next()) is not None:
            guest = Guest(Visitor(self.site.port), f"khach-{number}@example.vn", self.variant)
            self._insist(guest, lambda guest=guest: self._walk(guest))
            code = self._insist(guest, lambda guest=guest: ordered(guest.press()))
            guest.visitor.close()
            self.served_badly += [status for status in guest.visitor.statuses if status not in {200, 302}]
            if isinstance(code, str):
                with self._lock:
                    self.confirmed[guest.email] = code

    @staticmethod
    def _walk(guest: Guest) -> None:
        # With an empty basket: what was put into the one before may be in it, or not.
        guest.visitor.cookies.clear()
        guest.walk_to_the_last_page()

    def _next(self) -> int | None:
        with self._lock:
            return next(self._numbers, None)

    def _insist(self, guest: Guest, step: Callable[[], object]) -> object:
        """What a person does: try again. A confirmation that is sent again is the same confirmation."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return step()
            except (OSError, http.client.HTTPException) as error:
                with self._lock:
                    self.broken[type(error).__name__] += 1
                guest.visitor.close()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)


def kill_while_they_shop(site: Site, shoppers: Shoppers) -> list[str]:
    kills: list[tuple[str, Callable[[], None]]] = [
        ("web", site.kill9_web),
        ("worker", site.kill9_worker),
        ("web", site.kill9_web),
    ]
    threads = [threading.Thread(target=shoppers.shop) for _ in range(SHOPPERS)]
    for thread in threads:
        thread.start()
    done = []
    for at, (name, kill) in zip(KILLS_AT, kills, strict=False):
        wait_for_orders(threads, shoppers, at)
        kill()
        done.append(name)
    wait_for_orders(threads, shoppers, KILLS_AT[-1])
    # The power goes: supervisor, web and worker at once. Somebody starts the machine again.
    site.kill9_everything()
    site.start()
    done.append("everything")
    for thread in threads:
        thread.join()
    return done


def wait_for_orders(threads: Sequence[threading.Thread], shoppers: Shoppers, number: int) -> None:
    while len(shoppers.confirmed) < number:
        assert any(thread.is_alive() for thread in threads), "the shoppers gave up"
        time.sleep(0.01)


def finish_the_work() -> None:
    """Wait for the worker; what a killed one had in hand is taken up when its lease ends."""
    open_rows = select(func.count()).where(OutboxRow.done_at.is_(None), OutboxRow.failed_at.is_(None))
    deadline = time.monotonic() + PATIENCE_SECONDS
    waiting = open_rows.where(OutboxRow.leased_until.is_(None))
    while session().execute(waiting).scalar_one():
        assert time.monotonic() < deadline, "jobs were left behind"
        session().rollback()
        time.sleep(0.1)
    with clock.hold(clock.now() + LEASE * 2):
        while outbox.sweep():
            pass
    session().rollback()
    assert session().execute(open_rows).scalar_one() == 0


def test_nothing_is_lost_and_nothing_done_twice(make_database: Callable[[], str], tmp_path: Path) -> None:
    settings = {"MARKETPLACE_RATE_LIMIT_PER_MINUTE": "0"}
    with served(tmp_path / "instance", database_url=make_database(), settings=settings) as site:
        with site.app().app_context():
            goods = stories.goods(stock_of_each=STOCK)
        shoppers = Shoppers(site, goods.variant)
        assert kill_while_they_shop(site, shoppers) == ["web", "worker", "web", "everything"]
        assert sum(shoppers.broken.values()) > 0, "nobody noticed: the kills came at the wrong time"
        assert shoppers.served_badly == []
        assert len(shoppers.confirmed) == CHECKOUTS
        with site.app().app_context():
            finish_the_work()
            made = dict(session().execute(select(Order.buyer_email, Order.code)).all())
            # Whoever saw the page of an order has it, and nobody has two.
            assert made == shoppers.confirmed
            assert markets.orders_standing() == markets.packs_sold() == CHECKOUTS
            assert markets.on_hand(goods.lot) == [STOCK - CHECKOUTS]
            runs = session().execute(select(OutboxRow.runs, func.count()).group_by(OutboxRow.runs)).all()
            assert [each for each, _ in runs] == [1]
            assert markets.count(OutboxRow, OutboxRow.job == "notifications.order_placed") == CHECKOUTS
            assert markets.count(OutboxRow, OutboxRow.failed_at.is_not(None)) == 0
            assert markets.wrongs() == []
            # One mail to each buyer and one to the producer for each order: in the log, and one file of each.
            assert markets.count(Mail) == 2 * CHECKOUTS
        mails = [message_from_bytes(path.read_bytes(), policy=modern) for path in mail_files(site)]
        assert len(mails) == len({mail["Message-ID"] for mail in mails}) == 2 * CHECKOUTS
        assert {mail["To"] for mail in mails} >= set(shoppers.confirmed)


def mail_files(site: Site) -> list[Path]:
    return sorted((site.instance / "mail").glob("*.eml"))
