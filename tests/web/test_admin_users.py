"""The operators' list of people: roles within a scope, given and taken, accounts switched off and on."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts import credentials, queries
from marketplace.accounts.models import RoleGrant
from marketplace.accounts.policy import Role
from marketplace.kernel.audit import AuditEntry
from tests import stories
from tests.web.desks import NewClient, browser, caption, rows, statements, table, words

LIST = "/quan-ly/van-hanh/nguoi-dung"


def roles_of(user_id: int | None) -> set[tuple[str, str, str]]:
    assert user_id is not None
    return set(queries.user(user_id).user.roles)


def actions(session: Session, prefix: str = "accounts.") -> list[str]:
    return list(
        session.execute(
            select(AuditEntry.action).where(AuditEntry.action.startswith(prefix)).order_by(AuditEntry.seq)
        ).scalars()
    )


def test_the_list_names_people_and_their_roles(app: Flask, new_client: NewClient) -> None:
    stories.buyer_person()
    stories.officer()
    operator = stories.operator()
    page = browser(new_client, operator).get(LIST)

    assert caption(page) == "3 tài khoản, mới nhất ở trên"
    assert [row[:2] for row in rows(page)] == [
        ["van-hanh van-hanh@example.vn", "Người vận hành"],
        ["can-bo-42-1 can-bo-42-1@example.vn", "Cán bộ OCOP, Hà Tĩnh"],
        ["nguoi-mua-1 nguoi-mua-1@example.vn", "người mua"],
    ]
    assert "1 người có vai trò công vụ chưa bật bảo mật hai lớp" in words(page)


def test_the_list_can_be_narrowed(app: Flask, new_client: NewClient) -> None:
    stories.buyer_person()
    stories.officer()
    client = browser(new_client, stories.operator())

    def found(query: str) -> list[str]:
        return [row[0].split()[0] for row in rows(client.get(f"{LIST}?{query}"))]

    assert found("q=nguoi+mua") == ["nguoi-mua-1"]
    assert found("vai=officer") == ["can-bo-42-1"]
    assert found("muc=cong-vu") == ["van-hanh", "can-bo-42-1"]
    assert found("trang=40") == ["van-hanh", "can-bo-42-1", "nguoi-mua-1"]
    assert "Không có tài khoản nào khớp. Xem mọi tài khoản" in words(client.get(f"{LIST}?q=ai-đó"))


def test_the_list_is_sorted_by_its_heads(app: Flask, new_client: NewClient, session: Session) -> None:
    stories.buyer_person()
    stories.officer()
    operator = stories.operator()
    credentials.note_sign_in(operator.id or 0)
    client = browser(new_client, operator)

    def found(query: str) -> list[str]:
        return [row[0].split()[0] for row in rows(client.get(f"{LIST}?{query}"))]

    assert found("xep=created") == ["nguoi-mua-1", "can-bo-42-1", "van-hanh"]
    assert found("xep=email") == ["can-bo-42-1", "nguoi-mua-1", "van-hanh"]
    assert found("xep=-email") == ["van-hanh", "nguoi-mua-1", "can-bo-42-1"]
    # Who never signed in stands last either way.
    assert found("xep=signed_in") == ["van-hanh", "nguoi-mua-1", "can-bo-42-1"]
    assert found("xep=-signed_in") == ["van-hanh", "can-bo-42-1", "nguoi-mua-1"]
    assert found("xep=password") == ["van-hanh", "can-bo-42-1", "nguoi-mua-1"]
    page = client.get(f"{LIST}?xep=-email")
    assert caption(page) == "3 tài khoản, theo e-mail"
    assert 'aria-sort="descending"' in page.text
    file = table(client.get(f"{LIST}.csv?xep=email"))
    assert [row[1] for row in file[1:]] == ["can-bo-42-1", "nguoi-mua-1", "van-hanh"]


def test_the_table_to_take_away_is_noted(app: Flask, new_client: NewClient, session: Session) -> None:
    officer = stories.officer()
    operator = stories.operator()
    file = table(browser(new_client, operator).get(f"{LIST}.csv?vai=officer"))
    assert file == [
        ["Mã", "Tên", "E-mail", "Vai trò", "Tình trạng", "Mở lúc", "Đăng nhập gần nhất"],
        [
            str(officer.id),
            "can-bo-42-1",
            "can-bo-42-1@example.vn",
            "Cán bộ OCOP, Hà Tĩnh",
            "Chưa xác nhận e-mail",
            "21/11/2026 12:00:00",
            "",
        ],
    ]
    assert actions(session, "accounts.users.") == ["accounts.users.exported"]


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        ({"role": "officer", "scope": "province", "province": "42"}, ("officer", "province", "42")),
        ({"role": "officer", "scope": "commune", "commune": "xã Hương Đô"}, ("officer", "commune", "18550")),
        ({"role": "auditor", "scope": "all"}, ("auditor", "all", "")),
    ],
)
def test_a_role_is_given_within_its_scope(
    app: Flask, new_client: NewClient, sent: dict[str, str], held: tuple[str, str, str]
) -> None:
    person = stories.buyer_person()
    client = browser(new_client, stories.operator())
    answer = client.post(f"{LIST}/{person.id}/cap-vai-tro", data=sent)
    assert answer.location == f"{LIST}/{person.id}"
    assert roles_of(person.id) == {held}
    assert "Đã cấp vai trò." in words(client.get(answer.location))


def test_staff_of_a_producer_are_found_by_its_name(app: Flask, new_client: NewClient) -> None:
    producer_id = stories.producer(display_name="HTX Long Nhâm")
    person = stories.buyer_person()
    client = browser(new_client, stories.operator())
    client.post(
        f"{LIST}/{person.id}/cap-vai-tro",
        data={"role": "producer_staff", "scope": "producer", "producer": "long nhâm"},
    )
    assert roles_of(person.id) == {("producer_staff", "producer", str(producer_id))}
    assert "Người làm của chủ thể, HTX Long Nhâm" in words(client.get(f"{LIST}/{person.id}"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chọn vai trò."),
        ({"role": "officer"}, "Chọn phạm vi."),
        ({"role": "officer", "scope": "province"}, "Chọn tỉnh, xã hoặc chủ thể mà vai trò này phụ trách."),
        ({"role": "producer_staff", "scope": "producer", "producer": "999999"}, "Chọn tỉnh, xã hoặc chủ thể"),
        ({"role": "chair", "scope": "all"}, "Vai trò này không cấp cho phạm vi đã chọn."),
    ],
)
def test_a_role_without_sense_is_refused_beside_its_field(
    app: Flask, new_client: NewClient, sent: dict[str, str], said: str
) -> None:
    person = stories.buyer_person()
    refused = browser(new_client, stories.operator()).post(f"{LIST}/{person.id}/cap-vai-tro", data=sent)
    assert refused.status_code == 422
    assert said in words(refused)
    assert roles_of(person.id) == set()
    if "role" in sent:
        assert (
            f'value="{sent["role"]}" id="vai" checked' in refused.text
            or f'value="{sent["role"]}" checked' in refused.text
        )


def test_a_role_is_taken_away(app: Flask, new_client: NewClient) -> None:
    officer = stories.officer()
    client = browser(new_client, stories.operator())
    sent = {"role": "officer", "scope": "province", "ref": "42"}
    assert client.post(f"{LIST}/{officer.id}/bo-vai-tro", data=sent).status_code == 302
    assert roles_of(officer.id) == set()
    assert browser(new_client, officer).get("/quan-ly/can-bo").status_code == 404


def test_nobody_changes_the_own_rights(app: Flask, new_client: NewClient) -> None:
    operator = stories.operator()
    client = browser(new_client, operator)
    before = roles_of(operator.id)

    for verb, sent, said in (
        ("cap-vai-tro", {"role": "auditor", "scope": "all"}, "Không ai tự cấp quyền cho mình."),
        ("bo-vai-tro", {"role": "operator", "scope": "all", "ref": ""}, "Không ai tự bỏ quyền của mình."),
        ("khoa", {"active": "0"}, "Không ai tự khoá tài khoản của mình."),
    ):
        answer = client.post(f"{LIST}/{operator.id}/{verb}", data=sent, follow_redirects=True)
        assert said in words(answer)
    assert roles_of(operator.id) == before
    page = client.get(f"{LIST}/{operator.id}")
    assert "Đây là tài khoản đang dùng" in words(page)
    # Where one is signed in one may end oneself; nothing else is to be sent.
    sent = re.findall(r'<form method="post" action="([^"]+)"', page.text.partition("<main")[2])
    assert set(sent) == {f"{LIST}/{operator.id}/may", f"{LIST}/{operator.id}/moi-may"}


def test_an_account_is_switched_off_and_on(app: Flask, new_client: NewClient) -> None:
    officer = stories.officer()
    theirs = browser(new_client, officer)
    assert theirs.get("/quan-ly/can-bo").status_code == 200
    client = browser(new_client, stories.operator())

    for odd in ({}, {"active": ""}, {"active": "2"}):
        assert client.post(f"{LIST}/{officer.id}/khoa", data=odd).status_code == 404
        assert theirs.get("/quan-ly/can-bo").status_code == 200
    client.post(f"{LIST}/{officer.id}/khoa", data={"active": "0"})
    assert theirs.get("/quan-ly/can-bo").status_code == 302
    assert "Đã khoá" in words(client.get(f"{LIST}/{officer.id}"))
    client.post(f"{LIST}/{officer.id}/khoa", data={"active": "1"})
    # The old session stays ended: one signs in anew.
    assert theirs.get("/quan-ly/can-bo").status_code == 302
    assert browser(new_client, officer).get("/quan-ly/can-bo").status_code == 200


def test_the_log_of_an_account_is_said_in_words(app: Flask, new_client: NewClient) -> None:
    auditor = stories.person("kt", (Role.AUDITOR, "all", ""))
    page = browser(new_client, stories.operator()).get(f"{LIST}/{auditor.id}")

    assert "Cấp vai trò Người kiểm tra, toàn sàn" in words(page)
    assert "accounts.role" not in words(page)


def test_only_operators_look_at_people(app: Flask, new_client: NewClient, session: Session) -> None:
    person = stories.buyer_person()
    for actor in (
        stories.officer(),
        stories.chair(),
        stories.person("kt", (Role.AUDITOR, "all", "")),
        person,
    ):
        client = browser(new_client, actor)
        for path in ("", ".csv", f"/{person.id}"):
            assert client.get(f"{LIST}{path}").status_code == 404
        for verb in ("cap-vai-tro", "bo-vai-tro", "khoa"):
            sent = {"role": "operator", "scope": "all", "active": "0"}
            assert client.post(f"{LIST}/{person.id}/{verb}", data=sent).status_code == 404
    assert roles_of(person.id) == set()
    assert (
        session.execute(
            select(func.count()).select_from(RoleGrant).where(RoleGrant.role == Role.OPERATOR.value)
        ).scalar_one()
        == 0
    )


def test_an_account_that_does_not_exist(app: Flask, new_client: NewClient) -> None:
    client = browser(new_client, stories.operator())
    assert client.get(f"{LIST}/999999").status_code == 404
    assert client.post(f"{LIST}/999999/khoa", data={"active": "0"}).status_code == 404


def test_the_list_sends_the_same_statements_for_3_and_60_people(app: Flask, new_client: NewClient) -> None:
    stories.officer()
    stories.owner(stories.producer())
    client = browser(new_client, stories.operator())
    client.get(LIST)
    with statements() as few:
        assert len(rows(client.get(LIST))) == 4
    for number in range(60):
        stories.person(f"p{number}", (Role.OFFICER, "province", "40"))
    with statements() as many:
        assert len(rows(client.get(f"{LIST}?trang=2"))) == 14
    # The first page of the long list has officers only; the second has the producer's owner too.
    assert len(few) == len(many) == 9
