"""A visitor in a real browser, who looks at every page that they come to: axe, width, console, status.

Everything that the browser complains about is an error of the page. Pictures of all pages are left in a folder, to be
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from tests.e2e.hands import Pointer

PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 740, DESK: 900}
NARROWEST = 320
"""Width at which nothing may be lost or need scrolling in two directions: WCAG 2.2, 1.4.10."""


@cache
def axe_source() -> str:
    """axe-core, run by evaluating it: our content security policy lets no script in."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@dataclass
class Visitor:
    """Somebody with a browser window of their own. Pictures are taken where there is a folder for them; people who
    share ``seen`` number theirs through. Whoever is not ``careful`` does not ask every page everything: where the same
    pages are looked at by somebody else.
    """

    page: Page
    base: str
    pictures: Path | None
    scripts: bool = True
    seen: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    hand: Pointer = field(default_factory=Pointer)
    careful: bool = True
    width: int = field(init=False)
    lost_the_line: bool = False

    def __post_init__(self) -> None:
        size = self.page.viewport_size
        assert size is not None
        self.width = size["width"]
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        # A status that a page is meant to have is said there too; what it may be is looked at in the response.
        said = message.type in {"error", "warning"} and "status of" not in message.text
        if said and not (self.lost_the_line and "net::ERR_" in message.text):
            self.complaints.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.url}")

    @contextmanager
    def expecting(self, *statuses: int) -> Iterator[None]:
        """Inside, answers with these statuses are as they should be."""
        self.expected |= set(statuses)
        try:
            yield
        finally:
            self.expected -= set(statuses)

    def lose_the_line(self) -> None:
        """Come out of reach. From then on the browser may complain of it, at once or late."""
        self.lost_the_line = True
        self.page.context.set_offline(True)

    def find_the_line(self) -> None:
        """Come back into reach."""
        self.page.context.set_offline(False)

    def go(self, path: str) -> None:
        """Open an address of the site, and look at the page."""
        self.page.goto(f"{self.base}{path}", wait_until="load")
        self.look()

    def press(self, target: Locator) -> None:
        """Press something that leads to another page, and look at that one."""
        with self.page.expect_navigation(wait_until="load"):
            self.hand.click(target)
        self.look()

    def unfold(self, fold: Locator) -> None:
        """Open a fold, where there is one and it is closed: on telephones menus and filters lie in one."""
        head = fold.locator("xpath=./summary")
        if head.count() and head.is_visible() and fold.get_attribute("open") is None:
            self.hand.click(head)

    def look(self) -> None:
        """Everything that is asked of every page."""
        where = urlsplit(self.page.url).path
        self._take_picture(where)
        if not self.careful:
            self.seen.append(where)
            return
        wrong = self.complaints + self._violations()
        for width in (self.width, NARROWEST) if self.width == PHONE else (self.width,):
            wrong += [f"sticks out at {width} px: {each}" for each in self._too_wide(width)]
        self.page.set_viewport_size({"width": self.width, "height": HEIGHTS[self.width]})
        if not self.page.title().strip() or self.page.locator("h1").count() != 1:
            wrong.append("a page has a title and one heading of the first level")
        if self.page.locator("html").get_attribute("lang") not in {"vi", "en"}:
            wrong.append("a page says its language")
        if wrong:
            raise AssertionError("\n".join((f"{where}, {self.width} px:", *wrong)))
        self.seen.append(where)

    @property
    def path(self) -> str:
        """Where the visitor is."""
        return urlsplit(self.page.url).path

    def says(self, text: str) -> bool:
        """Whether the page says this, whatever its spaces are."""
        said = self.page.locator("body").inner_text().replace("\u00a0", " ")
        return text in " ".join(said.split())

    def _take_picture(self, where: str) -> None:
        if self.pictures is None:
            return
        name = re.sub(r"[^a-z0-9]+", "-", where.lower()).strip("-") or "home"
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.pictures / f"{len(self.seen) + 1:03}-{name[:60]}.png", full_page=True)

    def _violations(self) -> list[str]:
        with self._scripts_for_axe():
            self.page.evaluate(axe_source())
            found: dict[str, Any] = self.page.evaluate(
                "preload => axe.run(document, {resultTypes: ['violations'], preload})", self.scripts
            )
        return [
            f"{each['id']}: {each['help']}: {node['html'][:200]} ({node.get('failureSummary', '')[:300]})"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    @contextmanager
    def _scripts_for_axe(self) -> Iterator[None]:
        """Inside, axe can run in a page whose own scripts were not; they do not start late."""
        if self.scripts:
            yield
            return
        protocol = self.page.context.new_cdp_session(self.page)
        protocol.send("Emulation.setScriptExecutionDisabled", {"value": False})
        # Where scripts were off while the page was loaded, timers never run out.
        self.page.evaluate(
            "() => { window.setTimeout = (f, _ms, ...a) => Promise.resolve().then(() => f(...a)) }"
        )
        try:
            yield
        finally:
            protocol.send("Emulation.setScriptExecutionDisabled", {"value": True})
            protocol.detach()

    def _too_wide(self, width: int) -> list[str]:
        """What sticks out of a window so wide that has to be scrolled to the side."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[self.width]})
        wide: list[str] = self.page.evaluate(
            """() => {
                const root = document.documentElement;
                const aside = innerWidth < 1000 ? [] : [...document.querySelectorAll('main .m-scroll')]
                    .filter(e => e.scrollWidth > e.clientWidth + 1)
                    .map(e => `a table on a desk's window: ${e.scrollWidth} in ${e.clientWidth} px`);
                if (root.scrollWidth <= root.clientWidth) return aside;
                return [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                    .map(e => e.outerHTML.slice(0, 120)).slice(0, 8);
            }"""
        )
        return wide


@contextmanager
def visitor(
    browser: Browser,
    base: str,
    pictures: Path | None,
    width: int,
    *,
    scripts: bool = True,
    seen: list[str] | None = None,
    cookies: Any = None,
    hand: Pointer | None = None,
    careful: bool = True,
) -> Iterator[Visitor]:
    """Somebody with a browser, ``width`` CSS pixels wide, with or without JavaScript; clean but for ``cookies``."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS[width]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        java_script_enabled=scripts,
        has_touch=width == PHONE,
        storage_state=cookies,
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    try:
        folder = pictures / str(width) if pictures else None
        found = Visitor(
            page, base, folder, scripts, [] if seen is None else seen, hand=hand or Pointer(), careful=careful
        )
        yield found
    finally:
        context.close()
