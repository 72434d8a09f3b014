"""A live product keeps a pack that is offered, though each of its packs is stopped by somebody else at one moment."""

from __future__ import annotations

from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.data import PackChange
from marketplace.catalog.models import Variant
from marketplace.catalog.services.price_table import change_packs
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd
from tests.factories import PackDataFactory

LABELS = ("Túi 1 kg", "Túi 2 kg", "Túi 3 kg", "Thùng 5 kg")


@pytest.mark.parametrize("table", [True, False], ids=["table", "form"])
def test_one_pack_stays(market: Flask, table: bool) -> None:
    goods = stories.goods(
        packs=[PackDataFactory(label=label) for label in LABELS], recognised={"packs": LABELS}
    )
    stop = {
        True: lambda each: change_packs(goods.seller, [PackChange(variant_id=each, active=False)]),
        False: lambda each: catalog.set_active(goods.seller, each, active=False),
    }[table]
    crowd.press(market, [partial(stop, each) for each in goods.variants])
    offered = session().execute(
        select(Variant.id).where(Variant.product_id == goods.product_id, Variant.active)
    )
    assert len(offered.all()) == 1
