"""The officers' pages on applications: who sees what, compares, returns, proposes, approves; who was faster."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.producers.applications import queries, services
from marketplace.producers.applications.kinds import ApplicationState as State
from tests import stories
from tests.domain.producers.applications import build
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
    for name_, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page):
        found[name_] = text
    return found


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
