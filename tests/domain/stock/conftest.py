"""A product on sale without any stock, and its lots and movements as the database has them."""

from __future__ import annotations

import pytest
from flask import Flask

from tests import stories


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    """One pack size, nothing in stock."""
    return stories.goods(name="Cam Khe Mây", stock_of_each=0)
