"""Takes the pictures of the guides: ``python -m tests.e2e.guide_pictures [instance folder]``.

A household walks from its first account to its first packed order, then the desks of the demo market are opened, all
at one held moment. Each picture is a part of a page from its heading on, kept in ``docs/pictures`` as WebP. A picture
that no page of the walk fits is an error, so that none grows old unseen.
"""

from __future__ import annotations

import io
import logging
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from marketplace import demo
from storefront.guides import PICTURES
from tests.e2e import test_household
from tests.e2e.browsing import DESK, PHONE, Visitor, visitor
from tests.e2e.guide_shots import BETWEEN, DESKS, WALK, Shot, every
from tests.e2e.guide_site import HeldMarket, held_market
from tests.e2e.town import Town
from tests.servers import chromium
from tests.unit.media import uploads

SAMPLES = Path(demo.__file__).parent / "pictures" / "webp"
QUALITY = 55
MARGIN = 12
"""CSS pixels above what a picture begins with; what stands above a heading is not cut through."""
DOCK = """shown => document.querySelectorAll(".m-dock, .m-buybar, .m-wizsaved")
    .forEach(each => { each.style.display = shown })"""


@dataclass
class Film:
    """The pictures taken so far. The last page that fits a shot is kept."""

    taken: dict[str, bytes] = field(default_factory=dict)
    chapter: str = ""

    def look(self, page: Page, where: str) -> None:
        """Take what is wanted of this page in this chapter."""
        for shot in WALK.get(self.chapter, ()):
            if shot.first and shot.name in self.taken:
                continue
            if re.fullmatch(shot.path, where) and page.locator(shot.begin).count():
                self.taken[shot.name] = take(page, shot)

    def keep(self) -> None:
        """Write all, and take away what is no longer taken."""
        wanted = {shot.name for shot in every()}
        if missing := sorted(wanted - self.taken.keys()):
            raise SystemExit(f"no page of the walk fits: {', '.join(missing)}")
        PICTURES.mkdir(exist_ok=True)
        for old in PICTURES.glob("*.webp"):
            old.unlink()
        for name, data in sorted(self.taken.items()):
            (PICTURES / f"{name}.webp").write_bytes(data)


def take(page: Page, shot: Shot) -> bytes:
    """The page from the beginning of the shot on, as high as it asks for, in full width."""
    if shot.unfold:
        page.locator(shot.unfold).first.evaluate("e => { e.open = true }")
    box = page.locator(shot.begin).first.bounding_box()
    assert box is not None, shot.name
    margin = 0 if shot.begin.endswith("h1") else MARGIN
    above = max(0, round(box["y"] + page.evaluate("() => scrollY")) - margin)
    # What lies over the lower edge of a window would lie across the picture.
    page.evaluate(DOCK, "none")
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as whole:
        below = min(whole.height, above + shot.height)
        part = whole.convert("RGB").crop((0, above, whole.width, below))
    page.evaluate(DOCK, "")
    out = io.BytesIO()
    part.save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


class Photographer(Visitor):
    """Looks at pages by taking pictures of them."""

    film: Film

    def look(self) -> None:
        """Instead of asking the page everything, as tests do."""
        self.film.look(self.page, self.path)
        self.seen.append(self.path)


@dataclass
class PhotographedTown(Town):
    """The people of the long walk, looked at by a photographer."""

    film: Film = field(default_factory=Film)

    @contextmanager
    def telephone(self, who: str) -> Iterator[Visitor]:
        base, cookies = self.market.site.url, self.cookies.get(who)
        with visitor(self.browser, base, None, PHONE, seen=self.seen, cookies=cookies) as found:
            photographer = Photographer(found.page, found.base, None, seen=found.seen)
            photographer.film = self.film
            yield photographer
            self.cookies[who] = found.page.context.storage_state()


def paper() -> bytes:
    """A photo of a sheet of paper that nobody can read."""
    sheet = Image.new("RGB", (900, 1200), (196, 186, 168))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((70, 60, 830, 1140), (252, 251, 246))
    for line in range(16):
        pen.rectangle((150, 190 + line * 54, 690 - (line * 97) % 220, 202 + line * 54), (150, 152, 156))
    pen.ellipse((560, 900, 740, 1080), outline=(190, 60, 50), width=8)
    return uploads.saved(sheet, quality=80)


def pomelos(which: str) -> bytes:
    """A photo of what the household sells, wider than high."""
    with Image.open(SAMPLES / f"buoi-phuc-trach{which}.webp") as photo:
        return uploads.saved(photo.convert("RGB").crop((0, 120, photo.width, 870)), quality=85)


def walk(browser: Browser, market: HeldMarket, film: Film) -> None:
    """The long walk of the household."""
    as_market: Any = market
    # The photos of the test tell up from down; these are nicer to look at.
    vars(uploads)["with_position"] = lambda _turned: pomelos("") if film.chapter == "list_it" else paper()
    others = iter(("--2", "--3"))
    vars(test_household)["fruit"] = lambda _shade: pomelos(next(others))
    stages = tuple(test_household.STAGES.values())
    town = PhotographedTown(browser, as_market, None, film=film, house=stages[0].by_hand)
    for chapter in (each for stage in stages for each in stage.chapters):
        film.chapter = chapter.__name__
        print(film.chapter, flush=True)
        chapter(town)
        tour(browser, market, film, BETWEEN.get(film.chapter, {}))


def tour(
    browser: Browser, market: HeldMarket, film: Film, desks: Mapping[tuple[str, int], tuple[Shot, ...]]
) -> None:
    """Desks of the demo market. A shot may press its way to the page it shows."""
    for (email, width), shots in desks.items():
        print(email, width, flush=True)
        with visitor(browser, market.site.url, None, width) as who:
            who.page.context.add_cookies(market.site.cookies_of(email))
            for shot in shots:
                if shot.path:
                    who.page.goto(f"{who.base}{shot.path}", wait_until="load")
                for pressed in shot.press:
                    with who.page.expect_navigation(wait_until="load"):
                        who.page.locator(pressed).first.click()
                shot.act(who.page)
                film.taken[shot.name] = take(who.page, shot)


def main(arguments: list[str]) -> None:
    """Take all pictures in a market made in ``arguments[0]``, or in a folder that is thrown away."""
    logging.disable(logging.WARNING)
    assert (PHONE, DESK) == (360, 1280)
    film = Film()
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(arguments[0] if arguments else folder)
        with held_market(instance) as market, chromium.running() as browser:
            walk(browser, market, film)
            tour(browser, market, film, DESKS)
    film.keep()


if __name__ == "__main__":
    main(sys.argv[1:])
