"""One person types into one form in several windows: all of them are answered, and each field is kept once."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.work_models import Unfinished
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd
from tests.concurrency.crowd import SOLD

WINDOWS = 8


def test_the_same_fields_from_many_windows_are_kept_once(market: Flask) -> None:
    goods = stories.goods()
    said = [{"usage": f"cửa sổ {number}", "warning": "như nhau"} for number in range(WINDOWS)]
    typing = [
        partial(catalog.keep_typed, goods.seller, goods.product_id, "bao-quan", typed, {}) for typed in said
    ]
    assert crowd.press(market, typing) == [SOLD] * WINDOWS
    rows = session().execute(select(Unfinished.name, Unfinished.value).order_by(Unfinished.name)).all()
    assert [row.name for row in rows] == ["usage", "warning"]
    assert rows[0].value in {typed["usage"] for typed in said}
