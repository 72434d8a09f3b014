"""The minutes of an inspection on their page: begun, typed, kept, photographed, concluded; by whom not."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.accounts.policy import Role
from marketplace.certification.queries import recognition as recognition_view
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import EvidenceKind, InspectionState, Verdict
from marketplace.inspection.queries.views import InspectionView
from tests import stories
from tests.factories import HA_NOI, HA_TINH, HOAN_KIEM, HUONG_DO
from tests.stories import Goods
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, words
from tests.web.inspecting import AT, FAILING, form_of


@pytest.fixture
def goods(app: Flask) -> Goods:
    return stories.goods(name="Cam Khe Mây", recognised={"product_name": "Cam Khe Mây"})


@pytest.fixture
def officer(new_client: NewClient, goods: Goods) -> FlaskClient:
    return browser(new_client, stories.officer(1))


@pytest.fixture
def code(goods: Goods) -> str:
    return services.begin(stories.officer(1), recognition_id=goods.recognition_id)


def seen(code: str) -> InspectionView:
    return queries.inspection(stories.officer(1), code)


def fields(page: str, code: str) -> dict[str, str]:
    return form_of(page, f"{AT}/{code}")


def items(answer: TestResponse) -> list[dict[str, str]]:
    """What a module is proposed."""
    assert answer.json is not None
    found: list[dict[str, str]] = answer.json["items"]
    return found


def test_a_product_is_found_by_typing_and_its_minutes_are_begun_once(
    officer: FlaskClient, goods: Goods
) -> None:
    assert goods.recognition_id is not None
    number = recognition_view(goods.recognition_id).code
    page = officer.get(f"{AT}/moi?q=khe+may")
    assert "1 sản phẩm khớp “khe may”" in words(page)
    assert f"{AT}/moi?so={number}" in page.text
    (item,) = items(officer.get(f"{AT}/moi/san-pham?q=khe+may"))
    assert (item["label"], item["url"]) == ("Cam Khe Mây", f"{AT}/moi?so={number}")
    assert item["hint"].endswith(f", Hương Đô, 4 sao, {recognition_view(goods.recognition_id).decision_no}")
    assert "Không có sản phẩm nào trong địa bàn khớp “không có gì”." in words(
        officer.get(f"{AT}/moi?q=không có gì")
    )
    chosen = officer.get(f"{AT}/moi?so={number}")
    form = form_of(chosen.text, f"{AT}/moi")
    assert form["so"] == number
    first, second = (officer.post(f"{AT}/moi", data=form) for _ in range(2))
    assert first.status_code == 302
    assert first.location == second.location
    page = officer.get(first.location)
    assert "Kiểm tra Cam Khe Mây" in page.text
    assert fields(page.text, first.location.rpartition("/")[2])["team_1_name"] == "can-bo-42-1"


def test_everything_typed_is_kept_right_or_wrong(officer: FlaskClient, code: str) -> None:
    form = fields(officer.get(f"{AT}/{code}").text, code)
    answer = officer.post(f"{AT}/{code}", data={**form, **FAILING, "day": "hôm qua", "go": "here"})
    assert (answer.status_code, answer.location) == (302, f"{AT}/{code}")
    page = officer.get(f"{AT}/{code}")
    assert "Ghi ngày như 21/11/2026." in words(page)
    after = fields(page.text, code)
    assert {name: after[name] for name in FAILING} == {**FAILING, "day": "hôm qua"}
    assert "Theo phần kiểm tra có lỗi: điểm c, Điểm c Điều 8 Quyết định số 26/2026/QĐ-TTg" in words(page)

    # What is too long is refused beside its field, and stays to be shortened; the rest is kept.
    long = officer.post(f"{AT}/{code}", data={**after, "place": "x" * 301, "day": "21/11/2026"})
    assert long.status_code == 422
    assert "Dài quá 300 ký tự." in words(long)
    assert fields(long.text, code)["place"] == "x" * 301
    assert seen(code).answers["day"] == "21/11/2026"
    assert seen(code).answers["place"] == FAILING["place"]


def test_each_key_is_kept_by_a_module(officer: FlaskClient, code: str) -> None:
    sent = {"version": str(seen(code).version), "key": "a-b-c", "day": "21.13.2026", "place": "Xưởng"}
    answer = officer.post(f"{AT}/{code}/luu", data=sent)
    assert answer.json is not None
    assert answer.json["saved"] == "Đã lưu lúc 12:00"
    assert answer.json["errors"] == {"day": "Ghi ngày như 21/11/2026."}
    assert answer.json["clashes"] == {}
    assert answer.json["fields"]["place"] == "Xưởng"
    version = seen(code).version
    assert answer.json["version"] == version
    # Sent again after a lost answer it changes nothing.
    again = officer.post(f"{AT}/{code}/luu", data={**sent, "place": "Xưởng"})
    assert again.json is not None
    assert again.json["clashes"] == {}
    assert seen(code).answers["place"] == "Xưởng"


def test_two_telephones_write_the_same_field(new_client: NewClient, code: str) -> None:
    one, two = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    base = str(seen(code).version)
    one.post(f"{AT}/{code}/luu", data={"version": base, "key": "1", "summary": "Nhãn sai hạn dùng."})
    late = two.post(f"{AT}/{code}/luu", data={"version": base, "key": "2", "summary": "Nhãn thiếu số lô."})
    assert late.json is not None
    assert late.json["clashed"] is True
    assert late.json["fields"]["summary"] == "Nhãn sai hạn dùng."
    box = late.json["clashes"]["summary"]
    assert "Nhãn sai hạn dùng." in box
    assert "Nhãn thiếu số lô." in box
    page = one.get(f"{AT}/{code}")
    assert "1 ô có hai cách ghi" in words(page)
    assert "can-bo-42-2 gửi tới lúc 12:00, 21/11/2026 Nhãn thiếu số lô." in words(page)
    # Nothing is concluded before somebody has chosen.
    refused = one.get(f"{AT}/{code}/ket-luan")
    assert refused.status_code == 422
    (clash,) = seen(code).clashes
    chosen = one.post(f"{AT}/{code}", data={**fields(page.text, code), "settle": f"{clash.id}.dung"})
    assert chosen.location == f"{AT}/{code}#summary"
    assert seen(code).answers["summary"] == "Nhãn thiếu số lô."
    assert seen(code).clashes == ()
    # A button that stood for a choice already made does nothing.
    one.post(f"{AT}/{code}", data={**fields(page.text, code), "settle": f"{clash.id}.giu"})
    assert seen(code).answers["summary"] == "Nhãn thiếu số lô."


def test_without_scripts_only_what_was_changed_is_sent(new_client: NewClient, code: str) -> None:
    one, two = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    old = fields(one.get(f"{AT}/{code}").text, code)
    two.post(f"{AT}/{code}/luu", data={"version": old["version"], "key": "1", "summary": "Nhãn sai."})
    one.post(f"{AT}/{code}", data={**old, "place": "Quầy ở chợ"})
    view = seen(code)
    assert (view.answers["summary"], view.answers["place"], view.clashes) == ("Nhãn sai.", "Quầy ở chợ", ())
    # What both wrote is shown in both versions.
    one.post(f"{AT}/{code}", data={**old, "summary": "Nhãn mờ."})
    page = words(one.get(f"{AT}/{code}"))
    assert "Đang ghi trong biên bản Nhãn sai." in page
    assert "Nhãn mờ. Giữ cách đang ghi Dùng cách gửi tới" in page


def test_pictures_are_taken_in_by_kind_and_seen_by_those_of_the_place(
    new_client: NewClient, officer: FlaskClient, goods: Goods, code: str
) -> None:
    photo, stamp = uploads.with_position(6), uploads.saved(uploads.two_tone())
    form = fields(officer.get(f"{AT}/{code}").text, code)
    answer = officer.post(
        f"{AT}/{code}",
        data={**form, "photo": (BytesIO(photo), "../../xuong.jpg"), "stamp": (BytesIO(stamp), "tem.jpg")},
    )
    assert answer.status_code == 302
    kinds = {each.kind: each for each in seen(code).files}
    assert {kind: each.name for kind, each in kinds.items()} == {
        EvidenceKind.PHOTO: "xuong.jpg",
        EvidenceKind.STAMP: "tem.jpg",
    }
    at = f"{AT}/{code}/anh/{kinds[EvidenceKind.PHOTO].id}"
    original = officer.get(f"{at}/goc")
    assert original.data == photo
    for answer in (original, officer.get(f"{at}/1-480.webp")):
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "private, no-store"
    outside = (
        browser(new_client, stories.officer(1, HA_NOI)),
        browser(new_client, stories.person("xa", (Role.OFFICER, "commune", HOAN_KIEM))),
        browser(new_client, goods.seller),
        browser(new_client, stories.buyer_person()),
    )
    for other in outside:
        assert other.get(f"{at}/goc").status_code == 404
        assert other.get(f"{at}/1-480.webp").status_code == 404
    local = browser(new_client, stories.person("xa-2", (Role.OFFICER, "commune", HUONG_DO)))
    assert local.get(f"{at}/goc").status_code == 200

    refused = officer.post(f"{AT}/{code}/anh", data={"photo": (BytesIO(b"MZ no photo"), "anh.jpg")})
    assert refused.status_code == 422
    assert refused.json == {"refused": ["anh.jpg: Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."]}
    typed = officer.post(
        f"{AT}/{code}",
        data={**form, "place": "Kho lạnh", "photo": (BytesIO(b"<svg/>"), "a.svg")},
    )
    assert typed.status_code == 422
    assert "a.svg: Tệp này không phải PDF, ảnh JPEG, PNG hay WebP." in words(typed)
    assert fields(typed.text, code)["place"] == "Kho lạnh"
    assert seen(code).answers["place"] == "Kho lạnh"
    assert len(seen(code).files) == 2
    removed = officer.post(f"{AT}/{code}", data={**form, "remove": str(kinds[EvidenceKind.STAMP].id)})
    assert removed.location == f"{AT}/{code}#anh"
    assert [each.kind for each in seen(code).files] == [EvidenceKind.PHOTO]


def test_what_is_missing_is_said_at_its_place_and_nothing_is_concluded(
    officer: FlaskClient, code: str
) -> None:
    form = fields(officer.get(f"{AT}/{code}").text, code)
    answer = officer.post(
        f"{AT}/{code}", data={**form, "verdict": "remedy", "mark": "fault", "go": "conclude"}
    )
    assert answer.location == f"{AT}/{code}/ket-luan"
    page = officer.get(answer.location)
    assert page.status_code == 422
    for said in (
        "Chọn loại kiểm tra.",
        "Ghi ngày kiểm tra.",
        "Ghi rõ lỗi đã thấy.",
        "Ghi nhận xét chung.",
        "Ghi hạn khắc phục.",
        "Ghi việc phải khắc phục.",
    ):
        assert said in words(page)
    assert "<title>Lỗi: " in page.text
    refused = officer.post(f"{AT}/{code}/ket-luan", data={"version": str(seen(code).version)})
    assert refused.status_code == 422
    assert seen(code).state is InspectionState.DRAFT


def test_a_mark_used_wrongly_needs_a_picture_of_the_stamp(officer: FlaskClient, code: str) -> None:
    form = fields(officer.get(f"{AT}/{code}").text, code)
    typed = {**FAILING, "law": "ok", "law_note": "", "mark": "fault", "mark_note": "Dán tem lên hàng khác."}
    officer.post(f"{AT}/{code}", data={**form, **typed})
    page = officer.get(f"{AT}/{code}/ket-luan")
    assert page.status_code == 422
    assert "Chụp mẫu tem, nhãn dùng sai để làm bằng chứng." in words(page)
    assert 'href="#anh-stamp"' in page.text


def test_the_page_before_says_what_failing_does(officer: FlaskClient, goods: Goods, code: str) -> None:
    form = fields(officer.get(f"{AT}/{code}").text, code)
    on = officer.post(f"{AT}/{code}", data={**form, **FAILING, "go": "conclude"})
    page = officer.get(on.location)
    for said in (
        "Kết luận không đạt: sản phẩm rút khỏi quầy ngay",
        "Cam Khe Mây thôi bán ngay giây này, cả trong giỏ đang mở. Đơn đã đặt không đổi.",
        "Tờ trình thu hồi được soạn sẵn, đồng hồ 15 ngày bắt đầu chạy.",
        "Người quyết định là người khác: Chủ tịch UBND cấp tỉnh, với hạng 4 sao.",
    ):
        assert said in words(page)
    form = form_of(page.text, f"{AT}/{code}/ket-luan")
    # Somebody types on meanwhile: what was read is not what would be concluded.
    services.save(stories.officer(2), code, {"place": "Nơi khác"})
    late = officer.post(f"{AT}/{code}/ket-luan", data=form)
    assert late.location == f"{AT}/{code}"
    assert "Có người vừa thay đổi hồ sơ này. Tải lại trang." in words(officer.get(late.location))
    assert seen(code).state is InspectionState.DRAFT

    form = form_of(officer.get(f"{AT}/{code}/ket-luan").text, f"{AT}/{code}/ket-luan")
    done = officer.post(f"{AT}/{code}/ket-luan", data=form)
    assert done.location == f"{AT}/{code}"
    page = officer.get(done.location)
    assert "Đã kết luận không đạt: sản phẩm đã rút khỏi quầy, mọi người liên quan được báo." in words(page)
    assert "Sản phẩm đã rút khỏi quầy, đang có đề nghị thu hồi" in words(page)
    assert "Nhãn ghi sai hạn dùng." in words(page)
    view = seen(code)
    assert (view.state, view.verdict) == (InspectionState.CONCLUDED, Verdict.FAIL)
    assert f"/quan-ly/can-bo/de-nghi-thu-hoi/{view.proposal}" in page.text
    # What is concluded stays: nothing sent to it changes anything.
    for path, data in (
        ("", {"was-place": "", "place": "x"}),
        ("/ket-luan", {"version": "1"}),
        ("/bo", {"reason": "nhầm"}),
    ):
        assert officer.post(f"{AT}/{code}{path}", data=data).status_code == 302
    assert officer.post(f"{AT}/{code}/luu", data={"place": "x"}).status_code == 409
    assert seen(code).answers["place"] == "Nơi khác"


def test_remedies_have_a_last_day_and_are_looked_at_again(officer: FlaskClient, code: str) -> None:
    form = fields(officer.get(f"{AT}/{code}").text, code)
    typed = {**FAILING, "verdict": "remedy", "remedy": "In lại nhãn.", "remedy_by": "15/12/2026"}
    officer.post(f"{AT}/{code}", data={**form, **typed})
    page = officer.get(f"{AT}/{code}/ket-luan")
    assert "Chủ thể phải sửa xong trước hết ngày 15/12/2026." in words(page)
    officer.post(f"{AT}/{code}/ket-luan", data=form_of(page.text, f"{AT}/{code}/ket-luan"))
    page = officer.get(f"{AT}/{code}")
    assert "Chủ thể phải khắc phục trước hết ngày 15/12/2026" in words(page)
    key = form_of(officer.get(f"{AT}/{code}").text, f"{AT}/{code}/lai")
    again = officer.post(f"{AT}/{code}/lai", data=key)
    # A second press, of the same page or of one that is older, leads to the same minutes.
    assert officer.post(f"{AT}/{code}/lai", data=key).location == again.location
    assert officer.post(f"{AT}/{code}/lai").location == again.location
    assert again.status_code == 302
    assert f"Nối tiếp buổi {code}." in words(officer.get(again.location))
    assert "Đã kiểm tra lại" in words(officer.get(f"{AT}/{code}"))


def test_minutes_are_dropped_with_a_reason(officer: FlaskClient, code: str) -> None:
    refused = officer.post(f"{AT}/{code}/bo", data={"reason": " "})
    assert refused.status_code == 422
    assert seen(code).state is InspectionState.DRAFT
    assert officer.post(f"{AT}/{code}/bo", data={"reason": "Mở nhầm sản phẩm"}).status_code == 302
    page = officer.get(f"{AT}/{code}")
    assert "Biên bản đã bỏ Mở nhầm sản phẩm" in words(page)
    assert "<textarea" not in page.text


def test_goods_without_a_certificate_are_inspected_too(officer: FlaskClient, goods: Goods) -> None:
    empty = officer.post(f"{AT}/moi", data={"key": "k"})
    assert empty.status_code == 422
    for said in (
        "Ghi tên sản phẩm như trên nhãn.",
        "Ghi tên cơ sở như trên nhãn hoặc biển hiệu.",
        "Chọn xã, phường nơi kiểm tra.",
    ):
        assert said in words(empty)
    far = {
        "product_name": "Mật ong lạ",
        "holder": "Cơ sở Lạ",
        "commune": "Hoàn Kiếm",
        "commune_code": HOAN_KIEM,
    }
    refused = officer.post(f"{AT}/moi", data=far)
    assert refused.status_code == 422
    assert 'value="Mật ong lạ"' in refused.text
    begun = officer.post(
        f"{AT}/moi", data={**far, "commune": "Hương Đô", "commune_code": "", "province": HA_TINH}
    )
    assert begun.status_code == 302
    page = officer.get(begun.location)
    assert "Sản phẩm không có giấy công nhận" in words(page)
    assert "Điều khoản bị vi phạm" not in words(page)
    known = officer.post(f"{AT}/moi", data={"product_name": "Mứt cam", "producer": str(goods.producer_id)})
    assert known.status_code == 302
    assert seen(known.location.rpartition("/")[2]).about.producer_id == goods.producer_id
    assert items(officer.get(f"{AT}/moi/chu-the?q=h")) == []
    name = seen(known.location.rpartition("/")[2]).about.holder
    assert {"value": str(goods.producer_id)}.items() <= items(
        officer.get(f"{AT}/moi/chu-the", query_string={"q": name})
    )[0].items()


def test_nobody_else_sees_or_writes(new_client: NewClient, goods: Goods, code: str) -> None:
    version = seen(code).version
    for other in (
        stories.officer(1, HA_NOI),
        stories.person("xa-khac", (Role.OFFICER, "commune", HOAN_KIEM)),
        stories.staff(goods.producer_id),
        stories.person("goi", (Role.PRODUCER_PACKER, "producer", str(goods.producer_id))),
        goods.seller,
        stories.buyer_person(),
    ):
        client = browser(new_client, other)
        for path in ("", "/ket-luan"):
            assert client.get(f"{AT}/{code}{path}").status_code == 404
        for path in ("", "/luu", "/anh", "/ket-luan", "/bo", "/lai"):
            answer = client.post(f"{AT}/{code}{path}", data={"was-place": "", "place": "x", "reason": "x"})
            assert answer.status_code == 404, path
        assert code not in client.get(AT).text
    # The chair reads along and writes nothing.
    chair = browser(new_client, stories.chair())
    page = chair.get(f"{AT}/{code}")
    assert page.status_code == 200
    assert "<textarea" not in page.text
    assert chair.post(f"{AT}/{code}/luu", data={"place": "x"}).status_code == 404
    assert (seen(code).version, seen(code).answers.get("place")) == (version, None)
