"""Accounts that an operator or a shell opens."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import credentials, queries
from marketplace.accounts.commands import create_user_command
from marketplace.accounts.identity import NoIdentity
from marketplace.accounts.models import User
from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked, create_user
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from tests.conftest import NOON, state_of
from tests.signing import make_user

SYSTEM = Actor.system("create-user")
PASSWORD = "thuyền nan đèn dầu"


def people(session: Session) -> list[str]:
    return list(session.execute(select(User.email).order_by(User.id)).scalars())


def test_an_account_with_its_roles(app: Flask, session: Session) -> None:
    user_id = create_user(
        SYSTEM,
        email=" Huong@Example.com ",
        name="Đỗ  Thị Hương",
        password=PASSWORD,
        roles=(RoleAsked(Role.OFFICER, "province", "42"), RoleAsked(Role.OPERATOR)),
    )
    card = queries.user(user_id)
    assert (card.user.email, card.user.name, card.user.confirmed) == (
        "huong@example.com",
        "Đỗ Thị Hương",
        True,
    )
    assert card.user.roles == (("officer", "province", "42"), ("operator", "all", ""))
    account = credentials.of_id(user_id)
    assert account is not None
    assert account.confirmed_at == NOON
    actions = session.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.seq)).all()
    assert [tuple(row) for row in actions] == [
        ("system:create-user", "accounts.user.registered"),
        ("system:create-user", "accounts.role.granted"),
        ("system:create-user", "accounts.role.granted"),
    ]


def test_who_does_not_run_the_site_opens_no_accounts(app: Flask, session: Session) -> None:
    for actor in (Actor.guest(), Actor("user", "", 7, (Grant("officer", "province", "42"),))):
        with pytest.raises(NotAllowed):
            create_user(actor, email="a@example.com", name="Ai Đó", password=PASSWORD)
    assert people(session) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "khong-phai"}, "email"),
        ({"name": "A"}, "name"),
        ({"password": "ngắn"}, "password"),
        ({"roles": (RoleAsked(Role.CHAIR),)}, "scope"),
        ({"roles": (RoleAsked(Role.OFFICER, "province"),)}, "ref"),
    ],
)
def test_what_cannot_be_used_opens_nothing(
    app: Flask, session: Session, change: dict[str, object], field: str
) -> None:
    given = {"email": "a@example.com", "name": "Ai Đó", "password": PASSWORD, "roles": ()} | change
    with pytest.raises(Invalid) as refused:
        create_user(SYSTEM, **given)
    assert list(refused.value.fields) == [field]
    assert people(session) == []


def test_an_address_has_one_account(app: Flask, session: Session) -> None:
    make_user("a@example.com", name="Người Có Trước")
    before = credentials.of_email("a@example.com")
    with pytest.raises(Conflict) as refused:
        create_user(
            SYSTEM,
            email="A@example.com",
            name="Người Sau",
            password=PASSWORD,
            roles=(RoleAsked(Role.OPERATOR),),
        )
    assert str(refused.value) == "Địa chỉ a@example.com đã có tài khoản."
    assert credentials.of_email("a@example.com") == before
    assert queries.counts().staff == 0


def test_a_hosts_accounts_are_not_ours_to_open(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(state_of(app).ports, "identity", NoIdentity())
    with pytest.raises(Conflict) as refused:
        create_user(SYSTEM, email="a@example.com", name="Ai Đó", password=PASSWORD)
    assert str(refused.value) == "Tài khoản do trang chủ quản lý; mở tài khoản ở đó."
    assert people(session) == []


def test_the_command_makes_up_a_password_and_says_it_once(app: Flask) -> None:
    lines = create_user_command("Op@example.com", name="Vận Hành", roles=["operator", "officer:province:42"])
    assert lines[:3] == [
        "account op@example.com made",
        "role operator (all)",
        "role officer (province:42)",
    ]
    password = lines[3].removeprefix("password: ")
    account = app.extensions["security"].datastore.find_user(email="op@example.com")
    assert account.verify_and_update_password(password) is True


def test_the_command_takes_a_password_and_does_not_repeat_it(app: Flask) -> None:
    lines = create_user_command("op@example.com", name="Vận Hành", password=PASSWORD)
    assert lines == ["account op@example.com made"]
    account = app.extensions["security"].datastore.find_user(email="op@example.com")
    assert (
        account.verify_and_update_password(app.extensions["security"].password_util.normalize(PASSWORD))
        is True
    )


def test_the_command_names_the_roles_there_are(app: Flask, session: Session) -> None:
    with pytest.raises(Invalid) as refused:
        create_user_command("op@example.com", name="Vận Hành", roles=["giam-doc"])
    assert str(refused.value) == (
        "Không có vai trò “giam-doc”. Có: producer_owner, producer_staff, producer_packer, officer, "
        "chair, ministry, promotion, operator, auditor."
    )
    assert people(session) == []
