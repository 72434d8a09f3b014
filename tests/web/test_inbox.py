"""The inbox, the bell, the wishes and the links in mails, through the pages."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from marketplace.accounts import queries as accounts
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications import inbox, wishes
from marketplace.notifications.kind import Topic, Way
from marketplace.notifications.models import Wish
from marketplace.notifications.services import notify
from marketplace.notifications.wish_links import token_of
from tests import stories
from tests.web.desks import NewClient, browser, statements, words

AT = "/tai-khoan/thong-bao"


def id_of(actor: Actor) -> int:
    assert actor.id is not None
    return actor.id


def tell(actor: Actor, *products: str) -> list[int]:
    for product in products:
        path = f"/quan-ly/chu-the/san-pham/{len(product)}"
        notify("product_sent_back", product, [id_of(actor)], path=path, product=product, remark="<b>Mờ</b>")
    return [each.id for each in inbox.inbox(id_of(actor), size=100).page.items]


def unread(actor: Actor) -> int:
    return inbox.inbox(id_of(actor)).unread


@pytest.fixture
def mai(app: Flask) -> Actor:
    return stories.person("mai")


@pytest.fixture
def client(mai: Actor, new_client: NewClient) -> FlaskClient:
    return browser(new_client, mai)


def test_an_empty_inbox_says_what_will_lie_in_it(client: FlaskClient) -> None:
    page = client.get(AT)
    assert "Chưa có tin nào." in words(page)
    assert page.text.count("/tai-khoan/thong-bao/tuy-chon") == 2
    assert "<b>" not in page.text.partition("m-icons")[2].partition("</span></a>")[0]


def test_the_bell_counts_on_every_page(mai: Actor, client: FlaskClient, new_client: NewClient) -> None:
    tell(mai, *(f"hàng {number}" for number in range(3)))
    for page in ("/", "/tai-khoan", AT):
        assert "<b>3</b>" in client.get(page).text
    guest = new_client().get("/")
    assert AT not in guest.text
    tell(mai, *(f"món {number}" for number in range(100)))
    assert "<b>99+</b>" in client.get("/").text


def test_the_bell_rings_at_the_desks(app: Flask, new_client: NewClient) -> None:
    officer = stories.officer()
    client = browser(new_client, officer)
    notify("product_waiting", "1", [id_of(officer)], path="/x", product="Cam", seller="HTX")
    assert f'href="{AT}"' in client.get("/quan-ly/can-bo").text
    assert '<b>1</b><span class="m-vh"> thông báo chưa đọc' in client.get("/quan-ly/can-bo").text


def test_looking_reads_nothing_and_what_people_wrote_is_text(mai: Actor, client: FlaskClient) -> None:
    tell(mai, "Cam")
    for _ in range(2):
        page = client.get(AT)
        assert "Cam: cần sửa trước khi duyệt" in words(page)
    assert "&lt;b&gt;Mờ&lt;/b&gt;" in page.text
    assert "<b>Mờ" not in page.text
    (notice,) = tell(mai)
    assert client.get(f"{AT}/{notice}/mo").status_code == 405
    assert unread(mai) == 1


def test_opening_leads_to_the_action(mai: Actor, client: FlaskClient) -> None:
    (notice,) = tell(mai, "Cam")
    answer = client.post(f"{AT}/{notice}/mo")
    assert (answer.status_code, answer.location) == (302, "/quan-ly/chu-the/san-pham/3")
    assert unread(mai) == 0


def test_others_find_nothing(mai: Actor, new_client: NewClient) -> None:
    (notice,) = tell(mai, "Cam")
    other = browser(new_client, stories.person("lan"))
    assert other.post(f"{AT}/{notice}/mo").status_code == 404
    assert other.post(f"{AT}/{notice}/da-doc").status_code == 404
    assert "Cam" not in words(other.get(AT))
    assert new_client().post(f"{AT}/{notice}/mo").status_code == 404
    assert unread(mai) == 1


def test_read_and_back_to_where_one_was(mai: Actor, client: FlaskClient) -> None:
    *_rest, notice = tell(mai, "Cam", "Bưởi")
    at = f"{AT}?loc=chua-doc"
    answer = client.post(f"{AT}/{notice}/da-doc", data={"next": at})
    assert (answer.status_code, answer.location) == (302, at)
    assert client.post(f"{AT}/{notice}/da-doc", data={"next": "https://evil.example"}).location == AT
    assert "Chưa đọc (1)" in words(client.get(at))
    assert unread(mai) == 1


def test_all_that_was_shown_is_read(mai: Actor, client: FlaskClient) -> None:
    newest, *_rest = tell(mai, "Cam", "Bưởi")
    tell(mai, "Chè")
    assert client.post(f"{AT}/da-doc", data={"until": str(newest)}).location == AT
    page = client.get(AT)
    assert "Đã đánh dấu 2 tin là đã đọc." in words(page)
    assert unread(mai) == 1
    for odd in ("", "x", "-1", str(10**12)):
        client.post(f"{AT}/da-doc", data={"until": odd})
    assert unread(mai) == 1


def test_filters_pages_and_odd_addresses(mai: Actor, client: FlaskClient) -> None:
    tell(mai, *(f"hàng {number}" for number in range(25)))
    assert "25 tin, mới nhất ở trên" in words(client.get(AT))
    assert words(client.get(f"{AT}?trang=2")).count("cần sửa trước khi duyệt") == 5
    assert words(client.get(f"{AT}?trang=99")).count("cần sửa trước khi duyệt") == 5
    assert "Mục này chưa có tin nào." in words(client.get(f"{AT}?muc=papers"))
    assert "25 tin" in words(client.get(f"{AT}?muc=gi-do&loc=la"))


@pytest.mark.parametrize("count", [1, 60])
def test_the_inbox_costs_the_same_however_much_lies_in_it(
    mai: Actor, client: FlaskClient, count: int
) -> None:
    tell(mai, *(f"hàng {number}" for number in range(count)))
    client.get(AT)
    with statements() as sent:
        client.get(AT)
    # The session, the person with the number on the bell, the basket, the topics, the notices.
    assert len([each for each in sent if "mkt_notifications" in each]) == 3


def test_wishes_are_kept(mai: Actor, client: FlaskClient) -> None:
    page = client.get(f"{AT}/tuy-chon")
    assert "mai@example.vn" in words(page)
    sent = client.post(f"{AT}/tuy-chon", data={"way-orders": "daily", "locale": "en"})
    assert (sent.status_code, sent.location) == (302, f"{AT}/tuy-chon")
    kept = wishes.wishes_of(mai)
    assert (kept.ways[Topic.ORDERS], kept.locale) == (Way.DAILY, "en")
    page = client.get(f"{AT}/tuy-chon")
    assert '<option value="daily" selected>' in page.text
    assert "Đã lưu cách nhận tin." in words(page)


@pytest.mark.parametrize(
    "data",
    [{"way-orders": "never", "locale": "vi"}, {"way-orders": "now", "locale": "fr"}, {"way-orders": "now"}],
)
def test_a_refused_form_keeps_what_was_chosen_and_changes_nothing(
    mai: Actor, client: FlaskClient, data: dict[str, str]
) -> None:
    page = client.post(f"{AT}/tuy-chon", data=data)
    assert page.status_code == 422
    assert 'role="alert"' in page.text
    if data["way-orders"] == "now":
        assert '<option value="now" selected>' in page.text
    assert session().execute(select(func.count()).select_from(Wish)).scalar_one() == 0
    assert accounts.user(id_of(mai)).locale == "vi"


def test_a_mail_program_stops_mails_without_signing_in(mai: Actor, new_client: NewClient) -> None:
    (link,) = [f"/thu/thoi-nhan/{token_of(id_of(mai), Topic.LISTING)}"]
    asked = new_client().get(link)
    assert "Không gửi thư về “Sản phẩm trên quầy” nữa?" in words(asked)
    assert wishes.wishes_of(mai).ways.get(Topic.LISTING) is None
    assert session().execute(select(func.count()).select_from(Wish)).scalar_one() == 0
    done = new_client().post(link, data={"List-Unsubscribe": "One-Click"})
    # A redirect would not be followed (RFC 8058, 3.1).
    assert (done.status_code, "Đã thôi gửi thư" in words(done)) == (200, True)
    assert session().execute(select(Wish.user_id, Wish.topic, Wish.way)).all() == [
        (id_of(mai), "listing", "inbox")
    ]


def test_a_link_that_is_not_ours_stops_nothing(mai: Actor, new_client: NewClient) -> None:
    token = token_of(id_of(mai), Topic.LISTING)
    for forged in (token[:-1] + ("0" if token[-1] != "0" else "1"), "x", token.replace("listing", "orders")):
        assert new_client().post(f"/thu/thoi-nhan/{forged}").status_code == 404
    assert session().execute(select(func.count()).select_from(Wish)).scalar_one() == 0


def test_the_operators_log_shows_the_mail_of_a_notice(mai: Actor, new_client: NewClient) -> None:
    tell(mai, "Cam")
    operator = browser(new_client, stories.operator())
    page = operator.get("/quan-ly/van-hanh/thu?loai=product_sent_back")
    assert "Cam: cần sửa trước khi duyệt" in words(page)
    assert "Sản phẩm phải sửa" in words(page)


def test_every_mail_can_be_looked_at_in_both_languages(app: Flask, new_client: NewClient) -> None:
    operator = browser(new_client, stories.operator())
    listed = operator.get("/quan-ly/van-hanh/thu/mau")
    assert "Thư gộp trong ngày" in words(listed)
    shown = operator.get("/quan-ly/van-hanh/thu/mau/product_sent_back?tieng=en")
    assert "The officer wrote: Ảnh thứ hai mờ, chưa thấy rõ tem." in words(shown)
    markup = operator.get("/quan-ly/van-hanh/thu/mau/product_sent_back/ban-html?tieng=en")
    assert "sandbox" in markup.headers["Content-Security-Policy"]
    assert '<html lang="en">' in markup.text
    assert operator.get("/quan-ly/van-hanh/thu/mau/khong-co").status_code == 404
    assert operator.get("/quan-ly/van-hanh/thu/mau/khong-co/ban-html").status_code == 404
