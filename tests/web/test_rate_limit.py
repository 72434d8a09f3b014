"""A visitor who sends very many changes is asked to wait; reading is never limited."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import state_of


def test_the_one_too_many_is_told_to_wait(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, rate_limit_per_minute=3))
    sent = [client.post("/gio-hang/bo", data={"pack": "1"}).status_code for _ in range(4)]
    assert sent == [302, 302, 302, 429]
    assert client.get("/gio-hang").status_code == 200
