"""Visitors of a served site, over HTTP alone: a browser's cookies and redirects, and the walk through the checkout."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.factories import HA_NOI, HOAN_KIEM
from tests.servers.processes import HOST

ORDER = re.compile(r"^/don-hang/(DH[0-9A-Z]+)")
FINGERPRINT = re.compile(r'name="fingerprint" value="([0-9a-f]+)"')
ADDRESS = {
    "recipient": "Nguyễn Thị Lan",
    "phone": "0912 000 000",
    "province": HA_NOI,
    "commune": "Phường Hoàn Kiếm",
    "commune_code": HOAN_KIEM,
    "street": "12 phố Hàng Bài",
    "note": "",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The page on which a request ended, after its redirects. ``path`` is without the query."""

    status: int
    path: str
    text: str

    @property
    def words(self) -> str:
        """What a person reads: without tags, entities resolved."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", self.text)).split())


@dataclass(slots=True)
class Visitor:
    """One browser. ``statuses`` are those of every answer it ever got, redirects included."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._follow("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form, as a browser does that stands on a page of the same site."""
        return self._follow("POST", path, urlencode(fields))

    def send(self, path: str, fields: Mapping[str, str]) -> str:
        """Send a form and do not look at the page it leads to: the path of that page."""
        status, location, text = self._send("POST", path, urlencode(fields))
        assert location is not None, (status, text)
        return urlsplit(location).path

    def close(self) -> None:
        """Let go of the connection; cookies stay."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, method: str, path: str, body: str | None) -> Answer:
        for _hop in range(5):
            status, location, text = self._send(method, path, body)
            if location is None:
                return Answer(status, urlsplit(path).path, text)
            parts = urlsplit(location)
            path, method, body = parts._replace(scheme="", netloc="").geturl(), "GET", None
        raise AssertionError(f"redirected without end at {path}")

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, str | None, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        try:
            self._connection.request(method, path, body=body, headers=headers)
            response = self._connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self.statuses.append(response.status)
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        location = response.headers["Location"] if 300 <= response.status < 400 else None
        return response.status, location, text


@dataclass(slots=True)
class Guest:
    """Somebody without an account who wants ``packs`` of a variant. ``fingerprint`` is that of their last page."""

    visitor: Visitor
    email: str
    variant: int
    packs: int = 1
    fingerprint: str = ""

    def walk_to_the_last_page(self) -> None:
        """Basket, address, delivery, review."""
        visitor = self.visitor
        basket = visitor.send("/gio-hang/them", {"pack": str(self.variant), "quantity": str(self.packs)})
        assert basket == "/gio-hang"
        assert visitor.send("/thanh-toan", ADDRESS | {"email": self.email}) == "/thanh-toan/giao-hang"
        answer = visitor.post("/thanh-toan/giao-hang", {"payment": "cod"})
        found = FINGERPRINT.search(answer.text)
        assert (answer.status, answer.path) == (200, "/thanh-toan/xem-lai"), answer.words
        assert found is not None, answer.words
        self.fingerprint = found[1]

    def press(self) -> Answer:
        """Confirm; the page on which that ends."""
        return self.visitor.post("/thanh-toan/dat", {"fingerprint": self.fingerprint, "agree": "1"})


def ordered(answer: Answer) -> str | None:
    """The code of the order whose page this is, if it is one."""
    found = ORDER.match(answer.path)
    return found[1] if found and answer.status == 200 else None
