"""The officers' pages on applications: who sees what, compares, returns, proposes, approves; who was faster."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from admin.presenters.officer_applications import working_days
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState as State
from tests import stories
from tests.conftest import NOON
from tests.domain.producers.applications import build
from tests.domain.producers.applications.test_queue import many
from tests.factories import HA_NOI
from tests.unit.media import uploads
from tests.web.desks import NewClient, browser, rows, statements, table, words

QUEUE = "/quan-ly/can-bo/ho-so"


@pytest.fixture(autouse=True)
def _in_app(app: Flask) -> None:
    """Everything here needs the market."""


def held(page: str) -> dict[str, Any]:
    """What a browser sends of the large form as it stands."""
    found: dict[str, Any] = {"tick": [], "line": []}
    start = page.index('<form class="m-stack" id="so"')
    body = page[start : page.index("</form>", start)]
    for tag in re.findall(r"<input [^>]*>", body):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        assert name is not None
        assert value is not None
        if name[1] in {"tick", "line"}:
            if "checkbox" not in tag or " checked" in tag:
                found[name[1]].append(value[1])
        elif name[1] != "csrf_token":
            found[name[1]] = value[1]
    return found | dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page))


def tabs(page: str) -> list[str]:
    return re.findall(r'href="[^"]*\?muc=([a-z0-9-]+)"', page)


def tick_all(client: FlaskClient, code: str) -> None:
    """Tick every line of every tab, as without a script: by the button of each."""
    at = f"{QUEUE}/{code}"
    for tab in dict.fromkeys(tabs(client.get(at).text)):
        if tab == "lich-su":
            continue
        form = held(client.get(f"{at}?muc={tab}").text)
        if form["line"]:
            form["tick"] = form["line"]
            assert client.post(f"{at}/luu", data=form).status_code == 302


def test_from_the_queue_to_a_producer(new_client: NewClient) -> None:
    code = build.submitted()
    one, two = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    at = f"{QUEUE}/{code}"
    assert [row[0] for row in rows(one.get(QUEUE))] == [
        f"Hộ kinh doanh Nguyễn Thị Nhàn Hộ kinh doanh, {code}"
    ]
    page = one.get(at)
    assert "Chưa ai nhận hồ sơ này" in words(page)
    assert 'name="tick"' not in page.text
    assert one.post(f"{at}/nhan").status_code == 302
    page = one.get(at)
    assert "Nút Đề nghị duyệt mở khi cả 17 dòng đã khớp." in words(page)
    assert re.search(r"data-ready disabled", page.text)

    tick_all(one, code)
    page = one.get(at)
    assert "Cả 17 dòng đã khớp." in words(page)
    assert not re.search(r"data-ready disabled", page.text)
    assert one.post(f"{at}/de-nghi", data=held(page.text)).status_code == 302
    assert queries.application(code).state is State.PROPOSED

    # Whoever proposed does not approve; the page says so, and so does the verb.
    page = one.get(at)
    assert "Người đề nghị duyệt không tự duyệt được: cần một cán bộ khác." in words(page)
    refused = one.post(f"{at}/duyet", data=held(page.text))
    assert refused.status_code == 403
    assert queries.application(code).state is State.PROPOSED

    page = two.get(at)
    assert "Khớp" in words(page)
    assert two.post(f"{at}/duyet", data=held(page.text)).status_code == 302
    view = queries.application(code)
    assert (view.state, view.producer_id is not None) == (State.APPROVED, True)


def test_it_goes_back_with_the_remarks_that_were_kept(new_client: NewClient) -> None:
    code = build.submitted()
    officer = browser(new_client, stories.officer(1))
    at = f"{QUEUE}/{code}"
    officer.post(f"{at}/nhan")
    form = held(officer.get(at).text)
    nothing = officer.post(f"{at}/tra-lai", data=form)
    assert nothing.status_code == 422
    assert "Ghi ít nhất một nhận xét hoặc một lý do." in words(nothing)
    assert queries.application(code).state is State.SUBMITTED

    officer.post(f"{at}/luu", data={**form, "note-legal_name": "Giấy ghi Nguyễn Thị Nhãn."})
    assert queries.application(code).remarks == ()
    assert 'name="note-legal_name"' in officer.get(at).text
    assert "Giấy ghi Nguyễn Thị Nhãn." in officer.get(at).text
    person = held(officer.get(f"{at}?muc=dai-dien").text)
    answer = officer.post(f"{at}/tra-lai", data={**person, "note-scan.id_front": "Ảnh mờ, chụp lại."})
    assert answer.location == QUEUE
    view = queries.application(code)
    assert view.state is State.RETURNED
    assert {each.name: each.text for each in view.remarks} == {
        "legal_name": "Giấy ghi Nguyễn Thị Nhãn.",
        "scan.id_front": "Ảnh mờ, chụp lại.",
    }
    assert queries.notes(view.id) == {}
    assert "2 nhận xét." in words(officer.get(at))


def claimed(new_client: NewClient, code: str, number: int = 1) -> FlaskClient:
    client = browser(new_client, stories.officer(number))
    assert client.post(f"{QUEUE}/{code}/nhan").status_code == 302
    return client


def test_what_is_not_of_the_place_does_not_exist(new_client: NewClient) -> None:
    code = build.submitted()
    at = f"{QUEUE}/{code}"
    scan = queries.application(code).scans_of("business_registration")[0].id
    sealed = queries.application(code).scans_of("id_front")[0].id
    version = queries.application(code).version
    other = browser(new_client, stories.officer(1, HA_NOI))
    assert "Không có hồ sơ nào chờ xem xét." in words(other.get(QUEUE))
    for path in ("", "?muc=lich-su", f"/quet/{scan}/1-960.webp", f"/quet/{scan}/goc"):
        assert other.get(at + path).status_code == 404
    whole = {"round": "1", "part": "dinh-danh", "reason": "Sai", "refusal": "Sai"}
    for path in (
        "nhan", "bo-nhan", "chuyen", "luu", "tra-lai", "de-nghi", "duyet", "tu-choi", "xem",
        f"quet/{sealed}/xem", f"quet/{sealed}/lay",
    ):  # fmt: skip
        answer = other.post(f"{at}/{path}", data={**whole, "name": "bank_account", "to": "1"})
        assert answer.status_code == 404
    view = queries.application(code)
    assert (view.state, view.claimed_by, view.version) == (State.SUBMITTED, None, version)
    assert build.actions()[-1] == "submitted"
    local = browser(new_client, build.commune_officer())
    assert local.get(at).status_code == 200
    assert browser(new_client, build.commune_officer("18685")).get(at).status_code == 404


def test_a_draft_is_nobodys_but_its_writers(new_client: NewClient) -> None:
    code = build.draft()
    officer = browser(new_client, stories.officer(1))
    assert officer.get(f"{QUEUE}/{code}").status_code == 404
    assert rows(officer.get(QUEUE)) == []


def test_of_two_officers_one_gets_it_and_the_other_is_told(new_client: NewClient) -> None:
    code = build.submitted()
    one, two = browser(new_client, stories.officer(1)), browser(new_client, stories.officer(2))
    at = f"{QUEUE}/{code}"
    both = (one.get(at), two.get(at))
    assert all("Nhận hồ sơ" in words(page) for page in both)
    assert one.post(f"{at}/nhan").status_code == 302
    assert two.post(f"{at}/nhan").status_code == 302
    page = words(two.get(at))
    assert "Một cán bộ khác đang xem xét hồ sơ này." in page
    assert "can-bo-42-1 đang xem xét" in page
    assert queries.application(code).claimed_by == stories.officer(1).id

    # Handed over while the first still types: what was typed stays to be read, nothing of it is kept.
    form = held(one.get(at).text)
    to = stories.officer(2).id
    assert two.post(f"{at}/chuyen", data={"to": str(to)}).status_code == 302
    late = one.post(f"{at}/luu", data={**form, "tick": ["kind"], "note-kind": "Giấy ghi khác."})
    assert late.status_code == 409
    assert "Một cán bộ khác đang xem xét hồ sơ này." in words(late)
    assert "Ý kiến chưa lưu được Chép lại nếu còn cần. Giấy ghi khác." in words(late)
    view = queries.application(code)
    assert (view.claimed_by, dict(view.ticks), queries.notes(view.id)) == (to, {}, {})


def test_it_is_handed_over_to_officers_of_the_place_only(new_client: NewClient) -> None:
    code = build.submitted()
    one = claimed(new_client, code)
    stories.officer(2)
    stranger = stories.officer(1, HA_NOI)
    at = f"{QUEUE}/{code}"
    assert "can-bo-42-2" in one.get(at).text
    assert "can-bo-01-1" not in one.get(at).text
    refused = one.post(f"{at}/chuyen", data={"to": str(stranger.id)})
    assert refused.status_code == 422
    assert "Chọn một cán bộ phụ trách xã hoặc tỉnh này." in words(refused)
    assert queries.application(code).claimed_by == stories.officer(1).id
    assert one.post(f"{at}/bo-nhan").status_code == 302
    assert queries.application(code).claimed_by is None


def test_what_was_sent_anew_is_not_decided_unread(new_client: NewClient) -> None:
    code = build.compared()
    officer = claimed(new_client, code)
    at = f"{QUEUE}/{code}"
    old = held(officer.get(at).text)
    with clock.hold(NOON + timedelta(hours=1)):
        services.take_back(build.applicant(), code)
        services.save(build.applicant(), code, {"legal_name": "Hộ kinh doanh Khác Hẳn"})
        services.submit(build.applicant(), code, consent=True)
    officer.post(f"{at}/nhan")
    for verb in ("luu", "tra-lai", "de-nghi", "tu-choi"):
        answer = officer.post(f"{at}/{verb}", data={**old, "reason": "Sai tên.", "refusal": "Sai."})
        assert answer.status_code == 409
        assert "Chủ thể đã gửi lại hồ sơ từ lúc mở trang." in words(answer)
        # What was typed stays; what was ticked was ticked of another name.
        assert "Sai tên." in answer.text
        assert "legal_name" not in held(answer.text)["tick"]
    view = queries.application(code)
    assert (view.state, view.unticked) == (State.SUBMITTED, ("legal_name",))
    page = words(officer.get(at))
    assert "Chủ thể đã sửa từ lần gửi trước" in page
    assert "Tên đầy đủ trên giấy đăng ký Mới sửa Hộ kinh doanh Khác Hẳn" in page
    assert "Loại hình Mới sửa" not in page


def test_a_remark_says_next_time_whether_it_was_heeded(new_client: NewClient) -> None:
    code = build.submitted()
    services.send_back(
        stories.officer(1), code, {"phone": "Số này không gọi được.", "street": "Ghi rõ thôn."}
    )
    with clock.hold(NOON + timedelta(hours=1)):
        services.save(build.applicant(), code, {"phone": "0987 654 321"})
        services.submit(build.applicant(), code, consent=False)
    officer = claimed(new_client, code)
    at = f"{QUEUE}/{code}"
    assert "Lần trước: Số này không gọi được. Chủ thể đã sửa." in words(officer.get(f"{at}?muc=dai-dien"))
    assert "Lần trước: Ghi rõ thôn. Chưa sửa." in words(officer.get(f"{at}?muc=dia-chi"))


def test_a_tick_that_a_script_sends_is_answered_in_few_words(new_client: NewClient) -> None:
    code = build.submitted()
    officer = claimed(new_client, code)
    at = f"{QUEUE}/{code}"
    form = held(officer.get(f"{at}?muc=dai-dien").text)
    asked = {"Accept": "application/json"}
    answer = officer.post(f"{at}/luu", data={**form, "tick": ["representative"]}, headers=asked)
    assert answer.json == {
        "left": "Nút Đề nghị duyệt mở khi cả 17 dòng đã khớp. "
        "Còn: Định danh 6, Đại diện 1, Địa chỉ 2, Cam kết an toàn 4, Nhận tiền 3.",
        "ready": False,
        "said": "Đã lưu",
    }
    assert list(queries.application(code).ticks) == ["representative"]
    assert "Đã lưu" not in words(officer.get(f"{at}?muc=dai-dien")).replace("Đã lưu.", "")
    officer.post(f"{at}/luu", data={**form, "tick": []}, headers=asked)
    assert queries.application(code).ticks == {}
    long = officer.post(f"{at}/luu", data={**form, "note-phone": "x" * 501}, headers=asked)
    assert (long.status_code, long.json) == (422, {"refused": ["Dài quá 500 ký tự."]})
    # Without a script the same is said at the field, with what was typed.
    page = officer.post(f"{at}/luu", data={**form, "tick": ["representative"], "note-phone": "x" * 501})
    assert page.status_code == 422
    assert "Lỗi: Dài quá 500 ký tự." in words(page)
    assert "x" * 501 in page.text
    assert held(page.text)["tick"] == ["representative"]
    assert queries.application(code).ticks == {}


def test_what_is_sealed_is_shown_once_and_noted(new_client: NewClient) -> None:
    code = build.submitted()
    officer = claimed(new_client, code)
    at = f"{QUEUE}/{code}"
    view = queries.application(code)
    card = view.scans_of("id_front")[0].id
    open_scan = view.scans_of("business_registration")[0].id
    page = officer.get(f"{at}?muc=nhan-tien")
    assert "•••• 2345 Xem Số tài khoản Ai xem đều ghi vào nhật ký." in words(page)
    assert not any(secret in page.text for secret in build.SECRETS)
    before = len(build.actions())
    shown = officer.post(
        f"{at}/xem", data={**held(page.text), "name": "bank_account", "note-bank": "Chi nhánh nào?"}
    )
    assert "3900 2050 12345 Đã ghi vào nhật ký, chỉ hiện lần này." in words(shown)
    assert "Chi nhánh nào?" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert not any(secret in officer.get(f"{at}?muc=nhan-tien").text for secret in build.SECRETS)

    # A sealed picture has no address of its own.
    assert officer.get(f"{at}/quet/{card}/1-960.webp").status_code == 404
    assert officer.get(f"{at}/quet/{card}/goc").status_code == 404
    assert build.actions()[before:] == ["revealed"]
    person = officer.get(f"{at}?muc=dai-dien")
    assert "data:image" not in person.text
    looked = officer.post(f"{at}/quet/{card}/xem", data=held(person.text))
    assert 'src="data:image/webp;base64,' in looked.text
    assert officer.post(f"{at}/quet/{card}/lay").mimetype == "image/jpeg"
    assert build.actions()[before:] == ["revealed", "scan_opened", "scan_opened"]
    assert officer.post(f"{at}/xem", data={**held(page.text), "name": "phone"}).status_code == 404

    picture = officer.get(f"{at}/quet/{open_scan}/1-960.webp")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/webp", "private, no-store")
    assert officer.get(f"{at}/quet/{open_scan}/2-960.webp").status_code == 404
    assert officer.get(f"{at}/quet/{open_scan}/1-961.webp").status_code == 404
    original = officer.get(f"{at}/quet/{open_scan}/goc")
    assert original.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    story = words(officer.get(f"{at}?muc=lich-su"))
    assert "Xem mục được che 12:00, 21/11/2026 , can-bo-42-1. Số tài khoản" in story
    assert "Xem ảnh căn cước 12:00, 21/11/2026 , can-bo-42-1. Căn cước, mặt trước" in story


def test_a_paper_of_several_pages_is_turned(new_client: NewClient) -> None:
    code = build.draft()
    services.add_scan(build.applicant(), code, "business_registration", uploads.pdf(3), "dkkd.pdf")
    services.submit(build.applicant(), code, consent=True)
    scan = queries.application(code).scans_of("business_registration")[1].id
    officer = browser(new_client, stories.officer(1))
    at = f"{QUEUE}/{code}"
    page = officer.get(f"{at}?muc=dinh-danh&quet={scan}&trang=2").text
    assert f"/quet/{scan}/2-960.webp" in page
    assert "Trang 2/3" in page
    assert f"quet={scan}&amp;trang=3" in page
    assert officer.get(f"{at}/quet/{scan}/3-960.webp").mimetype == "image/webp"
    answer = officer.get(f"{at}/quet/{scan}/goc")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_machine_says_what_does_not_fit(new_client: NewClient) -> None:
    stories.producer(legal_name="Hộ kinh doanh Nguyễn Thị Nhàn")
    code = build.submitted(
        representative_id="042085009999",
        bank_holder="TRAN VAN BA",
        paper__food_safety_commitment__expires_on="1/12/2026",
    )
    officer = browser(new_client, stories.officer(1))
    at = f"{QUEUE}/{code}"
    page = words(officer.get(at))
    assert "Máy đã kiểm: đạt 2 trên 4 điều" in page
    assert "Mã số thuế 12 số khác số căn cước của người đại diện. Xem lại hai số." in page
    assert "Cùng tên với: Hộ kinh doanh Nguyễn Thị Nhàn. Xem có phải một chủ thể." in page
    money = words(officer.get(f"{at}?muc=nhan-tien"))
    assert "Chủ tài khoản khác tên chủ thể và tên người đại diện." in money
    paper = words(officer.get(f"{at}?muc=giay-food-safety-commitment"))
    assert "Giấy sắp hết hạn: hết ngày 01/12/2026." in paper
    sound = build.submitted(stories.person("khac"), tax_code="042085001235", representative_id="042085001235")
    assert "đạt 3 trên 4 điều" in words(officer.get(f"{QUEUE}/{sound}"))


def test_a_refusal_needs_its_reason(new_client: NewClient) -> None:
    code = build.submitted()
    officer = claimed(new_client, code)
    at = f"{QUEUE}/{code}"
    form = held(officer.get(at).text)
    without = officer.post(f"{at}/tu-choi", data={**form, "note-kind": "Không phải hộ."})
    assert without.status_code == 422
    assert '<a href="#refuse">Ghi lý do.</a>' in without.text
    assert "Không phải hộ." in without.text
    assert queries.application(code).state is State.SUBMITTED
    assert officer.post(f"{at}/tu-choi", data={**form, "refusal": "Không ở tỉnh này."}).status_code == 302
    view = queries.application(code)
    assert (view.state, view.reason) == (State.REFUSED, "Không ở tỉnh này.")
    assert "Lý do đã gửi chủ thể Không ở tỉnh này." in words(officer.get(at))


def test_nobody_reviews_themselves(new_client: NewClient) -> None:
    both = stories.person("hai-vai", (Role.OFFICER, "province", "42"))
    code = build.submitted(both)
    client = browser(new_client, both)
    page = client.get(f"{QUEUE}/{code}")
    assert "Không ai xem xét hồ sơ của chính mình." in words(page)
    assert "Nhận hồ sơ" not in words(page)
    client.post(f"{QUEUE}/{code}/nhan")
    assert queries.application(code).claimed_by is None


def test_from_one_application_to_the_next(new_client: NewClient) -> None:
    many(3)
    officer = browser(new_client, stories.officer(1))
    first, second, third = (row.code for row in queries.queue(queries.scope_of(stories.officer(1))).items)
    page = officer.get(f"{QUEUE}/{second}").text
    assert re.findall(r'rel="(?:prev|next)" href="[^"]*/([A-Z0-9]+)"', page) == [first, third]
    assert "Hồ sơ 2 trong 3" in page
    assert 'rel="prev"' not in officer.get(f"{QUEUE}/{first}").text


def test_the_queue_is_narrowed_sorted_and_taken_away(new_client: NewClient) -> None:
    with clock.hold(NOON - timedelta(days=8)):
        code = build.submitted(commune="Hương Đô")
    many(2)
    officer = browser(new_client, stories.officer(1))
    (row,) = rows(officer.get(f"{QUEUE}?q=nguyen+thi+nhan"))
    assert row == [
        f"Hộ kinh doanh Nguyễn Thị Nhàn Hộ kinh doanh, {code}",
        "Xã Hương Đô Hà Tĩnh",
        "13/11/2026",
        "5 ngày làm việc",
        "chưa ai nhận",
        "Chờ xem xét",
    ]
    assert len(rows(officer.get(f"{QUEUE}?loai=household&xa=18550"))) == 3
    assert "Không có hồ sơ nào khớp." in words(officer.get(f"{QUEUE}?loai=company"))
    assert [each[0].split(" Hộ")[0] for each in rows(officer.get(f"{QUEUE}?xep=-name"))][:2] == [
        "Hộ Số 001",
        "Hộ Số 000",
    ]
    assert officer.get(f"{QUEUE}?muc=nonsense&xep=nonsense&trang=99").status_code == 200
    taken = table(officer.get(f"{QUEUE}.csv?q=nguyen+thi+nhan"))
    assert taken[1] == [
        code, "Hộ kinh doanh Nguyễn Thị Nhàn", "Hộ kinh doanh", "Xã Hương Đô", "Hương Đô", "Hà Tĩnh",
        "13/11/2026 12:00:00", "1", "5", "", "Chờ xem xét",
    ]  # fmt: skip
    noted = select(AuditEntry.actor).where(AuditEntry.action == "producers.applications.exported")
    assert list(session().execute(noted).scalars()) == [stories.officer(1).ref]


def test_the_queue_sends_the_same_statements_for_3_and_60(new_client: NewClient) -> None:
    here, there = (browser(new_client, stories.officer(1, province)) for province in ("42", "20"))
    many(3)
    many(60, province="20", commune="06385")
    here.get(QUEUE)
    with statements() as few:
        assert len(rows(here.get(QUEUE))) == 3
    there.get(QUEUE)
    with statements() as much:
        assert len(rows(there.get(QUEUE))) == 50
    assert len(few) == len(much) == 10


def test_working_days_leave_out_weekends_and_holidays() -> None:
    def days(since: str, until: str) -> int:
        return working_days(
            datetime.fromisoformat(f"{since}T03:00Z"), datetime.fromisoformat(f"{until}T03:00Z")
        )

    assert days("2026-11-20", "2026-11-20") == 0
    assert days("2026-11-20", "2026-11-22") == 0  # a Friday, and the Sunday after
    assert days("2026-11-20", "2026-11-23") == 1
    assert days("2026-08-31", "2026-09-03") == 2  # the second of September is free
    assert days("2026-11-22", "2026-11-20") == 0
