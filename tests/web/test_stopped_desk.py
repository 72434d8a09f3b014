"""The desk of a producer that has closed, or is stopped: what it says, and that nothing is offered that is refused."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.accounts.policy import Role
from marketplace.producers import services
from marketplace.producers.kinds import PaperKind
from tests import stories
from tests.factories import PaperDataFactory, days_ahead
from tests.web.desks import NewClient, browser, statements, words

HOME = "/quan-ly/chu-the"
NEVER = (
    "/giay-to/moi",
    "/thay",
    "/san-pham/moi",
    "/san-pham/nhap",
    "/kho/moi",
    "/kho/muc-bao",
    "/ngay-nghi/them",
    "/gui-duyet",
    "/ban-lai",
)
"""What the addresses of things that a closed producer cannot do any more have in them."""


TYPED = {"counted": "10", "reason": "Kiểm kho", "email": "lan@example.vn", "role": "producer_packer"}
"""What the forms that are left ask for."""


def main_part(text: str) -> str:
    return text[text.index("<main") : text.index("</main>")]


def offered(page: str) -> tuple[set[str], set[str]]:
    """The addresses of the links of a page, its menu included, and those that its forms and buttons are sent to."""
    inside = main_part(page)
    menu = re.search(r'<nav class="m-menu.*?</nav>', page, re.DOTALL)
    everything = inside + (menu.group() if menu else "")
    links = {unescape(each) for each in re.findall(r'<a [^>]*?href="([^"]+)"', everything)}
    posts = set()
    for form in re.findall(r"<form[^>]*>.*?</form>", inside, re.DOTALL):
        if 'method="post"' in form and not re.search(r"<fieldset[^>]* disabled", form):
            posts |= set(re.findall(r'(?:form)?action="([^"]+)"', form))
    # Another language shows the same desk.
    return {each for each in links if each.startswith("/") and "/ngon-ngu" not in each}, {
        unescape(each) for each in posts
    }


def walk(client: FlaskClient) -> tuple[dict[str, str], set[str]]:
    """Every page that the desk leads to from its first one, and what it can be sent."""
    seen: dict[str, str] = {}
    posts: set[str] = set()
    waiting = [HOME]
    while waiting:
        at = waiting.pop().partition("#")[0]
        if at in seen:
            continue
        answer = client.get(at, follow_redirects=True)
        assert answer.status_code == 200, at
        data = answer.data
        seen[at] = data.decode() if answer.mimetype == "text/html" else ""
        if not at.startswith(HOME) or not seen[at]:
            continue
        links, forms = offered(seen[at])
        posts |= forms
        waiting += sorted(links)
    return seen, posts


@pytest.fixture
def goods(app: Flask) -> stories.Goods:
    """A producer with everything a desk can show: goods, a draft, papers that end, an account, days off."""
    goods = stories.goods()
    owner = stories.owner(goods.producer_id)
    paper = PaperDataFactory(kind=PaperKind.HACCP, number="H1", expires_on=days_ahead(20))
    services.verify_paper(stories.officer(2), services.add_paper(owner, goods.producer_id, paper))
    services.add_paper(owner, goods.producer_id, PaperDataFactory(kind=PaperKind.GMP, number="G1"))
    services.add_closed_dates(owner, goods.producer_id, days_ahead(30), days_ahead(31), "Giỗ")
    return goods


def test_a_closed_desk_offers_nothing_that_is_refused(goods: stories.Goods, new_client: NewClient) -> None:
    owner = browser(new_client, stories.owner(goods.producer_id))
    before, _posts = walk(owner)
    assert any("/giay-to/moi" in each for each in before)
    assert any("/san-pham/moi" in each for each in before)
    services.close(stories.officer(1), goods.producer_id, "Giải thể")
    seen, posts = walk(owner)
    said = "Chủ thể đã đóng từ 21/11/2026: Giải thể. Không bán, không nhập thêm hàng"
    for at in (HOME, f"{HOME}/giay-to", f"{HOME}/san-pham", f"{HOME}/kho", f"{HOME}/ngay-nghi"):
        assert said in " ".join(re.sub(r"<[^>]+>", " ", unescape(seen[at])).split()), at
    assert [each for each in (*seen, *posts) if any(part in each for part in NEVER)] == []
    assert "Giá và thứ tự ảnh đổi ngay" not in seen[f"{HOME}/san-pham/{goods.product_id}"]
    assert {"/tai-khoan/du-lieu", "/quan-ly/dang-ky-ban/nhan-chu-the"} <= set(seen)
    # Each button that is left does what it says.
    for at in sorted(posts):
        answer = owner.post(at, data=TYPED)
        assert answer.status_code in {200, 302}, at
        if answer.status_code == 302:
            after = main_part(owner.get(answer.headers["Location"], follow_redirects=True).text)
            assert 'role="alert"' not in after, at


def test_a_stopped_desk_offers_what_helps_to_come_back(goods: stories.Goods, new_client: NewClient) -> None:
    owner = browser(new_client, stories.owner(goods.producer_id))
    services.suspend(stories.officer(1), goods.producer_id, "Giấy tờ không khớp", paper_no="5/QĐ")
    seen, posts = walk(owner)
    assert "Chủ thể bị tạm dừng từ 21/11/2026 theo 5/QĐ: Giấy tờ không khớp." in words(owner.get(HOME))
    assert [each for each in seen if each.startswith(f"{HOME}/giay-to/moi")] != []
    assert "vì giấy tờ" not in seen[f"{HOME}/giay-to"], "no paper of theirs is the reason"
    gone = ("/san-pham/moi", "/san-pham/nhap", "/kho/moi", "/kho/muc-bao")
    assert [each for each in (*seen, *posts) if any(part in each for part in gone)] == []
    services.reinstate(stories.officer(2), goods.producer_id, "Đã bổ sung")
    again, _posts = walk(owner)
    assert any("/san-pham/moi" in each for each in again)
    assert "tạm dừng" not in words(owner.get(HOME))


def test_who_works_for_another_one_besides_goes_on_with_that(
    goods: stories.Goods, new_client: NewClient
) -> None:
    other = stories.producer(display_name="HTX Bên Cạnh")
    held = [(Role.PRODUCER_OWNER, "producer", str(each)) for each in (goods.producer_id, other)]
    both = stories.person("hai-noi", *held)
    desk = browser(new_client, both)
    services.close(stories.officer(1), goods.producer_id, "Giải thể")
    page = desk.get(f"{HOME}/san-pham")
    assert f'href="{HOME}/san-pham/moi"' in page.text
    assert desk.get(f"{HOME}/giay-to?co-so={goods.producer_id}").text.count("/giay-to/moi") == 0
    assert f"{HOME}/giay-to/moi?co-so={other}" in desk.get(f"{HOME}/giay-to?co-so={other}").text


def test_a_desk_that_works_asks_no_statement_more(goods: stories.Goods, new_client: NewClient) -> None:
    owner = browser(new_client, stories.owner(goods.producer_id))
    owner.get(f"{HOME}/kho")
    with statements() as working:
        owner.get(f"{HOME}/kho")
    services.close(stories.officer(1), goods.producer_id, "Giải thể")
    owner.get(f"{HOME}/kho")
    with statements() as closed:
        owner.get(f"{HOME}/kho")
    assert len(closed) <= len(working) + 1
