"""A page as a browser reads it: its forms with what is filled in, and every address on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

ADDRESSES = {"href", "src", "action", "formaction", "poster"}
MANY_ADDRESSES = {"srcset", "imagesrcset"}


@dataclass
class Form:
    """A form: where it goes, how, and what it sends when nobody types anything."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.addresses: list[str] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [value for name, value in given.items() if name in ADDRESSES]
        for name in MANY_ADDRESSES & set(given):
            self.addresses += [part.split()[0] for part in given[name].split(",")]
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, given)

    def _field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "input" and name:
            chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if chosen:
                form.fields[name] = given.get("value", "")
        elif tag == "textarea" and name:
            form.fields[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            form.fields[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def _read(page: TestResponse) -> _Reader:
    reader = _Reader()
    reader.feed(page.text)
    return reader


def addresses(page: TestResponse) -> list[str]:
    """Every address on the page that is not just a place on it, as a path of the site."""
    here = page.request.root_path.rstrip("/") + page.request.path
    return [
        urljoin(here, each)
        for each in _read(page).addresses
        if each and not each.startswith(("#", "mailto:", "tel:", "data:"))
    ]


def forms(page: TestResponse) -> list[Form]:
    """Every form on the page, in order."""
    return _read(page).forms


def form(page: TestResponse, action: str) -> Form:
    """The page's first form that posts to ``action``."""
    return next(each for each in _posts(page) if each.action == action)


def _posts(page: TestResponse) -> Iterator[Form]:
    return (each for each in forms(page) if each.method == "post")


def press(client: FlaskClient, page: TestResponse, action: str, **typed: str) -> TestResponse:
    """Send the page's form for ``action`` as a browser does: with all that the page filled in, and what is typed."""
    sent = form(page, action)
    where = sent.action or page.request.full_path.rstrip("?")
    return client.post(
        where, data={**sent.fields, **typed}, headers={"Origin": page.request.host_url.rstrip("/")}
    )


def follow(client: FlaskClient, answer: TestResponse, where: str) -> TestResponse:
    """The page that an answer leads to, which must be ``where``."""
    assert (answer.status_code, answer.headers.get("Location")) == (302, where), answer.text
    page = client.get(where)
    assert page.status_code == 200, where
    return page


def status_of(client: FlaskClient, address: str) -> int:
    """What an address answers, be it a page or a file."""
    with client.get(address) as answer:
        return answer.status_code
