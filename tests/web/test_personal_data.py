"""The pages of one's own data, and those on which operators answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from marketplace.accounts import consent_texts, consents
from marketplace.accounts.models import User
from marketplace.accounts.privacy import erasing, queries, restricted, services
from marketplace.accounts.privacy.models import Breach, DataRequest
from marketplace.kernel import clock
from tests import stories
from tests.conftest import NOON
from tests.signing import make_user
from tests.web.account_forms import PASSWORD, sign_in_by_form
from tests.web.desks import browser, rows, statements, words

NewClient = Callable[[], FlaskClient]
HOME = "/tai-khoan/du-lieu"
QUEUE = "/quan-ly/van-hanh/yeu-cau-du-lieu"
BREACHES = "/quan-ly/van-hanh/su-co-du-lieu"


def test_nothing_is_ticked_and_consent_is_given_and_taken_back(app: Flask, new_client: NewClient) -> None:
    who = stories.buyer_person()
    assert who.id is not None
    client = browser(new_client, who)
    page = client.get(HOME)
    assert "Chưa đồng ý" in words(page)
    assert re.findall(r'<input type="checkbox"[^>]*checked', page.text) == []
    client.post(f"{HOME}/dong-y", data={"purpose": "personal_data"})
    assert consents.ledger(who.id) == (), "without the tick nothing is agreed to"
    assert client.post(f"{HOME}/dong-y", data={"purpose": "quang-cao", "consent": "1"}).status_code == 404
    client.post(f"{HOME}/dong-y", data={"purpose": "personal_data", "consent": "1"})
    asked = words(client.get(f"{HOME}/rut-lai/personal_data"))
    assert "Địa chỉ đã lưu bị xoá ngay" in asked
    assert "Đơn đã đặt vẫn giữ" in asked
    assert [each.given for each in consents.ledger(who.id)] == [True]
    client.post(f"{HOME}/rut-lai/personal_data")
    assert [each.given for each in consents.ledger(who.id)] == [True, False]
    assert "Đã rút lại" in words(client.get(HOME))


def test_the_words_at_registration_are_those_that_are_kept(app: Flask, client: FlaskClient) -> None:
    from marketplace.accounts.consent_texts import PURPOSES

    assert str(PURPOSES[consents.PERSONAL_DATA].text) in words(client.get("/dang-ky")).replace(" .", ".")


def test_a_copy_is_fetched_by_its_owner_who_showed_the_password_lately(
    app: Flask, new_client: NewClient
) -> None:
    client, other = browser(new_client, stories.buyer_person()), browser(new_client, stories.buyer_person(2))
    assert client.post(f"{HOME}/ban-sao").headers["Location"] == HOME
    found = re.search(rf'href="({HOME}/ban-sao/[^"]+)"', client.get(HOME).text)
    assert found is not None
    packed = client.get(found.group(1))
    assert packed.headers["Cache-Control"] == "private, no-store"
    assert "du-lieu.html" in zipfile.ZipFile(io.BytesIO(packed.data)).namelist()
    assert other.get(found.group(1)).status_code == 404
    with client.session_transaction() as session:
        session["fs_paa"] -= 3600
    assert client.get(found.group(1)).headers["Location"].startswith("/xac-minh")
    assert client.post(f"{HOME}/ban-sao").headers["Location"].startswith("/xac-minh")
    assert client.post(f"{HOME}/xoa", data={"sure": "1"}).headers["Location"].startswith("/xac-minh")
    assert [each.kind for each in queries.requests_of(stories.buyer_person().id or 0)] == ["export"]


def test_erasure_is_asked_for_knowingly_and_can_be_taken_back(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    who = stories.buyer_person()
    client = browser(new_client, who)
    said = words(client.get(f"{HOME}/xoa"))
    assert "sau 14 ngày" in said
    assert "niêm phong, tới hết năm thứ 10 rồi xoá" in said
    client.post(f"{HOME}/xoa")
    assert queries.requests_of(who.id or 0) == ()
    client.post(f"{HOME}/xoa", data={"sure": "1"})
    code = queries.requests_of(who.id or 0)[0].code
    assert browser(new_client, stories.buyer_person(2)).post(f"{HOME}/yeu-cau/{code}/thoi").status_code == 404
    client.post(f"{HOME}/yeu-cau/{code}/thoi")
    assert queries.request(code).state == "cancelled"
    client.post(f"{HOME}/xoa", data={"sure": "1"})
    with clock.hold(NOON + timedelta(days=14)):
        assert erasing.run_due() == 1
        assert client.get(HOME).status_code == 302, "signed out everywhere"
    assert session.execute(select(User.active).where(User.id == who.id)).scalar_one() is False


def test_an_owner_reads_why_it_cannot_be_yet(app: Flask, new_client: NewClient) -> None:
    owner = stories.owner(stories.producer(display_name="HTX Khe Mây"))
    client = browser(new_client, owner)
    page = client.get(f"{HOME}/xoa")
    assert "chủ duy nhất của HTX Khe Mây" in words(page)
    assert 'name="sure"' not in page.text
    client.post(f"{HOME}/xoa", data={"sure": "1"})
    assert queries.requests_of(owner.id or 0) == ()


def test_a_refused_form_keeps_what_was_typed(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.buyer_person())
    answer = client.post(f"{HOME}/yeu-cau", data={"kind": "export", "words": "Ngắn"})
    assert answer.status_code == 422
    assert "Chọn điều anh chị muốn." in words(answer)
    assert re.search(r"<textarea[^>]*>\s*Ngắn</textarea>", answer.text)


def test_an_operator_answers_and_the_person_reads_it(app: Flask, new_client: NewClient) -> None:
    who = stories.buyer_person()
    person, desk = browser(new_client, who), browser(new_client, stories.operator())
    person.post(f"{HOME}/yeu-cau", data={"kind": "object", "words": "Không muốn ai gọi điện chào hàng"})
    code = queries.requests_of(who.id or 0)[0].code
    assert [row[0] for row in rows(desk.get(QUEUE))] == ["Phản đối việc xử lý"]
    desk.post(f"{QUEUE}/{code}/da-nhan")
    assert queries.request(code).received_at is not None
    refused = desk.post(f"{QUEUE}/{code}/xong", data={"answer": "ừ"})
    assert refused.status_code == 422
    assert queries.request(code).state == "open"
    desk.post(f"{QUEUE}/{code}/xong", data={"answer": "Đã bỏ số khỏi danh sách gọi"})
    assert "Đã bỏ số khỏi danh sách gọi" in words(person.get(HOME))
    assert rows(desk.get(QUEUE)) == []


def test_what_passed_its_limit_stands_out(app: Flask, new_client: NewClient) -> None:
    services.ask(stories.buyer_person(), "object", "Không muốn ai gọi điện chào hàng")
    desk = browser(new_client, stories.operator())
    assert "Quá hạn" not in words(desk.get(QUEUE))
    with clock.hold(NOON + timedelta(days=3)):
        assert "Quá hạn" in words(browser(new_client, stories.operator()).get(QUEUE))


def test_what_the_law_keeps_is_opened_with_a_reason_and_the_person_sees_that(
    app: Flask, new_client: NewClient
) -> None:
    who = stories.buyer_person()
    assert who.id is not None
    code = services.ask(who, "object", "Không muốn ai gọi điện chào hàng")
    restricted.keep(who.id, "order", "DH1", {"buyer_name": "Trịnh Thị Xa"}, term="keep_order", since=NOON)
    desk, kept = browser(new_client, stories.operator()), queries.restricted_of(who.id)[0].id
    assert "Trịnh" not in desk.get(f"{QUEUE}/{code}").text
    assert desk.post(f"{QUEUE}/{code}/giu/{kept}", data={"reason": ""}).status_code == 422
    assert "Trịnh Thị Xa" in words(
        desk.post(f"{QUEUE}/{code}/giu/{kept}", data={"reason": "Thuế hỏi đơn DH1"})
    )
    assert "mở dữ liệu giữ theo luật" in words(browser(new_client, who).get(HOME))


def test_a_breach_from_known_to_closed(app: Flask, new_client: NewClient) -> None:
    desk = browser(new_client, stories.operator())
    refused = desk.post(f"{BREACHES}/moi", data={"what": "", "people": "vài", "known_day": "32/11/2026"})
    assert refused.status_code == 422
    assert queries.breaches().total == 0
    sent = {"what": "Gửi nhầm một bức thư", "people": "1", "known_day": "21/11/2026", "known_time": "8:30"}
    where = desk.post(f"{BREACHES}/moi", data=sent).headers["Location"]
    assert "Còn 68 giờ để báo" in words(desk.get(where))
    desk.post(f"{where}/co-quan", data={"version": "1", "authority_no": "A05, công văn 12/CV"})
    desk.post(f"{where}/nguoi-dung", data={"version": "2"})
    desk.post(f"{where}/dong", data={"version": "3", "measures": "Đã sửa mẫu thư, kiểm lại địa chỉ"})
    assert [row[-1] for row in rows(desk.get(BREACHES))] == ["Đã đóng"]


def test_the_queue_and_the_register_cost_the_same_for_ten_thousand(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    desk = browser(new_client, stories.operator())
    desk.get(QUEUE)
    counts = []
    for first, last in ((0, 100), (100, 10_000)):
        _fill(session, first, last)
        found = []
        for address in (QUEUE, BREACHES):
            with statements() as sent:
                assert desk.get(address).status_code == 200
            found.append(len(sent))
        counts.append(found)
    assert counts[0] == counts[1]


def _fill(session: Session, first: int, last: int) -> None:
    user_id = stories.buyer_person().id
    asked = {
        "user_id": user_id, "kind": "object", "state": "done", "words": "", "asked_at": NOON,
        "answer_due_at": NOON, "due_at": NOON, "extended_why": "", "received_by": "", "file_name": "",
        "answer": "", "ended_at": NOON, "ended_by": "",
    }  # fmt: skip
    entered = {
        "what": "Thử", "people": 1, "known_at": NOON, "due_at": NOON, "entered_by": "", "entered_at": NOON,
        "authority_no": "", "measures": "", "closed_by": "", "version": 1,
    }  # fmt: skip
    session.execute(insert(DataRequest), [{**asked, "code": f"R{n}"} for n in range(first, last)])
    session.execute(insert(Breach), [{**entered, "code": f"B{n}"} for n in range(first, last)])
    session.flush()


def test_the_log_says_in_words_what_was_asked(app: Flask, new_client: NewClient) -> None:
    code = services.ask(stories.buyer_person(), "object", "Không muốn ai gọi điện chào hàng")
    page = words(browser(new_client, stories.operator()).get(f"{QUEUE}/{code}"))
    assert "loại: Phản đối việc xử lý" in page
    assert "object" not in page


def test_whoever_signs_in_after_the_words_changed_is_told_and_goes_on(
    app: Flask, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = consent_texts.PURPOSES[consents.PERSONAL_DATA]
    user_id = make_user("lan@example.com", password=PASSWORD)
    consents.give(user_id, consents.PERSONAL_DATA)
    client = new_client()
    sign_in_by_form(client, "lan@example.com")
    said = "Lời đồng ý “Mua và nhận hàng” đã đổi. Chưa chọn vẫn mua bán được."
    assert said not in words(client.get("/tai-khoan")), "no text has changed"
    changed = replace(known, texts=(*known.texts, ("2027-01", known.text)))
    monkeypatch.setitem(consent_texts.PURPOSES, consents.PERSONAL_DATA, changed)
    again = new_client()
    sign_in_by_form(again, "lan@example.com")
    page = again.get("/tai-khoan")
    assert page.status_code == 200
    assert said in words(page)
    assert f'href="{HOME}#personal_data"' in page.text
    assert said not in words(again.get("/tai-khoan")), "said once"


def test_a_copy_opens_for_its_owner_alone_and_not_for_an_operator(app: Flask, new_client: NewClient) -> None:
    code = services.ask_copy(stories.buyer_person())
    assert browser(new_client, stories.operator()).get(f"{HOME}/ban-sao/{code}.zip").status_code == 404


def test_the_page_says_how_long_minutes_and_mails_are_kept(app: Flask, new_client: NewClient) -> None:
    page = words(browser(new_client, stories.buyer_person()).get(f"{HOME}/xoa"))
    assert "Biên bản kiểm tra, cả tên người có mặt, theo luật lưu trữ" in page
    assert "tới hết năm thứ 20 rồi xoá tên" in page
    assert "Sổ thư đã gửi: 365 ngày." in words(new_client().get("/thong-tin/bao-ve-du-lieu"))
