"""Buttons pressed twice, tabs and proofs that stood too long, odd signs: answered in words, and nothing is changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.pages import operator_log
from config.identity import PROOF
from marketplace.accounts import queries, sessions
from marketplace.accounts.models import User
from marketplace.accounts.policy import Role
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.conftest import NOON
from tests.signing import make_user, sign_in
from tests.web.account_forms import token_of
from tests.web.desks import NewClient, browser, words

USERS = "/quan-ly/van-hanh/nguoi-dung"


def test_signing_somebody_out_on_a_device_twice(app: Flask, new_client: NewClient) -> None:
    person = stories.buyer_person()
    browser(new_client, person)
    client, sent = browser(new_client, stories.operator()), sessions.of_person(person.id or 0)[0].id
    client.post(f"{USERS}/{person.id}/may", data={"session": sent})
    for number in (sent, "0", "1e3", "9" * 20):
        answer = client.post(f"{USERS}/{person.id}/may", data={"session": number}, follow_redirects=True)
        assert answer.status_code == 200
        assert "Máy này đã đăng xuất rồi." in words(answer)


def test_taking_a_role_twice(app: Flask, new_client: NewClient) -> None:
    officer, client = stories.officer(), browser(new_client, stories.operator())
    sent = {"role": "officer", "scope": "province", "ref": "42"}
    for said in ("Đã bỏ vai trò.", "Người này không giữ vai trò đó."):
        answer = client.post(f"{USERS}/{officer.id}/bo-vai-tro", data=sent, follow_redirects=True)
        assert answer.status_code == 200
        assert said in words(answer)


def test_signing_out_everywhere_leaves_nothing_in_the_browser(app: Flask, new_client: NewClient) -> None:
    make_user("lan@example.vn")
    client = new_client()
    sign_in(client, "lan@example.vn")
    sent = {"here": "1", "csrf_token": token_of(client.get("/noi-dang-nhap"))}
    answer = client.post("/noi-dang-nhap/dang-xuat-het", data=sent)
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    sign_in(client, "lan@example.vn")
    sent = {"csrf_token": token_of(client.get("/noi-dang-nhap"))}
    assert "Clear-Site-Data" not in client.post("/noi-dang-nhap/dang-xuat-het", data=sent).headers


def test_a_code_of_yesterday_changes_no_second_factor(client: FlaskClient) -> None:
    """What was proved more than a working day ago is shown again before a telephone, or its codes, are replaced."""
    user_id = make_user("van-hanh@example.vn", Role.OPERATOR)
    sign_in(client, "van-hanh@example.vn")
    page = client.get("/bao-mat-hai-lop?moi=1")
    assert page.status_code == 200
    sent = {"csrf_token": token_of(page)}
    with client.session_transaction() as cookie:
        cookie[PROOF] = [user_id, int((NOON - timedelta(hours=13)).timestamp())]
    assert "/bao-mat-hai-lop/nhap-ma" in (client.get("/bao-mat-hai-lop?moi=1").location or "")
    assert client.post("/bao-mat-hai-lop/ma-khoi-phuc", data=sent).status_code == 302
    assert client.post("/bao-mat-hai-lop/tat", data=sent).status_code == 302
    assert queries.user(user_id).user.second_factor


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (
            "/dang-ky",
            {"name": "La\0n", "email": "lan@example.vn", "password": "rau muong ca kho", "consent": "y"},
        ),
        ("/dang-nhap", {"email": "lan\0@example.vn", "password": "rau muong ca kho"}),
        ("/noi-dang-nhap/dang-xuat", {"device": "1\0"}),
    ],
)
def test_a_sign_that_no_database_keeps_is_refused_on_account_pages_too(
    client: FlaskClient, session: Session, path: str, sent: dict[str, str]
) -> None:
    answer = client.post(path, data={**sent, "csrf_token": token_of(client.get("/dang-ky"))})
    assert answer.status_code == 400
    assert session.execute(select(User.id)).all() == []


def test_a_workbook_that_would_be_too_long_is_no_export(
    app: Flask, new_client: NewClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(new_client, stories.operator())
    stories.officer()
    monkeypatch.setattr(operator_log, "MOST_ROWS", 1)
    answer = client.get("/quan-ly/van-hanh/nhat-ky.xlsx?viec=accounts.")
    assert answer.status_code == 302
    taken = select(AuditEntry.seq).where(AuditEntry.action == "kernel.audit.exported")
    assert session.execute(taken).all() == []
    monkeypatch.setattr(operator_log, "MOST_ROWS", 10_000)
    assert client.get("/quan-ly/van-hanh/nhat-ky.xlsx").status_code == 200
    assert len(session.execute(taken).all()) == 1
