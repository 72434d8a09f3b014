"""A role within a scope names a place or a producer that there is: in a shell, at the desk, in the service."""

import pytest
from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from marketplace.accounts import services
from marketplace.accounts.commands import read_role
from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Invalid
from tests import stories
from tests.web.desks import NewClient, browser, words

PEOPLE = "/quan-ly/van-hanh/nguoi-dung"


def grants(session: Session) -> int:
    return session.execute(select(func.count()).select_from(RoleGrant)).scalar_one()


@pytest.mark.parametrize(
    ("role", "scope", "ref"),
    [
        (Role.PRODUCER_OWNER, "producer", "abc"),
        (Role.PRODUCER_OWNER, "producer", "0"),
        (Role.PRODUCER_OWNER, "producer", "9" * 10),
        (Role.OFFICER, "province", "4"),
        (Role.OFFICER, "province", "a" * 80),
        (Role.OFFICER, "commune", "1" * 80),
    ],
)
def test_a_ref_of_another_form_is_refused(session: Session, role: Role, scope: str, ref: str) -> None:
    operator, person = stories.operator(), stories.buyer_person()
    before = grants(session)
    with pytest.raises(Invalid) as refused:
        services.grant(operator, person.id or 0, role, scope, ref)

    assert set(refused.value.fields) == {"ref"}
    assert grants(session) == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("officer:province:99", "Không có tỉnh, thành phố mang mã 99."),
        ("officer:commune:99999", "Không có xã, phường mang mã 99999."),
        ("producer_owner:producer:4711", "Không có chủ thể số 4711."),
        ("producer_owner:producer:abc", "Mã tỉnh có 2 chữ số"),
        ("officer", "Vai trò “officer” cần phạm vi. Ghi một trong: officer:province:…"),
    ],
)
def test_a_shell_is_told_what_there_is_not(app: Flask, session: Session, asked: str, said: str) -> None:
    before = session.execute(select(func.count()).select_from(User)).scalar_one()
    result = app.test_cli_runner().invoke(
        args=["marketplace", "create-user", "moi@example.vn", "--name", "Người Mới", "--role", asked]
    )

    assert result.exit_code == 1
    assert said in result.output
    assert session.execute(select(func.count()).select_from(User)).scalar_one() == before


def test_the_whole_country_is_asked_for_by_name() -> None:
    assert read_role("officer:all").scope == "all"
    assert read_role("operator").scope == "all"
    for role in ("officer", "promotion", "chair", "producer_staff"):
        with pytest.raises(Invalid):
            read_role(role)


@pytest.mark.parametrize(
    "form",
    [
        {"role": "officer", "scope": "province", "province": "99"},
        {"role": "officer", "scope": "province", "province": "a" * 80},
        {"role": "producer_owner", "scope": "producer", "producer": "9" * 25},
        {"role": "producer_owner", "scope": "producer", "producer": "4711"},
    ],
)
def test_the_desk_grants_nothing_over_nothing(
    session: Session, new_client: NewClient, form: dict[str, str]
) -> None:
    operator, person = stories.operator(), stories.buyer_person()
    before = grants(session)
    page = browser(new_client, operator).post(f"{PEOPLE}/{person.id}/cap-vai-tro", data=form)

    assert page.status_code == 422
    assert "Chọn tỉnh, xã hoặc chủ thể mà vai trò này phụ trách." in words(page)
    assert grants(session) == before


def test_an_odd_row_breaks_no_page(app: Flask, new_client: NewClient) -> None:
    operator, person = stories.operator(), stories.buyer_person()
    with transaction() as here:
        here.execute(
            insert(RoleGrant).values(
                user_id=person.id,
                role="producer_owner",
                scope="producer",
                ref="abc",
                granted_by=None,
                granted_at=clock.now(),
            )
        )

    assert browser(new_client, operator).get(PEOPLE).status_code == 200
    assert browser(new_client, operator).get(f"{PEOPLE}/{person.id}").status_code == 200
    assert browser(new_client, person).get("/quan-ly/chu-the/kho").status_code == 200
