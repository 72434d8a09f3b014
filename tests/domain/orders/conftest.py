"""A cooperative with one orange, and a second producer with dry goods."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.catalog.kinds import StorageClass
from tests import stories
from tests.factories import PackDataFactory


@pytest.fixture
def orange(app: Flask) -> stories.Goods:
    """Fresh fruit of HTX Khe Mây: a box of 5 kg for 225.000 đ and a bag of 2 kg for 95.000 đ, 50 of each."""
    producer_id = stories.producer(
        legal_name="Hợp tác xã Khe Mây",
        display_name="HTX Khe Mây",
        tax_code="9800000100",
        registration_no="28A8000001",
        email="htx@khemay.example.vn",
    )
    packs = (PackDataFactory(), PackDataFactory(label="Túi 2 kg", price=95_000, gross_grams=2_200))
    return stories.goods(producer_id=producer_id, name="Cam Khe Mây", packs=packs)


@pytest.fixture
def nuts(app: Flask) -> stories.Goods:
    """Dry goods of another producer: a bag of 5 kg for 160.000 đ, 20 of them."""
    return stories.goods(
        name="Lạc nhân Khe Mây",
        storage_class=StorageClass.AMBIENT,
        stock_of_each=20,
        packs=(PackDataFactory(label="Túi 5 kg", price=160_000, gross_grams=5_200),),
    )
