"""The household of the long walk, the officers and the guest, and the letters that they are sent."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from sqlalchemy import func, select

from marketplace.kernel import clock, db, outbox
from marketplace.kernel.outbox import OutboxRow
from marketplace.kernel.text import fold
from tests.e2e.browsing import PHONE, Visitor, visitor
from tests.e2e.conftest import Market
from tests.e2e.hands import Pointer

PASSWORD = "bưởi vàng bên giếng"
PACK, PRICE = "Thùng 6 quả", "270.000"
FIRST, SECOND = "can-bo-ha-tinh@demo.test", "can-bo-ha-tinh-2@demo.test"
JOB_SECONDS = 60
STREET = "Giấy đăng ký ghi xóm 7, chị xem lại số xóm."
NUMBER = "Ảnh giấy cam kết ghi số 12/2026/CK, chị sửa cho khớp."
WRONG = ("street", "paper.food_safety_commitment.number")
"""What the first officer remarks on, with STREET and NUMBER."""
MENDED = ("Xóm 7", "12/2026/CK")


@dataclass(frozen=True)
class Household:
    """Who sells, and what. ``number`` is the representative's and the tax code, ``search`` what a guest types."""

    email: str
    name: str
    shop: str
    product: str
    search: str
    number: str
    account_holder: str

    @property
    def holder(self) -> str:
        """What it is called in the register."""
        return f"Hộ kinh doanh {self.name}"

    @property
    def last(self) -> str:
        """The end of its number, by which papers are told from another household's."""
        return self.number[-4:]


def household(given: str, last: str) -> Household:
    """A woman who grows pomelos and is called by another fruit. ``last`` ends the number that nobody else has."""
    folded = fold(given)
    return Household(
        email=f"{folded}.tron@example.vn",
        name=f"Lê Thị {given}",
        shop=f"Vườn bưởi cô {given}",
        product=f"Bưởi ngọt vườn {given}",
        search=f"buoi ngot vuon {folded}",
        number=f"04217900{last}",
        account_holder=f"LE THI {folded.upper()}",
    )


@dataclass
class Town:
    """The people of the story. Each has a telephone that keeps them signed in while it is put away."""

    browser: Browser
    market: Market
    folder: Path | None
    seen: list[str] = field(default_factory=list)
    cookies: dict[str, Any] = field(default_factory=dict)
    order: str = ""
    house: Household = field(kw_only=True)
    hand: Pointer = field(default_factory=Pointer)
    careful: bool = True
    jobs_before: int = field(init=False)

    def __post_init__(self) -> None:
        # The worker may be busy for minutes with the jobs that the demo market began with.
        with self.market.site.app().app_context():
            self.jobs_before = db.session().scalar(select(func.max(OutboxRow.id))) or 0

    @contextmanager
    def telephone(self, who: str) -> Iterator[Visitor]:
        """Somebody takes theirs out."""
        base, cookies = self.market.site.url, self.cookies.get(who)
        with visitor(
            self.browser,
            base,
            self.folder,
            PHONE,
            seen=self.seen,
            cookies=cookies,
            hand=self.hand,
            careful=self.careful,
        ) as found:
            yield found
            assert found.complaints == [], found.complaints
            self.cookies[who] = found.page.context.storage_state()

    @contextmanager
    def officer(self, email: str, entry: str) -> Iterator[Visitor]:
        """An officer comes to a page of the desk by its menu."""
        with self.telephone(email) as who:
            if email not in self.cookies:
                self.market.sign_in(who, email, "/quan-ly/can-bo")
            else:
                # This one has been looked at, and it is long.
                who.page.goto(f"{who.base}/quan-ly/can-bo", wait_until="load")
            menu = who.page.get_by_role("navigation", name="Bàn làm việc")
            who.unfold(menu.locator("details"))
            who.press(menu.get_by_role("link", name=entry))
            yield who

    def letter(self, subject: str) -> str:
        """The newest letter with that subject to the household."""
        self.catch_up()
        files = (self.market.site.instance / "mail").glob("*.eml")
        for each in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
            mail = message_from_bytes(each.read_bytes(), policy=policy.default)
            if mail["To"] == self.house.email and subject in str(mail["Subject"]):
                text = mail.get_body(("plain",))
                assert text is not None
                return str(text.get_content())
        raise AssertionError(f"no letter to {self.house.email} says: {subject}")

    def catch_up(self) -> None:
        """Do the jobs of the story here: the worker has hundreds of the demo market's to do before them."""
        deadline = time.monotonic() + JOB_SECONDS
        with self.market.site.app().app_context():
            waiting = select(OutboxRow.id).where(
                OutboxRow.id > self.jobs_before,
                OutboxRow.done_at.is_(None),
                OutboxRow.failed_at.is_(None),
                OutboxRow.available_at <= clock.now(),
            )
            while rows := db.session().execute(waiting.order_by(OutboxRow.id)).scalars().all():
                assert time.monotonic() < deadline, f"jobs that are not done: {rows}"
                # One that the worker has in hand is left to it.
                if not sum(outbox.run(each) for each in rows):
                    time.sleep(0.2)


def link_in(letter: str) -> str:
    """The path of the first link of a letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", letter)
    assert found is not None, letter
    return found.group(1)
