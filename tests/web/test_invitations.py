"""An invitation from the mail to the role: by signing up, with another account, twice; and the operators' pages."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from marketplace.accounts import credentials, invitation_queries, invitations, queries
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from tests import stories
from tests.conftest import state_of
from tests.signing import make_user, sign_in
from tests.web.desks import NewClient, browser, caption, rows, words

LIST = "/quan-ly/van-hanh/loi-moi"
EMAIL = "lan@example.vn"


def offered(actor: Actor, role: Role = Role.AUDITOR, scope: str = "all", ref: str = "") -> str:
    """The path of the link in the mail."""
    invitations.invite(actor, EMAIL, role, scope, ref)
    text = state_of(app_of()).ports["mail"].sent[-1].text
    found = re.search(r"http://127\.0\.0\.1:5000(/quan-ly/loi-moi/\S+)", text)
    assert found
    return found.group(1)


def app_of() -> Flask:
    from flask import current_app

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # it is there
    return app


def held(email: str) -> set[tuple[str, str, str]]:
    user_id = queries.id_of_email(email)
    return set(queries.user(user_id).user.roles) if user_id else set()


def token(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_through_signing_up_and_the_mail_that_confirms(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer(display_name="HTX Long Nhâm")
    link = offered(stories.owner(producer_id), Role.PRODUCER_PACKER, "producer", str(producer_id))
    client = new_client()
    page = client.get(link)
    assert page.status_code == 200
    assert "Lời mời: Người đóng gói của chủ thể, HTX Long Nhâm" in words(page)
    assert "Lời mời gửi tới l…@example.vn" in words(page)
    assert EMAIL not in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    register = re.search(r'href="(/dang-ky\?next=[^"]+)"', page.text)
    assert register
    form = client.get(register.group(1))
    sent = {
        "name": "Trần Thị Lan",
        "email": EMAIL,
        "password": "rau muong ca kho",
        "consent": "1",
        "csrf_token": token(form.text),
    }
    client.post(register.group(1), data=sent)
    letter = state_of(app).ports["mail"].sent[-1].text
    confirm = re.search(r"http://127\.0\.0\.1:5000(/xac-nhan/\S+)", letter)
    assert confirm
    client.get(confirm.group(1))
    form = client.get("/dang-nhap")
    answer = client.post(
        "/dang-nhap",
        data={
            "email": EMAIL,
            "password": "rau muong ca kho",
            "csrf_token": token(form.text),
            "next": re.search(r'name="next"[^>]*value="([^"]*)"', form.text).group(1),  # type: ignore[union-attr]  # it is there
        },
    )
    assert answer.location == link
    assert held(EMAIL) == set()
    page = client.get(link)
    assert "Nhận vai trò này" in words(page)
    assert held(EMAIL) == set()
    answer = client.post(link)
    assert answer.location == "/quan-ly/chu-the"
    assert held(EMAIL) == {("producer_packer", "producer", str(producer_id))}
    assert "Đã nhận vai trò." in words(client.get(answer.location))
    # The same link leads whoever took it to their desk, and nobody else anywhere.
    assert client.get(link).location == "/quan-ly/chu-the"
    assert new_client().get(link).status_code == 410
    client.post(link)
    assert held(EMAIL) == {("producer_packer", "producer", str(producer_id))}


def test_a_mail_read_elsewhere_is_found_after_signing_in(app: Flask, new_client: NewClient) -> None:
    make_user(EMAIL)
    offered(stories.operator())
    client = new_client()
    sign_in(client, EMAIL)
    assert client.get("/vao-cho").location == "/quan-ly/loi-moi-cua-toi"
    page = client.get("/quan-ly/loi-moi-cua-toi")
    assert "Người kiểm tra" in words(page)
    number = invitation_queries.open_for(EMAIL)[0].id
    answer = client.post(f"/quan-ly/loi-moi-cua-toi/{number}/nhan")
    assert held(EMAIL) == {("auditor", "all", "")}
    # Whoever acts for the public sets up a telephone first, and then comes to the desk.
    assert answer.location == "/bao-mat-hai-lop?next=/quan-ly/can-bo"
    assert client.get("/quan-ly/can-bo").status_code == 302
    assert client.get("/vao-cho").location == "/quan-ly/can-bo"


def test_it_may_be_declined(app: Flask, new_client: NewClient) -> None:
    make_user(EMAIL)
    link = offered(stories.operator())
    client = new_client()
    sign_in(client, EMAIL)
    number = invitation_queries.open_for(EMAIL)[0].id
    client.post(f"/quan-ly/loi-moi-cua-toi/{number}/thoi")
    assert client.get(link).status_code == 410
    assert "Không có lời mời nào đang chờ" in words(client.get("/quan-ly/loi-moi-cua-toi"))
    assert held(EMAIL) == set()


def test_another_account_reads_why_not(app: Flask, new_client: NewClient) -> None:
    make_user(EMAIL)
    link = offered(stories.operator())
    number = invitation_queries.open_for(EMAIL)[0].id
    other = browser(new_client, stories.buyer_person())
    page = other.get(link)
    assert "Anh chị đang dùng tài khoản nguoi-mua-1@example.vn." in words(page)
    assert "Nhận vai trò này" not in words(page)
    assert EMAIL not in page.text
    other.post(link)
    assert other.post(f"/quan-ly/loi-moi-cua-toi/{number}/nhan").status_code == 404
    assert other.post(f"/quan-ly/loi-moi-cua-toi/{number}/thoi").status_code == 404
    assert held("nguoi-mua-1@example.vn") == set()
    view = invitation_queries.invitation(number)
    assert view is not None
    assert view.state == "open"


def test_an_address_nobody_proved_opens_only_its_link(app: Flask, new_client: NewClient) -> None:
    """Without the mail an account that only says to have the address sees and takes nothing."""
    person = stories.person("lan")
    account = credentials.of_id(person.id or 0)
    assert account is not None
    assert account.confirmed_at is None
    offered(stories.operator())
    number = invitation_queries.open_for(EMAIL)[0].id
    client = browser(new_client, person)
    assert "Không có lời mời nào" in words(client.get("/quan-ly/loi-moi-cua-toi"))
    assert client.post(f"/quan-ly/loi-moi-cua-toi/{number}/nhan").status_code == 404
    assert held(EMAIL) == set()


@pytest.mark.parametrize("secret", ["x" * 43, "1", "%00", "a" * 5000])
def test_a_link_that_never_was(app: Flask, new_client: NewClient, secret: str) -> None:
    page = new_client().get(f"/quan-ly/loi-moi/{secret}")
    assert page.status_code == 404
    assert "Lời mời này không dùng được nữa" in words(page)
    assert browser(new_client, stories.buyer_person()).post(f"/quan-ly/loi-moi/{secret}").status_code == 404


def test_the_answer_to_a_guess_is_the_same(app: Flask, new_client: NewClient) -> None:
    """Inviting an address that has an account and one that has none says the same."""
    make_user("co@example.vn")
    client = browser(new_client, stories.operator())
    told = []
    for email in ("co@example.vn", "khong-co@example.vn"):
        answer = client.post(f"{LIST}/moi", data={"email": email, "role": "auditor", "scope": "all"})
        page = client.get(answer.location)
        told.append((answer.status_code, answer.location, words(page).replace(email, "?")))
    assert told[0][:2] == told[1][:2] == (302, LIST)
    assert "Đã gửi lời mời." in told[0][2]
    assert told[0][2].partition("Lọc")[0].replace("Chờ nhận 1", "Chờ nhận ?").replace(
        "Tất cả 1", "?"
    ) == told[1][2].partition("Lọc")[0].replace("Chờ nhận 2", "Chờ nhận ?").replace("Tất cả 2", "?")


def test_operators_keep_the_list(app: Flask, new_client: NewClient) -> None:
    operator = stories.operator()
    client = browser(new_client, operator)
    assert "Không có lời mời nào chờ nhận." in words(client.get(LIST))
    sent = {"email": EMAIL, "role": "officer", "scope": "province", "province": "42"}
    assert client.post(f"{LIST}/moi", data=sent).location == LIST
    page = client.get(LIST)
    assert caption(page) == "1 lời mời, mới nhất ở trên"
    assert rows(page)[0][:3] == [EMAIL, "Cán bộ OCOP, Hà Tĩnh", "van-hanh"]
    number = invitation_queries.invitations().items[0].id
    assert "Thư đã gửi 1 lần" in words(client.get(f"{LIST}/{number}"))
    client.post(f"{LIST}/{number}/thu-hoi")
    assert rows(client.get(LIST)) == []
    assert rows(client.get(f"{LIST}?muc=revoked"))[0][0] == EMAIL
    assert rows(client.get(f"{LIST}?muc=all&q=LAN@&vai=officer"))[0][0] == EMAIL
    assert rows(client.get(f"{LIST}?muc=all&vai=auditor")) == []


def test_a_refused_form_keeps_what_was_typed(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    page = client.post(
        f"{LIST}/moi", data={"email": "lan", "role": "officer", "scope": "commune", "commune": "Xã X"}
    )
    assert page.status_code == 422
    assert "Có 2 chỗ cần sửa" in words(page)
    assert 'value="lan"' in page.text
    assert 'value="Xã X"' in page.text
    page = client.post(
        f"{LIST}/moi", data={"email": "van-hanh@example.vn", "role": "auditor", "scope": "all"}
    )
    assert words(page).count("Không ai tự mời mình.") == 2
    assert invitation_queries.invitations(state="").total == 0


def test_the_key_is_not_in_the_log_of_mails(app: Flask, new_client: NewClient) -> None:
    link = offered(stories.operator())
    view = invitation_queries.open_for(EMAIL)[0]
    secret = secret_of(view.id, view.round, view.sent_at)
    assert link.endswith(secret)
    client = browser(new_client, stories.operator())
    from marketplace.notifications import queries as mails

    number = mails.mail_log(kind="invitation").items[0].id
    for path in (f"/quan-ly/van-hanh/thu/{number}", f"/quan-ly/van-hanh/thu/{number}/ban-html"):
        assert secret not in client.get(path).text
    assert "/quan-ly/loi-moi/…" in words(client.get(f"/quan-ly/van-hanh/thu/{number}"))
