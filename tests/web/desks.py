"""What the tests of the desks have in common: browsers of people, pages as text, tables as rows, statements counted."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from io import StringIO
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from marketplace.accounts import queries as accounts
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from tests.signing import sign_in

NewClient = Callable[[], FlaskClient]


def browser(new_client: NewClient, actor: Actor) -> FlaskClient:
    """A browser in which somebody of a story is signed in."""
    client = new_client()
    assert actor.id is not None
    sign_in(client, accounts.user(actor.id).user.email)
    return client


def words(response: TestResponse) -> str:
    """What a page says, without its markup, on one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def rows(response: TestResponse) -> list[list[str]]:
    """The rows of the page's first table, each cell as its words."""
    body = re.search(r"<tbody>(.*?)</tbody>", response.text, re.DOTALL)
    if body is None:
        return []
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", body.group(1), re.DOTALL):
        cells = re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        found.append([_plain(cell) for cell in cells])
    return found


def caption(response: TestResponse) -> str:
    """What the page's first table says of itself."""
    found = re.search(r"<caption[^>]*>(.*?)</caption>", response.text, re.DOTALL)
    return _plain(found.group(1)) if found else ""


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ").split())


def table(response: TestResponse) -> list[list[str]]:
    """A CSV file's rows. It begins with the mark by which Excel knows UTF-8."""
    assert response.mimetype == "text/csv"
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(response.data.decode("utf-8-sig"), newline="")))


@contextmanager
def statements() -> Iterator[list[str]]:
    """Gathers the SQL that is sent inside, without the marks of transactions."""
    sent: list[str] = []
    engine = session().get_bind().engine

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
