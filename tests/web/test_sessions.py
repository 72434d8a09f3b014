"""Where somebody is signed in: their own page, the operators', and what a request costs."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.sessions import SESSION
from marketplace.accounts import sessions
from marketplace.accounts.models import LoginSession
from marketplace.kernel import clock
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.conftest import NOON
from tests.signing import make_user, sign_in
from tests.web.desks import NewClient, browser, statements, words

PAGE = "/noi-dang-nhap"
ANDROID = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Chrome/142.0 Mobile Safari/537.36"}


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_signing_in_makes_a_session_and_out_ends_it(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    user_id = make_user("lan@example.vn", password="rau muong ca kho")
    client = new_client()
    page = client.get("/dang-nhap")
    sent = {"email": "lan@example.vn", "password": "rau muong ca kho", "csrf_token": token(page.text)}
    answer = client.post(
        "/dang-nhap", data=sent, headers=ANDROID, environ_base={"REMOTE_ADDR": "113.160.24.77"}
    )
    assert answer.status_code == 302
    row = sessions.of_person(user_id)[0]
    assert (row.browser, row.system, row.network) == ("Chrome", "Android", "113.160.24.0/24")
    with client.session_transaction() as cookie:
        assert cookie[SESSION] == row.key
    page = client.get("/dang-xuat")
    client.post("/dang-xuat", data={"csrf_token": token(page.text)} if "csrf_token" in page.text else {})
    assert sessions.of_person(user_id) == ()
    with client.session_transaction() as cookie:
        assert SESSION not in cookie


def test_a_cookie_without_its_session_opens_nothing(
    app: Flask, new_client: NewClient, session: Session
) -> None:
    make_user("lan@example.vn")
    client = new_client()
    sign_in(client, "lan@example.vn")
    assert client.get("/tai-khoan").status_code == 200
    with client.session_transaction() as cookie:
        cookie[SESSION] = "somebody's"
    assert client.get("/tai-khoan").status_code == 302
    sign_in(client, "lan@example.vn")
    with client.session_transaction() as cookie:
        del cookie[SESSION]
    assert client.get("/tai-khoan").status_code == 302


def test_one_ends_another_device_and_stays(app: Flask, new_client: NewClient, session: Session) -> None:
    user_id = make_user("lan@example.vn")
    here, there, third = new_client(), new_client(), new_client()
    for client in (here, there, third):
        sign_in(client, "lan@example.vn")
    page = here.get(PAGE)
    assert "3 máy" in words(page)
    assert words(page).count("Máy này") == 1
    with there.session_transaction() as cookie:
        key = cookie[SESSION]
    number = session.execute(select(LoginSession.id).where(LoginSession.key == key)).scalar_one()
    answer = here.post(f"{PAGE}/dang-xuat", data={"device": number, "csrf_token": token(page.text)})
    assert answer.location == PAGE
    assert "Đã đăng xuất máy ấy." in words(here.get(PAGE))
    assert there.get("/tai-khoan").status_code == 302
    assert third.get("/tai-khoan").status_code == 200
    here.post(f"{PAGE}/dang-xuat-het", data={"csrf_token": token(here.get(PAGE).text)})
    assert "Đã đăng xuất 1 máy khác." in words(here.get(PAGE))
    assert third.get("/tai-khoan").status_code == 302
    assert here.get("/tai-khoan").status_code == 200
    actions = session.execute(
        select(AuditEntry.action).where(AuditEntry.actor == f"user:{user_id}")
    ).scalars()
    assert actions.all() == ["accounts.session.ended", "accounts.sessions.ended"]


def test_everywhere_is_here_too(app: Flask, new_client: NewClient) -> None:
    make_user("lan@example.vn")
    here, there = new_client(), new_client()
    for client in (here, there):
        sign_in(client, "lan@example.vn")
    answer = here.post(f"{PAGE}/dang-xuat-het", data={"here": "1", "csrf_token": token(here.get(PAGE).text)})
    assert answer.location == "/dang-nhap"
    assert [client.get("/tai-khoan").status_code for client in (here, there)] == [302, 302]


def test_somebody_elses_session_is_not_ended(app: Flask, new_client: NewClient) -> None:
    make_user("lan@example.vn")
    other = make_user("khac@example.vn")
    mine, theirs = new_client(), new_client()
    sign_in(mine, "lan@example.vn")
    sign_in(theirs, "khac@example.vn")
    number = sessions.of_person(other)[0].id
    mine.post(f"{PAGE}/dang-xuat", data={"device": number, "csrf_token": token(mine.get(PAGE).text)})
    assert theirs.get("/tai-khoan").status_code == 200


def test_an_operator_sees_and_ends_them(app: Flask, new_client: NewClient) -> None:
    person = stories.buyer_person()
    theirs = browser(new_client, person)
    client = browser(new_client, stories.operator())
    at = f"/quan-ly/van-hanh/nguoi-dung/{person.id}"
    page = client.get(at)
    assert "Chrome trên Linux" in words(page)
    assert "từ mạng 127.0.0.0/24" in words(page)
    number = sessions.of_person(person.id or 0)[0].id
    client.post(f"{at}/may", data={"session": number})
    assert theirs.get("/tai-khoan").status_code == 302
    theirs = browser(new_client, person)
    answer = client.post(f"{at}/moi-may", follow_redirects=True)
    assert "Đã đăng xuất người này trên mọi máy." in words(answer)
    assert theirs.get("/tai-khoan").status_code == 302


def test_what_a_request_costs(app: Flask, new_client: NewClient) -> None:
    """Nothing for guests; for who is signed in the session comes with the account, and is written now and then."""
    guest, client = new_client(), browser(new_client, stories.buyer_person())
    for each in (guest, client):
        each.get("/tai-khoan")

    def sessions_in(sent: list[str]) -> list[str]:
        return [statement.split()[0] for statement in sent if "mkt_accounts_session" in statement]

    with statements() as sent:
        guest.get("/")
    assert sessions_in(sent) == []
    with statements() as sent:
        client.get("/tai-khoan")
    assert sessions_in(sent) == ["SELECT"]
    assert [each for each in sent if each.startswith(("INSERT", "UPDATE", "DELETE"))] == []
    with clock.hold(NOON + timedelta(minutes=6)):
        with statements() as sent:
            client.get("/tai-khoan")
        assert sessions_in(sent) == ["SELECT", "UPDATE"]
        with statements() as sent:
            client.get("/tai-khoan")
        assert sessions_in(sent) == ["SELECT"]
