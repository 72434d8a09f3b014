"""All packs in one table: many rows saved at once or none, what somebody else changed is not overruled unseen."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.catalog.models import PriceChange, Product, Variant
from marketplace.kernel.audit import AuditEntry
from marketplace.stock.models import Lot
from tests import stories
from tests.factories import PackDataFactory
from tests.stories import Goods
from tests.unchanged import nothing_changed
from tests.web.desks import NewClient, browser, rows, statements, words

AT = "/quan-ly/chu-the/bang-gia"


@pytest.fixture
def goods(app: Flask) -> Goods:
    packs = (PackDataFactory(), PackDataFactory(label="Túi 2 kg", price=95_000, gross_grams=2_100))
    return stories.goods(name="Cam Khe Mây", packs=packs)


def form(goods: Goods, **typed: Any) -> dict[str, Any]:
    """The table as it was shown, with what was typed over it."""
    big, small = goods.variants
    shown: dict[str, Any] = {"pack": [big, small], "reason": "Đếm lại kho"}
    for variant, price, lot in ((big, 225_000, goods.lots[0]), (small, 95_000, goods.lots[1])):
        shown |= {
            f"seen-{variant}": price,
            f"price-{variant}": price,
            f"was-{variant}": "1",
            f"active-{variant}": "1",
            f"lot-{variant}": lot,
            f"counted-{variant}": 50,
            f"count-{variant}": 50,
        }
    return {key: value for key, value in (shown | typed).items() if value is not None}


def save(client: FlaskClient, goods: Goods, **typed: Any) -> TestResponse:
    return client.post(AT, data=form(goods, **typed))


def stored(session: Session, goods: Goods) -> list[tuple[int, bool, int]]:
    found = session.execute(
        select(Variant.price, Variant.active, Lot.on_hand)
        .join(Lot, Lot.variant_id == Variant.id)
        .where(Variant.product_id == goods.product_id)
        .order_by(Variant.id)
    )
    return [tuple(row) for row in found]


def test_prices_counts_and_sale_are_saved_together(
    goods: Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    big, small = goods.variants
    page = client.get(AT)
    assert [each[0] for each in rows(page)] == [
        f"Cam Khe Mây Thùng 5 kg · {_sku(session, big)}",
        f"Cam Khe Mây Túi 2 kg · {_sku(session, small)}",
    ]
    typed = {f"price-{big}": "240.000 đ", f"count-{big}": "42", f"active-{small}": None}
    answer = client.post(AT, data=form(goods, **typed), follow_redirects=True)
    assert "Đã lưu: 2 quy cách, 1 số đếm." in words(answer)
    assert stored(session, goods) == [(240_000, True, 42), (95_000, False, 50)]
    done = select(AuditEntry.action).order_by(AuditEntry.seq.desc()).limit(3)
    assert set(session.execute(done).scalars()) == {
        "catalog.price.changed",
        "catalog.pack.stopped",
        "stock.lot.adjusted",
    }
    history = select(func.count(PriceChange.id)).where(PriceChange.variant_id == big)
    assert session.execute(history).scalar_one() == 2


def test_nothing_changed_writes_nothing(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    with nothing_changed():
        assert save(client, goods).status_code == 302


def test_every_cell_at_fault_is_told_and_nothing_is_saved(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    big, small = goods.variants
    typed = {f"price-{big}": "195,5", f"count-{small}": "mấy chục", f"price-{small}": "99.000"}
    with nothing_changed():
        page = save(client, goods, **typed)
    assert page.status_code == 422
    assert f'id="gia-{big}-e"' in page.text
    assert f'id="dem-{small}-e"' in page.text
    assert 'value="195,5"' in page.text
    assert 'value="99.000"' in page.text


def test_a_fault_of_stock_undoes_the_price(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    big, small = goods.variants
    stories.order((small, 3))
    typed = {f"price-{big}": 240_000, f"count-{small}": 2, f"counted-{small}": 50}
    with nothing_changed():
        page = save(client, goods, **typed)
    assert "Đã bán, chưa giao 3: không thể đếm ít hơn." in words(page)
    assert 'value="240000"' in page.text


def test_somebody_faster_is_shown_beside_what_was_typed(
    goods: Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    big, small = goods.variants
    catalog.set_price(goods.seller, big, 230_000)
    typed = {f"price-{big}": 240_000, f"price-{small}": 99_000}
    with nothing_changed():
        page = save(client, goods, **typed)
    assert page.status_code == 409
    assert "Có người vừa đổi giá này thành 230.000 đ. Anh chị ghi 240.000 đ." in words(page)
    assert 'value="99000"' in page.text
    again = save(client, goods, **typed, **{f"seen-{big}": 230_000})
    assert again.status_code == 302
    assert stored(session, goods) == [(240_000, True, 50), (99_000, True, 50)]


def test_what_somebody_else_changed_and_this_one_did_not_stays(
    goods: Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    catalog.set_price(goods.seller, goods.variants[0], 230_000)
    assert save(client, goods, **{f"price-{goods.variants[1]}": 99_000}).status_code == 302
    assert stored(session, goods) == [(230_000, True, 50), (99_000, True, 50)]


def test_the_last_pack_on_sale_stays(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    with nothing_changed():
        page = save(client, goods, **{f"active-{each}": None for each in goods.variants})
    assert page.status_code == 409
    assert words(page).count("Đây là quy cách cuối cùng đang bán.") == 4


def test_several_lots_are_counted_one_by_one(goods: Goods, new_client: NewClient) -> None:
    stories.lot(goods.seller, goods.producer_id, goods.variant, 7, code="L-moi")
    page = browser(new_client, goods.seller).get(AT)
    assert "57 trong 2 lô: đếm từng lô" in words(page)
    assert f'name="count-{goods.variant}"' not in page.text


def test_it_is_searched_without_marks_and_sorted(goods: Goods, new_client: NewClient) -> None:
    client = browser(new_client, goods.seller)
    assert [each[0].split(" ·")[0] for each in rows(client.get(f"{AT}?q=tui+khe+may"))] == [
        "Cam Khe Mây Túi 2 kg"
    ]
    assert [each[0].split(" ·")[0] for each in rows(client.get(f"{AT}?xep=price"))] == [
        "Cam Khe Mây Túi 2 kg",
        "Cam Khe Mây Thùng 5 kg",
    ]
    assert "Không có quy cách nào khớp." in words(client.get(f"{AT}?q=sau+rieng"))


def test_who_may_not(goods: Goods, new_client: NewClient) -> None:
    role = (Role.PRODUCER_PACKER, "producer", str(goods.producer_id))
    packer = browser(new_client, stories.person("nguoi-goi", role))
    other = browser(new_client, stories.goods(name="Bưởi").seller)
    with nothing_changed():
        assert packer.get(AT).status_code == 404
        assert save(packer, goods, **{f"price-{goods.variant}": 1}).status_code == 404
        assert save(other, goods, **{f"price-{goods.variant}": 1}).status_code in {403, 404}
        assert save(other, goods, **{f"count-{goods.variant}": 1}).status_code in {403, 404}


def test_as_many_statements_for_ten_thousand_packs_as_for_a_hundred(
    goods: Goods, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, goods.seller)
    client.get(AT)
    counted = []
    for total in (100, 10_000):
        _fill(session, goods, total)
        with statements() as sent:
            page = client.get(AT)
        counted.append(len(sent))
    assert "10.000 quy cách" in words(page)
    assert counted[0] == counted[1]


def _fill(session: Session, goods: Goods, total: int) -> None:
    there = session.execute(select(func.count(Variant.id))).scalar_one()
    template = (
        session.execute(select(Product.__table__).where(Product.id == goods.product_id)).mappings().one()
    )
    values = {key: value for key, value in template.items() if key not in {"id", "slug", "recognition_id"}}
    product = session.execute(
        insert(Product).values(**values, slug=f"nhieu-{total}").returning(Product.id)
    ).scalar_one()
    whose = {"product_id": product, "producer_id": goods.producer_id}
    pack = {**whose, "net_amount": 1, "net_unit": "g", "gross_grams": 1, "active": True}
    session.execute(
        insert(Variant),
        [
            {**pack, "sku": f"N{total}-{n}", "label": f"Gói {n}", "price": n + 1, "position": n % 30_000}
            for n in range(total - there)
        ],
    )
    session.commit()


def _sku(session: Session, variant: int) -> str:
    return session.execute(select(Variant.sku).where(Variant.id == variant)).scalar_one()
