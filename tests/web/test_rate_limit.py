"""A visitor who sends very many changes is asked to wait; reading is never limited."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import stories
from tests.conftest import state_of
from tests.web.desks import NewClient, browser
from tests.web.listed import LIST, Household, begin


def test_the_one_too_many_is_told_to_wait(
    client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, rate_limit_per_minute=3))
    sent = [client.post("/gio-hang/bo", data={"pack": "1"}).status_code for _ in range(4)]
    assert sent == [302, 302, 302, 429]
    assert client.get("/gio-hang").status_code == 200


def test_what_is_typed_is_counted_by_account_and_not_by_the_address_of_an_office(
    new_client: NewClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    household = Household()
    one = browser(new_client, household.owner)
    two = browser(new_client, stories.staff(household.producer))
    product = begin(household, one)
    state = state_of(app)
    monkeypatch.setattr(state, "memo", {})
    monkeypatch.setattr(state, "settings", replace(state.settings, rate_limit_per_minute=3))
    at = f"{LIST}/{product}/bao-quan"

    def typed(client: FlaskClient) -> int:
        return client.post(f"{at}/luu?v=1.0", data={"usage": "Gọt vỏ"}).status_code

    assert [typed(one) for _ in range(4)] == [200, 200, 200, 429]
    # Another account behind the same address has its own, and what is saved by a button is not used up.
    assert [typed(two) for _ in range(4)] == [200, 200, 200, 429]
    assert one.post(f"{at}/bo-go-do").status_code == 302
    # Who is not signed in is counted with everything else that comes from there.
    assert [typed(new_client()) for _ in range(3)][-1] == 429
