"""Remarks beside single parts of an offer: written by a moderator, read beside their fields, ticked off when mended."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.policy import Role
from marketplace.catalog.work_models import ListingRemark
from tests import stories
from tests.web.desks import NewClient, browser, words
from tests.web.listed import CARE, LIST, REVIEW, Household, begin, fill, hidden, jpeg, live


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def sent(household: Household, new_client: NewClient) -> int:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    fill(client, product_id)
    assert client.post(f"{LIST}/{product_id}/gui").status_code == 302
    return product_id


def said(session: Session) -> list[tuple[int, str, str]]:
    rows = session.execute(
        select(ListingRemark.round, ListingRemark.name, ListingRemark.text).order_by(ListingRemark.id)
    )
    return [tuple(row) for row in rows]


def test_each_remark_stands_beside_its_field_until_that_is_mended(
    household: Household, new_client: NewClient, session: Session
) -> None:
    product_id = sent(household, new_client)
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    form, at, review = household.form(product_id), f"{LIST}/{product_id}", f"{REVIEW}/{product_id}"
    page = officer.get(review)
    (pack,), photo = form.packs, form.images[1]
    for name in ("usage", f"pack.{pack.id}", f"image.{photo}"):
        assert f'name="nhac-{name}" form="tra-lai"' in page.text
    back = {
        "remark": "",
        "nhac-usage": "Ghi rõ ai không nên ăn.",
        f"nhac-pack.{pack.id}": "Cân lại cả thùng.",
        f"nhac-image.{photo}": "Ảnh mờ, chụp lại.",
        "nhac-storage": "  ",
        "version": hidden(officer, review),
    }
    assert officer.post(f"{review}/tra-lai", data=back).status_code == 302
    assert said(session) == [
        (1, "usage", "Ghi rõ ai không nên ăn."),
        (1, f"pack.{pack.id}", "Cân lại cả thùng."),
        (1, f"image.{photo}", "Ảnh mờ, chụp lại."),
    ]
    first = words(owner.get(at))
    assert "Còn 3 chỗ cán bộ nhắc chưa sửa Cách dùng Quy cách Thùng 5 kg Ảnh 2" in first
    assert f'<a href="/quan-ly/chu-the/san-pham/{product_id}/bao-quan#cach-dung">' in owner.get(at).text
    care = owner.get(f"{at}/bao-quan").text
    beside = re.search(
        r'id="cach-dung".*?<div class="m-remark" id="cach-dung-r">(.*?)</div>', care, re.DOTALL
    )
    assert beside is not None
    assert "Ghi rõ ai không nên ăn." in beside.group(1)
    assert 'aria-describedby="cach-dung-r"' in care
    assert "Cân lại cả thùng." in words(owner.get(f"{at}/quy-cach"))
    assert "Ảnh mờ, chụp lại." in words(owner.get(f"{at}/anh"))

    # Another field of the step changes: nothing is ticked off. Then the one that was meant.
    care_sent = {**CARE, "storage": "Để nơi mát.", "version": hidden(owner, f"{at}/bao-quan")}
    owner.post(f"{at}/bao-quan", data=care_sent)
    assert "Còn 3 chỗ cán bộ nhắc chưa sửa" in words(owner.get(at))
    mended = {**care_sent, "usage": "Người tiểu đường ăn ít.", "version": hidden(owner, f"{at}/bao-quan")}
    owner.post(f"{at}/bao-quan", data=mended)
    assert "Còn 2 chỗ cán bộ nhắc chưa sửa Cách dùng đã sửa Quy cách Thùng 5 kg Ảnh 2" in words(owner.get(at))
    assert '<div class="m-remark m-remark--mended" id="cach-dung-r">' in owner.get(f"{at}/bao-quan").text
    packs = {
        "version": hidden(owner, f"{at}/quy-cach"),
        "pack-0-id": str(pack.id),
        "pack-0-seen": "225000",
        "pack-0-label": "Thùng 5 kg",
        "pack-0-price": "225.000",
        "pack-0-gross": "5,8 kg",
        "pack-0-active": "1",
    }
    assert owner.post(f"{at}/quy-cach", data=packs).status_code == 302
    owner.post(f"{at}/anh/{photo}", data={"do": "remove"})
    assert "Mọi chỗ cán bộ nhắc đã sửa" in words(owner.get(at))

    # The officer reads both beside what stands there now; a second round leaves the first to be read.
    owner.post(f"{at}/gui")
    page = officer.get(review)
    assert re.search(r"lúc 12:00, 21/11/2026, đã sửa</b><p>Ghi rõ ai không nên ăn\.", page.text)
    again = {"remark": "Đổi tên ảnh.", "version": hidden(officer, review)}
    assert officer.post(f"{review}/tra-lai", data=again).status_code == 302
    told = words(owner.get(at))
    assert "Cán bộ cần anh chị sửa Đổi tên ảnh." in told
    assert (
        "Đã bị trả lại 2 lần Lần 2, trả lại sản phẩm lúc 12:00, 21/11/2026 Cả sản phẩm Đổi tên ảnh." in told
    )
    assert "Lần 1, trả lại sản phẩm lúc 12:00, 21/11/2026 Cách dùng Ghi rõ ai không nên ăn." in told
    assert "Đã bị trả lại 2 lần" in words(officer.get(review))


def test_remarks_that_are_refused_keep_what_was_typed_and_change_nothing(
    household: Household, new_client: NewClient, session: Session
) -> None:
    product_id = sent(household, new_client)
    officer, review = browser(new_client, stories.officer(3)), f"{REVIEW}/{product_id}"
    before = household.form(product_id)
    long = {"remark": "", "nhac-usage": "x" * 501, "nhac-storage": "Thiếu nhiệt độ."}
    refused = officer.post(f"{review}/tra-lai", data=long)
    assert refused.status_code == 422
    assert '<a href="#nhac-usage">Dài quá 500 ký tự.</a>' in refused.text
    assert "Thiếu nhiệt độ.</textarea>" in refused.text
    gone = officer.post(f"{review}/tra-lai", data={"nhac-image.999999": "Ảnh mờ."})
    assert gone.status_code == 422
    # What was read is not what waits any more.
    stale = {"remark": "Sai tên.", "version": str(before.version - 1)}
    officer.post(f"{review}/tra-lai", data=stale)
    assert "Có người vừa sửa sản phẩm này." in words(officer.get(review))
    assert household.form(product_id) == before
    assert said(session) == []


def test_a_change_that_was_sent_back_comes_back_with_its_remarks(
    household: Household, new_client: NewClient, session: Session
) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    at, review = f"{LIST}/{product_id}", f"{REVIEW}/{product_id}"
    change = {**CARE, "usage": "Vắt nước.", "version": hidden(owner, f"{at}/bao-quan")}
    owner.post(f"{at}/bao-quan", data=change)
    owner.post(f"{at}/anh", data={"photos": [(jpeg(shade=77), "them.jpg")]})
    page = officer.get(review)
    # Only what the change touches can be remarked on.
    assert 'name="nhac-usage"' in page.text
    assert 'name="nhac-storage"' not in page.text
    back = {
        "nhac-usage": "Vắt thế nào?",
        "version": hidden(officer, review),
        "revision": hidden(officer, review, "revision"),
    }
    assert officer.post(f"{review}/tra-lai", data=back).status_code == 302
    form = household.form(product_id)
    assert (form.revision_id, form.data.usage, form.returned["fields"]) == (
        None,
        "Gọt vỏ, ăn tươi.",
        {"usage": "Vắt nước."},
    )
    step = owner.get(f"{at}/bao-quan")
    assert "Vắt nước.</textarea>" in step.text
    assert "Vắt thế nào?" in words(step)
    assert "Các ô dưới đây ghi theo bản sửa bị trả lại" in words(step)
    assert "Còn 1 chỗ cán bộ nhắc chưa sửa" in words(step)
    assert "Gọt vỏ, ăn tươi." in words(new_client().get("/san-pham/cam-khe-may"))

    mended = {**CARE, "usage": "Vắt lấy nước uống.", "version": hidden(owner, f"{at}/bao-quan")}
    assert owner.post(f"{at}/bao-quan", data=mended).status_code == 302
    assert "Mọi chỗ cán bộ nhắc đã sửa" in words(owner.get(at))
    yes = {"version": hidden(officer, review), "revision": hidden(officer, review, "revision")}
    officer.post(f"{review}/duyet", data=yes)
    assert household.form(product_id).data.usage == "Vắt lấy nước uống."
    after = words(owner.get(at))
    assert "cán bộ nhắc" not in after
    assert "Đã bị trả lại 1 lần Lần 1, trả lại bản sửa" in after


def test_what_an_officer_is_writing_is_kept_until_it_is_decided(
    household: Household, new_client: NewClient, session: Session
) -> None:
    product_id = sent(household, new_client)
    officer, review = browser(new_client, stories.officer(3)), f"{REVIEW}/{product_id}"
    answer = officer.post(f"{review}/luu", data={"nhac-usage": "Ghi rõ", "remark": "Xem lại"})
    assert answer.json == {"saved": "Đã giữ lời nhắn lúc 12:00, chưa gửi.", "errors": {}}
    page = officer.get(review).text
    assert "Ghi rõ</textarea>" in page
    assert "Xem lại</textarea>" in page
    # It is nobody else's, and the producer sees nothing of it.
    assert "Ghi rõ</textarea>" not in browser(new_client, stories.officer(4)).get(review).text
    owner = browser(new_client, household.owner)
    assert "Ghi rõ" not in owner.get(f"{LIST}/{product_id}/bao-quan").text
    assert said(session) == []
    officer.post(f"{review}/tra-lai", data={"nhac-usage": "Ghi rõ", "remark": "Xem lại"})
    owner.post(f"{LIST}/{product_id}/gui")
    assert "Ghi rõ</textarea>" not in officer.get(review).text
    assert len(said(session)) == 2


def test_who_sent_it_in_writes_no_remarks(
    household: Household, new_client: NewClient, session: Session
) -> None:
    product_id = sent(household, new_client)
    both = stories.person(
        "hai-vai-nhac",
        (Role.OFFICER, "province", "42"),
        (Role.PRODUCER_STAFF, "producer", str(household.producer)),
    )
    client = browser(new_client, both)
    assert "nhac-usage" not in client.get(f"{REVIEW}/{product_id}").text
    client.post(f"{REVIEW}/{product_id}/tra-lai", data={"nhac-usage": "Tự nhắc mình"})
    assert household.form(product_id).state == "submitted"
    assert said(session) == []


def test_photos_of_a_change_that_was_sent_back_are_sent_again_one_by_one(
    household: Household, new_client: NewClient
) -> None:
    owner, officer = browser(new_client, household.owner), browser(new_client, stories.officer(3))
    product_id = live(household, owner, officer)
    at, review = f"{LIST}/{product_id}", f"{REVIEW}/{product_id}"
    owner.post(f"{at}/anh", data={"photos": [(jpeg(shade=77), "a.jpg"), (jpeg(shade=78), "b.jpg")]})
    one, other = household.form(product_id).new_images
    officer.post(f"{review}/tra-lai", data={f"nhac-image.{one}": "Ảnh mờ."})
    page = owner.get(f"{at}/anh")
    assert "Ảnh trong bản bị trả lại" in words(page)
    assert f'<a href="{at}/anh#anh-{one}">Ảnh 3</a>' in owner.get(at).text
    answer = owner.post(f"{at}/anh/{other}", data={"do": "again"})
    assert answer.location == f"{at}/anh#anh-{other}"
    assert household.form(product_id).new_images == (other,)
    # Nothing but what was in the change is taken up again this way.
    assert owner.post(f"{at}/anh/999999", data={"do": "again"}).status_code == 404


def test_after_a_button_of_a_photo_one_is_back_at_that_photo(
    household: Household, new_client: NewClient
) -> None:
    owner = browser(new_client, household.owner)
    product_id = begin(household, owner)
    fill(owner, product_id)
    at = f"{LIST}/{product_id}/anh"
    first, second = household.form(product_id).images
    assert owner.post(f"{at}/{second}", data={"do": "earlier"}).location == f"{at}#anh-{second}"
    turned = owner.post(f"{at}/{second}", data={"do": "right"}).location
    new, _first = household.form(product_id).images
    assert (new != second, turned) == (True, f"{at}#anh-{new}")
    assert owner.post(f"{at}/{new}", data={"do": "remove"}).location == f"{at}#anh-{first}"
    assert "Chưa ai tả ảnh này." in words(owner.get(at))
    owner.post(f"{at}/{first}", data={"do": "alt", "alt": "Cam trên cành"})
    assert "Chưa ai tả ảnh này." not in words(owner.get(at))


def test_the_producer_is_told_in_the_inbox(household: Household, new_client: NewClient) -> None:
    product_id = sent(household, new_client)
    officer = browser(new_client, stories.officer(3))
    officer.post(f"{REVIEW}/{product_id}/tra-lai", data={"nhac-usage": "Ghi rõ hơn."})
    owner = browser(new_client, household.owner)
    # That its recognition was recorded, and that the product was sent back.
    assert "2 thông báo chưa đọc" in words(owner.get(f"{LIST}/{product_id}"))


def test_a_part_of_a_form_without_a_name_is_no_remark(
    household: Household, new_client: NewClient, session: Session
) -> None:
    product_id = sent(household, new_client)
    officer = browser(new_client, stories.officer(3))
    review = f"{REVIEW}/{product_id}"
    body = "--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    assert officer.post(f"{review}/tra-lai", data=body, content_type=kind).status_code in {409, 422}
    assert said(session) == []
