"""The list of users: finding, filtering, paging, one user, counts; and how many statements that takes."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts import credentials, queries, services, user_list
from marketplace.accounts.policy import Role
from marketplace.accounts.queries import GrantRow, UserCounts
from marketplace.accounts.registration import RoleAsked
from marketplace.accounts.user_list import UserFilter
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.errors import NotFound
from tests.conftest import NOON, Statements
from tests.signing import SYSTEM, make_user


@pytest.fixture
def crowd(app: Flask) -> dict[str, int]:
    return {
        "lan": make_user("lan@example.com", name="Trần Thị Lan"),
        "duong": make_user(
            "d.nguyen@example.com", RoleAsked(Role.OFFICER, "province", "42"), name="Nguyễn Đường"
        ),
        "op": make_user("op@example.com", Role.OPERATOR, Role.AUDITOR, name="Lê Vận Hành"),
        "chu": make_user(
            "chu@example.com", RoleAsked(Role.PRODUCER_OWNER, "producer", "3"), name="Bùi Thị Chủ"
        ),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["chu@example.com", "op@example.com", "d.nguyen@example.com", "lan@example.com"]),
        ("duong", ["d.nguyen@example.com"]),
        ("ĐƯỜNG nguyễn", ["d.nguyen@example.com"]),
        ("d.nguyen@", ["d.nguyen@example.com"]),
        ("lan", ["lan@example.com"]),
        ("100%", []),
        ("thi", ["chu@example.com", "lan@example.com"]),
    ],
)
def test_finding_by_address_or_name_with_or_without_marks(
    crowd: dict[str, int], text: str, found: list[str]
) -> None:
    assert [row.email for row in user_list.users(UserFilter(text=text)).items] == found


def test_filtering_by_role(crowd: dict[str, int]) -> None:
    assert [row.id for row in user_list.users(UserFilter(role=Role.OFFICER)).items] == [crowd["duong"]]
    assert [row.id for row in user_list.users(UserFilter(staff=True)).items] == [crowd["op"], crowd["duong"]]
    assert [row.id for row in user_list.users(UserFilter(staff=True, text="le van")).items] == [crowd["op"]]
    assert user_list.users(UserFilter(role=Role.MINISTRY)).items == ()


def test_a_page_of_the_list(crowd: dict[str, int], statements: Statements) -> None:
    with statements() as sent:
        page = user_list.users(page=2, size=3)
    assert len(sent) == 3
    assert (page.total, page.pages, page.number) == (4, 2, 2)
    (row,) = page.items
    assert (row.id, row.email, row.roles) == (crowd["lan"], "lan@example.com", ())
    assert [row.roles for row in user_list.users(page=1, size=3).items] == [
        (("producer_owner", "producer", "3"),),
        (("auditor", "all", ""), ("operator", "all", "")),
        (("officer", "province", "42"),),
    ]


def test_one_user_with_who_gave_the_roles(crowd: dict[str, int], statements: Statements) -> None:
    boss = Actor("user", "Lê Vận Hành", crowd["op"], (Grant("operator"),))
    with clock.hold(NOON + timedelta(hours=1)):
        services.grant(boss, crowd["duong"], Role.AUDITOR)
        credentials.note_sign_in(crowd["duong"])
    with statements() as sent:
        card = queries.user(crowd["duong"])
    assert len(sent) == 2
    assert card.grants == (
        GrantRow("auditor", "all", "", "Lê Vận Hành", NOON + timedelta(hours=1)),
        GrantRow("officer", "province", "42", "", NOON),
    )
    assert (card.user.last_login_at, card.user.second_factor, card.locale) == (
        NOON + timedelta(hours=1),
        False,
        "vi",
    )
    with pytest.raises(NotFound):
        queries.user(10_000)


def test_counts(crowd: dict[str, int], statements: Statements) -> None:
    credentials.change(crowd["op"], {"tf_primary_method": "authenticator", "tf_totp_secret": "x"})
    services.set_active(SYSTEM, crowd["lan"], active=False)
    with statements() as sent:
        assert queries.counts() == UserCounts(total=4, inactive=1, staff=2, bare_staff=1)
    assert len(sent) == 1


def test_counts_of_nobody(app: Flask) -> None:
    assert queries.counts() == UserCounts(0, 0, 0, 0)


def test_names_for_the_audit_log(crowd: dict[str, int]) -> None:
    assert queries.names_of([crowd["lan"], crowd["op"], 10_000]) == {
        crowd["lan"]: "Trần Thị Lan",
        crowd["op"]: "Lê Vận Hành",
    }
    assert queries.id_of_email("op@example.com") == crowd["op"]
    assert queries.id_of_email("ai@example.com") is None


def test_names_by_reference_of_those_who_are_accounts(crowd: dict[str, int], statements: Statements) -> None:
    lan, op = f"user:{crowd['lan']}", f"user:{crowd['op']}"
    with statements() as sent:
        found = queries.people_of([lan, op, lan, "system:demo", "", None, "user:999999"])
    assert found == {lan: "Trần Thị Lan", op: "Lê Vận Hành"}
    assert len(sent) == 1
