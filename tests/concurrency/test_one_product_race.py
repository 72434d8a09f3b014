"""Under one recognition there is one product, however many people put one under it at the same instant."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.kernel.db import session, transaction
from marketplace.producers import queries as producers
from tests import stories
from tests.concurrency import crowd
from tests.concurrency.crowd import SOLD

pytestmark = pytest.mark.concurrency

PEOPLE = 6
TAKEN = "Conflict: Đã có sản phẩm bày bán theo giấy công nhận này."


def attached(recognition_id: int) -> int:
    under = select(func.count(Product.id)).where(
        Product.recognition_id == recognition_id, Product.state != "retired"
    )
    return session().execute(under).scalar_one()


def all_at_once(market: Flask) -> tuple[list[str], int]:
    """Everybody puts a draft of their own under the one recognition; what became of each, and how many there are."""
    producer = stories.producer()
    holder = producers.sellers([producer])[producer].legal_name
    recognition = stories.recognition(holder_name=holder)
    seller = stories.owner(producer)
    drafts = [stories.draft(seller, producer) for _each in range(PEOPLE)]
    deeds = [partial(catalog.attach_recognition, seller, draft, recognition) for draft in drafts]
    return crowd.press(market, deeds), attached(recognition)


def test_one_of_many_gets_the_recognition(market: Flask) -> None:
    outcomes, found = all_at_once(market)
    assert Counter(outcomes) == {SOLD: 1, TAKEN: PEOPLE - 1}
    assert found == 1


def test_without_the_index_there_would_be_many(market: Flask) -> None:
    """The proof that the test above sees the fault: nothing else keeps them apart."""
    with transaction() as here:
        here.execute(text("DROP INDEX uq_mkt_catalog_product_recognition"))
    _outcomes, found = all_at_once(market)
    assert found > 1


def test_two_who_begin_from_one_recognition_begin_one_product(market: Flask) -> None:
    producer = stories.producer()
    holder = producers.sellers([producer])[producer].legal_name
    recognition = stories.recognition(holder_name=holder, criteria_set=1)
    deeds = [
        partial(catalog.begin_from_recognition, who, producer, recognition)
        for who in (stories.owner(producer), stories.staff(producer))
    ]
    outcomes = crowd.press(market, deeds)
    assert Counter(outcomes)[SOLD] == 1
    assert attached(recognition) == 1
    # Whoever came too late has left no draft behind.
    assert session().execute(select(func.count(Product.id))).scalar_one() == 1


def test_what_is_retired_leaves_its_recognition_to_another(market: Flask) -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    other = stories.draft(goods.seller, goods.producer_id)
    outcomes = crowd.press(
        market, [partial(catalog.attach_recognition, goods.seller, other, goods.recognition_id)]
    )
    assert outcomes == [TAKEN]
    catalog.retire(goods.seller, goods.product_id)
    catalog.attach_recognition(goods.seller, other, goods.recognition_id)
    assert attached(goods.recognition_id) == 1
