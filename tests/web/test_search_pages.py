"""Looking for things over HTTP: what is offered while somebody types, and what is said of what was found."""

import re

import pytest
from flask.testing import FlaskClient

from marketplace.search import services as search
from marketplace.search.reading import stars_asked
from tests import stories
from tests.web.desks import words


@pytest.fixture
def goods() -> stories.Goods:
    made = stories.goods(name="Cam Khe Mây")
    search.rebuild()
    return made


def offered(client: FlaskClient, typed: str) -> list[tuple[str, str]]:
    items = client.get("/goi-y", query_string={"q": typed}).get_json()["items"]
    return [(item["label"], item["url"]) for item in items]


def test_a_province_is_offered_first_when_it_is_called_so(client: FlaskClient, goods: stories.Goods) -> None:
    for typed in ("ha tinh", "Hà Tĩnh", "tỉnh hà tĩnh", "haf tinhx"):
        assert offered(client, typed)[0] == ("Tỉnh Hà Tĩnh", "/dia-phuong/ha-tinh"), typed
    assert ("Xã Cẩm Bình, Hà Tĩnh", "/dia-phuong/ha-tinh/cam-binh") in offered(client, "ha tinh")


def test_a_province_that_begins_so_stands_behind_the_products(
    client: FlaskClient, goods: stories.Goods
) -> None:
    labels = [label for label, _url in offered(client, "ca")]
    assert labels.index("Cam Khe Mây") < labels.index("Tỉnh Cà Mau")


def test_a_former_province_leads_to_the_one_it_went_into(client: FlaskClient) -> None:
    assert ("Tỉnh Khánh Hòa", "/dia-phuong/khanh-hoa") in offered(client, "ninh thuan")


def test_a_search_for_a_province_leads_to_its_page(client: FlaskClient, goods: stories.Goods) -> None:
    assert '<a class="m-chip" href="/dia-phuong/ha-tinh">' in client.get("/tim-kiem?q=ha+tinh").text


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("4 sao", (4, "")),
        ("4sao", (4, "")),
        ("OCOP 5 SAO", (5, "")),
        ("sản phẩm 3 sao", (3, "")),
        ("4 stars", (4, "")),
        ("cam 4 sao hà tĩnh", (4, "cam hà tĩnh")),
        ("chè sao", None),
        ("2 sao", None),
        ("14 sao", None),
        ("4", None),
        ("", None),
    ],
)
def test_a_number_of_stars_is_read(typed: str, asked: tuple[int, str] | None) -> None:
    assert stars_asked(typed) == asked


def test_stars_that_are_searched_for_narrow_the_list(client: FlaskClient) -> None:
    assert client.get("/tim-kiem?q=4+sao").headers["Location"] == "/san-pham?sao=4"
    assert client.get("/tim-kiem?q=cam+4+sao&tinh=42").headers["Location"] == "/tim-kiem?tinh=42&sao=4&q=cam"
    assert offered(client, "4 sao") == [("Sản phẩm 4 sao", "/san-pham?sao=4")]


def test_a_page_of_products_that_have_some_of_the_words_says_so(
    client: FlaskClient, goods: stories.Goods
) -> None:
    said = "Không có sản phẩm nào khớp đủ các chữ"
    some = words(client.get("/tim-kiem?q=cam+khe+xyz"))
    assert said in some
    assert "1 sản phẩm còn sao" in some
    every = words(client.get("/tim-kiem?q=cam+khe+m"))
    assert said not in every
    assert "1 sản phẩm còn sao" in every
    nothing = words(client.get("/tim-kiem?q=khong+co+gi"))
    assert said not in nothing
    assert "Không có sản phẩm nào khớp “khong co gi”" in nothing
    assert "Cam Khe Mây" not in [label for label, _url in offered(client, "cam khe xyz")]


def test_a_list_without_products_offers_no_empty_folds(client: FlaskClient) -> None:
    page = client.get("/san-pham?sao=5").text
    assert "Không có sản phẩm nào khớp điều kiện này" in page
    assert "Bỏ điều kiện ở trên, sản phẩm sẽ hiện lại." in page
    titles = re.findall(r"<summary>([^<]*)</summary><fieldset>", page)
    assert "Tỉnh, thành phố" not in titles
    assert "Nhóm hàng" in titles
    two = client.get("/san-pham?sao=5&con-hang=1").text
    assert "Không có sản phẩm nào khớp cả 2 điều kiện" in two


def test_the_browser_keeps_no_ticks_of_a_page_that_was_left(client: FlaskClient) -> None:
    page = client.get("/san-pham").text
    assert 'id="loc" action="/san-pham" autocomplete="off"' in page


def test_places_without_goods_are_not_among_those_with(client: FlaskClient, goods: stories.Goods) -> None:
    page = client.get("/dia-phuong").text
    having, lacking = page.split('id="chua"')
    assert '<a class="m-tile" href="/dia-phuong/ha-tinh">' in having
    assert "0 sản phẩm" not in having
    assert "/dia-phuong/ca-mau" not in having
    assert '<a class="m-chip" href="/dia-phuong/ca-mau">Cà Mau</a>' in lacking
