"""The market in a host that has its own accounts, its own tables and its own look, below a prefix."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from sqlalchemy import delete

from examples.host_app.portal import codes, desks, readers
from examples.host_app.portal.tables import Bookmark, Reader
from marketplace.accounts import services as accounts
from marketplace.accounts.identity import Person
from marketplace.accounts.policy import Role
from marketplace.kernel.db import session
from marketplace.orders import queries as orders
from marketplace.orders.links import key_of
from marketplace.orders.slips import slips
from tests import stories
from tests.conftest import state_of
from tests.plugin.buying import buy
from tests.plugin.conftest import MakePortal, put_on_sale
from tests.plugin.readers import browser_of, enter_reader
from tests.plugin.reading import addresses, press, status_of
from tests.web.desks import words

HERE = "/cho-ocop"
FRAME = '<header class="top"><nav aria-label="Cổng xã">'
NOT_FOUND = "<h1>Cổng xã không có trang này.</h1>"
OURS_ALONE = '<footer class="m-foot">'


@pytest.fixture
def slug(portal: Flask) -> str:
    return put_on_sale(portal)


def test_every_address_on_the_markets_pages_is_below_the_prefix_and_answers(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    assert "Cổng thông tin xã Hương Đô" in client.get("/").text
    product = f"{HERE}/san-pham/{slug}"
    seen: dict[str, str] = {}
    for path in (f"{HERE}/", f"{HERE}/san-pham", product, f"{HERE}/tim-kiem?q=cam", f"{HERE}/chu-the",
                 f"{HERE}/dia-phuong", f"{HERE}/gio-hang", f"{HERE}/thong-tin/sao-ocop"):  # fmt: skip
        page = client.get(path)
        assert page.status_code == 200, path
        seen |= dict.fromkeys(addresses(page), path)
    own = {"/", "/static/site.css", *(address for address in seen if address.startswith("/vao?next="))}
    assert [address for address in seen if address not in own and not address.startswith(f"{HERE}/")] == []
    assert product in seen
    assert any(address.startswith(f"{HERE}/static/marketplace/storefront/market.css?v=") for address in seen)
    assert any(address.startswith(f"{HERE}/anh/") for address in seen)
    posted = re.compile(rf"{HERE}/gio-hang/\w+$")
    answers = {
        address: status_of(client, address)
        for address in seen
        if address not in own and not posted.match(address)
    }
    assert set(answers.values()) == {200, 302}
    assert {address.partition("?")[0] for address, status in answers.items() if status == 302} == {
        f"{HERE}/ngon-ngu/en",
        f"{HERE}/tim-kiem",
    }


@pytest.mark.parametrize(
    "path", ["/san-pham", "/gio-hang", "/quan-ly/can-bo", "/healthz", "/static/marketplace/x"]
)
def test_nothing_of_the_market_lies_outside_the_prefix(portal: Flask, path: str) -> None:
    answer = portal.test_client().get(path)
    assert (answer.status_code, NOT_FOUND in answer.text) == (404, True)
    inside = {rule.rule for rule in portal.url_map.iter_rules() if rule.endpoint.startswith("marketplace.")}
    assert len(inside) > 60
    assert [rule for rule in inside if not rule.startswith(f"{HERE}/")] == []


def test_a_guest_buys(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    code, page = buy(client, HERE, slug)
    assert "Chờ chủ thể nhận" in page.text
    assert FRAME in page.text
    with portal.app_context():
        found = orders.order(code)
        assert found is not None
        assert (found.buyer_name, found.total) == ("Nguyễn Thị Lan", found.goods + found.shipping)
        assert [(line.product_name, line.quantity) for line in found.sellers[0].lines] == [("Cam Khe Mây", 2)]
    assert client.get(f"{HERE}/don-hang/{code}/hop-dong").status_code == 200
    cancelled = press(client, page, f"{HERE}/don-hang/{code}/huy/{code}-1", reason="changed_mind")
    assert cancelled.headers["Location"] == f"{HERE}/don-hang/{code}"
    assert "Đã huỷ" in client.get(f"{HERE}/don-hang/{code}").text


def test_mails_and_slips_lead_below_the_prefix(make_portal: MakePortal) -> None:
    portal = make_portal(MARKETPLACE_BASE_URL="https://huong-do.example.vn")
    slug = put_on_sale(portal)
    code, _page = buy(portal.test_client(), HERE, slug)
    with portal.app_context():
        key = key_of(code)
        found = orders.order(code)
        assert found is not None
        assert slips([(found, found.sellers[0])]).startswith(b"%PDF")
        assert state_of(portal).address == "https://huong-do.example.vn/cho-ocop"
    link = f"https://huong-do.example.vn/cho-ocop/don-hang/{code}?khoa={key}"
    to_buyer = [mail for mail in state_of(portal).ports["mail"].sent if mail.recipient == "lan@example.vn"]
    assert [link in mail.text for mail in to_buyer] == [True]
    # The link opens the order in a browser that has never been here.
    opened = portal.test_client().get(link.removeprefix("https://huong-do.example.vn"))
    assert (opened.status_code, code in opened.text) == (200, True)


def test_what_the_session_holds_is_the_markets_own(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    client.get("/vao")
    press(client, client.get(f"{HERE}/san-pham/{slug}"), f"{HERE}/gio-hang/them", quantity="1")
    client.get(f"{HERE}/ngon-ngu/en?next={HERE}/gio-hang")
    with client.session_transaction() as kept:
        # The host's CSRFProtect keeps its token; the other keys are ours.
        ours = set(kept) - {"csrf_token"}
    assert ours == {"_marketplace_cart", "_marketplace_locale", "_marketplace_notes"}
    page = client.get(f"{HERE}/gio-hang").text
    assert '<html lang="en">' in page
    assert "Đã thêm 1 thùng Cam Khe Mây vào giỏ" in page, "said in the language in which it was noted"
    code, _page = buy(client, HERE, slug)
    with client.session_transaction() as kept:
        assert set(kept) == {
            "csrf_token", "_marketplace_locale", "_marketplace_orders", "_marketplace_province"
        }  # fmt: skip
        assert kept["_marketplace_orders"] == [code]


def test_notes_of_the_host_wait_for_the_hosts_pages(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    with client.session_transaction() as kept:
        kept["_flashes"] = [("message", "Lịch họp thôn đã đổi.")]
    cart = press(client, client.get(f"{HERE}/san-pham/{slug}"), f"{HERE}/gio-hang/them", quantity="1")
    page = client.get(cart.headers["Location"])
    assert "Đã thêm 1 thùng Cam Khe Mây vào giỏ" in page.text
    assert "Lịch họp thôn đã đổi." not in page.text
    front = client.get("/")
    assert '<p role="status">Lịch họp thôn đã đổi.</p>' in front.text
    assert "Đã thêm 1 thùng Cam Khe Mây vào giỏ" not in front.text


def test_the_hosts_frame_is_around_the_markets_pages(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    for path in ("/", f"/san-pham/{slug}", "/gio-hang", "/thong-tin/sao-ocop"):
        page = client.get(HERE + path).text
        assert FRAME in page, path
        assert OURS_ALONE not in page, path
        assert page.count("<h1") == 1, path
        # What the law wants on every page is the frame's to lead to, whoever draws it.
        for info in ("gioi-thieu", "quy-che", "bao-ve-du-lieu", "khieu-nai"):
            assert f'href="{HERE}/thong-tin/{info}"' in page, path
    # What the host did not replace is ours.
    assert "Thêm vào giỏ" in client.get(f"{HERE}/san-pham/{slug}").text


def test_a_reader_is_known_by_the_hosts_account(portal: Flask, slug: str) -> None:
    guest = portal.test_client()
    answer = guest.get(f"{HERE}/tai-khoan")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/vao?next=/cho-ocop/tai-khoan")
    enter_reader(portal, "hanh@huong-do.vn")
    client = browser_of(portal, "hanh@huong-do.vn")
    page = client.get(f"{HERE}/tai-khoan")
    assert "Chào Chị Hạnh" in words(page)
    assert "hanh@huong-do.vn" in words(page)
    assert '<a class="m-more" href="/">Trang của cổng xã</a>' in page.text
    assert 'href="/ra"' in page.text
    assert press(client, client.get("/ra"), "").headers["Location"] == "/"
    assert client.get(f"{HERE}/tai-khoan").status_code == 302


def test_one_comes_back_to_where_one_was_asked_to_sign_in(portal: Flask, slug: str) -> None:
    enter_reader(portal, "hanh@huong-do.vn")
    client = portal.test_client()
    asked = client.get(f"{HERE}/tai-khoan/don-hang?trang=2").headers["Location"]
    wrong = press(client, client.get(asked), "", email="hanh@huong-do.vn", password="sai")
    assert wrong.status_code == 422
    typed = {"email": "hanh@huong-do.vn", "password": "cam-khe-may-2026"}
    answer = press(client, client.get(asked), "", **typed)
    assert answer.headers["Location"] == f"{HERE}/tai-khoan/don-hang?trang=2"
    assert client.get(answer.headers["Location"]).status_code == 200


def test_staff_need_the_hosts_second_factor(portal: Flask, slug: str) -> None:
    for email, shows_code in (("mot@huong-do.vn", False), ("hai@huong-do.vn", True)):
        reader = enter_reader(portal, email, shows_code=shows_code)
        with portal.app_context():
            user = accounts.actor_of(Person(f"reader:{reader}", email, "Cán bộ")).id
            assert user is not None
            accounts.grant(stories.SYSTEM, user, Role.OFFICER, "province", "42")
    # Who may work here is told what is missing, and led to the host's page for it and back.
    one = browser_of(portal, "mot@huong-do.vn")
    shut = one.get(f"{HERE}/quan-ly/can-bo")
    assert (shut.status_code, "Bàn làm việc này cần bảo mật hai lớp" in words(shut)) == (403, True)
    assert FRAME in shut.text
    assert one.post(f"{HERE}/quan-ly/can-bo/so/moi").status_code in {400, 404}
    at = "/ma?next=/cho-ocop/quan-ly/can-bo"
    assert at in addresses(shut)
    page = one.get(at)
    key = re.search(r"<b>([A-Z2-7]{32})</b>", page.text)
    assert key is not None
    assert press(one, page, "", code="000000x").status_code == 422
    assert one.get(f"{HERE}/quan-ly/can-bo").status_code == 403
    shown = press(one, one.get(at), "", code=codes.code_at(key.group(1), codes.step_now()))
    assert shown.headers["Location"] == f"{HERE}/quan-ly/can-bo"
    assert one.get(f"{HERE}/quan-ly/can-bo").status_code == 200
    # Nobody else learns that there is a desk.
    enter_reader(portal, "ba@huong-do.vn")
    assert browser_of(portal, "ba@huong-do.vn").get(f"{HERE}/quan-ly/can-bo").status_code == 404
    desk = browser_of(portal, "hai@huong-do.vn").get(f"{HERE}/quan-ly/can-bo")
    assert desk.status_code == 200
    assert [address for address in addresses(desk) if not address.startswith(f"{HERE}/")] == []


def test_whom_the_host_lets_go_and_who_loses_a_role_is_out_at_once(portal: Flask, slug: str) -> None:
    with portal.app_context():
        ids = {}
        for name in ("mot", "hai"):
            reader = readers.enter(f"{name}@huong-do.vn", name, "cam-khe-may-2026", codes=True)
            ids[name] = reader.id, desks.open_desk(reader, "officer:province:42")
    one, two = (browser_of(portal, f"{name}@huong-do.vn") for name in ids)
    desk = f"{HERE}/quan-ly/can-bo"
    assert [each.get(desk).status_code for each in (one, two)] == [200, 200]
    with portal.app_context():
        accounts.take_role(stories.SYSTEM, ids["mot"][1], Role.OFFICER, "province", "42")
    assert one.get(desk).status_code == 404
    assert one.get(f"{HERE}/tai-khoan").status_code == 200
    assert desk not in addresses(one.get(f"{HERE}/"))
    with portal.app_context():
        session().execute(delete(Reader).where(Reader.id == ids["hai"][0]))
        session().commit()
    gone = two.get(desk)
    assert (gone.status_code, gone.headers["Location"]) == (302, f"/vao?next={desk}")
    assert two.post(f"{desk}/so/moi", headers={"Origin": "http://localhost"}).status_code in {400, 404}


def test_the_hosts_404_stays_the_hosts(portal: Flask, slug: str) -> None:
    client = portal.test_client()
    for path in ("/khong-co", f"{HERE}/khong-co-trang-nay"):
        answer = client.get(path)
        assert (answer.status_code, NOT_FOUND in answer.text) == (404, True), path
    # A product that is not there is ours to explain, in the host's frame.
    ours = client.get(f"{HERE}/san-pham/khong-co")
    assert ours.status_code == 404
    assert FRAME in ours.text
    assert "Không có trang này" in words(ours)
    assert NOT_FOUND not in ours.text


def test_a_reader_keeps_a_product_and_has_it_in_the_basket(portal: Flask, slug: str) -> None:
    reader = enter_reader(portal, "hanh@huong-do.vn")
    client = browser_of(portal, "hanh@huong-do.vn")
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/ra").text)
    assert token is not None
    answer = client.post(f"/giu-lai/{slug}", data={"csrf_token": token.group(1)})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{HERE}/gio-hang")
    assert "Cam Khe Mây" in client.get(f"{HERE}/gio-hang").text
    with portal.app_context():
        kept = session().query(Bookmark.reader_id, Bookmark.slug).all()
        assert [tuple(row) for row in kept] == [(reader, slug)]


def test_the_readers_command_enters_one(portal: Flask) -> None:
    done = portal.test_cli_runner().invoke(
        args=["enter-reader", "ba@huong-do.vn", "Anh Ba", "--password", "mot-hai-ba-bon"]
    )
    assert (done.exit_code, done.output) == (0, "Anh Ba may sign in as ba@huong-do.vn\n")
    with portal.app_context():
        assert [reader.email for reader in session().query(Reader)] == ["ba@huong-do.vn"]


@pytest.mark.parametrize(
    ("name", "not_here"),
    [("chu-the", "Gửi lại thư xác nhận"), ("can-bo", "Chép các mã khôi phục ra giấy")],
)
def test_guides_tell_of_the_hosts_accounts(portal: Flask, name: str, not_here: str) -> None:
    page = portal.test_client().get(f"/cho-ocop/huong-dan/{name}").text
    assert "tài khoản của trang này" in page
    assert not_here not in page


def test_health_below_the_prefix(portal: Flask) -> None:
    answer = portal.test_client().get(f"{HERE}/healthz")
    assert (answer.status_code, json.loads(answer.text)) == (
        200,
        {"status": "ok", "database": "ok", "migrations": "ok", "jobs": "ok"},
    )
