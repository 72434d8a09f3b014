"""What is typed into a listing and not saved: kept for whoever typed it, shown again anywhere, no part of a product."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.catalog.jobs import forget_unfinished
from marketplace.catalog.services import unfinished
from marketplace.catalog.work_models import Unfinished
from marketplace.kernel import clock
from marketplace.wiring import EVERY_MINUTE
from tests import stories
from tests.conftest import NOON
from tests.web.desks import NewClient, browser, words
from tests.web.listed import CARE, LIST, PACKS, Household, begin, fill, hidden, live


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def kept(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Unfinished)).scalar_one()


def test_what_was_typed_is_there_on_another_device_and_is_no_part_of_the_product(
    household: Household, new_client: NewClient, session: Session
) -> None:
    phone = browser(new_client, household.owner)
    product_id = begin(household, phone)
    at = f"{LIST}/{product_id}/bao-quan"
    page = phone.get(at).text
    assert f'data-autosave="/quan-ly/chu-the/san-pham/{product_id}/bao-quan/luu?v=1.0"' in page
    before = household.form(product_id)
    sent = {"usage": "Gọt vỏ,\r\năn tươi.", "months": "11 12", "shelf_life_days": "ba"}
    answer = phone.post(f"{at}/luu?v=1.0", data=sent)
    assert answer.json == {
        "saved": "Đã giữ chữ đang gõ lúc 12:00, chưa lưu.",
        "errors": {"shelf_life_days": "Nhập số ngày dùng được, từ 1."},
        "words": {},
    }
    assert household.form(product_id) == before

    desk = browser(new_client, household.owner).get(at)
    assert "Gọt vỏ,\năn tươi.</textarea>" in desk.text
    assert 'name="months" value="11" checked' in desk.text
    assert 'name="shelf_life_days" type="text" value="ba"' in desk.text
    assert "Chữ gõ dở lúc 12:00, 21/11/2026 còn nguyên" in words(desk)
    # The other steps say where something lies unsaved.
    assert "Còn chữ gõ dở chưa lưu Dùng, bảo quản" in words(phone.get(f"{LIST}/{product_id}"))
    # Colleagues see that somebody is at it, not what was typed.
    colleague = browser(new_client, stories.staff(household.producer)).get(at)
    assert "Gọt vỏ" not in colleague.text
    assert "Người khác của chủ thể đang gõ dở bước “Dùng, bảo quản”" in words(colleague)

    # Typed back to what is stored, it is finished; let go of, it is gone.
    phone.post(f"{at}/luu?v=1.0", data={"shelf_life_days": ""})
    assert kept(session) == 2
    assert phone.post(f"{at}/bo-go-do").status_code == 302
    assert "Gọt vỏ" not in phone.get(at).text
    assert kept(session) == 0


def test_saving_ends_what_was_unfinished_and_a_refused_form_keeps_it(
    household: Household, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/bao-quan"
    wrong = {**CARE, "shelf_life_days": "ba", "version": hidden(client, at)}
    assert client.post(at, data=wrong).status_code == 422
    # The browser is closed. What was sent is back.
    again = browser(new_client, household.owner).get(at)
    assert "Gọt vỏ, ăn tươi.</textarea>" in again.text
    assert 'name="shelf_life_days" type="text" value="ba"' in again.text
    assert client.post(at, data={**CARE, "version": hidden(client, at)}).status_code == 302
    assert kept(session) == 0
    assert household.form(product_id).data.shelf_life_days == 14


def test_of_a_field_that_both_changed_both_texts_are_shown(
    household: Household, new_client: NewClient
) -> None:
    slow, quick = browser(new_client, household.owner), browser(new_client, stories.staff(household.producer))
    product_id = begin(household, slow)
    at = f"{LIST}/{product_id}/bao-quan"
    slow.post(f"{at}/luu?v=1.0", data={"usage": "Vắt nước.", "storage": "Để mát."})
    saved = {**CARE, "storage": "", "version": hidden(quick, at)}
    assert quick.post(at, data=saved).status_code == 302
    # The slow one types on, on the page of before.
    slow.post(f"{at}/luu?v=1.0", data={"usage": "Vắt nước uống.", "warning": "Dị ứng"})
    page = slow.get(at)
    told = words(page)
    assert "Trong lúc anh chị gõ, người khác đã lưu 1 mục" in told
    assert "Vắt nước uống.</textarea>" in page.text
    assert "Người khác vừa lưu Gọt vỏ, ăn tươi." in told
    assert "Để mát.</textarea>" in page.text
    # What stands in the fields now has been seen beside the other: it is saved over it.
    mine = {**saved, "usage": "Vắt nước uống.", "storage": "Để mát.", "version": hidden(slow, at)}
    assert slow.post(at, data=mine).status_code == 302
    assert household.form(product_id).data.usage == "Vắt nước uống."


def test_rows_of_packs_are_found_again_by_what_they_are(household: Household, new_client: NewClient) -> None:
    client, other = (
        browser(new_client, household.owner),
        browser(new_client, stories.staff(household.producer)),
    )
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/quy-cach"
    row = {"pack-1-id": "", "pack-1-key": "", "pack-1-label": "Thùng 5 kg", "pack-1-price": "250.000"}
    row |= {"pack-1-gross": "5,9 kg", "pack-1-key": hidden(client, at, "pack-1-key")}
    answer = client.post(f"{at}/luu?v=1.0", data=row)
    assert answer.json == {
        "saved": "Đã giữ chữ đang gõ lúc 12:00, chưa lưu.",
        "errors": {},
        "words": {"gia-1-h": "Tức 50.000 đ/kg, đã gồm thuế.".replace(" đ/", "\u00a0đ/")},
    }
    page = client.get(at)
    assert 'name="pack-1-price" type="text" value="250.000"' in page.text
    assert "Gõ dở, chưa lưu" in words(page)
    assert household.form(product_id).packs == ()
    # A colleague saves this pack meanwhile: it has a number and another place now, and both prices are shown.
    saved = {**PACKS, "version": hidden(other, at)}
    assert other.post(at, data=saved).status_code == 302
    page = client.get(at)
    assert 'name="pack-0-price" type="text" value="250.000"' in page.text
    told = words(page)
    assert "Người khác vừa lưu giá: 225.000" in told
    assert "Người khác vừa lưu cân nặng: 5,6 kg" in told
    assert [pack.price for pack in household.form(product_id).packs] == [225_000]


def test_a_live_product_stays_as_it_is_while_somebody_types(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    product_id = live(household, client, browser(new_client, stories.officer(3)))
    at = f"{LIST}/{product_id}/quy-cach"
    (pack,) = household.form(product_id).packs
    row = {"pack-0-id": str(pack.id), "pack-0-label": "Thùng 5 kg", "pack-0-price": "1.000"}
    row |= {"pack-0-gross": "5,6 kg", "pack-0-active": ""}
    assert client.post(f"{at}/luu?v=2.0", data=row).status_code == 200
    shop = words(new_client().get("/san-pham/cam-khe-may"))
    assert "225.000 đ" in shop
    assert household.form(product_id).revision_id is None
    page = client.get(at).text
    assert 'name="pack-0-price" type="text" value="1.000"' in page
    assert 'name="pack-0-active" value="1">' in page


def test_what_waits_for_a_moderator_takes_no_typing(
    household: Household, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    fill(client, product_id)
    client.post(f"{LIST}/{product_id}/gui")
    answer = client.post(f"{LIST}/{product_id}/bao-quan/luu?v=1.0", data={"usage": "Khác"})
    assert answer.status_code == 409
    assert answer.json == {"refused": "Sản phẩm đang chờ duyệt. Rút về bản nháp rồi sửa."}
    assert kept(session) == 0
    assert "data-autosave" not in client.get(f"{LIST}/{product_id}/bao-quan").text


def test_a_text_that_no_field_takes_is_not_kept(
    household: Household, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/thong-tin/luu?v=1.0"
    assert client.post(at, data={"story": "x" * 20_001}).status_code == 409
    assert client.post(at, data={"unknown": "x"}).status_code == 200
    assert kept(session) == 0
    # Somebody else's product is nobody's business.
    stranger = browser(new_client, stories.owner(stories.producer()))
    assert stranger.post(at, data={"story": "x"}).status_code == 404
    assert stranger.post(f"{LIST}/{product_id}/thong-tin/bo-go-do").status_code == 404
    assert kept(session) == 0


def test_what_nobody_saves_is_let_go_of_after_ninety_days(
    household: Household, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    client.post(f"{LIST}/{product_id}/bao-quan/luu?v=1.0", data={"usage": "Gọt vỏ"})
    with clock.hold(NOON + timedelta(days=90)):
        assert unfinished.forget_old() == 0
    with clock.hold(NOON + timedelta(days=90, seconds=1)):
        assert forget_unfinished in EVERY_MINUTE
        forget_unfinished()
        assert kept(session) == 0
        assert unfinished.forget_old() == 0
