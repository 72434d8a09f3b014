"""Applying to sell: what is typed is kept, right or wrong; what is wrong is said beside its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.accounts import consents
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import Step
from tests import stories
from tests.conftest import NOON
from tests.domain.producers.applications import build
from tests.unit.producers.applications import samples
from tests.web.desks import browser, statements, words

NewClient = Callable[[], FlaskClient]
HOME = "/quan-ly/dang-ky-ban"


def at(code: str, step: Step | str) -> str:
    return f"{HOME}/{code}/{step}"


def begun(new_client: NewClient, who: Actor | None = None) -> tuple[FlaskClient, str]:
    """A browser of somebody who has begun, and the code of their application."""
    client = browser(new_client, who or build.applicant())
    answer = client.post(HOME)
    assert answer.status_code == 302
    found = re.fullmatch(rf"{HOME}/([0-9A-Z]+)/chu-the", answer.headers["Location"])
    assert found is not None
    return client, found.group(1)


def answers(code: str) -> dict[str, str]:
    return dict(queries.application(code).answers)


def error_of(answer: TestResponse, id_: str) -> str:
    """The words of what is wrong with the field, which it names by ``aria-describedby``."""
    found = re.search(rf'id="{id_}-e">(.*?)</p>', answer.text)
    assert found is not None, f"no error at {id_}"
    assert re.search(rf'id="{id_}"[^>]*aria-describedby="[^"]*{id_}-e', answer.text)
    return re.sub(r"<[^>]+>", "", found.group(1)).replace("Lỗi:", "").strip()


def test_before_it_is_begun_the_page_says_what_is_needed(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    said = words(client.get(HOME))
    assert "Giấy để sẵn bên cạnh" in said
    assert "Số định danh 12 số của chủ hộ" in said
    assert "Rau, củ, quả, hạt tươi Một trong: Giấy chứng nhận ATTP" in said
    assert "Không cần thêm giấy nào" in said
    assert queries.mine(build.applicant()) is None, "looking begins nothing"


def test_beginning_twice_is_once(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    assert client.post(HOME).headers["Location"] == at(code, "chu-the")
    assert "Xong 0 trong 8 bước" in words(client.get(HOME))


def test_a_whole_household_without_javascript(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    files = {
        Step.PERSON: ("id_front", "id_back"),
        Step.PAPERS: ("business_registration", "food_safety_commitment"),
    }
    steps = [step for step in Step if step is not Step.SEND]
    for step, after in zip(steps, [*steps[1:], Step.SEND], strict=True):
        typed = {**samples.HOUSEHOLD}
        sent = {
            f"scan.{kind}": (BytesIO(build.photo(n)), f"{kind}.jpg")
            for n, kind in enumerate(files.get(step, ()))
        }
        answer = client.post(at(code, step), data={**typed, **sent})
        assert (answer.status_code, answer.headers.get("Location")) == (302, at(code, after)), step
    assert answers(code)["tax_code"] == "•••• 1234"
    review = client.get(at(code, "gui"))
    assert "Hộ kinh doanh Nguyễn Thị Nhàn" in words(review)
    assert "3900 2050 12345" not in review.text
    assert "checked" not in re.findall(r'<input type="checkbox"[^>]*>', review.text)[0]

    refused = client.post(at(code, "gui"))
    assert refused.status_code == 422
    assert "Đánh dấu đồng ý để gửi hồ sơ." in words(refused)
    assert build.state(code) == "draft"

    assert client.post(at(code, "gui"), data={"consent": "1"}).headers["Location"] == HOME
    assert build.state(code) == "submitted"
    applicant = build.applicant().id
    assert applicant is not None
    assert consents.has_given(applicant, consents.SELLER_DATA)
    said = words(client.get(HOME))
    assert "Cán bộ OCOP xã Hương Đô, Hà Tĩnh sẽ nhận và đối chiếu" in said
    # It lies with others now: it is read, not written.
    assert client.get(at(code, "dia-chi")).headers["Location"] == at(code, "gui")
    assert "Những gì đã gửi" in words(client.get(at(code, "gui")))


def test_what_cannot_be_read_is_kept_and_said_at_its_field(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    typed = {"tax_code": "0314409059", "registration_no": "", "registration_on": "hôm qua"}
    answer = client.post(at(code, "dang-ky"), data=typed)
    assert answer.status_code == 422
    assert "<title>Lỗi: " in answer.text
    assert "Đã lưu. Có 4 chỗ cần sửa" in words(answer)
    assert error_of(answer, "registration-on") == "Ghi ngày như 12/6/2024."
    assert error_of(answer, "registration-no") == "Ghi số giấy đăng ký kinh doanh."
    assert 'value="hôm qua"' in answer.text
    assert answers(code) == {"tax_code": "0314409059", "registration_on": "hôm qua"}
    # Whoever has not got it at hand goes on, and finds it as it was left.
    later = client.post(at(code, "dang-ky"), data={**typed, "go": "later"})
    assert later.headers["Location"] == at(code, "dai-dien")
    again = client.get(at(code, "dang-ky"))
    assert again.status_code == 200
    assert 'value="hôm qua"' in again.text
    assert error_of(again, "registration-on") == "Ghi ngày như 12/6/2024."
    assert 'class="m-errors"' not in again.text, "nobody is stopped who only looks"


def test_one_answer_that_is_too_long_takes_no_other_with_it(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    answer = client.post(
        at(code, "chu-the"), data={"kind": "household", "legal_name": "Ô" * 201, "go": "later"}
    )
    assert answer.status_code == 422
    assert error_of(answer, "legal-name") == "Dài quá 200 ký tự."
    assert "Ô" * 201 in answer.text
    assert answers(code) == {"kind": "household"}


def test_lines_are_counted_as_they_are_typed(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    text = "\r\n".join(["dòng"] * 399)
    assert client.post(at(code, "san-pham"), data={"goods": text, "go": "later"}).status_code == 302
    assert answers(code)["goods"] == text.replace("\r\n", "\n")
    assert len(answers(code)["goods"]) == 1994


def test_the_machine_saves_and_says_what_is_wrong(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    answer = client.post(
        f"{at(code, 'dai-dien')}/luu", data={"phone": "12", "representative": "Nguyễn Thị Nhàn"}
    )
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["saved"] == "Đã lưu lúc 12:00"
    assert list(answer.json["errors"]) == ["phone"]
    assert "Xong 0 trong 8 bước" in answer.json["side"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answers(code) == {"phone": "12", "representative": "Nguyễn Thị Nhàn"}


def test_ticks_are_one_answer(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    client.post(at(code, "san-pham"), data={"sets": ["", "1", "14"], "go": "later"})
    assert answers(code)["sets"] == "1 14"
    page = client.get(at(code, "san-pham"))
    assert [number for number, _ in re.findall(r'name="sets" value="(\d+)"[^>]*?( checked)', page.text)] == [
        "1",
        "14",
    ]
    client.post(f"{at(code, 'san-pham')}/luu", data={"sets": "14"})
    assert answers(code)["sets"] == "14"
    client.post(at(code, "san-pham"), data={"sets": [""], "go": "later"})
    assert "sets" not in answers(code)


def test_papers_follow_the_goods(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    said = words(client.get(at(code, "giay-to")))
    assert "Chọn loại hình và nhóm sản phẩm trước" in said
    assert "Giấy phép sản xuất, bán rượu" not in said
    services.save(build.applicant(), code, {"kind": "household", "sets": "14"})
    said = words(client.get(at(code, "giay-to")))
    assert "Giấy phép sản xuất, bán rượu Phải có" in said
    assert "Có một trong các giấy này là đủ" in said
    page = client.get(at(code, "giay-to")).text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids)), "a paper that two requirements name stands once"


def test_a_name_that_means_several_communes_asks_which(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    typed = {"province": "42", "commune": "dai nai", "commune_code": "", "street": "Thôn 5"}
    answer = client.post(at(code, "dia-chi"), data=typed)
    assert answer.status_code == 422
    assert "Tên này nay thuộc mấy nơi, anh chị chọn một" in words(answer)
    chosen = re.search(r'name="commune_code" value="(\d{5})"[^>]*><b>Phường Hà Huy Tập', answer.text)
    assert chosen is not None
    done = client.post(at(code, "dia-chi"), data={**typed, "commune_code": [chosen.group(1), ""]})
    assert done.headers["Location"] == at(code, "san-pham")
    assert queries.application(code).commune == "Phường Hà Huy Tập"


def test_a_covered_number_that_comes_back_stays_what_it_was(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    services.save(build.applicant(), code, {"representative_id": "042085001234"})
    page = client.get(at(code, "dai-dien"))
    assert "042085001234" not in page.text
    assert 'value="•••• 1234"' in page.text
    client.post(at(code, "dai-dien"), data={"representative_id": "•••• 1234", "go": "later"})
    assert "representative_id" not in queries.application(code).errors


def test_a_remark_stands_at_its_field_until_the_application_is_sent_again(
    app: Flask, new_client: NewClient
) -> None:
    code = build.submitted()
    services.send_back(
        stories.officer(1), code, {"phone": "Số này không gọi được.", "scan.id_back": "Ảnh mờ, chụp lại."}
    )
    client = browser(new_client, build.applicant())
    home = words(client.get(HOME))
    assert "Cán bộ nhắc 2 chỗ chưa sửa" in home
    page = client.get(at(code, "dai-dien"))
    remark = re.search(r'<div class="m-remark" id="phone-r">(.*?)</div>', page.text)
    assert remark is not None
    assert "Số này không gọi được." in remark.group(1)
    assert "nhắc lúc 12:00, 21/11/2026" in remark.group(1)
    assert re.search(r'id="phone"[^>]*aria-describedby="phone-h phone-r"', page.text)
    assert "3. Người đại diện cán bộ nhắc" in words(page)
    with clock.hold(NOON + timedelta(minutes=1)):
        client.post(at(code, "dai-dien"), data={**samples.HOUSEHOLD, "phone": "0912 345 679"})
        mended = words(client.get(at(code, "dai-dien")))
    assert "anh chị đã sửa sau đó" in mended
    assert "Cán bộ nhắc 1 chỗ chưa sửa" in words(client.get(HOME))


def test_taking_back_and_giving_up(app: Flask, new_client: NewClient) -> None:
    code = build.submitted()
    client = browser(new_client, build.applicant())
    assert client.post(at(code, "lay-ve")).headers["Location"] == HOME
    assert build.state(code) == "draft"
    assert client.post(at(code, "rut"), data={"reason": "Chưa muốn bán"}).headers["Location"] == HOME
    assert build.state(code) == "withdrawn"
    said = words(client.get(HOME))
    assert "Anh chị đã rút hồ sơ này" in said
    assert "Làm hồ sơ mới" in said
    assert client.post(at(code, "chu-the"), data={"legal_name": "X"}).headers["Location"] == HOME
    assert answers(code)["legal_name"] == "Hộ kinh doanh Nguyễn Thị Nhàn"


NEXT = {
    "draft": "Làm tiếp",
    "submitted": "sẽ nhận và đối chiếu",
    "returned": "Cán bộ nhắc 1 chỗ chưa sửa",
    "proposed": "Chờ người thứ hai duyệt",
    "approved": "đưa sản phẩm có giấy công nhận OCOP lên gian hàng",
    "refused": "Không phải chủ thể OCOP",
    "withdrawn": "Anh chị đã rút hồ sơ này",
}


@pytest.mark.parametrize("state", list(build.AT))
def test_each_state_says_what_happens_next(app: Flask, new_client: NewClient, state: str) -> None:
    code = build.AT[state]()
    client = browser(new_client, build.applicant())
    assert NEXT[state] in words(client.get(HOME))
    assert client.get(at(code, "gui")).status_code == 200


def test_somebody_elses_is_not_there(app: Flask, new_client: NewClient) -> None:
    code = build.draft()
    view, other = queries.application(code), browser(new_client, stories.buyer_person(7))
    before = build.everything()
    scan = view.scans[0].id
    for path in ("chu-the", "gui", f"tep/{scan}", f"tep/{scan}/1"):
        assert other.get(at(code, path)).status_code == 404, path
    for path in ("chu-the", "chu-the/luu", "dai-dien/tep", "gui", "lay-ve", "rut"):
        assert other.post(at(code, path), data={"legal_name": "X", "consent": "1"}).status_code == 404, path
    assert build.everything() == before


def test_a_step_asks_the_database_a_fixed_number_of_times(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, build.applicant())
    code = build.draft()
    counts = {}
    for step in ("chu-the", "dia-chi", "giay-to", "gui"):
        client.get(at(code, step))
        with statements() as sent:
            client.get(at(code, step))
        counts[step] = len(sent)
    assert counts == {"chu-the": 10, "dia-chi": 10, "giay-to": 10, "gui": 11}


def test_it_speaks_english(app: Flask, new_client: NewClient) -> None:
    client, code = begun(new_client)
    client.get("/ngon-ngu/en")
    vietnamese = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
    names = {"Chợ Phiên", "Tiếng Việt", "Nguyễn Thị Nhàn", "Hộ kinh doanh Nguyễn Thị Nhàn", "Cam Khe Mây"}
    for step in Step:
        page = words(client.get(at(code, step)))
        for name in names:
            page = page.replace(name, "")
        left = [word for word in page.split() if vietnamese.search(word)]
        if step not in {Step.PLACE, Step.PAYOUT}:  # lists of proper names
            assert len(left) < 30, (step, left)
