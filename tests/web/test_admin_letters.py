"""What ends soon and who was told, letters to holders: the pages."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.kernel import outbox
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.notifications.letters.models import HolderNote, Letter
from tests import stories
from tests.conftest import state_of
from tests.domain.notifications.test_letters import World
from tests.factories import HA_NOI
from tests.web.desks import NewClient, browser, caption, rows, table, words

DESK = "/quan-ly/can-bo"
ENDING, LETTERS = f"{DESK}/sap-het-han", f"{DESK}/thu"


@pytest.fixture
def world(app: Flask) -> World:
    return World()


@pytest.fixture
def officer(world: World, new_client: NewClient) -> FlaskClient:
    return browser(new_client, stories.officer(3))


def typed(page: str, **changes: str) -> dict[str, str]:
    """What the form holds, with some of it typed over."""
    found = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n([^<]*)</textarea>', page))
    body = found["body"].replace("[…]", "0912 345 678").replace("&#34;", '"')
    return {**found, "body": body, "signer_role": "Chánh Văn phòng", "signer_name": "Trần Văn Mẫu", **changes}


def drafted(officer: FlaskClient, *ids: int, **changes: str) -> str:
    """A draft to the holders of these; its address."""
    form = officer.get(f"{LETTERS}/moi?" + "&".join(f"id={each}" for each in ids))
    answer = officer.post(f"{LETTERS}/moi", data=typed(form.text, **changes))
    assert answer.status_code == 302, words(answer)
    return str(answer.location)


def test_the_list_says_what_to_do_by_when_and_who_was_told(world: World, officer: FlaskClient) -> None:
    page = officer.get(ENDING)
    assert caption(page) == "4 sản phẩm, hết hạn trước ở trên"
    assert "Tất cả 4 Còn 181–210 ngày 0 Còn 121–180 ngày 3 Còn 31–120 ngày 0 Còn 0–30 ngày 1" in words(page)
    first, second = rows(page)[:2]
    assert first[1:] == [
        "Mật ong 4 sao",
        "HTX Khe Mây Hương Đô, Hà Tĩnh",
        "11/12/2026 còn 20 ngày",
        "Nộp ngay, đã quá hạn hạn 13/08/2026; nộp khi còn sao vẫn được gia hạn",
        "Chưa báo",
        "Quá hạn nộp lại",
    ]
    assert second[4] == "Nộp hồ sơ đánh giá lại đến hết 21/12/2026"
    assert [row[1] for row in rows(officer.get(f"{ENDING}?muc=30"))] == ["Mật ong 4 sao"]
    assert len(rows(officer.get(f"{ENDING}?muc=180&bao=chua"))) == 3
    assert "Không có sản phẩm nào khớp. Bỏ lọc" in words(officer.get(f"{ENDING}?bao=can-in"))
    file = table(officer.get(f"{ENDING}.csv?muc=30"))
    assert (len(file), file[1][1], file[1][8]) == (2, "Mật ong", "20")


def test_from_ticks_to_mail_and_paper(app: Flask, world: World, officer: FlaskClient) -> None:
    at = drafted(officer, world.cam, world.ruou, world.che)
    page = officer.get(at)
    assert "Bản thảo" in words(page)
    assert "Gửi e-mail cho 2 chủ thể" in words(page)
    assert "In 1 trang cho người không nhận được e-mail In cả 3 trang" in words(page)
    names = [row[0] for row in rows_of_people(page.text)]
    assert set(names) == {"Hợp tác xã Khe Mây", "Hộ Nguyễn Thị Lan", "Tổ hợp tác Chè"}

    data = {"version": re.search(r'name="version" value="(\d+)"', page.text).group(1)}  # type: ignore[union-attr]  # it is there
    for _press in range(2):
        assert officer.post(f"{at}/gui", data=data).status_code == 302
    outbox.sweep()
    sent = [mail for mail in state_of(app).ports["mail"].sent if "phân hạng lại" in mail.subject]
    assert len(sent) == 2
    assert "Kính gửi: Hộ Nguyễn Thị Lan" in next(m.text for m in sent if m.recipient == "lan@ho.example.vn")

    printed = officer.post(f"{at}/in", data={"whom": "khong-email"})
    assert printed.mimetype == "application/pdf"
    (only,) = pypdfium2.PdfDocument(BytesIO(printed.data))
    assert "Kính gửi: Tổ hợp tác Chè" in only.get_textpage().get_text_range()
    after = officer.get(at)
    assert "Đã phát hành" in words(after)
    assert f"{at}/sua" not in after.text
    assert officer.get(f"{at}/sua").status_code == 302
    history = words(officer.get(ENDING))
    assert "E-mail: nộp hồ sơ đánh giá, phân hạng lại sản phẩm OCOP" in history
    assert "Thư giấy: nộp hồ sơ đánh giá, phân hạng lại sản phẩm OCOP" in history
    assert rows(officer.get(LETTERS))[0][-4:] == ["3", "2", "1", "Đã phát hành"]


def rows_of_people(html: str) -> list[list[str]]:
    """The rows of the table of recipients, the last one of the page."""
    body = html.rsplit("<tbody>", 1)[1].split("</tbody>", maxsplit=1)[0]
    return [re.findall(r">([^<>]+)</(?:a|td|th)>", row) for row in body.split("</tr>")[:-1]]


def test_all_rows_under_a_filter(world: World, officer: FlaskClient) -> None:
    form = officer.get(f"{LETTERS}/moi?tat-ca=1&muc=180")
    assert "3 chủ thể, 3 sản phẩm" in words(form)
    assert "1 chủ thể không có e-mail: in thư giấy." in words(form)
    empty = officer.get(f"{LETTERS}/moi?tat-ca=1&muc=210")
    assert empty.location == ENDING
    assert officer.get(f"{LETTERS}/moi?id=x").location == ENDING


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    world: World, officer: FlaskClient
) -> None:
    form = officer.get(f"{LETTERS}/moi?id={world.cam}")
    answer = officer.post(
        f"{LETTERS}/moi", data=typed(form.text, body="Gửi {chủ thễ} <b>", signer_name="", dated="hôm nay")
    )
    assert answer.status_code == 422
    assert "<title>Lỗi: " in answer.text
    assert "Ghi ngày như 12/6/2024." in words(answer)
    answer = officer.post(f"{LETTERS}/moi", data=typed(form.text, body="Gửi {chủ thễ} <b>", signer_name=""))
    assert "Có 2 chỗ cần sửa" in words(answer)
    assert "Không có ô điền “{chủ thễ}”." in words(answer)
    assert "Gửi {chủ thễ} &lt;b&gt;</textarea>" in answer.text
    assert f'name="ids" value="{world.cam}"' in answer.text
    assert session().scalar(select(func.count()).select_from(Letter)) == 0


def test_the_same_form_twice_is_one_letter(world: World, officer: FlaskClient) -> None:
    data = typed(officer.get(f"{LETTERS}/moi?id={world.cam}").text)
    places = {officer.post(f"{LETTERS}/moi", data=data).location for _press in range(2)}
    assert len(places) == 1
    assert session().scalar(select(func.count()).select_from(Letter)) == 1


def test_a_blank_keeps_it_from_going_out(app: Flask, world: World, officer: FlaskClient) -> None:
    at = drafted(officer, world.cam, body="Gọi […] trước ngày {hạn nộp}.")
    for verb in ("gui", "in"):
        answer = officer.post(f"{at}/{verb}", data={})
        assert answer.status_code == 422
        assert "Còn chỗ “[…]” chưa điền." in words(answer)
    assert state_of(app).ports["mail"].sent == []


def test_edit_preview_leave_out_and_drop(world: World, officer: FlaskClient) -> None:
    at = drafted(officer, world.cam, world.che)
    form = officer.get(f"{at}/sua")
    answer = officer.post(f"{at}/sua", data=typed(form.text, about="mời họp"))
    assert answer.location == at
    page = officer.get(at)
    assert "V/v mời họp" in words(page)
    people = re.findall(rf"{at}/(\d+)/bo", page.text)
    assert len(people) == 2
    pdf = officer.get(f"{at}/{people[0]}.pdf")
    (one,) = pypdfium2.PdfDocument(BytesIO(pdf.data))
    assert "BẢN XEM TRƯỚC, CHƯA PHÁT HÀNH" in one.get_textpage().get_text_range()
    officer.post(f"{at}/{people[0]}/bo")
    assert len(re.findall(rf"{at}/(\d+)/bo", officer.get(at).text)) == 1
    assert officer.get(f"{at}/{people[0]}.pdf").status_code == 404
    assert officer.post(f"{at}/bo").location == LETTERS
    assert officer.get(at).status_code == 404
    assert "Chưa có thư nào." in words(officer.get(LETTERS))


def test_a_note_of_a_telephone_call(world: World, officer: FlaskClient) -> None:
    from marketplace.certification import queries as register

    at = f"{ENDING}/{register.recognition(world.che).code}"
    assert "Chưa báo lần nào." in words(officer.get(at))
    wrong = officer.post(at, data={"way": "phone", "words": "đã gọi", "token": "t"})
    assert wrong.status_code == 422
    assert "Chọn kết quả." in words(wrong)
    assert "đã gọi</textarea>" in wrong.text
    data = {
        "way": "phone",
        "outcome": "will_file",
        "spoke_with": "Chị Lan",
        "words": "Tuần sau",
        "token": "t",
    }
    for _press in range(2):
        assert officer.post(at, data=data).location == at
    said = words(officer.get(at))
    assert "Điện thoại: Sẽ nộp hồ sơ đánh giá lại 12:00, 21/11/2026 , Chị Lan. Tuần sau. can-bo-42-3" in said
    assert session().scalar(select(func.count()).select_from(HolderNote)) == 1


def test_who_may_not(world: World, officer: FlaskClient, new_client: NewClient) -> None:
    at = drafted(officer, world.cam)
    reader = browser(new_client, stories.person("kt", (Role.AUDITOR, "all", "")))
    stranger = browser(new_client, stories.officer(1, HA_NOI))
    before = session().scalar(select(func.count()).select_from(AuditEntry))
    assert reader.get(at).status_code == 200
    assert f"{at}/gui" not in reader.get(at).text
    assert "Soạn thư" not in words(reader.get(ENDING))
    for client in (reader, stranger):
        for verb in ("gui", "in", "bo", "sua"):
            assert client.post(f"{at}/{verb}", data={}).status_code == 404
    assert stranger.get(at).status_code == 404
    form = officer.get(f"{LETTERS}/moi?id={world.che}")
    assert stranger.post(f"{LETTERS}/moi", data=typed(form.text)).status_code == 404
    assert session().scalar(select(func.count()).select_from(AuditEntry)) == before
