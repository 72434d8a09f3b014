"""The list of products over HTTP: what its form of filters keeps."""

import re

from flask import Flask, url_for
from flask.testing import FlaskClient

from marketplace.catalog.facet_index import Facets
from marketplace.catalog.queries import slug_of
from marketplace.catalog.queries.filters import Filters
from marketplace.certification.reference import product_sets
from storefront.presenters.facets import facet_groups
from tests import stories


def _hidden(html: str) -> list[tuple[str, str]]:
    form = re.search(r'<form [^>]*id="loc".*?</form>', html, re.DOTALL)
    assert form
    return re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])


def test_ticking_a_box_stays_within_the_category(client: FlaskClient) -> None:
    answer = client.get("/san-pham?bo=1&bo=2&sao=4")
    assert answer.status_code == 200
    assert _hidden(answer.text) == [("bo", "1"), ("bo", "2")]


def test_ticking_a_box_keeps_the_order_of_a_list_that_shows_no_choice_of_orders(client: FlaskClient) -> None:
    answer = client.get("/san-pham?bo=1&xep=gia-tang")
    assert _hidden(answer.text) == [("bo", "1"), ("xep", "gia-tang")]


def test_a_category_is_headed_by_its_name(client: FlaskClient) -> None:
    assert f"<h1>{product_sets()[1].name}</h1>" in client.get("/san-pham?bo=1").text


def test_a_category_that_does_not_exist_is_an_empty_list_with_a_way_out(client: FlaskClient) -> None:
    answer = client.get("/san-pham?bo=999")
    assert answer.status_code == 200
    assert "<h1>Sản phẩm OCOP đang bán</h1>" in answer.text
    assert 'class="m-chip m-chip--on" href="/san-pham"' in answer.text


def test_a_page_beyond_the_last_leads_to_the_last(client: FlaskClient) -> None:
    answer = client.get("/san-pham?trang=100&sao=4")
    assert answer.headers["Location"] == "/san-pham?trang=1&sao=4"


def test_a_price_that_is_none_is_said_with_the_filter_open(client: FlaskClient) -> None:
    page = client.get("/san-pham?gia-tu=5.000,5").text
    assert "<title>Lỗi: " in page
    assert 'class="m-panel m-filter m-sticky" open' in page
    assert 'value="5.000,5"' in page


def test_a_page_does_not_grow_with_the_market(app: Flask) -> None:
    """Of a thousand producers the largest are offered, whoever is chosen among them, and a way to the rest."""
    counts = {number: number % 97 for number in range(1, 1_001)}
    names = {number: f"HTX {number:04}" for number in counts}
    facets = Facets(
        total=9,
        stars={},
        groups={},
        sets={},
        provinces={"42": 9},
        communes={},
        producers=counts,
        months={},
        in_stock=9,
        province_names={"42": "Hà Tĩnh"},
        producer_names=names,
    )
    with app.test_request_context():
        found = {each.name: each for each in facet_groups(Filters(producers=frozenset({97})), facets)}
        page = url_for("marketplace.storefront.producers")
    makers = found["chu-the"]
    # 97 is chosen though it has nothing; then those with 96, by name.
    assert [choice.value for choice in makers.choices] == ["97", "96", "193", "290", "387", "484"]
    assert len(makers.more) == 34
    assert {choice.count for choice in makers.more} == {93, 94, 95, 96}
    assert makers.rest is not None
    assert (makers.rest.label, makers.rest.url) == ("Tìm trong mọi chủ thể", page)
    assert found["tinh"].rest is None


def test_a_group_of_one_set_is_said_once_above_a_product(app: Flask, client: FlaskClient) -> None:
    only = next(number for number, each in product_sets().items() if each.name == each.group_name)
    goods = stories.goods(name="Đêm nghỉ nhà sàn", set_no=only)
    page = client.get(f"/san-pham/{slug_of(goods.product_id)}").text
    crumbs = page[page.index('class="m-crumbs') : page.index("<h1")]
    assert crumbs.count(product_sets()[only].name) == 1
