"""What a producer's desk asks of the database: so many statements, however many products and lots there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Product, Variant
from marketplace.catalog.queries.outlook import outlook
from marketplace.kernel import clock
from marketplace.stock.models import Lot
from tests import stories
from tests.conftest import Statements
from tests.web.desks import NewClient, browser

DESK = "/quan-ly/chu-the"
ADDRESSES = (
    "",
    "/san-pham",
    "/san-pham?tt=hidden&q=cam",
    "/kho",
    "/kho?tt=soon",
    "/kho/muc-bao",
    "/bang-gia",
)


def many(session: Session, goods: stories.Goods, total: int) -> None:
    """Products like one, up to ``total``: a third is found and soon ends, a third nobody finds, a third came back."""

    def like(table: type[Product | Variant | Lot | Listing], row_id: int) -> dict[str, object]:
        one = (
            session.execute(select(table.__table__).where(table.id == row_id)).mappings().one()
        )  # every table has one
        return {key: value for key, value in one.items() if key != "id"}

    product, pack = like(Product, goods.product_id), like(Variant, goods.variant)
    lot = like(Lot, goods.lots[0])
    listed = (
        session.execute(select(Listing.id).where(Listing.product_id == goods.product_id)).scalars().first()
    )
    assert listed is not None
    listing = like(Listing, listed)
    there = len(session.execute(select(Product.id)).all())
    rows = [
        {
            **product,
            "slug": f"nhieu-{number}",
            "recognition_id": None,
            "state": "draft" if number % 3 == 2 else "live",
            "remark": "Ảnh mờ." if number % 3 == 2 else "",
        }
        for number in range(there, total)
    ]
    ids = session.execute(insert(Product).returning(Product.id), rows).scalars().all()
    packs = [{**pack, "product_id": each, "sku": f"NH-{each}"} for each in ids]
    variants = session.execute(insert(Variant).returning(Variant.id), packs).scalars().all()
    session.execute(
        insert(Lot),
        [
            {
                **lot,
                "variant_id": variant,
                "code": f"L{variant}",
                "expires_on": clock.today() + timedelta(days=number % 9 - 2),
            }
            for number, variant in enumerate(variants)
        ],
    )
    found = [
        {**listing, "product_id": each, "listed_until": clock.now() + timedelta(days=5 + number % 50)}
        for number, each in enumerate(ids)
        if number % 3 == 0
    ]
    session.execute(insert(Listing), found)
    session.commit()


@pytest.mark.slow
def test_as_many_statements_for_ten_thousand_products_as_for_a_hundred(
    app: Flask, session: Session, new_client: NewClient, statements: Statements
) -> None:
    goods = stories.goods()
    client = browser(new_client, goods.seller)
    counts = []
    for total in (100, 10_000):
        many(session, goods, total)
        found = {}
        for address in ADDRESSES:
            client.get(DESK + address)
            with statements() as sent:
                assert client.get(DESK + address).status_code == 200
            found[address] = len(sent)
        soon = clock.now() + timedelta(days=60)
        with statements() as sent:
            seen = outlook([goods.producer_id], soon)
        assert len(sent) == 6, total
        assert len(seen.hidden) == len(seen.leaving) == len(seen.returned) == 5
        assert seen.hidden_count + seen.leaving_count + seen.returned_count == total - 1
        counts.append(found)
    assert counts[0] == counts[1]
    assert max(counts[0].values()) == 26
