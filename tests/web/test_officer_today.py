"""An officer's first page: what waits for this very person, the urgent first, each line with the list behind it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from marketplace.catalog import services as catalog
from marketplace.certification import services as register
from marketplace.kernel import clock
from tests import stories
from tests.domain.producers.applications import build
from tests.factories import HA_NOI, RecognitionDataFactory, days_ago
from tests.web.desks import NewClient, browser, statements, words

DAY = "/quan-ly/can-bo/hom-nay"


def todos(response: TestResponse) -> list[tuple[str, str, str, str]]:
    """What stands on the page, line by line: kind, title, text, address."""
    assert response.status_code == 200
    found = re.findall(
        r'<a class="m-todo(?: m-todo--(\w+))?" href="([^"]+)">.*?<b>(.*?)</b>(?:<small>(.*?)</small>)?',
        response.text,
        re.DOTALL,
    )
    return [(kind, unescape(title), unescape(text), unescape(url)) for kind, url, title, text in found]


@pytest.fixture
def day_of_work(app: Flask) -> None:
    """In Hà Tĩnh: two applications, a product to look at, a failed and a begun inspection, a misused mark."""
    goods = stories.goods(recognised={"issued_on": days_ago(30)})
    assert goods.recognition_id is not None
    build.submitted()
    build.proposed(build.applicant("lan"), tax_code="042085001267")
    seller = stories.owner(goods.producer_id)
    catalog.submit(seller, stories.draft(seller, goods.producer_id))
    stories.submitted_proposal(goods.recognition_id)
    stories.inspection(by=stories.officer(1), producer_id=goods.producer_id, product_name="Kẹo cu đơ")
    stories.misuse(producer_id=goods.producer_id, product_name="Bánh gai")


def test_an_officer_reads_what_waits_the_urgent_first(day_of_work: None, new_client: NewClient) -> None:
    page = browser(new_client, stories.officer(1)).get(DAY)
    assert todos(page) == [
        ("warn", "1 vụ dùng tem sai chưa xử lý", "", "/quan-ly/can-bo/dung-tem-sai"),
        ("", "1 buổi kiểm tra đang ghi dở", "", "/quan-ly/can-bo/kiem-tra?cua=toi"),
        ("", "2 hồ sơ đăng ký chờ xem", "Chờ lâu nhất: dưới một giờ", "/quan-ly/can-bo/ho-so"),
        ("", "1 sản phẩm chờ duyệt", "Chờ lâu nhất: dưới một giờ", "/quan-ly/can-bo/san-pham"),
    ]
    for _kind, _title, _text, url in todos(page):
        assert browser(new_client, stories.officer(1)).get(url).status_code == 200


def test_what_is_another_persons_or_places_is_not_on_it(day_of_work: None, new_client: NewClient) -> None:
    colleague = todos(browser(new_client, stories.officer(2)).get(DAY))
    assert [title for _kind, title, _text, _url in colleague] == [
        "1 vụ dùng tem sai chưa xử lý",
        "2 hồ sơ đăng ký chờ xem",
        "1 sản phẩm chờ duyệt",
    ]
    elsewhere = browser(new_client, stories.officer(province=HA_NOI)).get(DAY)
    assert todos(elsewhere) == []
    assert "Không có việc nào chờ. Việc mới hiện ở đây và báo qua thư." in words(elsewhere)


def test_the_chair_reads_until_when_a_case_has_to_be_decided(
    day_of_work: None, new_client: NewClient
) -> None:
    due = clock.today() + timedelta(days=15)
    until = ("Hạn gần nhất: " + f"{due:%d/%m/%Y}", "/quan-ly/can-bo/de-nghi-thu-hoi")
    assert todos(browser(new_client, stories.chair()).get(DAY)) == [
        ("warn", "1 đề nghị thu hồi chờ quyết định", *until)
    ]
    with clock.hold(clock.now() + timedelta(days=16)):
        late = todos(browser(new_client, stories.chair()).get(DAY))
    assert late == [("bad", "1 đề nghị thu hồi chờ quyết định", *until)]


def test_the_page_costs_as_much_with_much_work_as_with_little(
    day_of_work: None, new_client: NewClient
) -> None:
    client = browser(new_client, stories.officer(1))
    client.get(DAY)
    with statements() as few:
        client.get(DAY)
    for number in range(5):
        goods = stories.goods(name=f"Cam {number}")
        stories.misuse(producer_id=goods.producer_id, product_name=f"Bánh {number}")
    with statements() as many:
        assert len(todos(client.get(DAY))) == 4
    assert len(many) == len(few)


def test_the_desk_of_an_officer_begins_with_it_and_that_of_an_auditor_does_not(
    app: Flask, new_client: NewClient
) -> None:
    officer = browser(new_client, stories.officer()).get("/quan-ly/can-bo")
    assert f'class="m-logo" href="{DAY}"' in officer.text
    operator = browser(new_client, stories.operator()).get("/quan-ly/can-bo")
    assert 'class="m-logo" href="/quan-ly/can-bo"' in operator.text
    assert DAY not in operator.text


def test_a_record_that_waits_for_a_second_officer_stands_on_the_page(
    app: Flask, new_client: NewClient
) -> None:
    record = register.enter(stories.officer(1), RecognitionDataFactory())
    register.submit(stories.officer(1), record)
    for number in (1, 2):
        page = browser(new_client, stories.officer(number)).get(DAY)
        assert todos(page) == [("", "1 bản ghi chưa có hiệu lực", "", "/quan-ly/can-bo?muc=waiting")]
    register.verify(stories.officer(2), record)
    assert todos(browser(new_client, stories.officer(2)).get(DAY)) == []
