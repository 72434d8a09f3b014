"""The demo market in this process, at a held moment, for the pictures of the guides.

Every request sees the same minute of the same day, and codes come in the same order, so that a picture changes only
where its page does.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from config.app import create_app
from marketplace import migrate
from marketplace.demo.build import build
from marketplace.kernel import clock, codes
from marketplace.search import services as search
from tests.servers.processes import HOST, free_port
from tests.signing import sign_in

MOMENT = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
"""21/11/2026 9:30 in Vietnam, a Saturday morning. Each change is a second later than the one before."""


class HeldSite:
    """A served market as the helpers of the long walks know one."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance
        self.port = free_port()
        self._changes = 0
        self._app = create_app(
            {
                "SECRET_KEY": "pictures of the guides",
                "MARKETPLACE_INSTANCE": str(instance),
                "MARKETPLACE_BASE_URL": self.url,
                "MARKETPLACE_JOBS": "immediate:",
            }
        )

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def app(self) -> Flask:
        """The market itself, which does its jobs within requests."""
        return self._app

    def fill(self) -> None:
        """Make the tables and the demo market, or what is missing of them."""
        with self._app.app_context():
            migrate.upgrade(self._app.extensions["sqlalchemy"].engine)
            build(lambda _text: None)
            search.rebuild()

    def cookies_of(self, email: str) -> list[Any]:
        """What the browser of a person who is signed in, with the second factor, carries."""
        client = self._app.test_client()
        sign_in(client, email)
        cookie = client.get_cookie("cho")
        assert cookie is not None
        return [{"name": "cho", "value": cookie.value, "url": self.url}]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        # What is changed later is later: remarks and answers are told apart by it.
        if environ["REQUEST_METHOD"] == "POST":
            self._changes += 1
        with clock.hold(MOMENT + timedelta(seconds=self._changes)):
            answer = self._app.wsgi_app(environ, start)
            try:
                return list(answer)
            finally:
                if hasattr(answer, "close"):
                    answer.close()


class HeldMarket:
    """People who work in it sign in without the form."""

    def __init__(self, site: HeldSite) -> None:
        self.site = site

    def sign_in(self, who: Any, email: str, to: str) -> None:
        """Come to the page ``to`` as the account ``email``."""
        context: BrowserContext = who.page.context
        context.add_cookies(self.site.cookies_of(email))
        who.page.goto(f"{self.site.url}{to}", wait_until="load")


@contextmanager
def held_market(instance: Path) -> Iterator[HeldMarket]:
    """The demo market served at :data:`MOMENT` while the block lasts; it is made if ``instance`` holds none."""
    vars(codes)["secrets"] = random.Random(1)  # the same codes at every run
    site = HeldSite(instance)
    with clock.hold(MOMENT):
        site.fill()
        server = make_server(HOST, site.port, site, threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield HeldMarket(site)
        finally:
            server.shutdown()
