"""The portal's style sheet and ours on one page: neither changes what the other draws, to the pixel."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page, Route
from werkzeug.serving import make_server

from examples.host_app.portal.site import make_site
from marketplace import Marketplace
from tests.architecture.tree import ROOT
from tests.plugin.conftest import MakePortal, market_config, put_on_sale

pytestmark = pytest.mark.browser

SITE_CSS = (ROOT / "examples" / "host_app" / "storefront" / "static" / "site.css").read_text(encoding="utf-8")
SCOPE = "@scope (:root) to (.mkt) {"
UNSCOPED = SITE_CSS.replace(SCOPE, "@media all {")
"""The same rules, without a word of where they end."""
GEOMETRY = "body { margin: 0 } .top { height: 9rem; box-sizing: border-box; overflow: hidden }"
"""All that the market's place on the page depends on."""
WIDTHS = (360, 1280)
ROUNDING = 2
"""Steps of 255 by which the mean of four by four pixels may differ: from one time to the next the browser smooths
single pixels of a round corner differently, and no rule of a style sheet changes so little."""


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app on a port of this machine; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width} px")
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 900}, locale="vi-VN", reduced_motion="reduce"
    )
    context.set_default_timeout(30_000)
    yield context
    context.close()


def still(page: Page) -> None:
    """Wait until nothing moves or is fetched any more: fonts and pictures are there, also those further down."""
    page.evaluate(
        """async () => {
            await document.fonts.ready;
            for (const each of document.images) { each.loading = 'eager'; }
            await Promise.all([...document.images].map(each => each.decode().catch(() => null)));
            document.activeElement?.blur();
        }"""
    )


def picture(page: Page, part: str = "") -> bytes:
    """The whole page, or the one part of it."""
    still(page)
    if part:
        return page.locator(part).screenshot(animations="disabled", caret="hide")
    return page.screenshot(full_page=True, animations="disabled", caret="hide")


def changed(one: bytes, other: bytes) -> object:
    """Where two pictures differ by more than a drawing's rounding: a box in fours of pixels, their sizes, or none."""
    first, second = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    if first.size != second.size:
        return first.size, second.size
    # A part may end within a row of pixels, and the rest of that row is the ground of whoever comes below.
    ours = (0, 0, first.width, first.height - 1)
    difference = ImageChops.difference(first.crop(ours).reduce(4), second.crop(ours).reduce(4))
    return difference.point(lambda step: step if step > ROUNDING else 0).getbbox()


@contextmanager
def dressed(page: Page, css: str) -> Iterator[None]:
    """Inside, the portal's style sheet says this."""

    def answer(route: Route) -> None:
        route.fulfill(body=css, content_type="text/css; charset=utf-8")

    page.route("**/static/site.css", answer)
    try:
        yield
    finally:
        page.unroute("**/static/site.css", answer)


def test_a_page_of_the_host_is_the_same_with_and_without_the_market(
    window: BrowserContext, make_portal: MakePortal, tmp_path: Path
) -> None:
    folder = tmp_path / "alone"
    alone = make_site(INSTANCE_PATH=folder, **market_config(folder))
    page = window.new_page()
    with served(alone) as without, served(make_portal()) as with_it:
        for path in ("/", "/vao", "/khong-co"):
            page.goto(without + path)
            before = picture(page)
            page.goto(with_it + path)
            assert changed(picture(page), before) is None, path
            # Even where a page of the host's takes our style sheet in, nothing outside `.mkt` changes.
            page.add_style_tag(url=f"{with_it}/cho-ocop/static/marketplace/storefront/market.css")
            assert page.evaluate("document.styleSheets.length") == 2
            assert changed(picture(page), before) is None, path


def test_our_pages_are_the_same_whatever_the_hosts_style_sheet_says(
    window: BrowserContext, make_portal: MakePortal
) -> None:
    portal = make_portal()
    slug = put_on_sale(portal)
    page = window.new_page()
    with served(portal) as address:
        here = f"{address}/cho-ocop"
        page.goto(f"{here}/san-pham/{slug}")
        page.get_by_role("button", name="Thêm vào giỏ").first.click()
        page.wait_for_url(f"{here}/gio-hang")
        for path in (
            "/",
            "/san-pham",
            f"/san-pham/{slug}",
            "/gio-hang",
            "/thanh-toan",
            "/thong-tin/sao-ocop",
        ):
            with dressed(page, GEOMETRY):
                # What is said once is said on the page before.
                page.goto(here + path)
                page.goto(here + path)
                bare, frame = picture(page, ".mkt"), picture(page, "header.top")
            page.goto(here + path)
            assert changed(picture(page, ".mkt"), bare) is None, path
            assert changed(picture(page, "header.top"), frame) is not None, path
            # These pictures would show it: without the line that ends it, the host's rules reach our pages.
            with dressed(page, UNSCOPED):
                page.goto(here + path)
                assert changed(picture(page, ".mkt"), bare) is not None, path


def test_what_the_hosts_body_hands_down_ends_at_the_market_by_itself(
    window: BrowserContext, make_portal: MakePortal
) -> None:
    """Fonts, alignment, spacing: what is inherited is ours to stop, and needs nothing of the host."""
    portal = make_portal()
    slug = put_on_sale(portal)
    inherited = (
        f"{GEOMETRY} body {{ color: #402a10; font: italic 700 18px/1.8 Georgia, serif; text-align: justify;"
        " letter-spacing: .1em; word-spacing: .3em; text-transform: uppercase; text-indent: 1rem; direction: ltr;"
        " list-style: square; font-variant: small-caps; cursor: help }"
    )
    page = window.new_page()
    with served(portal) as address:
        for path in ("/cho-ocop/", f"/cho-ocop/san-pham/{slug}", "/cho-ocop/gio-hang"):
            with dressed(page, GEOMETRY):
                page.goto(address + path)
                bare = picture(page, ".mkt")
            with dressed(page, inherited):
                page.goto(address + path)
                assert changed(picture(page, ".mkt"), bare) is None, path


def test_the_frame_of_ours_alone_is_as_it_was(window: BrowserContext, make_host: object) -> None:
    """`body.mkt`, the frame that hosts get who bring none, fills the window and keeps our ground."""
    app: Flask = make_host(market=Marketplace(url_prefix="/cho"))  # type: ignore[operator]  # a fixture's function
    page = window.new_page()
    with served(app) as address:
        page.goto(f"{address}/cho/gio-hang")
        seen = page.evaluate(
            "() => { const s = getComputedStyle(document.body);"
            " return [s.display, s.margin, s.backgroundColor, s.color, s.boxSizing, s.fontSize,"
            " document.body.getBoundingClientRect().width === innerWidth, s.webkitLocale, s.colorScheme, s.direction] }"
        )
    assert seen == [
        "block",
        "0px",
        "rgb(245, 247, 240)",
        "rgb(24, 38, 31)",
        "border-box",
        "17px",
        True,
        '"vi"',
        "light",
        "ltr",
    ]
