"""The form of one recognition: new, corrected, and the decision that follows an older one."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.certification import queries, services
from marketplace.certification.models import Recognition
from marketplace.certification.queries.by_code import id_of
from tests import stories
from tests.factories import RecognitionDataFactory, days_ago
from tests.web.desks import NewClient, browser, words

NEW = "/quan-ly/can-bo/so/moi"


def scan() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (800, 1100), "white").save(stream, "JPEG")
    stream.seek(0)
    return stream


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "decision_no": "2394/QĐ-UBND",
        "issued_on": "15/10/2024",
        "issuer": "province",
        "issuer_name": "UBND tỉnh Hà Tĩnh",
        "star": "4",
        "score": "78,5",
        "product_name": "Cam Khe Mây",
        "packs": "Túi 2 kg\nThùng 5 kg\n",
        "holder_name": "HTX Long Nhâm",
        "holder_tax_id": "9900000016",
        "province": "42",
        "commune": "xã Hương Đô",
        "printed_address": "Xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh",
        "grade": "A",
        **changes,
    }


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Recognition)).scalar_one()


def test_a_recognition_is_entered_as_a_draft(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())

    answer = client.post(NEW, data=typed(scan=(scan(), "qd.jpg")), content_type="multipart/form-data")

    assert answer.status_code == 302
    view = queries.recognition(id_of(answer.location.rpartition("/")[2]))
    assert (view.state, view.decision_no, view.issued_on) == ("draft", "2394/QĐ-UBND", date(2024, 10, 15))
    assert (view.star, view.score, view.packs, view.commune_code) == (
        4,
        7850,
        ["Túi 2 kg", "Thùng 5 kg"],
        "18550",
    )
    assert len(view.scan_hash) == 64
    page = client.get(answer.location)
    assert "Đã nhập bản nháp. Xem lại rồi trình duyệt." in words(page)
    shown = client.get(f"{answer.location}/ban-quet")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert shown.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_everything_that_cannot_be_read_is_named_at_once_and_nothing_is_lost(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, stories.officer())
    sent = typed(
        issued_on="hôm qua", issuer="", star="2", score="cao", commune="Không Đâu Cả", scan=(scan(), "qd.jpg")
    )

    refused = client.post(NEW, data=sent, content_type="multipart/form-data")

    assert refused.status_code == 422
    assert "<title>Lỗi: Thêm bản ghi công nhận" in refused.text
    assert "Có 5 chỗ cần sửa" in words(refused)
    for field in ("ngay", "cap", "sao", "diem", "xa"):
        assert f'<a href="#{field}">' in refused.text
    for value in ("hôm qua", "2394/QĐ-UBND", "HTX Long Nhâm", "Không Đâu Cả"):
        assert f'value="{value}"' in refused.text
    assert count(session) == 0

    # The scan was sent once; it comes along when the form is sent again.
    kept = re.search(r'name="kept_scan" value="([^"]+)"', refused.text)
    assert kept is not None
    done = client.post(NEW, data=typed(kept_scan=kept.group(1)))
    assert done.status_code == 302
    assert queries.recognition(id_of(done.location.rpartition("/")[2])).scan_file_id is not None


def test_an_empty_form_names_every_field_that_has_to_be_filled(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    refused = browser(new_client, stories.officer()).post(NEW, data={"grade": "A"})

    assert refused.status_code == 422
    assert "Có 9 chỗ cần sửa" in words(refused)
    assert re.findall(r'<a href="#([a-z-]+)">[^<]', refused.text.partition("<form")[0]) == [
        "so-qd",
        "ngay",
        "cap",
        "co-quan",
        "sao",
        "ten",
        "chu-the",
        "tinh",
        "xa",
    ]
    # What has no error may be left empty, and says so.
    for label in ("Lần đánh giá", "Tổng điểm", "Quy cách", "Mã số thuế", "Nguồn", "Ghi chú"):
        assert f"{label} (không bắt buộc)" in words(refused)
    assert count(session) == 0


def test_what_cannot_be_read_and_what_breaks_a_rule_are_named_together(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    sent = typed(
        issued_on="hôm qua", product_name=" ", holder_tax_id="123", issuer_name="UBND huyện Hương Khê"
    )

    refused = browser(new_client, stories.officer()).post(NEW, data=sent)

    assert refused.status_code == 422
    assert "Có 3 chỗ cần sửa" in words(refused)
    for field, said in (
        ("ngay", "Ghi ngày như 12/6/2024."),
        ("ten", "Ghi tên sản phẩm như trong quyết định."),
    ):
        assert f'<a href="#{field}">{said}</a>' in refused.text
    assert '<a href="#mst">' in refused.text
    # Whether the issuer fits can only be told once the day is known.
    assert '<a href="#co-quan">' not in refused.text
    assert count(session) == 0


def test_another_file_cannot_be_put_in_the_scan_s_place(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    done = client.post(NEW, data=typed(kept_scan='["00", 1].forged'))
    assert queries.recognition(id_of(done.location.rpartition("/")[2])).scan_file_id is None


def test_a_scan_that_is_none_is_refused_beside_its_field(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, stories.officer())
    sent = typed(scan=(BytesIO(b"MZ not a picture"), "qd.jpg"))
    refused = client.post(NEW, data=sent, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert 'href="#ban-quet"' in refused.text
    assert count(session) == 0


def test_what_the_service_refuses_stands_beside_its_field(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    refused = browser(new_client, stories.officer()).post(
        NEW, data=typed(product_name=" ", holder_tax_id="123")
    )
    assert refused.status_code == 422
    assert '<a href="#ten">Ghi tên sản phẩm như trong quyết định.</a>' in refused.text
    assert 'href="#mst"' in refused.text
    assert count(session) == 0


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (
            "UBND huyện Hương Khê",
            "“UBND huyện Hương Khê” không phải là UBND cấp tỉnh. Xem lại cấp ký và cơ quan ký.",
        ),
        (
            "UBND tỉnh Lạng Sơn",
            "Ngày 10/05/2026, nơi có sản phẩm không thuộc “UBND tỉnh Lạng Sơn”. Xem lại cơ quan ký và địa chỉ.",
        ),
        (
            "UBND tỉnh Quảng Bình",
            "Ngày 10/05/2026, nơi có sản phẩm không thuộc “UBND tỉnh Quảng Bình”. Xem lại cơ quan ký và địa chỉ.",
        ),
        (
            "Sở Công Thương",
            "Không rõ “Sở Công Thương” là cấp nào. Ghi như “UBND tỉnh Hà Tĩnh”, “UBND huyện Hương Khê”.",
        ),
    ],
)
def test_an_issuer_that_contradicts_its_level_or_the_place_is_refused_beside_its_field(
    app: Flask, new_client: NewClient, session: Session, name: str, why: str
) -> None:
    client = browser(new_client, stories.officer())
    sent = typed(issued_on="10/5/2026", issuer_name=name, star="3", score="60")

    refused = client.post(NEW, data=sent)

    assert refused.status_code == 422
    assert f'<a href="#co-quan">{why}</a>' in refused.text
    for kept in (name, "10/5/2026", "HTX Long Nhâm", "2394/QĐ-UBND"):
        assert f'value="{kept}"' in refused.text
    assert count(session) == 0

    # The same for a draft that is corrected: it stays as it was.
    draft = client.post(NEW, data=typed()).location.rpartition("/")[2]
    again = client.post(f"/quan-ly/can-bo/so/{draft}/sua", data={**sent, "version": "1"})
    assert again.status_code == 422
    assert f'<a href="#co-quan">{why}</a>' in again.text
    view = queries.recognition(id_of(draft))
    assert (view.issuer_name, view.issued_on, view.version) == ("UBND tỉnh Hà Tĩnh", date(2024, 10, 15), 1)


def test_a_decision_that_is_in_the_register_is_named(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    client = browser(new_client, stories.officer())
    assert client.post(NEW, data=typed()).status_code == 302
    again = client.post(NEW, data=typed())
    assert again.status_code == 409
    assert "Sổ đã có sản phẩm này của chủ thể này theo quyết định 2394/QĐ-UBND: bản ghi" in words(again)
    assert count(session) == 1


def test_an_old_name_that_means_several_communes_is_asked_about(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.officer())
    asked = client.post(NEW, data=typed(commune="Đại Nài"))
    assert asked.status_code == 422
    assert "Tên này nay thuộc mấy nơi, chọn một." in words(asked)
    codes = re.findall(r'type="radio" name="commune_code" value="(\d+)"', asked.text)
    assert len(codes) == 2
    done = client.post(NEW, data=typed(commune="Đại Nài", commune_code=codes[0]))
    assert queries.recognition(id_of(done.location.rpartition("/")[2])).commune_code == codes[0]


def test_nobody_enters_for_another_province(app: Flask, new_client: NewClient, session: Session) -> None:
    refused = browser(new_client, stories.officer(1, "40")).post(NEW, data=typed())
    assert refused.status_code == 422
    assert "Xã, phường này ngoài địa bàn phụ trách." in words(refused)
    assert count(session) == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_does_not_enter_meets_nothing(
    app: Flask, new_client: NewClient, session: Session, method: str
) -> None:
    for actor in (stories.chair(), stories.operator(), stories.buyer_person()):
        assert getattr(browser(new_client, actor), method)(NEW).status_code == 404
    assert count(session) == 0


def test_a_draft_is_corrected_with_what_it_holds(app: Flask, new_client: NewClient) -> None:
    draft = services.enter(stories.officer(), RecognitionDataFactory(product_name="Cam Khe Mai", score=7850))
    path = f"/quan-ly/can-bo/so/{queries.recognition(draft).code}"
    client = browser(new_client, stories.officer())
    form = client.get(f"{path}/sua")
    assert 'value="Cam Khe Mai"' in form.text
    assert 'value="78,5"' in form.text
    assert "Đã nhận bản quét." in words(form)

    done = client.post(f"{path}/sua", data=typed(product_name="Cam Khe Mây", version="1"))

    assert done.location == path
    view = queries.recognition(draft)
    assert (view.product_name, view.scan_hash) == ("Cam Khe Mây", "5f" * 32)
    stale = client.post(f"{path}/sua", data=typed(product_name="Khác", version="1"))
    assert stale.status_code == 409
    assert "Có người vừa sửa bản ghi này. Tải lại trang rồi làm tiếp." in words(stale)
    assert queries.recognition(draft).product_name == "Cam Khe Mây"


def test_a_verified_record_has_no_form_to_correct_it(app: Flask, new_client: NewClient) -> None:
    path = f"/quan-ly/can-bo/so/{queries.recognition(stories.recognition()).code}"
    client = browser(new_client, stories.officer())
    assert client.get(f"{path}/sua").status_code == 404
    assert client.post(f"{path}/sua", data=typed()).status_code == 404


def test_a_newer_decision_follows_the_old_one(app: Flask, new_client: NewClient) -> None:
    old = stories.recognition(product_name="Cam Khe Mây", holder_name="HTX Long Nhâm", star=3, score=5500)
    path = f"/quan-ly/can-bo/so/{queries.recognition(old).code}/quyet-dinh-moi"
    client = browser(new_client, stories.officer())
    assert 'value="Cam Khe Mây"' in client.get(path).text
    day = f"{days_ago(5):%d/%m/%Y}"

    asked = client.post(path, data=typed(issued_on=day, decision_no="9/QĐ-UBND"))
    assert asked.status_code == 422
    assert "Chọn nâng hạng hoặc đánh giá lại." in words(asked)
    done = client.post(path, data=typed(issued_on=day, decision_no="9/QĐ-UBND", round="upgrade"))

    new = queries.recognition(id_of(done.location.rpartition("/")[2]))
    assert (new.state, new.star, new.lineage) == ("draft", 4, queries.recognition(old).lineage)
    assert "3 sao, quyết định" in words(client.get(done.location))
