"""Scans of an application: each is judged by itself, by what is in it; what is refused takes nothing with it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from marketplace.producers.applications import queries, services
from tests.conftest import state_of
from tests.domain.producers.applications import build
from tests.unit.media import uploads
from tests.web.desks import browser, words
from tests.web.test_apply import HOME, at

NewClient = Callable[[], FlaskClient]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPTED = uploads.pdf(1, b"/OpenAction << /S /JavaScript /JS (app.alert) >>")
NOT_A_SCAN = "Tệp này không phải PDF, ảnh JPEG, PNG hay WebP."

HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "lies about its kind": ("giay.jpg", b"MZ\x90\x00 not a photo", NOT_A_SCAN),
    "a hundred megapixels": ("to.png", uploads.bomb(10_000), "điểm ảnh"),
    "a PDF with JavaScript": ("giay.pdf", SCRIPTED, "PDF"),
    "an SVG": ("anh.svg", SVG, NOT_A_SCAN),
    "a photo that is an archive too": ("hai.jpg", build.photo(9) + uploads.zipped(), "nội dung khác"),
    "nothing": ("rong.pdf", b"", "Tệp này trống, không có gì bên trong."),
}


def kept(app: Flask) -> dict[str, bytes]:
    """What lies in the storage."""
    return dict(state_of(app).ports["storage"].files)


@pytest.mark.parametrize(("name", "data", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_cannot_be_a_scan_is_named_with_its_reason(
    app: Flask, new_client: NewClient, name: str, data: bytes, why: str
) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    before = kept(app)
    sent = {
        "paper.food_safety.number": "12/2026/ATTP",
        "scan.food_safety": [
            (BytesIO(build.photo(1)), "tot.jpg"),
            (BytesIO(data), f"../../etc/{name}"),
            (BytesIO(uploads.pdf(2)), "tot.pdf"),
        ],
    }
    answer = client.post(at(code, "giay-to"), data=sent)
    assert answer.status_code == 422
    said = words(answer)
    assert "1 tệp chưa nhận được" in said
    refusal = re.search(rf"{re.escape(name)}: [^<]*", answer.text)
    assert refusal is not None
    assert why in refusal.group()
    assert "etc" not in said
    # What was typed is kept, and so are the two sound files around it.
    view = queries.application(code)
    assert view.answers["paper.food_safety.number"] == "12/2026/ATTP"
    assert [each.name for each in view.scans] == ["tot.jpg", "tot.pdf"]
    left = [each for key, each in kept(app).items() if key not in before]
    assert set(left) <= {build.photo(1), uploads.pdf(2)}, "nothing of the refused file is left"


def test_a_name_with_folders_is_kept_bare(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    sent = {"scan.id_front": (BytesIO(build.photo(1)), "../../../etc/mat truoc.jpg"), "go": "here"}
    assert client.post(at(code, "dai-dien"), data=sent).status_code == 302
    assert [each.name for each in queries.application(code).scans] == ["mat truoc.jpg"]
    assert all(".." not in name for name in kept(app))


EDGE = "--------edge"
HEAD = """--{edge}\r
Content-Disposition: form-data; name="paper.food_safety.number"\r
\r
12/2026/ATTP\r
--{edge}\r
Content-Disposition: form-data; name="scan.food_safety"; filename="phim.jpg"\r
\r
"""


@pytest.mark.parametrize("size", [12_000_001, 200_000_000])
def test_a_file_that_is_too_large_takes_no_words_with_it(
    app: Flask, new_client: NewClient, size: int
) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    before = kept(app)
    with tempfile.TemporaryFile() as form:
        form.write(HEAD.format(edge=EDGE).encode() + build.photo(7))
        form.seek(size, 1)
        form.write(f"\r\n--{EDGE}--\r\n".encode())
        length = form.tell()
        form.seek(0)
        answer = client.post(
            at(code, "giay-to"),
            input_stream=form,
            content_type=f"multipart/form-data; boundary={EDGE}",
            content_length=length,
        )
    assert answer.status_code == 422
    assert "phim.jpg: Tệp nặng quá 12 MB." in words(answer)
    assert queries.application(code).answers["paper.food_safety.number"] == "12/2026/ATTP"
    assert kept(app) == before


def test_what_is_longer_than_anybody_sends_is_not_read(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    services.save(build.applicant(), code, {"paper.food_safety.number": "12/2026/ATTP"})

    def sent() -> dict[str, Any]:
        return {"scan.food_safety": (BytesIO(build.photo(1)), "a.jpg")}

    claims = {"CONTENT_LENGTH": "300000000"}
    answer = client.post(at(code, "giay-to"), data=sent(), environ_overrides=claims)
    assert answer.status_code == 413
    assert "Các tệp gửi một lần nặng quá. Gửi từng tệp, mỗi tệp không quá 12 MB." in words(answer)
    assert 'value="12/2026/ATTP"' in answer.text
    answer = client.post(f"{at(code, 'giay-to')}/tep", data=sent(), environ_overrides=claims)
    assert (answer.status_code, answer.json) == (413, {"refused": ["Tệp nặng quá 12 MB."]})


def test_a_module_sends_file_by_file(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    to = f"{at(code, 'giay-to')}/tep"
    good = client.post(to, data={"scan.food_safety": (BytesIO(build.photo(1)), "a.jpg")})
    assert (good.status_code, good.json) == (200, {"refused": []})
    bad = client.post(to, data={"scan.food_safety": (BytesIO(SVG), "b.svg")})
    assert (bad.status_code, bad.json) == (422, {"refused": [f"b.svg: {NOT_A_SCAN}"]})
    # A place of another step is not asked here.
    assert client.post(to, data={"scan.id_front": (BytesIO(build.photo(2)), "c.jpg")}).status_code == 200
    assert [each.name for each in queries.application(code).scans] == ["a.jpg"]


def test_a_seventh_page_is_refused(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    for n in range(6):
        services.add_scan(build.applicant(), code, "food_safety", build.photo(n), f"{n}.jpg")
    sent = {"scan.food_safety": (BytesIO(build.photo(6)), "6.jpg")}
    answer = client.post(at(code, "giay-to"), data=sent)
    assert answer.status_code == 422
    assert "6.jpg: Mỗi loại giấy gửi nhiều nhất 6 tệp." in words(answer)
    assert len(queries.application(code).scans) == 6


def test_six_files_of_a_request_are_looked_at(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    sent = {
        "scan.food_safety": [(BytesIO(build.photo(n)), f"{n}.jpg") for n in range(4)],
        "scan.gmp": [(BytesIO(build.photo(n)), f"{n}.jpg") for n in range(4, 8)],
    }
    answer = client.post(f"{at(code, 'giay-to')}/tep", data=sent)
    later = "Mỗi lần gửi nhiều nhất 6 tệp. Gửi tệp này ở lần sau."
    assert (answer.status_code, answer.json) == (422, {"refused": [f"6.jpg: {later}", f"7.jpg: {later}"]})
    assert [each.name for each in queries.application(code).scans] == [f"{n}.jpg" for n in range(6)]


def test_after_two_refusals_no_other_file_is_looked_at(
    app: Flask, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    looked: list[str] = []

    def add(*args: Any) -> int:
        looked.append(args[-1])
        return services.scans.add_scan(*args)

    monkeypatch.setattr(services, "add_scan", add)
    files = [(BytesIO(SVG), "a.svg"), (BytesIO(build.photo(1)), "b.jpg"), (BytesIO(SVG), "c.svg")]
    files += [(BytesIO(build.photo(n)), f"{n}.jpg") for n in (2, 3)]
    answer = client.post(f"{at(code, 'giay-to')}/tep", data={"scan.food_safety": files})
    rest = "Chưa xem tệp này vì đã có 2 tệp không nhận được. Gửi lại."
    assert answer.json == {
        "refused": [
            f"a.svg: {NOT_A_SCAN}",
            f"c.svg: {NOT_A_SCAN}",
            f"2.jpg: {rest}",
            f"3.jpg: {rest}",
        ]
    }
    assert looked == ["a.svg", "b.jpg", "c.svg"]
    assert [each.name for each in queries.application(code).scans] == ["b.jpg"]


def test_removing_a_scan_keeps_what_was_typed_beside_it(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = build.draft()
    scan = queries.application(code).scans_of("food_safety_commitment")[0]
    sent = {"paper.food_safety_commitment.number": "08/2026/CK", "remove": str(scan.id)}
    answer = client.post(at(code, "giay-to"), data=sent)
    assert answer.headers["Location"] == f"{at(code, 'giay-to')}#scan-food-safety-commitment"
    view = queries.application(code)
    assert view.scans_of("food_safety_commitment") == ()
    assert view.answers["paper.food_safety_commitment.number"] == "08/2026/CK"


def test_enter_in_a_field_takes_no_scan_away(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = build.draft()
    for step in ("dai-dien", "giay-to"):
        form = client.get(at(code, step)).text.partition("data-autosave")[2]
        buttons = re.findall(r'<button [^>]*name="(\w+)" value="(\w+)"', form)
        assert buttons[0] == ("go", "next")
        assert "remove" in dict(buttons), "there is something to take away"


def test_a_turned_photo_is_shown_upright(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    services.add_scan(build.applicant(), code, "business_registration", uploads.with_position(6), "a.jpg")
    page = client.get(at(code, "giay-to")).text
    found = re.search(rf'<img src="({HOME}/{code}/tep/\d+/1)" alt="a.jpg, trang 1"', page)
    assert found is not None
    answer = client.get(found.group(1))
    with Image.open(BytesIO(answer.data)) as picture:
        assert (picture.width, picture.height) == (480, 640)
        assert picture.getexif() == {}
    assert answer.headers["Cache-Control"].startswith("private")


def test_the_identity_card_is_opened_on_purpose_only(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = services.start(build.applicant())
    data = build.photo(201)
    services.add_scan(build.applicant(), code, "id_front", data, "cccd.jpg")
    scan = queries.application(code).scans[0]
    before = len(build.actions())
    page = client.get(at(code, "dai-dien"))
    assert f"tep/{scan.id}/1" not in page.text
    assert client.get(at(code, f"tep/{scan.id}/1")).status_code == 404
    assert len(build.actions()) == before
    answer = client.get(at(code, f"tep/{scan.id}"))
    assert answer.data == data
    assert build.actions()[before:] == ["scan_opened"]
    assert data not in kept(app).values(), "it lies encrypted"
