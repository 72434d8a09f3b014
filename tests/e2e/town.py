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

from tests.e2e.browsing import PHONE, Visitor, visitor
from tests.e2e.conftest import Market

EMAIL, PASSWORD = "man.tron@example.vn", "bưởi vàng bên giếng"
NAME, HOLDER, SHOP = "Lê Thị Mận", "Hộ kinh doanh Lê Thị Mận", "Vườn bưởi cô Mận"
PRODUCT, PACK, PRICE = "Bưởi ngọt vườn Mận", "Thùng 6 quả", "270.000"
FIRST, SECOND = "can-bo-ha-tinh@demo.test", "can-bo-ha-tinh-2@demo.test"
LETTER_SECONDS = 240
STREET = "Giấy đăng ký ghi xóm 7, chị xem lại số xóm."
NUMBER = "Ảnh giấy cam kết ghi số 12/2026/CK, chị sửa cho khớp."


@dataclass
class Town:
    """The people of the story. Each has a telephone that keeps them signed in while it is put away."""

    browser: Browser
    market: Market
    folder: Path | None
    seen: list[str] = field(default_factory=list)
    cookies: dict[str, Any] = field(default_factory=dict)
    order: str = ""

    @contextmanager
    def telephone(self, who: str) -> Iterator[Visitor]:
        """Somebody takes theirs out."""
        base, cookies = self.market.site.url, self.cookies.get(who)
        with visitor(self.browser, base, self.folder, PHONE, seen=self.seen, cookies=cookies) as found:
            yield found
            assert found.complaints == []
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
            who.press(who.page.get_by_role("navigation", name="Bàn làm việc").get_by_role("link", name=entry))
            yield who

    def letter(self, subject: str, to: str = EMAIL) -> str:
        """The newest letter with that subject to somebody. The market may have many others to write first."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            files = (self.market.site.instance / "mail").glob("*.eml")
            for each in sorted(files, key=lambda file: file.stat().st_mtime_ns, reverse=True):
                mail = message_from_bytes(each.read_bytes(), policy=policy.default)
                if mail["To"] == to and subject in str(mail["Subject"]):
                    text = mail.get_body(("plain",))
                    assert text is not None
                    return str(text.get_content())
            time.sleep(0.5)
        raise AssertionError(f"no letter to {to} says: {subject}")


def link_in(letter: str) -> str:
    """The path of the first link of a letter."""
    found = re.search(r"https?://[^/\s]+(/\S+)", letter)
    assert found is not None, letter
    return found.group(1)
