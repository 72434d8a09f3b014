"""From a recognition to a product in the shop: the producer's pages, the officer's, and what the buyer sees."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from marketplace.catalog import services as catalog
from marketplace.catalog.models import Product
from marketplace.media import queries as media
from marketplace.media.models import Image
from tests import stories
from tests.factories import HA_NOI
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words
from tests.web.listed import CARE, LIST, PACKS, REVIEW, Household, begin, fill, hidden, jpeg, live


@pytest.fixture
def household(app: Flask) -> Household:
    return Household()


def test_a_recognition_becomes_a_product_that_is_sold(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    empty = words(client.get(LIST))
    assert "Chưa có sản phẩm nào. Bắt đầu từ giấy công nhận" in empty
    assert "Cam Khe Mây 4 sao," in words(client.get(f"{LIST}/moi"))

    product_id = begin(household, client)
    form = household.form(product_id)
    assert (form.data.name, form.data.set_no, form.recognition_id) == (
        "Cam Khe Mây",
        1,
        household.recognition,
    )
    text = words(client.get(f"{LIST}/{product_id}"))
    assert "Còn thiếu 6 mục để gửi duyệt giá bán , hạn dùng" in text
    fill(client, product_id)
    page = words(client.get(f"{LIST}/{product_id}"))
    assert "Còn thiếu" not in page
    (pack,) = household.form(product_id).packs
    assert (pack.label, pack.price, pack.gross_grams) == ("Thùng 5 kg", 225_000, 5_600)
    assert "Tức 45.000 đ/kg, đã gồm thuế." in words(client.get(f"{LIST}/{product_id}/quy-cach"))

    assert client.get("/san-pham/cam-khe-may").status_code == 404
    preview = client.get("/san-pham/cam-khe-may/xem-truoc")
    assert "Bản xem trước" in words(preview)
    assert "225.000 đ" in words(preview)
    assert (preview.headers["X-Robots-Tag"], preview.headers["Cache-Control"]) == ("noindex", "no-store")
    assert "Chọn nơi nhận để biết phí và ngày giao" in words(preview)
    delivered = client.get(f"/san-pham/cam-khe-may/xem-truoc?den={HA_NOI}&goi={pack.id}")
    assert "Giao Hà Nội 42.000 đ, nhận 24/11 – 25/11/2026" in words(delivered)
    assert '<form class="m-unit" action="/san-pham/cam-khe-may/xem-truoc#giao">' in delivered.text

    assert client.post(f"{LIST}/{product_id}/gui").status_code == 302
    assert "Đang chờ cán bộ duyệt" in words(client.get(f"{LIST}/{product_id}"))

    officer = browser(new_client, stories.officer(3))
    assert rows(officer.get(REVIEW))[0][0] == "Cam Khe Mây"
    seen = hidden(officer, f"{REVIEW}/{product_id}")
    assert officer.post(f"{REVIEW}/{product_id}/duyet", data={"version": seen}).status_code == 302
    assert "Đã duyệt." in words(officer.get(f"{REVIEW}/{product_id}"))
    shop = new_client().get("/san-pham/cam-khe-may")
    assert shop.status_code == 200
    assert "225.000 đ" in words(shop)
    assert rows(client.get(LIST))[0][-1] == "Đang bán"


def test_nothing_is_begun_without_a_recognition_of_ones_own(
    household: Household, new_client: NewClient, session: Session
) -> None:
    others = stories.producer()
    stranger = browser(new_client, stories.owner(others))
    page = words(stranger.get(f"{LIST}/moi"))
    assert "Chưa có giấy công nhận nào để bày bán" in page
    assert "Chợ chỉ bán hàng đang có sao OCOP" in page

    refused = stranger.post(f"{LIST}/moi", data={"recognition": str(household.recognition)})
    assert refused.status_code == 422
    assert session.execute(select(func.count()).select_from(Product)).scalar_one() == 0
    # Under one recognition there is one product: what is begun is not offered a second time.
    client = browser(new_client, household.owner)
    begin(household, client)
    again = client.post(f"{LIST}/moi", data={"recognition": str(household.recognition)})
    assert again.status_code == 422
    assert session.execute(select(func.count()).select_from(Product)).scalar_one() == 1


def test_a_refused_step_keeps_what_was_typed(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/thong-tin"
    sent = {
        "version": hidden(client, at),
        "name": "",
        "set_no": "1",
        "commune": "Hương Đô, Hà Tĩnh",
        "commune_code": "",
        "summary": "Ngọt và thơm",
        "gtin": "123",
    }
    refused = client.post(at, data=sent)
    assert refused.status_code == 422
    assert "<title>Lỗi: " in refused.text
    assert '<a href="#ten">Ghi tên sản phẩm đúng như trong quyết định công nhận.</a>' in refused.text
    assert '<a href="#ma-vach">' in refused.text
    assert 'value="Ngọt và thơm"' in refused.text
    assert household.form(product_id).data.summary == ""


def test_of_two_editors_the_slower_is_asked_to_compare(household: Household, new_client: NewClient) -> None:
    quick, slow = browser(new_client, household.owner), browser(new_client, stories.staff(household.producer))
    product_id = begin(household, quick)
    at = f"{LIST}/{product_id}/bao-quan"
    seen = hidden(slow, at)
    assert quick.post(at, data={**CARE, "version": seen}).status_code == 302
    late = slow.post(at, data={**CARE, "usage": "Vắt nước uống.", "version": seen})
    assert late.status_code == 409
    assert "Có người vừa sửa sản phẩm này." in words(late)
    assert "Vắt nước uống." in late.text
    assert household.form(product_id).data.usage == "Gọt vỏ, ăn tươi."
    # Whoever has compared saves over it, knowingly.
    again = {**CARE, "usage": "Vắt nước uống.", "version": hidden(slow, at)}
    assert slow.post(at, data=again).status_code == 302
    assert household.form(product_id).data.usage == "Vắt nước uống."


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"pack-1-price": "22,5"}, "gia-1", "không dùng dấu phẩy"),
        ({"pack-1-price": ""}, "gia-1", "Ghi giá bán, ví dụ 195.000."),
        ({"pack-1-price": "0"}, "gia-1", "Nhập giá từ 1 đ đến 1.000.000.000 đ, đã gồm thuế."),
        ({"pack-1-gross": "nặng"}, "nang-1", "Ghi cân nặng như 5,6 kg hoặc 350 g."),
        ({"pack-1-gross": "4 kg"}, "nang-1", "Khối lượng cả bao bì không thể nhỏ hơn lượng tịnh."),
        ({"pack-1-label": "Thùng to"}, "ten-1", "Ghi khối lượng, thể tích hoặc số lượng tịnh"),
        (
            {"pack-0-price": "9.000", "pack-0-gross": "6 kg", "pack-0-label": "Túi 5 kg"},
            "ten-1",
            "Quy cách này đã có ở dòng trên.",
        ),
    ],
)
def test_packs_are_saved_as_a_whole_or_not_at_all(
    household: Household, new_client: NewClient, changes: dict[str, str], field: str, said: str
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/quy-cach"
    refused = client.post(at, data={**PACKS, **changes, "version": hidden(client, at)})
    assert refused.status_code == 422
    assert said in words(refused)
    assert f'href="#{field}"' in refused.text
    assert household.form(product_id).packs == ()


def test_a_price_that_changed_meanwhile_is_not_overruled(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    fill(client, product_id)
    at = f"{LIST}/{product_id}/quy-cach"
    (pack,) = household.form(product_id).packs
    row = {
        "version": hidden(client, at),
        "pack-0-id": str(pack.id),
        "pack-0-seen": "225000",
        "pack-0-label": "Thùng 5 kg",
        "pack-0-price": "230.000",
        "pack-0-gross": "5,6 kg",
        "pack-0-active": "1",
    }
    catalog.set_price(household.owner, pack.id, 240_000)
    late = client.post(at, data=row)
    assert late.status_code == 409
    assert 'value="230.000"' in late.text
    assert [each.price for each in household.form(product_id).packs] == [240_000]


def test_photos_come_several_at_once_and_each_is_judged_by_itself(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/anh"
    sent = {
        "photos": [(jpeg(), "tot.jpg"), (BytesIO(b"%PDF-1.4"), "../hong.jpg"), (jpeg(shade=9), "hai.jpg")]
    }
    mixed = client.post(at, data=sent)
    assert mixed.status_code == 422
    assert "1 ảnh chưa nhận được hong.jpg: Tệp này không phải ảnh JPEG, PNG hay WebP." in words(mixed)
    assert len(household.form(product_id).images) == 2
    empty = client.post(at, data={"photos": [(BytesIO(b""), "")]})
    assert (empty.status_code, "Chọn ít nhất một ảnh." in words(empty)) == (422, True)

    one = client.post(at, data={"photos": [(BytesIO(b"x"), "x.png")]}, headers={"Accept": "application/json"})
    assert (one.status_code, one.get_json()) == (
        422,
        {"refused": ["x.png: Tệp này không phải ảnh JPEG, PNG hay WebP."]},
    )


@pytest.mark.parametrize("step", ["anh", "giay-to"])
def test_a_form_that_is_longer_than_anybody_sends_is_not_read(
    household: Household, new_client: NewClient, step: str
) -> None:
    client = browser(new_client, household.owner)
    at = f"{LIST}/{begin(household, client)}/{step}"
    claims = {"CONTENT_LENGTH": "300000000"}
    sent = {"photos": (jpeg(), "a.jpg"), "scan": (jpeg(), "a.jpg")}
    answer = client.post(at, data=sent, environ_overrides=claims)
    assert answer.status_code == 413
    heavy = {"anh": "Các ảnh gửi một lần nặng quá. Gửi ít ảnh hơn.", "giay-to": "Tệp nặng quá."}
    assert heavy[step] in words(answer)


def upload(data: bytes, name: str) -> FileStorage:
    return FileStorage(BytesIO(data), name)


def test_a_photo_or_scan_that_is_too_large_is_not_taken_into_memory(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    large = jpeg().getvalue() + bytes(12_000_000)

    def posted(step: str, **form: Any) -> TestResponse:
        boundary, body = encode_multipart(form)
        kind = f"multipart/form-data; boundary={boundary}"
        return client.post(f"{LIST}/{product_id}/{step}", data=body, content_type=kind)

    said = words(posted("anh", photos=[upload(large, "to.jpg"), upload(jpeg().getvalue(), "tot.jpg")]))
    assert "1 ảnh chưa nhận được to.jpg: Tệp nặng quá 12 MB." in said
    assert len(household.form(product_id).images) == 1
    answer = posted("giay-to", number="12/KN", scan=upload(large, "to.jpg"))
    assert (answer.status_code, "Tệp nặng quá 12 MB." in words(answer)) == (422, True)
    assert 'value="12/KN"' in answer.text
    assert household.form(product_id).papers == ()


def test_photos_beyond_the_room_are_not_kept(
    household: Household, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/anh"
    asked = {"Accept": "application/json"}
    before = session.execute(select(func.count()).select_from(Image)).scalar_one()
    photos = [(jpeg(300 + n, 300), f"{n}.jpg") for n in range(14)]
    answer = client.post(at, data={"photos": photos}, headers=asked)
    later = "Mỗi lần gửi nhiều nhất 12 tệp. Gửi tệp này ở lần sau."
    assert answer.get_json() == {"refused": [f"12.jpg: {later}", f"13.jpg: {later}"]}
    one_more = client.post(at, data={"photos": (jpeg(399, 300), "99.jpg")}, headers=asked)
    assert one_more.get_json() == {"refused": ["99.jpg: Mỗi sản phẩm có nhiều nhất 12 ảnh."]}
    assert len(household.form(product_id).images) == 12
    assert session.execute(select(func.count()).select_from(Image)).scalar_one() == before + 12


def test_a_photo_is_turned_cut_moved_described_and_removed(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    product_id = begin(household, client)
    at = f"{LIST}/{product_id}/anh"
    client.post(at, data={"photos": [(jpeg(600, 400), "a.jpg"), (jpeg(300, 500, 9), "b.jpg")]})

    def do(place: int, verb: str, **more: str) -> None:
        image = household.form(product_id).images[place]
        assert client.post(f"{at}/{image}", data={"do": verb, **more}).status_code == 302

    def sizes() -> list[tuple[int, int]]:
        images = household.form(product_id).images
        found = media.pictures(images)
        return [(found[each].width, found[each].height) for each in images]

    assert sizes() == [(600, 400), (300, 500)]
    do(0, "right")
    assert sizes() == [(400, 600), (300, 500)]
    do(1, "square-begin")
    assert sizes() == [(400, 600), (300, 300)]
    do(1, "first")
    assert sizes() == [(300, 300), (400, 600)]
    do(0, "alt", alt="  Cam bổ  đôi ")
    first = household.form(product_id).images[0]
    assert media.picture(first).alt == "Cam bổ đôi"
    do(1, "remove")
    assert sizes() == [(300, 300)]
    assert client.post(f"{at}/{first}", data={"do": "paint"}).status_code == 404


def test_somebody_elses_product_does_not_exist(household: Household, new_client: NewClient) -> None:
    product_id = begin(household, browser(new_client, household.owner))
    stranger = browser(new_client, stories.owner(stories.producer()))
    at = f"{LIST}/{product_id}"
    for path in ("", "/thong-tin", "/quy-cach", "/anh", "/giay-to"):
        assert stranger.get(f"{at}{path}").status_code == 404
    for path in ("/thong-tin", "/quy-cach", "/anh", "/giay-to", "/gui", "/thoi-ban"):
        assert stranger.post(f"{at}{path}").status_code == 404
    assert stranger.get(f"{LIST}/moi?sao-chep={product_id}").status_code == 404
    assert stranger.get("/san-pham/cam-khe-may/xem-truoc").status_code == 404
    assert household.form(product_id).state == "draft"


def test_a_copy_takes_words_packs_and_photos_over_under_another_recognition(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    source = begin(household, client)
    fill(client, source)
    other = household.recognised("Cam bù Hương Sơn")
    assert "Sao chép Cam Khe Mây" in words(client.get(f"{LIST}/moi?sao-chep={source}"))
    answer = client.post(f"{LIST}/moi", data={"recognition": str(other), "copy_of": str(source)})
    copy = household.form(int(answer.location.split("/")[-2]))
    assert (copy.data.name, copy.recognition_id, copy.state) == ("Cam bù Hương Sơn", other, "draft")
    assert copy.data.usage == "Gọt vỏ, ăn tươi."
    assert copy.images == household.form(source).images
    # What the packs cost is proposed, and no part of the copy until somebody has saved it.
    assert (copy.packs, copy.copied_from) == ((), source)
    at = f"{LIST}/{copy.product_id}"
    page = client.get(f"{at}/quy-cach")
    assert "Giá theo sản phẩm cũ, chưa lưu" in words(page)
    assert 'name="pack-1-price" type="text" value="225.000"' in page.text
    assert "Bản này chép từ sản phẩm khác" in words(page)
    assert "Còn thiếu 1 mục để gửi duyệt giá bán" in words(client.get(at))
    assert client.post(f"{at}/gui").status_code == 302
    assert household.form(copy.product_id).state == "draft"
    saved = {**PACKS, "version": hidden(client, f"{at}/quy-cach"), "pack-1-price": "240.000"}
    assert client.post(f"{at}/quy-cach", data=saved).status_code == 302
    assert [(pack.label, pack.price) for pack in household.form(copy.product_id).packs] == [
        ("Thùng 5 kg", 240_000)
    ]
    # The other one keeps its own.
    assert [pack.price for pack in household.form(source).packs] == [225_000]


def test_a_barcode_is_not_copied(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    source = begin(household, client)
    at = f"{LIST}/{source}/thong-tin"
    sent = {"name": "Cam Khe Mây", "set_no": "1", "commune": "", "commune_code": "18550"}
    sent |= {"gtin": "8936012345674", "summary": "Ngọt", "version": hidden(client, at)}
    assert client.post(at, data=sent).status_code == 302
    other = household.recognised("Cam bù Hương Sơn")
    answer = client.post(f"{LIST}/moi", data={"recognition": str(other), "copy_of": str(source)})
    copy = household.form(int(answer.location.split("/")[-2]))
    assert (copy.data.gtin, copy.data.summary) == ("", "Ngọt")


def test_the_list_is_narrowed_sorted_and_taken_away(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    live(household, client, browser(new_client, stories.officer(3)))
    household.recognition = household.recognised("Bưởi Phúc Trạch")
    begin(household, client)

    page = client.get(f"{LIST}?xep=name")
    assert caption(page) == "2 sản phẩm, theo tên"
    assert [row[0] for row in rows(page)] == ["Bưởi Phúc Trạch", "Cam Khe Mây"]
    assert [row[0] for row in rows(client.get(f"{LIST}?xep=-name"))] == ["Cam Khe Mây", "Bưởi Phúc Trạch"]
    assert rows(client.get(f"{LIST}?q=khe+may"))[0][:5] == [
        "Cam Khe Mây",
        "OCOP 4 sao đến 17/10/2028",
        "225.000 đ",
        "0",
        "không thiếu gì",
    ]
    draft = rows(client.get(f"{LIST}?muc=draft"))
    assert [(row[0], row[-1]) for row in draft] == [("Bưởi Phúc Trạch", "Bản nháp")]
    assert "Không có sản phẩm nào khớp. Xem mọi sản phẩm" in words(client.get(f"{LIST}?q=ba+ba"))
    (taken,) = table(client.get(f"{LIST}.csv?muc=live"))[1:]
    assert re.fullmatch(r"P[0-9]+-1", taken.pop(2))
    assert taken == ["Cam Khe Mây", "Thùng 5 kg", "225000", "0", "4", "17/10/2028", "", "Đang bán"]


def test_the_list_sends_the_same_statements_for_2_and_60_products(
    household: Household, new_client: NewClient
) -> None:
    client = browser(new_client, household.owner)
    for _number in range(2):
        stories.draft(household.owner, household.producer)
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 2
    for _number in range(58):
        stories.draft(household.owner, household.producer)
    with statements() as many:
        assert len(rows(client.get(LIST))) == 50
    assert len(few) == len(many) == 14


def test_a_draft_names_the_star_of_its_decision(household: Household, new_client: NewClient) -> None:
    client = browser(new_client, household.owner)
    begin(household, client)
    (row,) = rows(client.get(LIST))
    assert row[1] == "4 sao theo giấy đến 17/10/2028"
    assert row[2:4] == ["–", "0"]
    assert row[-1] == "Bản nháp"
