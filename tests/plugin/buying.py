"""A guest buys in a market that hangs anywhere, pressing only what the pages offer."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import ADDRESS_TYPED
from tests.plugin.reading import follow, press


def buy(client: FlaskClient, prefix: str, slug: str, quantity: int = 2) -> tuple[str, TestResponse]:
    """From the product's page to the order's; the order's code and its page."""
    product = client.get(f"{prefix}/san-pham/{slug}")
    assert product.status_code == 200
    added = press(client, product, f"{prefix}/gio-hang/them", quantity=str(quantity))
    cart = follow(client, added, f"{prefix}/gio-hang")
    assert f'href="{prefix}/thanh-toan"' in cart.text
    step = client.get(f"{prefix}/thanh-toan")
    step = follow(
        client, press(client, step, f"{prefix}/thanh-toan", **ADDRESS_TYPED), f"{prefix}/thanh-toan/giao-hang"
    )
    step = follow(
        client,
        press(client, step, f"{prefix}/thanh-toan/giao-hang", payment="cod"),
        f"{prefix}/thanh-toan/xem-lai",
    )
    placed = press(client, step, f"{prefix}/thanh-toan/dat", agree="1")
    where = placed.headers["Location"]
    code = where.removeprefix(f"{prefix}/don-hang/").removesuffix("?moi=1")
    return code, follow(client, placed, f"{prefix}/don-hang/{code}?moi=1")
