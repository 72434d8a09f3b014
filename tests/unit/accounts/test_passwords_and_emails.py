"""Which passwords and addresses are taken, and how roles are written in a shell."""

import pytest

from marketplace.accounts.commands import generated_password, read_role
from marketplace.accounts.emails import read_email
from marketplace.accounts.passwords import check_password
from marketplace.accounts.policy import Role
from marketplace.accounts.registration import RoleAsked, read_name
from marketplace.kernel.errors import Invalid

EASY = "Mật khẩu này dễ đoán. Ghép vài từ không liên quan, ví dụ tên ba món trong bếp."


@pytest.mark.parametrize(
    "password", ["thuyền nan đèn dầu", "correct horse battery", "Qx7!mmPz_09w", "1234 con vịt què"]
)
def test_passwords_that_are_good(password: str) -> None:
    check_password(password, "lan@example.com", "Trần Thị Lan")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("", "Mật khẩu cần ít nhất 10 ký tự."),
        ("chín ký tự"[:9], "Mật khẩu cần ít nhất 10 ký tự."),
        ("x" * 129, "Mật khẩu dài nhất 128 ký tự."),
        ("aaaaaaaaaaaa", EASY),
        ("1234567890", EASY),
        ("12 34 56 78 90", EASY),
        ("Password2026", EASY),
        ("Mật khẩu 123", EASY),
        ("LAN@example.com", EASY),
        ("Trần Thị Lan 1990", EASY),
        ("tranthilan1990", EASY),
    ],
)
def test_passwords_that_are_not(password: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_password(password, "lan@example.com", "Trần Thị Lan")
    assert str(refused.value) == says
    assert list(refused.value.fields) == ["password"]


def test_a_made_up_password_is_good() -> None:
    made = {generated_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        check_password(password)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (" Lan.Tran@Gmail.COM ", "lan.tran@gmail.com"),
        ("a+cho@example.com", "a+cho@example.com"),
        ("chu@shop.test", "chu@shop.test"),
        ("chu@xn--chphin-mva4942d.vn", "chu@chợphiên.vn"),
    ],
)
def test_addresses_in_one_form(typed: str, read: str) -> None:
    assert read_email(typed) == read


@pytest.mark.parametrize(
    "typed",
    ["", "lan", "lan@", "@gmail.com", "lan@gmail", "lan tran@gmail.com", "a@b@c.com", "ngụ@gmail.com"],
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_email(typed)
    assert list(refused.value.fields) == ["email"]


def test_names_are_composed_and_single_spaced() -> None:
    assert read_name("  Trần   Thị Lan ") == "Trần Thị Lan"
    for typed in ("", "A", "x" * 121):
        with pytest.raises(Invalid):
            read_name(typed)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("operator", RoleAsked(Role.OPERATOR, "all", "")),
        ("officer:all", RoleAsked(Role.OFFICER, "all", "")),
        ("officer:province:42", RoleAsked(Role.OFFICER, "province", "42")),
        ("producer_owner:producer:7", RoleAsked(Role.PRODUCER_OWNER, "producer", "7")),
    ],
)
def test_roles_as_they_are_written_in_a_shell(text: str, asked: RoleAsked) -> None:
    assert read_role(text) == asked
