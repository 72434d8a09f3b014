"""Lists and facets: every order, every filter, as many statements however much there is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from marketplace.catalog import queries
from marketplace.catalog import services as catalog
from marketplace.catalog.kinds import Sort
from marketplace.catalog.listing_models import Listing
from marketplace.catalog.models import Variant
from marketplace.catalog.queries import Filters, ProductCard
from marketplace.catalog.services import PackData
from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction
from marketplace.stock import services as stock
from tests.conftest import NOON, Statements
from tests.domain.catalog import market
from tests.domain.catalog.market import WORDS, owner


def many(count: int) -> list[int]:
    return market.copies(market.orange(), count)


@pytest.mark.parametrize("count", [1, 30, 100])
def test_statements_are_as_many_however_many_products(app: Flask, statements: Statements, count: int) -> None:
    ids = many(count)
    variants = list(session().execute(select(Variant.id)).scalars())
    with clock.hold(NOON + timedelta(hours=2)):
        expected = {
            "list": (3, lambda: queries.product_list(size=24)),
            "filtered": (3, lambda: queries.product_list(Filters(stars=frozenset({4})), Sort.PRICE_UP)),
            "counted elsewhere": (3, lambda: queries.product_list(total=count)),
            "empty": (1, lambda: queries.product_list(page=500)),
            "facets cold": (2, queries.facets),
            "facets warm": (1, lambda: queries.facets(Filters(stars=frozenset({4})))),
            "freshness": (1, queries.freshness),
            "cards": (3, lambda: queries.cards(ids[:24])),
            "detail": (4, lambda: queries.product_detail("cam-khe-may")),
            "sellable": (3, lambda: queries.sellable(variants[:60])),
            "gate": (3, lambda: queries.gate_facts(ids[0])),
            "desk": (4, lambda: queries.products_of(market.product(ids[0]).producer_id)),
            "waiting": (2, lambda: queries.waiting(None)),
            "documents": (2, queries.search_documents),
            "names": (1, queries.listed_names),
            "under": (1, lambda: queries.products_under([1])),
        }
        market.product(ids[0])
        for name, (wanted, read) in expected.items():
            with statements() as sent:
                read()
            if name == "desk":
                sent = [each for each in sent if "mkt_catalog_product.submitted_by" not in each]
            assert (name, len(sent)) == (name, wanted)
        known = queries.freshness()
        with statements() as sent:
            assert queries.facets(known=known).total == count
        assert sent == []


def test_every_page_of_every_order_together_is_the_whole(app: Flask) -> None:
    ids = many(10)
    with clock.hold(NOON + timedelta(hours=2)):
        for sort in Sort:
            pages = [queries.product_list(sort=sort, page=page, size=4) for page in (1, 2, 3)]
            found = [card.product_id for page in pages for card in page.items]
            assert sorted(found) == sorted(ids)
            assert [page.total for page in pages] == [10, 10, 10]

        def by(sort: Sort, key: Callable[[ProductCard], Any]) -> list[Any]:
            return [key(card) for card in queries.product_list(sort=sort).items]

        prices = [100_000 + 1_000 * n for n in range(1, 10)] + [225_000]
        assert by(Sort.PRICE_UP, lambda card: card.price) == prices
        assert by(Sort.PRICE_DOWN, lambda card: card.price) == prices[::-1]
        newest = by(Sort.NEWEST, lambda card: card.published_at)
        assert newest == sorted(newest, reverse=True)
        assert by(Sort.DEFAULT, lambda card: card.published_at) == newest
        assert queries.product_list(page=0).number == 1
        assert queries.product_list(page=99).items == ()


def test_names_sort_as_in_a_dictionary_and_stock_comes_first(app: Flask) -> None:
    producer_id = market.producer()
    recognition = market.recognition()
    names = ["Đào Hương Sơn", "Dưa lê", "Cam Khe Mây", "Ấm tích", "Chè xanh"]
    ids = {
        name: market.live(
            producer_id,
            recognition if name == "Cam Khe Mây" else market.recognition(name),
            replace(WORDS, name=name),
        )
        for name in names
    }
    in_order = ["Ấm tích", "Cam Khe Mây", "Chè xanh", "Dưa lê", "Đào Hương Sơn"]
    assert [card.name for card in queries.product_list(sort=Sort.NAME).items] == in_order
    (variant,) = market.variants(ids["Dưa lê"])
    stock.receive_lot(owner(producer_id), producer_id, variant, "L1", 40)
    assert queries.product_list().items[0].name == "Dưa lê"


def test_facets_agree_with_the_lists_they_stand_beside(app: Flask) -> None:
    producer_id, other = market.producer(1), market.producer(2)
    market.live(producer_id, market.recognition())
    market.live(
        producer_id,
        market.recognition(
            "Bưởi Phúc Trạch", star=5, score=9_100, issuer=market.IssuerKind.MINISTRY, issuer_name="Bộ"
        ),
        replace(WORDS, name="Bưởi Phúc Trạch", season_mask=0b0011_1000_0000),
        (PackData(label="Thùng 10 kg", price=400_000, gross_grams=10_800),),
    )
    market.live(
        other,
        market.recognition(
            "Chè xanh",
            star=3,
            score=6_000,
            issuer=market.IssuerKind.DISTRICT,
            issuer_name="UBND huyện Cẩm Xuyên",
            holder_name="HTX Nông nghiệp Cam Khe Mây Long Nhâm 2",
            commune_code=market.CAM_BINH,
            packs=(),
        ),
        replace(WORDS, name="Chè xanh", origin_commune_code=market.CAM_BINH, season_mask=0),
        (PackData(label="Gói 200 g", price=60_000, gross_grams=230),),
    )
    chosen = [
        Filters(),
        Filters(stars=frozenset({3, 4})),
        Filters(producers=frozenset({producer_id})),
        Filters(communes=frozenset({market.CAM_BINH})),
        Filters(price_from=60_000, price_to=225_000),
        Filters(month=12),
        Filters(stars=frozenset({5}), communes=frozenset({market.CAM_BINH})),
        Filters(provinces=frozenset({"42"}), sets=frozenset({1}), groups=frozenset({1})),
    ]
    for filters in chosen:
        counts = queries.facets(filters)
        assert counts.total == queries.product_list(filters).total
        for name in ("stars", "groups", "sets", "provinces", "communes", "producers"):
            for value, expected in getattr(counts, name).items():
                alone = replace(filters, **{name: frozenset({value})})
                assert (filters, name, value, queries.product_list(alone).total) == (
                    filters,
                    name,
                    value,
                    expected,
                )
    everything = queries.facets()
    assert everything.stars == {3: 1, 4: 1, 5: 1}
    assert everything.communes == {market.HUONG_DO: 2, market.CAM_BINH: 1}
    assert everything.producers == {producer_id: 2, other: 1}
    assert everything.months == {1: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 1}
    assert queries.facets(Filters(stars=frozenset({5}))).stars == {3: 1, 4: 1, 5: 1}


def test_facets_are_counted_anew_when_the_listing_moves(app: Flask) -> None:
    product_id = market.orange()
    assert queries.facets().total == 1
    catalog.hide(owner(market.product(product_id).producer_id), product_id)
    assert queries.facets().total == 0


def test_what_is_not_committed_is_not_remembered(app: Flask) -> None:
    market.orange()

    def empty_and_fail() -> None:
        with transaction() as here:
            here.execute(delete(Listing))
            assert queries.facets().total == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        empty_and_fail()
    assert queries.facets().total == 1
