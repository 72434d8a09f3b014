"""The operators' pages of settings, the check-up, searching the log, second factors; and what the lists cost."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from marketplace import doctor
from marketplace.accounts import credentials, factor_reset_list
from marketplace.accounts.models import Invitation, RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.kernel import audit, clock, worker_beat
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import transaction
from marketplace.kernel.outbox import OutboxRow
from tests import stories
from tests.conftest import NOON, state_of
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

AT = "/quan-ly/van-hanh"
LOG, USERS, JOBS = f"{AT}/nhat-ky", f"{AT}/nguoi-dung", f"{AT}/viec-nen"


# --- Settings and the check-up ---------------------------------------------------------------------


def test_settings_are_shown_with_where_they_are_from(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    with statements() as sent:
        page = client.get(f"{AT}/cai-dat")
    said = words(page)
    assert "MARKETPLACE_MAIL memory: Thư gửi đi:" in said
    assert "MARKETPLACE_SITE_NAME Chợ Phiên Tên chợ: ở đầu trang, trong thư và trên giấy. Mặc định" in said
    assert "SECRET_KEY •••• Khoá của phiên đăng nhập và liên kết có chữ ký. Cấu hình" in said
    assert "SITE_SIGN_IN_ATTEMPTS 10" in said
    assert app.config["SECURITY_TOTP_SECRETS"]["1"] not in page.text
    # Session with account, roles, unread notices, jobs that failed, whether there is anything made up.
    assert len(sent) == 5


def test_the_settings_say_why_a_line_shows_that_nobody_asked_for(
    app: Flask, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(new_client, stories.operator())
    why = "Dòng ấy đang hiện dù không đặt, vì chợ này có dữ liệu mẫu."
    assert why not in words(client.get(f"{AT}/cai-dat"))
    monkeypatch.setattr(state_of(app), "holds_demo", lambda: True)
    said = words(client.get(f"{AT}/cai-dat"))
    assert (
        f"MARKETPLACE_DEMO False Hiện dòng DEMO trên mọi trang: ngày, số, tình trạng là dữ liệu mẫu. {why}"
        in said
    )
    assert said.count(why) == 1


def test_the_check_up_tells_the_hour_of_here_and_settings_by_their_names(
    app: Flask, new_client: NewClient
) -> None:
    worker_beat.beat()
    said = words(browser(new_client, stories.operator()).post(f"{AT}/kiem-tra"))
    assert "Tiến trình việc nền báo lần cuối lúc 12:00, 21/11/2026" in said
    assert "thiếu: MARKETPLACE_OPERATOR, MARKETPLACE_OPERATOR_ADDRESS, MARKETPLACE_OPERATOR_PHONE" in said


def test_the_check_up_is_done_when_asked_for(
    app: Flask, new_client: NewClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(new_client, stories.operator())
    asked: list[int] = []
    examine = doctor.examine
    monkeypatch.setattr(doctor, "examine", lambda: asked.append(1) or examine())
    page = client.get(f"{AT}/kiem-tra")
    assert "Kiểm ngay" in words(page)
    assert asked == []
    page = client.post(f"{AT}/kiem-tra")
    assert asked == [1]
    assert "chỗ không ổn Kiểm lúc 12:00, 21/11/2026" in words(page)
    assert "Tiến trình việc nền chưa lần nào báo Cần làm: Khởi động: flask marketplace jobs work" in words(
        page
    )
    assert "Cơ sở dữ liệu" in words(page)


def test_the_check_up_says_the_same_as_the_command(app: Flask) -> None:
    from marketplace.kernel.i18n import speaking

    with speaking("en"):
        told = {each.as_data()["subject"] for each in doctor.examine()}
    assert {"database", "migrations", "places", "worker", "failed jobs", "audit log", "stock"} <= told


# --- Searching the log -----------------------------------------------------------------------------


def note(action: str, *, actor: Actor | None = None, ref: object = 7, **data: object) -> None:
    with transaction():
        audit.record(actor or Actor.system("test"), action, "lot", ref, data)


def test_the_log_is_searched_by_name_and_by_words(app: Flask, new_client: NewClient) -> None:
    lan = stories.person("tran-lan", name="Trần Thị Lan")
    other = stories.person("le-ba", name="Lê Văn Ba")
    note("stock.lot.adjusted", actor=lan, reason="Dập khi chở, Đắk Lắk")
    note("stock.lot.adjusted", actor=other, reason="mốc")
    client = browser(new_client, stories.operator())

    def found(**query: str) -> list[str]:
        page = client.get(LOG, query_string={"viec": "stock.", **query})
        return [row[1].split(" user:")[0] for row in rows(page)]

    assert found(ai="tran lan") == ["Trần Thị Lan"]
    assert found(ai="LÊ VĂN BA") == ["Lê Văn Ba"]
    assert found(ai=f"user:{lan.id}") == ["Trần Thị Lan"]
    assert found(ai="không có ai") == []
    assert found(ai="user:") == []
    assert found(chu="Đắk dập") == ["Trần Thị Lan"]
    assert found(chu="100%") == []
    assert found(chu="mốc", ai="lan") == []
    page = client.get(LOG, query_string={"ai": "tran lan", "chu": "Đắk"})
    assert 'value="tran lan"' in page.text
    assert 'value="Đắk"' in page.text


def test_the_log_is_taken_as_a_workbook(app: Flask, new_client: NewClient, session: Session) -> None:
    operator = stories.operator()
    note("stock.lot.adjusted", actor=operator, reason="=1+1")
    note("stock.lot.received", actor=operator)
    answer = browser(new_client, operator).get(f"{LOG}.xlsx?viec=stock.lot.adjusted")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="nhat-ky.xlsx"'
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    found = list(sheet.iter_rows(values_only=True))
    assert len(found) == 2
    assert found[1][3] == "stock.lot.adjusted"
    assert found[1][6] == '{"reason": "=1+1"}'
    kept = session.execute(select(AuditEntry.data).where(AuditEntry.action == "kernel.audit.exported"))
    assert kept.scalars().all() == ['{"rows":1}']


# --- Jobs ------------------------------------------------------------------------------------------


def failed(session: Session, count: int, job: str = "orders.boom") -> None:
    with transaction() as here:
        here.execute(
            insert(OutboxRow),
            [
                {
                    "job": job,
                    "args": "{}",
                    "created_at": NOON,
                    "available_at": NOON,
                    "attempts": 8,
                    "failed_at": NOON,
                    "error": "Traceback\nValueError: x",
                }
                for _each in range(count)
            ],
        )


def test_all_that_failed_are_tried_again(app: Flask, new_client: NewClient, session: Session) -> None:
    done: list[int] = []
    state = app.extensions["marketplace"]
    jobs = state.jobs
    state.jobs = {**jobs, "orders.boom": lambda: done.append(1), "media.boom": lambda: done.append(2)}
    try:
        failed(session, 3)
        failed(session, 2, "media.boom")
        client = browser(new_client, stories.operator())
        page = client.get(f"{JOBS}?muc=failed&q=orders.")
        assert "Làm lại cả 3 việc" in words(page)
        answer = client.post(f"{JOBS}/lam-lai?muc=failed&q=orders.", follow_redirects=True)
        assert "Đã xếp lại mọi việc hỏng để làm." in words(answer)
        assert done == [1, 1, 1]
        assert "Hỏng 2" in words(answer)
        client.post(f"{JOBS}/lam-lai?muc=failed")
        assert done == [1, 1, 1, 2, 2]
        assert "Không có việc nào hỏng." in words(client.post(f"{JOBS}/lam-lai", follow_redirects=True))
    finally:
        state.jobs = jobs
    kept = session.execute(
        select(AuditEntry.data).where(AuditEntry.action == "kernel.jobs.retried").order_by(AuditEntry.seq)
    ).scalars()
    assert [json.loads(each) for each in kept] == [{"job": "orders.", "rows": 3}, {"job": "", "rows": 2}]


# --- People ----------------------------------------------------------------------------------------


def test_people_are_narrowed_by_scope_and_last_visit(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    here, there = stories.officer(), stories.officer(1, "01")
    both = stories.person("ca-hai", (Role.AUDITOR, "all", ""), (Role.PROMOTION, "province", "42"))
    session.execute(update(User).where(User.id == here.id).values(last_login_at=NOON - timedelta(days=10)))
    session.execute(update(User).where(User.id == there.id).values(last_login_at=NOON - timedelta(days=100)))
    session.commit()
    client = browser(new_client, stories.operator())

    def found(**query: str) -> set[str]:
        return {row[0].split()[0] for row in rows(client.get(USERS, query_string=query))}

    assert found(**{"pham-vi": "province"}) == {"can-bo-42-1", "can-bo-01-1", "ca-hai"}
    assert found(tinh="42") == {"can-bo-42-1", "ca-hai"}
    # One and the same role has to fit.
    assert found(tinh="42", vai="officer") == {"can-bo-42-1"}
    assert found(tinh="42", vai="auditor") == set()
    assert found(vao="30") == {"can-bo-42-1"}
    assert found(vao="90", vai="officer") == {"can-bo-01-1"}
    assert found(vao="never", muc="cong-vu") == {"ca-hai", "van-hanh"}
    assert found(tinh="99", vao="x", **{"pham-vi": "y"}) == {
        "can-bo-42-1",
        "can-bo-01-1",
        "ca-hai",
        "van-hanh",
    }
    file = table(client.get(f"{USERS}.csv?tinh=42&vai=officer"))
    assert [row[1] for row in file[1:]] == ["can-bo-42-1"]
    assert both.id


def test_a_second_factor_is_taken_off_by_two_on_the_pages(app: Flask, new_client: NewClient) -> None:
    officer, first = stories.officer(), stories.operator()
    second = stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))
    theirs = browser(new_client, officer)
    assert theirs.get("/quan-ly/can-bo").status_code == 200
    one, two = browser(new_client, first), browser(new_client, second)
    at = f"{USERS}/{officer.id}"
    page = one.post(f"{at}/go-hai-lop", data={"reason": "mất máy"})
    assert page.status_code == 422
    assert words(page).count("Ghi vì sao gỡ và đã nhận ra người ấy bằng cách nào") == 2
    assert ">\nmất máy</textarea>" in page.text
    why = "Mất máy hôm qua, đã gọi lại số cơ quan"
    page = one.post(f"{at}/go-hai-lop", data={"reason": why}, follow_redirects=True)
    assert "Chờ người thứ hai" in words(page)
    assert "xac-nhan" not in page.text
    number = factor_reset_list.open_requests()[0].id
    answer = one.post(f"{AT}/go-hai-lop/{number}/xac-nhan", follow_redirects=True)
    assert "Người yêu cầu không tự xác nhận." in words(answer)
    assert theirs.get("/quan-ly/can-bo").status_code == 200
    assert "1 yêu cầu gỡ bảo mật hai lớp chờ người thứ hai" in words(two.get(USERS))
    page = two.get(f"{AT}/go-hai-lop")
    assert why in words(page)
    answer = two.post(f"{AT}/go-hai-lop/{number}/xac-nhan", follow_redirects=True)
    assert "Đã gỡ bảo mật hai lớp." in words(answer)
    assert theirs.get("/quan-ly/can-bo").status_code == 302
    account = credentials.of_id(officer.id or 0)
    assert account is not None
    assert account.tf_totp_secret is None
    assert "Không có yêu cầu nào đang chờ." in words(two.get(f"{AT}/go-hai-lop"))


# --- What the lists cost ---------------------------------------------------------------------------

LISTS = {
    f"{LOG}?ai=nguoi&chu=mot&viec=stock.&voi=lot&tu=1/1/2026&den=31/12/2026": 8,
    f"{USERS}?q=nguoi&vai=officer&tinh=42&vao=90&xep=signed_in": 8,
    f"{AT}/loi-moi?muc=open&q=nguoi&vai=auditor": 6,
}
"""Statements of each list, the session with its account, roles, unread notices and failed jobs among them."""


def fill(session: Session, count: int) -> None:
    """So many people with a role, invitations and entries of the log."""
    first = 500_000
    people = range(first, first + count)
    with transaction() as here:
        here.execute(
            insert(User),
            [
                {
                    "id": each,
                    "subject": f"s{each}",
                    "email": f"nguoi{each}@example.vn",
                    "name": f"Người {each}",
                    "created_at": NOON,
                    "session_key": f"k{each}",
                }
                for each in people
            ],
        )
        here.execute(
            insert(RoleGrant),
            [
                {"user_id": each, "role": "officer", "scope": "province", "ref": "42", "granted_at": NOON}
                for each in people
            ],
        )
        here.execute(
            insert(Invitation),
            [
                {
                    "email": f"nguoi{each}@example.vn",
                    "role": "auditor",
                    "scope": "all",
                    "locale": "vi",
                    "token_hash": f"h{each}",
                    "invited_at": NOON,
                    "sent_at": NOON,
                    "expires_at": NOON + timedelta(days=7),
                }
                for each in people
            ],
        )
        for each in people:
            actor = Actor("user", "", first + each % 50)
            audit.record(actor, "stock.lot.adjusted", "lot", each, {"reason": "mot"})


@pytest.mark.parametrize("count", [100, 10_000])
def test_lists_send_the_same_statements_however_long(
    app: Flask, new_client: NewClient, session: Session, count: int
) -> None:
    client = browser(new_client, stories.operator())
    fill(session, count)
    for path, expected in LISTS.items():
        assert client.get(path).status_code == 200
        began = clock.now()
        with statements() as sent:
            page = client.get(path)
        assert began == clock.now()
        assert f"{count:,}".replace(",", ".") in caption(page), path
        assert (path, len(sent)) == (path, expected)


def test_the_log_is_sent_while_it_is_read(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    with transaction():
        for number in range(1200):
            audit.record(Actor.system("test"), "stock.lot.adjusted", "lot", number)
    answer = client.get(f"{LOG}.csv?viec=stock.lot.adjusted", buffered=False)
    assert answer.is_streamed
    parts = list(answer.response)
    assert len(parts) == 4, "the mark of the encoding, twice five hundred rows, the rest"
    assert max(map(len, parts)) < 120_000
    assert b"".join(parts).count(b"stock.lot.adjusted") == 1200
