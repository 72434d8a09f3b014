"""A made-up product of the demo market that is inspected, and the people of its story with passwords of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked
from marketplace.catalog.queries import slug_of
from tests import stories
from tests.e2e.browsing import PHONE, Visitor, visitor
from tests.e2e.conftest import Market
from tests.signing import make_user

OFFICER, SECOND = "can-bo-ha-tinh@demo.test", "can-bo-ha-tinh-2@demo.test"
CHAIR = "chu-tich-ha-tinh@demo.test"
INSPECTING = "/quan-ly/can-bo/kiem-tra"
PASSWORD = "quế thơm ngoài ngõ"


@dataclass
class Story:
    """Who takes part. Each has a telephone that keeps them signed in while it is put away."""

    browser: Browser
    market: Market
    pictures: Path
    name: str
    slug: str
    producer_id: int
    owner: str
    other_chair: str
    cookies: dict[str, Any]
    seen: list[str]

    @contextmanager
    def telephone(self, who: str, to: str) -> Iterator[Visitor]:
        """Somebody takes theirs out and opens an address."""
        with visitor(
            self.browser,
            self.market.site.url,
            self.pictures / who.partition("@")[0],
            PHONE,
            seen=self.seen,
            cookies=self.cookies.get(who),
        ) as found:
            if who in self.cookies:
                found.go(to)
            else:
                self.market.sign_in(found, who, to)
                found.look()
            yield found
            assert found.complaints == [], found.complaints
            self.cookies[who] = found.page.context.storage_state()


def begin(browser: Browser, market: Market, pictures: Path, name: str) -> Story:
    """A product on sale that nobody else's test touches, its owner, and a second person who decides for the chair."""
    with market.site.app().app_context():
        goods = stories.goods(name=name, recognised={"product_name": name})
        owner, other = f"chu-{goods.producer_id}@demo.test", f"chu-tich-{goods.producer_id}@demo.test"
        producer = RoleAsked(Role.PRODUCER_OWNER, "producer", str(goods.producer_id))
        make_user(owner, producer, name="Chủ cơ sở thử", password=PASSWORD)
        chair = RoleAsked(Role.CHAIR, "province", "42")
        make_user(other, chair, name="Phó Chủ tịch thử", password=PASSWORD)
        slug = slug_of(goods.product_id)
        assert slug is not None
    market.passwords |= {owner: PASSWORD, other: PASSWORD}
    return Story(browser, market, pictures, name, slug, goods.producer_id, owner, other, cookies={}, seen=[])


def begin_minutes(who: Visitor, story: Story) -> str:
    """Find the product by typing, with the keyboard, and begin; the address of the minutes."""
    page = who.page
    who.press(page.get_by_role("link", name="Kiểm tra mới").first)
    box = page.get_by_role("combobox", name="Sản phẩm hoặc chủ thể")
    box.press_sequentially(story.name.lower(), delay=15)
    page.get_by_role("option", name=story.name).first.wait_for()
    box.press("ArrowDown")
    with page.expect_navigation(wait_until="load"):
        box.press("Enter")
    who.look()
    who.press(page.get_by_role("button", name="Bắt đầu kiểm tra"))
    return who.path


def saved(who: Visitor) -> None:
    """Wait until everything typed is kept."""
    who.page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent.startsWith('Đã lưu lúc')"
    )
