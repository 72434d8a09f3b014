"""The demo market in a browser, and the people who work in it."""

from __future__ import annotations

import base64
import hmac
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

import pytest
from playwright.sync_api import Browser

from marketplace.kernel import clock
from tests.e2e.browsing import Visitor, visitor
from tests.servers.site import Site

ACCOUNT = re.compile(r"^\s*(\S+@demo\.test)\s{2,}.*?\s{2,}(\S+)( \*)?$", re.MULTILINE)


PERIOD = 30
"""Seconds for which a code is shown."""


def one_time_code(secret: str, step: int) -> str:
    """The six figures of a time step (RFC 6238), as an application on a telephone shows them."""
    letters = secret.replace("-", "").replace(" ", "").upper()
    key = base64.b32decode(letters + "=" * (-len(letters) % 8))
    digest = hmac.digest(key, step.to_bytes(8), "sha1")
    at = digest[-1] & 15
    return f"{int.from_bytes(digest[at : at + 4]) % 2**31 % 10**6:06d}"


@dataclass
class Phone:
    """An application that makes codes. A code is taken once, so the next one is read off, even a little early."""

    secret: str
    last: int = 0

    def code(self) -> str:
        """The code of this half minute, or the next one where that was used, waited for until it is taken."""
        self.last = max(self.last + 1, self._now())
        while self.last > self._now() + 1:  # a clock may be one step ahead
            sleep(0.5)
        return one_time_code(self.secret, self.last)

    @staticmethod
    def _now() -> int:
        return int(clock.now().timestamp()) // PERIOD


@dataclass
class Market:
    """The served demo market, with the passwords that its command prints."""

    site: Site
    passwords: dict[str, str]
    phones: dict[str, Phone] = field(default_factory=dict)
    """The telephone of each member of staff who has set one up."""

    def sign_in(self, who: Visitor, email: str, to: str) -> None:
        """Sign in by the form and come to the page ``to``; staff set up their second factor on the way."""
        who.go(to)
        assert who.path == "/dang-nhap", "a page that asks nobody to sign in"
        who.hand.write(who.page.get_by_label("E-mail"), email)
        who.hand.write(who.page.get_by_label("Mật khẩu"), self.passwords[email])
        who.press(who.page.get_by_role("button", name="Đăng nhập"))
        if who.path == "/nhap-ma":
            who.hand.write(who.page.get_by_label("Mã 6 số"), self.code(email))
            who.press(who.page.get_by_role("button", name="Đăng nhập"))
        if who.path == "/bao-mat-hai-lop":
            self._set_up(who, email)
        assert who.path == to.partition("?")[0]

    def _set_up(self, who: Visitor, email: str) -> None:
        who.hand.click(who.page.get_by_text("Không quét được", exact=True))
        key = who.page.locator("code").inner_text().replace(" ", "")
        self.phones[email] = Phone(key)
        who.hand.write(who.page.get_by_label("Mã 6 số"), self.code(email))
        who.press(who.page.get_by_role("button", name="Bật bảo mật hai lớp"))
        assert who.says("Cất các mã khôi phục này")
        who.press(who.page.get_by_role("link", name="Đã cất xong, làm tiếp"))

    def code(self, email: str) -> str:
        """What the telephone shows now."""
        return self.phones[email].code()


@pytest.fixture(scope="session")
def market(demo_site: Site) -> Market:
    """The demo market. Making it again changes nothing and says the passwords once more."""
    said = demo_site.command("demo")
    return Market(demo_site, {email: password for email, password, _star in ACCOUNT.findall(said)})


Open = Callable[..., AbstractContextManager[Visitor]]


@pytest.fixture
def open_window(browser: Browser, market: Market, tmp_path: Path) -> Open:
    """Opens a clean browser window on the market: ``open_window(360)``, ``open_window(1280, scripts=False)``."""

    def opened(width: int, name: str = "visitor", *, scripts: bool = True) -> AbstractContextManager[Visitor]:
        return visitor(browser, market.site.url, tmp_path / name, width, scripts=scripts)

    return opened
