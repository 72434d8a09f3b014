"""Who runs the floor stands at the end of every page, as Decree 248/2026/NĐ-CP article 4 wants it."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import state_of

DETAILS = {
    "operator": "Hợp tác xã Sàn Mẫu",
    "operator_address": "Số 1, xã Mẫu, tỉnh Mẫu",
    "operator_tax_code": "0100109106",
    "operator_phone": "1900 0000",
    "operator_email": "lien-he@cho.example.vn",
}


def footer(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> str:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, **settings))
    page = client.get("/gio-hang").text
    return page[page.index('<footer class="m-foot">') : page.index("</footer>")]


def test_the_operator_is_told_with_all_that_is_set(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for demo in (False, True):
        assert (
            "<p>Đơn vị vận hành: Hợp tác xã Sàn Mẫu. Địa chỉ: Số 1, xã Mẫu, tỉnh Mẫu. Mã số thuế: 0100109106. "
            "Điện thoại 1900 0000. E-mail: lien-he@cho.example.vn.</p>"
        ) in footer(app, client, monkeypatch, demo=demo, **DETAILS)
    assert "<p>Đơn vị vận hành: Hợp tác xã Sàn Mẫu. Điện thoại 1900 0000.</p>" in footer(
        app,
        client,
        monkeypatch,
        **{**DETAILS, "operator_address": "", "operator_tax_code": "", "operator_email": ""},
    )


def test_a_demo_without_an_operator_says_what_will_stand_there(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "<p>DEMO: chưa có đơn vị vận hành. Khi đã khai, chỗ này hiện tên, địa chỉ, mã số thuế, điện thoại và thư của "
        "đơn vị.</p>"
    ) in footer(app, client, monkeypatch, demo=True)


def test_a_market_that_is_no_demo_invents_nothing(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = footer(app, client, monkeypatch)
    assert "vận hành" not in empty.replace("Ai vận hành sàn", "")
