"""No text is too long and no key too odd for a page: it is cut or refused, and never a 500."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import stories
from tests.conftest import Statements
from tests.web.desks import browser

NewClient = Callable[[], FlaskClient]
LONG = {
    "many words": "a+" * 3_000,
    "one word": "a" * 6_000,
    "marks": "%CC%81" * 2_000,
    "quotes": "%22%27%25_" * 500,
}


@pytest.mark.parametrize("typed", LONG.values(), ids=LONG)
@pytest.mark.parametrize(
    "path", ["/tim-kiem", "/goi-y", "/chu-the", "/dia-phuong", "/dia-phuong/tim", "/san-pham"]
)
def test_the_shop_answers(app: Flask, client: FlaskClient, path: str, typed: str) -> None:
    stories.goods()
    assert client.get(f"{path}?q={typed}").status_code in {200, 302}


@pytest.mark.parametrize("typed", LONG.values(), ids=LONG)
def test_the_desks_answer(app: Flask, new_client: NewClient, typed: str) -> None:
    goods = stories.goods()
    desks = {
        "/quan-ly/can-bo/so": stories.officer(),
        "/quan-ly/can-bo/sap-het-han": stories.officer(),
        "/quan-ly/van-hanh/nguoi-dung": stories.operator(),
        "/quan-ly/van-hanh/nhat-ky": stories.operator(),
        "/quan-ly/van-hanh/thu": stories.operator(),
        "/quan-ly/chu-the/don-hang": goods.seller,
        "/quan-ly/chu-the/kho": goods.seller,
    }
    known = {
        rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments
    }
    asked = [path for path in desks if path in known]
    assert len(asked) >= 4
    for path in asked:
        assert browser(new_client, desks[path]).get(f"{path}?q={typed}").status_code == 200, path


def test_words_beyond_the_twelfth_are_not_looked_at(
    app: Flask, client: FlaskClient, statements: Statements
) -> None:
    with statements() as sent:
        client.get("/chu-the?q=" + "a+" * 3_000)
    counted = next(
        statement for statement in sent if "count(" in statement and "producers_producer" in statement
    )
    assert counted.count("LIKE") == 24


@pytest.mark.parametrize("key", ["%C3%A9", "%00", "a" * 5_000, "%F0%9F%8D%8A"])
def test_a_key_that_is_no_key_opens_nothing(app: Flask, client: FlaskClient, key: str) -> None:
    goods = stories.goods()
    code = stories.order((goods.variant, 1))
    assert client.get(f"/don-hang/{code}?khoa={key}").status_code == 404
    assert client.get(f"/don-hang/DHXXXXXXX0?khoa={key}").status_code == 404
