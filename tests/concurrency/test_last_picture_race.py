"""Pictures are taken away in several windows at once: what is in the shop keeps one."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import select

from marketplace.catalog import services as catalog
from marketplace.catalog.models import ProductImage
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd
from tests.concurrency.crowd import SOLD

PICTURES = 4


def test_the_last_picture_of_what_is_in_the_shop_stays(market: Flask) -> None:
    producer_id = stories.producer()
    seller = stories.owner(producer_id)
    product_id = stories.draft(seller, producer_id)
    for number in range(1, PICTURES):
        picture = stories.image(seller, f"Ảnh {number}", owner=f"producer:{producer_id}")
        catalog.add_image(seller, product_id, picture)
    catalog.submit(seller, product_id)
    catalog.approve(stories.officer(2), product_id)
    shown = select(ProductImage.image_id).where(ProductImage.product_id == product_id)
    pictures = session().execute(shown.order_by(ProductImage.image_id)).scalars().all()
    assert len(pictures) == PICTURES

    outcomes = crowd.press(
        market, [partial(catalog.remove_image, seller, product_id, each) for each in pictures]
    )

    assert sorted(outcomes) == [
        "Conflict: Sản phẩm đang bày bán phải có ít nhất một ảnh.",
        *[SOLD] * (PICTURES - 1),
    ]
    assert len(session().execute(shown).scalars().all()) == 1
