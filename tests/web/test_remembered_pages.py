"""A page that is remembered is shown again only where it would be made the same at this second."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.catalog import services as catalog
from marketplace.catalog.queries import moderation, slug_of
from marketplace.catalog.services import listing
from marketplace.kernel import clock
from marketplace.media import services as media
from marketplace.producers import services as producers
from marketplace.search.index import Document, index
from marketplace.stock import services as stock
from marketplace.stock.take import Want
from storefront.pages import products as product_pages
from tests import stories
from tests.conftest import NOON, Statements, state_of
from tests.factories import PackDataFactory, ProducerDataFactory, ProductDataFactory
from tests.web.desks import browser, words

NewClient = Callable[[], FlaskClient]

KEPT = {"home": 1, "list": 1, "search": 1, "place": 1, "producer": 1, "producers": 1, "product": 2}
"""Statements of each page that is remembered: how fresh the listing is and, on a product's page, the lots."""


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    return stories.goods(name="Cam Khe Mây", summary="Cam của đồi Khe Mây.")


@pytest.fixture
def page(goods: stories.Goods) -> str:
    return f"/san-pham/{slug_of(goods.product_id)}"


def held(app: Flask) -> int:
    """How many pages are remembered."""
    return len(state_of(app).memo.get("storefront.pages", ()))


def test_the_second_visitor_gets_the_page_that_the_first_one_made(
    new_client: NewClient, goods: stories.Goods, page: str, statements: Statements
) -> None:
    client = new_client()
    producer = client.get(page).text.partition('href="/chu-the/')[2].partition('"')[0]
    addresses = {
        "home": "/",
        "list": "/san-pham?sao=4",
        "search": "/tim-kiem?q=cam",
        "place": "/dia-phuong/ha-tinh",
        "producer": f"/chu-the/{producer}",
        "producers": "/chu-the",
        "product": page,
    }
    made = {name: client.get(address).text for name, address in addresses.items()}
    other, seen = new_client(), {}
    for name, address in addresses.items():
        with statements() as sent:
            assert other.get(address).text == made[name], name
        seen[name] = len(sent)
    assert seen == KEPT


def test_the_star_page_looks_each_time(client: FlaskClient, goods: stories.Goods, page: str) -> None:
    """It says at which minute it looked, so it looks."""
    star = client.get(page).text.partition('href="/sao/')[2].partition('"')[0]
    assert "12:00" in words(client.get(f"/sao/{star}"))
    with clock.hold(NOON + timedelta(minutes=7)):
        assert "12:07" in words(client.get(f"/sao/{star}"))


def test_it_is_sent_packed_to_who_can_unpack_it(new_client: NewClient, page: str) -> None:
    client = new_client()
    plain = client.get(page)
    assert "Content-Encoding" not in plain.headers
    packed = client.get(page, headers={"Accept-Encoding": "br, gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 3 < len(plain.data)
    refused = client.get(page, headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data
    for answer in (plain, packed, refused):
        assert answer.mimetype == "text/html"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert client.head(page).data == b""


def test_nobody_gets_what_is_somebody_elses(
    app: Flask, new_client: NewClient, goods: stories.Goods, page: str
) -> None:
    guest = new_client()
    guest.get(page)
    signed_in = browser(new_client, stories.person("lan", name="Chị Lan"))
    before = held(app)
    mine = signed_in.get(page).text
    assert "Chị Lan" in mine
    assert held(app) == before
    assert "Chị Lan" not in new_client().get(page).text

    buying = new_client()
    buying.post("/gio-hang/them", data={"pack": goods.variant, "quantity": 3})
    note = words(buying.get(page))
    assert "3 món trong giỏ" in note
    assert "Đã thêm" in note
    assert "Đã thêm" not in words(buying.get(page))
    assert "3 món trong giỏ" in words(buying.get(page))
    assert "Giỏ hàng, đang trống" in words(guest.get(page))

    english = new_client()
    english.get("/ngon-ngu/en")
    assert "Add to basket" in english.get(page).text
    assert "Thêm vào giỏ" in guest.get(page).text

    sent_to = new_client()
    assert "Hà Nội" in words(sent_to.get(f"{page}?den=01")).partition("Giao ")[2][:40]
    # Whoever says it first is remembered to have said it, though the address was asked for before.
    late = new_client()
    late.get(f"{page}?den=01")
    assert "Giao Hà Nội" in words(late.get(page))
    assert "Giao Hà Nội" not in words(guest.get(page))


def _other_words(goods: stories.Goods) -> str:
    data = ProductDataFactory(
        name="Cam Khe Mây", summary="Cam của đồi Khe Mây.", story="Vườn của ba anh em nhà Long."
    )
    revision = catalog.edit(goods.seller, goods.product_id, data)
    assert revision is not None
    catalog.approve_revision(stories.officer(2), revision, 1)
    return "Vườn của ba anh em nhà Long."


def _other_price(goods: stories.Goods) -> str:
    catalog.set_price(goods.seller, goods.variant, 211_000)
    return "211.000 đ"


def _sold(goods: stories.Goods) -> str:
    stories.order((goods.variant, 9))
    return "Còn 41"


def _counted(goods: stories.Goods) -> str:
    stock.adjust(goods.seller, goods.producer_id, goods.lot, 33, "Đếm lại")
    return "Còn 33"


def _another_name(goods: stories.Goods) -> str:
    data = ProducerDataFactory(display_name="HTX Đồi Mây")
    producers.edit(stories.officer(1), goods.producer_id, replace(data, display_name="HTX Đồi Mây"))
    return "HTX Đồi Mây"


def _described(goods: stories.Goods) -> str:
    picture = stories.image(goods.seller, owner=f"producer:{goods.producer_id}")
    media.describe_image(goods.seller, picture, alt="Thùng cam trước sân", caption="ảnh chụp")
    return "Thùng cam trước sân"


def _paused(goods: stories.Goods) -> str:
    producers.suspend(stories.officer(2), goods.producer_id, "Giấy tờ không khớp")
    return "Người bán đang tạm dừng bán từ ngày 21/11/2026"


CHANGES = [_other_words, _other_price, _sold, _counted, _another_name, _described, _paused]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_the_next_look(
    client: FlaskClient, goods: stories.Goods, page: str, change: Callable[[stories.Goods], str]
) -> None:
    for _ in range(2):
        before = words(client.get(page)) + client.get(page).text
    said = change(goods)
    assert said not in before
    assert said in words(client.get(page)) + client.get(page).text


@pytest.mark.parametrize("change", [_other_words, _other_price, _another_name, _described, _paused])
def test_without_the_growing_number_it_would_not_be(
    client: FlaskClient,
    goods: stories.Goods,
    page: str,
    change: Callable[[stories.Goods], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The guard of the test above: with nothing counting changes, the old page is what is seen."""
    before = client.get(page).text
    monkeypatch.setattr(listing, "_grow", lambda: None)
    change(goods)
    assert client.get(page).text == before


def test_a_change_while_the_page_is_made_is_not_lost(
    client: FlaskClient, goods: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody commits between the first statement of a page and its last: the page may be old, its memory is not."""
    real = product_pages.presenter.list_view

    def slowly(*args: object, **values: object) -> object:
        view = real(*args, **values)  # type: ignore[arg-type]  # handed on as it came
        monkeypatch.setattr(product_pages.presenter, "list_view", real)
        catalog.set_price(goods.seller, goods.variant, 99_000)
        return view

    monkeypatch.setattr(product_pages.presenter, "list_view", slowly)
    assert "99.000 đ" not in words(client.get("/san-pham"))
    assert "99.000 đ" in words(client.get("/san-pham"))


def test_the_lowest_price_of_thirty_days_leaves_with_its_day(app: Flask, client: FlaskClient) -> None:
    goods = stories.goods(name="Cam Khe Mây")
    stories.lot(goods.seller, goods.producer_id, goods.variant, 20, code="Z", days=None)
    catalog.set_price(goods.seller, goods.variant, 150_000)
    with clock.hold(NOON + timedelta(hours=1)):
        catalog.set_price(goods.seller, goods.variant, 300_000)
    page, said = f"/san-pham/{slug_of(goods.product_id)}", "Giá thấp nhất 30 ngày qua: 150.000 đ"
    midnight = clock.end_exclusive(date(2026, 12, 21))
    with clock.hold(midnight - timedelta(seconds=1)):
        assert said in words(client.get(page))
        assert said in words(client.get(page))
    with clock.hold(midnight):
        assert said not in words(client.get(page))


def test_a_page_lasts_until_the_day_ends(new_client: NewClient, page: str, statements: Statements) -> None:
    client = new_client()
    last = clock.end_exclusive(date(2026, 11, 21)) - timedelta(seconds=1)

    def asked() -> int:
        with statements() as sent:
            client.get(page)
        return len(sent)

    assert asked() > KEPT["product"]
    assert asked() == KEPT["product"]
    with clock.hold(last):
        assert asked() == KEPT["product"]
    with clock.hold(last + timedelta(seconds=1)):
        assert asked() > KEPT["product"]
        assert asked() == KEPT["product"]
    # And whoever looks back at the day before does not get the page of the day after.
    with clock.hold(NOON):
        assert asked() > KEPT["product"]


def test_the_index_is_asked_whether_it_changed(client: FlaskClient, goods: stories.Goods, page: str) -> None:
    for _ in range(2):
        assert page not in client.get("/tim-kiem?q=zzqx").text
    index().replace([Document(goods.product_id, "Cam Khe Mây", "HTX", "Hà Tĩnh", "Trái cây", "zzqx")])
    assert page in client.get("/tim-kiem?q=zzqx").text


def test_a_search_without_its_index_is_made_again_once_it_answers(
    client: FlaskClient, goods: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = index()
    away = type(real)(real._path.with_name("nothing-here.db"))  # type: ignore[attr-defined]  # the embedded index has a file
    ports = dict(state_of(client.application).ports)
    monkeypatch.setitem(state_of(client.application).ports, "search", away)
    apart = client.get("/tim-kiem?q=cam").text
    assert client.get("/tim-kiem?q=cam").text == apart
    monkeypatch.setitem(state_of(client.application).ports, "search", ports["search"])
    assert client.get("/tim-kiem?q=cam").text != apart


def test_only_so_much_is_remembered(app: Flask, client: FlaskClient, goods: stories.Goods) -> None:
    client.get("/san-pham")
    assert held(app) == 1
    client.get("/san-pham?q=" + "x" * 600)
    assert held(app) == 1
    assert client.get("/san-pham/khong-co").status_code == 404
    assert client.get("/san-pham?trang=99").status_code == 302
    assert held(app) == 1


def test_a_product_in_many_lots_takes_no_more_memory_than_another(
    app: Flask, client: FlaskClient, goods: stories.Goods, page: str
) -> None:
    """What is kept of the lots is a print, however many there are."""
    for number in range(40):
        stories.lot(goods.seller, goods.producer_id, goods.variant, 1, code=f"NHIEU-{number}")
    client.get(page)
    (kept,) = state_of(app).memo["storefront.pages"]._pages.values()
    ((_ask, seen),) = kept.made_from.checks
    assert len(seen) == 16
    stock.sell(stories.GUEST, [Want(goods.variant, 1, "order-line:1", "Cam")])
    with_one_less = client.get(page)
    (after,) = state_of(app).memo["storefront.pages"]._pages.values()
    assert after is not kept
    assert with_one_less.status_code == 200


def test_nothing_is_remembered_where_a_host_has_not_asked_for_it(
    app: Flask, client: FlaskClient, goods: stories.Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_of(app)
    monkeypatch.setattr(state, "settings", replace(state.settings, page_memory_mb=0))
    assert client.get("/san-pham").status_code == 200
    assert "storefront.pages" not in state.memo


def test_a_pack_more_is_seen(client: FlaskClient, goods: stories.Goods, page: str) -> None:
    client.get(page)
    catalog.add_pack(goods.seller, goods.product_id, PackDataFactory(label="Túi lưới 2 kg", price=80_000))
    assert "Túi lưới 2 kg" not in client.get(page).text
    wanted = moderation.waiting(None).items[0].revision_id
    assert wanted is not None
    catalog.approve_revision(stories.officer(2), wanted, 1)
    assert "Túi lưới 2 kg" in client.get(page).text
