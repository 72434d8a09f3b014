"""Making an account, confirming it, signing in and out, a forgotten password: through HTTP, with real mails."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import consents, credentials, queries, services
from marketplace.accounts.credentials import Credentials
from marketplace.accounts.policy import Role
from marketplace.kernel.audit import AuditEntry
from marketplace.notifications.mailer import MailMessage
from marketplace.notifications.models import Mail
from tests.signing import SYSTEM, make_user, sign_in
from tests.web.account_forms import PASSWORD, errors_of, mails, notes_of, send, sign_in_by_form, token_of

EMAIL = "lan@example.com"
NEW = {"name": "Trần Thị Lan", "email": "Lan@Example.com", "password": PASSWORD, "consent": "1"}
CHECK_MAIL = "Đã gửi thư tới {}. Mở thư và bấm liên kết để xác nhận địa chỉ."


def path_in(mail: MailMessage) -> str:
    found = re.search(r"http://127\.0\.0\.1:5000(/[a-z-]+/\S+)", mail.text)
    assert found is not None
    return found.group(1)


def test_register_confirm_sign_in_and_out(client: FlaskClient, app: Flask, session: Session) -> None:
    answer = send(client, "/dang-ky", NEW)
    assert (answer.status_code, answer.location) == (302, "/dang-nhap")
    assert notes_of(client.get("/dang-nhap")) == [CHECK_MAIL.format(EMAIL)]

    account = credentials.of_email(EMAIL)
    assert account is not None
    assert (account.name, account.active, account.confirmed_at) == ("Trần Thị Lan", True, None)
    assert account.password is not None
    assert account.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert consents.has_given(account.id, consents.PERSONAL_DATA)

    answer = sign_in_by_form(client, EMAIL)
    assert errors_of(answer) == [
        "E-mail chưa xác nhận. Mở thư chúng tôi đã gửi và bấm liên kết trong đó.",
    ]

    (letter,) = mails(app)
    assert (letter.recipient, letter.subject) == (EMAIL, "Xác nhận e-mail của anh chị")
    assert "Chào Trần Thị Lan," in letter.text
    assert path_in(letter) in letter.html
    answer = client.get(path_in(letter))
    assert answer.location == "/dang-nhap"
    assert notes_of(client.get("/dang-nhap")) == ["Đã xác nhận e-mail. Mời anh chị đăng nhập."]

    answer = sign_in_by_form(client, " LAN@example.com ")
    assert (answer.status_code, answer.location) == (302, "/vao-cho")
    assert "Chào Trần Thị Lan" in client.get("/tai-khoan").text
    actions = session.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.seq)).all()
    assert [tuple(row) for row in actions] == [
        (f"user:{account.id}", "accounts.user.registered"),
        (f"user:{account.id}", "accounts.consent.given"),
        (f"user:{account.id}", "accounts.email.confirmed"),
    ]

    assert "Đăng xuất?" in client.get("/dang-xuat").text
    answer = client.post("/dang-xuat")
    assert (answer.status_code, answer.location) == (302, "/")
    # Nor does the browser keep what was typed while the line was lost.
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"


def test_a_confirmation_link_works_once_and_says_so(client: FlaskClient, app: Flask) -> None:
    send(client, "/dang-ky", NEW)
    link = path_in(mails(app)[0])
    client.get(link)
    client.get("/dang-nhap")
    assert client.get(link).location == "/xac-nhan"
    assert notes_of(client.get("/xac-nhan")) == ["E-mail này đã xác nhận từ trước."]
    # Not the last letter: of that one the signature does not use every bit.
    forged = link[:-9] + ("A" if link[-9] != "A" else "B") + link[-8:]
    assert client.get(forged).location == "/xac-nhan"
    assert notes_of(client.get("/xac-nhan")) == [
        "Liên kết xác nhận không dùng được. Ghi e-mail để nhận liên kết mới."
    ]


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: FlaskClient, app: Flask
) -> None:
    answer = send(client, "/dang-ky", {"name": "A", "email": "lan@", "password": "ngắn"})
    assert answer.status_code == 200
    assert errors_of(answer) == [
        "Ghi họ và tên.",
        "Ghi địa chỉ e-mail, ví dụ ten@gmail.com.",
        "Mật khẩu cần ít nhất 10 ký tự.",
        "Đánh dấu đồng ý thì chúng tôi mới được giữ tên và e-mail của anh chị.",
    ]
    assert "<title>Lỗi: Tạo tài khoản – Chợ Phiên</title>" in answer.text
    assert 'value="lan@"' in answer.text
    assert 'value="A"' in answer.text
    assert "ngắn" not in answer.text
    assert credentials.of_email("lan@") is None
    assert mails(app) == []


@pytest.mark.parametrize(
    "password", ["matkhau12345", "1234567890", "lan@example.com", "trần thị lan", "aaaaaaaaaaaa"]
)
def test_a_password_that_others_would_guess_is_refused(client: FlaskClient, password: str) -> None:
    answer = send(client, "/dang-ky", NEW | {"password": password})
    assert errors_of(answer) == [
        "Mật khẩu này dễ đoán. Ghép vài từ không liên quan, ví dụ tên ba món trong bếp."
    ]
    assert credentials.of_email(EMAIL) is None


def test_registering_an_address_twice_looks_the_same_and_changes_nothing(
    client: FlaskClient, app: Flask
) -> None:
    make_user(EMAIL, name="Người Có Trước")
    before = credentials.of_email(EMAIL)
    answer = send(client, "/dang-ky", NEW)
    assert (answer.status_code, answer.location) == (302, "/dang-nhap")
    assert notes_of(client.get("/dang-nhap")) == [CHECK_MAIL.format(EMAIL)]
    assert credentials.of_email(EMAIL) == before
    (letter,) = mails(app)
    assert letter.subject == "Anh chị đã có tài khoản"
    assert path_in(letter).startswith("/dat-lai-mat-khau/")


def test_an_unknown_address_and_a_wrong_password_look_the_same(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    wrong = sign_in_by_form(client, EMAIL, "không phải mật khẩu")
    unknown = sign_in_by_form(client, "ai@example.com", "không phải mật khẩu")
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert errors_of(wrong) == errors_of(unknown) == ["E-mail hoặc mật khẩu chưa đúng."]
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"


def test_a_forgotten_password(client: FlaskClient, new_client: Callable[[], FlaskClient], app: Flask) -> None:
    make_user(EMAIL, password=PASSWORD)
    elsewhere = new_client()
    sign_in(elsewhere, EMAIL)
    assert elsewhere.get("/tai-khoan").status_code == 200

    answer = send(client, "/quen-mat-khau", {"email": EMAIL})
    assert notes_of(answer) == [f"Nếu {EMAIL} có tài khoản, thư đặt lại mật khẩu đã được gửi tới đó."]
    (letter,) = mails(app)
    link = path_in(letter)
    assert (letter.subject, link[:18]) == ("Đặt lại mật khẩu", "/dat-lai-mat-khau/")

    page = client.get(link)
    assert f"Tài khoản {EMAIL}" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert errors_of(send(client, link, {"password": "ngắn"})) == ["Mật khẩu cần ít nhất 10 ký tự."]
    answer = send(client, link, {"password": "nồi đồng cối đá"})
    assert answer.location == "/dang-nhap"
    assert notes_of(client.get("/dang-nhap")) == [
        "Đã đặt mật khẩu mới. Mời anh chị đăng nhập bằng mật khẩu đó."
    ]
    assert [mail.subject for mail in mails(app)] == ["Đặt lại mật khẩu", "Mật khẩu đã được đặt lại"]

    assert elsewhere.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
    assert errors_of(sign_in_by_form(client, EMAIL)) == ["E-mail hoặc mật khẩu chưa đúng."]
    assert sign_in_by_form(client, EMAIL, "nồi đồng cối đá").location == "/vao-cho"
    assert client.get(link).location == "/quen-mat-khau"


def test_a_reset_asked_for_nobody_looks_the_same_and_sends_nothing(client: FlaskClient, app: Flask) -> None:
    answer = send(client, "/quen-mat-khau", {"email": "ai@example.com"})
    assert notes_of(answer) == ["Nếu ai@example.com có tài khoản, thư đặt lại mật khẩu đã được gửi tới đó."]
    answer = send(client, "/xac-nhan", {"email": "ai@example.com"})
    assert notes_of(answer) == ["Nếu ai@example.com đang chờ xác nhận, thư có liên kết đã được gửi tới đó."]
    assert mails(app) == []


@pytest.mark.parametrize("path", ["/quen-mat-khau", "/xac-nhan"])
@pytest.mark.parametrize("values", [{}, {"email": ""}, {"email": "  "}, {"email": "lan@"}])
def test_a_letter_cannot_be_asked_for_without_an_address(
    client: FlaskClient, app: Flask, path: str, values: dict[str, str]
) -> None:
    answer = send(client, path, values)
    assert notes_of(answer) == []
    assert errors_of(answer) == ["Ghi địa chỉ e-mail, ví dụ ten@gmail.com."]
    assert 'id="email-e"' in answer.text
    assert mails(app) == []


def test_setting_a_password_by_mail_confirms_the_address(client: FlaskClient, app: Flask) -> None:
    send(client, "/dang-ky", NEW)
    send(client, "/quen-mat-khau", {"email": EMAIL})
    send(client, path_in(mails(app)[1]), {"password": "nồi đồng cối đá"})
    account = credentials.of_email(EMAIL)
    assert account is not None
    assert account.confirmed_at is not None


def test_links_in_letters_name_the_site_of_the_settings_whatever_the_request_claims(
    client: FlaskClient, app: Flask
) -> None:
    make_user(EMAIL, password=PASSWORD)
    page = client.get("/quen-mat-khau", base_url="http://evil.example")
    client.post(
        "/quen-mat-khau",
        data={"email": EMAIL, "csrf_token": token_of(page)},
        base_url="http://evil.example",
    )
    (letter,) = mails(app)
    assert "evil.example" not in letter.text + letter.html
    assert "http://127.0.0.1:5000/dat-lai-mat-khau/" in letter.text


def test_the_log_of_mails_keeps_no_link_to_an_account(
    client: FlaskClient, app: Flask, session: Session
) -> None:
    make_user(EMAIL, password=PASSWORD)
    send(client, "/quen-mat-khau", {"email": EMAIL})
    row = session.execute(select(Mail)).scalar_one()
    link = path_in(mails(app)[0])
    assert (row.kind, row.recipient) == ("account_reset", EMAIL)
    assert link not in row.text
    assert link not in row.html
    assert "http://127.0.0.1:5000…" in row.text


def test_letters_are_in_the_readers_language(client: FlaskClient, app: Flask) -> None:
    client.get("/ngon-ngu/en?next=/dang-ky")
    answer = send(client, "/dang-ky", NEW | {"password": "short"})
    assert errors_of(answer) == ["A password needs at least 10 characters."]
    assert "<h1>Create an account</h1>" in answer.text
    send(client, "/dang-ky", NEW)
    assert [mail.subject for mail in mails(app)] == ["Confirm your e-mail address"]
    account = credentials.of_email(EMAIL)
    assert account is not None
    assert account.locale == "en"


def test_changing_the_password_signs_other_browsers_out(
    client: FlaskClient, new_client: Callable[[], FlaskClient], app: Flask
) -> None:
    make_user(EMAIL, password=PASSWORD)
    elsewhere = new_client()
    sign_in_by_form(client, EMAIL)
    sign_in_by_form(elsewhere, EMAIL)
    wrong = send(client, "/doi-mat-khau", {"password": "không nhớ nữa", "new_password": "nồi đồng cối đá"})
    assert errors_of(wrong) == ["Mật khẩu chưa đúng."]
    answer = send(client, "/doi-mat-khau", {"password": PASSWORD, "new_password": "nồi đồng cối đá"})
    assert answer.location == "/tai-khoan"
    assert notes_of(client.get("/tai-khoan")) == ["Đã đổi mật khẩu. Các máy khác phải đăng nhập lại."]
    assert elsewhere.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
    assert [mail.subject for mail in mails(app)] == ["Mật khẩu đã được đổi"]


def test_an_account_switched_off_is_out_at_the_next_request(client: FlaskClient) -> None:
    user_id = make_user(EMAIL, password=PASSWORD)
    sign_in_by_form(client, EMAIL)
    assert client.get("/tai-khoan").status_code == 200
    services.set_active(SYSTEM, user_id, active=False)
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
    assert errors_of(sign_in_by_form(client, EMAIL)) == [
        "Tài khoản này đang bị khoá. Gọi cho chợ để biết vì sao."
    ]
    assert queries.user(user_id).user.active is False


def test_sessions_of_an_account_that_was_locked_stay_ended(
    client: FlaskClient, new_client: Callable[[], FlaskClient]
) -> None:
    user_id = make_user(EMAIL, password=PASSWORD)
    other_id = make_user("khac@example.vn", password=PASSWORD)
    stranger = new_client()
    sign_in_by_form(client, EMAIL)
    sign_in_by_form(stranger, "khac@example.vn")
    key = credentials_of(user_id).session_key

    services.set_active(SYSTEM, user_id, active=False)
    services.set_active(SYSTEM, user_id, active=True)

    assert credentials_of(user_id).session_key != key
    assert client.get("/tai-khoan").location == "/dang-nhap?next=/tai-khoan"
    sign_in_by_form(client, EMAIL)
    assert client.get("/tai-khoan").status_code == 200
    assert stranger.get("/tai-khoan").status_code == 200
    # Switched on already: nothing ends.
    services.set_active(SYSTEM, user_id, active=True)
    assert client.get("/tai-khoan").status_code == 200
    services.grant(SYSTEM, other_id, Role.AUDITOR)
    before = credentials_of(other_id)
    services.take_role(SYSTEM, other_id, Role.AUDITOR)
    assert credentials_of(other_id) == before
    assert queries.user(other_id).grants == ()
    assert stranger.get("/tai-khoan").status_code == 200


def credentials_of(user_id: int) -> Credentials:
    found = credentials.of_id(user_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "\\\\evil.example", "/\\evil.example"]
)
def test_signing_in_leads_nowhere_else(client: FlaskClient, wanted: str) -> None:
    make_user(EMAIL, password=PASSWORD)
    page = client.get("/dang-nhap", query_string={"next": wanted})
    answer = client.post(
        "/dang-nhap",
        query_string={"next": wanted},
        data={"email": EMAIL, "password": PASSWORD, "csrf_token": token_of(page), "next": wanted},
    )
    location = answer.location or "/dang-nhap"
    assert urlsplit(location).netloc == ""
    assert not location.startswith(("//", "/\\", "\\"))


def test_signing_in_leads_back_to_where_one_was(client: FlaskClient) -> None:
    make_user(EMAIL, password=PASSWORD)
    page = client.get("/dang-nhap?next=/tai-khoan/dia-chi")
    assert '<input type="hidden" name="next" value="/tai-khoan/dia-chi">' in page.text
    answer = client.post(
        "/dang-nhap",
        data={
            "email": EMAIL,
            "password": PASSWORD,
            "csrf_token": token_of(page),
            "next": "/tai-khoan/dia-chi",
        },
    )
    assert answer.location == "/tai-khoan/dia-chi"
