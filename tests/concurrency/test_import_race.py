"""One file in two windows, and two files of the same products: applied once. And the proof that the guards did it."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog.imports import queries, services
from marketplace.catalog.models import PriceChange, Product, Variant
from marketplace.catalog.queries import slug_of
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD
from tests.data.product_imports.files import csv, row

WINDOWS = 4


def test_a_file_that_is_pressed_in_many_windows_is_applied_once(market: Flask) -> None:
    goods = stories.goods()
    stories.recognition(product_name="Cam mới", holder_name=_holder(goods.producer_id))
    paper = services.index_of(goods.producer_id, ()).unlisted[0].code
    data = csv(
        [
            row(code=slug_of(goods.product_id), label="Thùng 5 kg", price=240_000),
            row(recognition=paper, label="Thùng 5 kg", price=230_000, set=1),
        ]
    )
    code = services.upload(goods.seller, goods.producer_id, "a.csv", data)
    twin = services.upload(goods.seller, goods.producer_id, "b.csv", data + b"\r\n")
    version = queries.view([goods.producer_id], code).row.version
    deeds = [partial(services.confirm, goods.seller, each, version=version) for each in (code, twin)]
    outcomes = crowd.press(market, deeds * (WINDOWS // 2))
    # The windows of the file that came first all tell of it; those of its twin are told that things have changed.
    assert set(outcomes) <= {SOLD, f"MovedOn: {services.MovedOn(())}"}
    assert Counter(outcomes)[SOLD] == WINDOWS // 2
    assert markets.count(Product) == 2
    assert markets.count(PriceChange, PriceChange.variant_id == goods.variant) == 2
    assert markets.count(AuditEntry, AuditEntry.action == "catalog.import.applied") == 1
    assert session().execute(select(Variant.price).where(Variant.id == goods.variant)).scalar_one() == 240_000


def test_the_same_file_in_many_windows_is_kept_once(market: Flask) -> None:
    goods = stories.goods()
    data = csv([row(code=slug_of(goods.product_id), label="Thùng 5 kg", price=240_000)])
    codes: list[str] = []
    send = partial(services.upload, goods.seller, goods.producer_id, "a.csv", data)
    outcomes = crowd.press(market, [lambda: codes.append(send())] * WINDOWS)
    assert outcomes == [SOLD] * WINDOWS
    assert len(set(codes)) == 1


def test_without_the_guard_it_would_be_applied_twice(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody acts on what they saw before the others wrote: then both would note a price."""
    goods = stories.goods()
    data = csv([row(code=slug_of(goods.product_id), label="Thùng 5 kg", price=240_000)])
    files = [
        services.upload(goods.seller, goods.producer_id, "a.csv", data + b"\r\n" * number)
        for number in range(WINDOWS)
    ]
    plan = services._plan
    seen = []

    def old_plan(producer_id: int, sheet: services.Sheet) -> services.Plan:
        if not seen:
            seen.append(plan(producer_id, sheet))
        return seen[0]

    applied = []
    monkeypatch.setattr(services, "_plan", old_plan)
    monkeypatch.setattr(services, "apply", lambda *_args: applied.append(1))
    outcomes = crowd.press(
        market, [partial(services.confirm, goods.seller, each, version=1) for each in files]
    )
    assert (Counter(outcomes)[SOLD], len(applied)) == (WINDOWS, WINDOWS)


def _holder(producer_id: int) -> str:
    from marketplace.producers import queries as producers

    return producers.sellers([producer_id])[producer_id].legal_name
