"""Where the keys of what lies sealed are gone, a page that cannot do without it says why, to whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.kernel.sealing import KeyRing, new_key
from tests import stories
from tests.conftest import state_of
from tests.domain.producers.applications import build
from tests.web.desks import browser, words

WHY = "Chưa mở được dữ liệu đã niêm phong của phần này: chợ thiếu khoá. Hãy báo người vận hành."
IN_ENGLISH = "The sealed data of this part cannot be opened: the market lacks a key. Please tell whoever runs the site."


def test_an_application_that_cannot_be_opened_says_why(
    app: Flask, new_client: Callable[[], FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    code = build.submitted()
    pages = {
        "/quan-ly/dang-ky-ban": browser(new_client, build.applicant()),
        f"/quan-ly/can-bo/ho-so/{code}": browser(new_client, stories.officer(1)),
    }
    ring = state_of(app).ports["field_keys"]
    for page, client in pages.items():
        with monkeypatch.context() as later:
            later.setitem(state_of(app).ports, "field_keys", KeyRing([new_key()]))
            answer = client.get(page)
            assert (answer.status_code, WHY in words(answer)) == (503, True), page
            client.get("/ngon-ngu/en")
            assert IN_ENGLISH in words(client.get(page)), page
        assert state_of(app).ports["field_keys"] is ring
        assert client.get(page).status_code == 200, page
