"""Filling in account forms as a browser does: open the page, keep its token, send it back."""

import html
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.notifications.mailer import MailMessage
from tests.conftest import state_of

PASSWORD = "thuyền nan đèn dầu"


def token_of(page: TestResponse) -> str:
    """The form's token."""
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page.text)
    assert found is not None, page.text
    return found.group(1)


def send(client: FlaskClient, path: str, values: dict[str, Any]) -> TestResponse:
    """Open a page and send its form."""
    token = token_of(client.get(path))
    return client.post(path, data={**values, "csrf_token": token})


def sign_in_by_form(client: FlaskClient, email: str, password: str = PASSWORD) -> TestResponse:
    """Sign in as people do."""
    return send(client, "/dang-nhap", {"email": email, "password": password})


def notes_of(page: TestResponse) -> list[str]:
    """What the notes at the top of a page say."""
    block = re.search(r'<div class="[^"]*m-flashes">(.*?)</div>\s*</div></div>', page.text, re.DOTALL)
    return [html.unescape(text) for text in re.findall(r"<b>(.*?)</b>", block.group(1))] if block else []


def errors_of(page: TestResponse) -> list[str]:
    """What is wrong with a form: of the whole of it first, then field by field as its summary says."""
    whole = re.findall(r'<div class="m-note m-note--bad" role="alert">.*?<b>(.*?)</b>', page.text)
    summary = re.search(r'<div class="m-errors".*?</div>', page.text, re.DOTALL)
    fields = re.findall(r'<a href="#[^"]+">(.*?)</a>', summary.group(0)) if summary else []
    return [html.unescape(text) for text in whole + fields]


def mails(app: Flask) -> list[MailMessage]:
    """What was sent, oldest first."""
    sent: list[MailMessage] = state_of(app).ports["mail"].sent
    return sent
