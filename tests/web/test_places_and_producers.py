"""The lists of producers and places say what is true, in the order of the alphabet, and lead on where one is empty."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.catalog.facet_index import Facets
from marketplace.catalog.queries.filters import Filters
from marketplace.kernel import clock
from storefront.pages import producers as producer_pages
from tests import stories
from tests.conftest import state_of
from tests.factories import PackDataFactory
from tests.web.desks import words

CHIP = re.compile(r'<a class="m-chip[^"]*" href="/chu-the\?tinh=\d+"[^>]*>([^<]+)</a>')


class _Sold:
    """Goods from five provinces, counted by their codes."""

    def count(self, _filters: Filters) -> Facets:
        codes = {"79": 1, "66": 2, "42": 3, "48": 1, "01": 5}
        return Facets(
            total=12,
            stars={},
            groups={},
            sets={},
            provinces=codes,
            communes={},
            producers={},
            months={},
            in_stock=0,
            province_names={},
            producer_names={},
        )


def test_provinces_stand_in_the_order_of_the_vietnamese_alphabet(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(producer_pages, "facet_index", lambda _known: _Sold())
    assert CHIP.findall(client.get("/chu-the").text) == [
        *("Đà Nẵng", "Đắk Lắk", "Hà Nội", "Hà Tĩnh", "Hồ Chí Minh"),
    ]


def test_a_producer_with_nothing_on_sale_is_not_said_to_sell(client: FlaskClient) -> None:
    stories.goods(name="Cam Khe Mây")
    stories.producer()
    said = words(client.get("/chu-the"))
    assert "2 chủ thể, ai cũng đã xác minh giấy tờ" in said
    assert "đang bán trên sàn" not in said
    assert said.count("1 sản phẩm còn sao") == 1
    assert said.count("Chưa có sản phẩm nào đang bán") == 1


def test_a_place_without_goods_leads_to_places_with_some(client: FlaskClient) -> None:
    stories.goods(name="Cam Khe Mây")
    page = client.get("/dia-phuong/ha-tinh/huong-khe")
    assert "Chưa có sản phẩm còn sao nào từ đây." in words(page)
    near = page.text.partition('id="gan"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]+)">([^<]+)</a>', near) == [
        ("/dia-phuong/ha-tinh/huong-do", "Xã Hương Đô")
    ]
    assert 'id="gan"' not in client.get("/dia-phuong/ha-tinh/huong-do").text


def test_months_and_the_line_under_the_name_in_english(client: FlaskClient) -> None:
    stories.goods(name="Cam Khe Mây")
    assert "Đang mùa tháng 11" in words(client.get("/"))
    assert "<small>sản vật OCOP</small>" in client.get("/").text
    client.get("/ngon-ngu/en")
    said = words(client.get("/"))
    assert "In season in November" in said
    assert "November" in said.partition("In season in November")[2]
    assert "month 11" not in said.lower()
    assert "<small>OCOP products of Vietnam</small>" in client.get("/").text
    assert clock.today().month == 11


def test_a_line_of_the_operators_own_stays_as_it_is(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, tagline="chợ quê Hà Tĩnh"))
    client.get("/ngon-ngu/en")
    assert "<small>chợ quê Hà Tĩnh</small>" in client.get("/").text


def test_a_piece_of_a_box_is_called_as_the_box_calls_it(client: FlaskClient) -> None:
    stories.goods(
        name="Cháo rong biển",
        packs=(PackDataFactory(label="Hộp 6 gói", price=180_000),),
    )
    assert "30.000 đ/gói" in words(client.get("/san-pham"))
    client.get("/ngon-ngu/en")
    page = client.get("/san-pham")
    assert "30.000 đ/gói" in words(page), "in the language of the label beside it"
    assert '<small lang="vi">/hộp 6 gói</small>' in page.text
