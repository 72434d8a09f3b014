"""A second factor is taken off by two operators, neither of whom it concerns, within a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import credentials, factor_reset_list, factor_resets, queries, services, sessions
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import stories
from tests.conftest import NOON, state_of

WHY = "Mất điện thoại và tờ mã, đã gặp tại cơ quan"


def second() -> Actor:
    return stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))


def somebody() -> int:
    officer = stories.officer()
    assert officer.id is not None
    credentials.change(officer.id, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    credentials.change(officer.id, {"mf_recovery_codes": ["one"]})
    sessions.begin(officer.id, "", "203.0.113.9")
    return officer.id


def standing(user_id: int) -> tuple[bool, int, tuple[str, ...]]:
    account = credentials.of_id(user_id)
    assert account is not None
    return account.tf_totp_secret is not None, len(sessions.of_person(user_id)), account.recovery_codes


def test_two_people_take_it_off(app: Flask, session: Session) -> None:
    user_id, first, other = somebody(), stories.operator(), second()
    before = credentials.of_id(user_id)
    reset_id = factor_resets.ask(first, user_id, WHY)
    assert standing(user_id) == (True, 1, ("one",))
    factor_resets.confirm(other, reset_id)

    assert standing(user_id) == (False, 0, ())
    after = credentials.of_id(user_id)
    assert before is not None
    assert after is not None
    assert before.session_key != after.session_key
    assert after.tf_primary_method is None
    letter = state_of(app).ports["mail"].sent[-1]
    assert letter.recipient == queries.user(user_id).user.email
    assert letter.subject == "Bảo mật hai lớp của anh chị đã được gỡ"
    assert WHY in letter.text
    assert "/tai-khoan" in letter.html
    entries = session.execute(
        select(AuditEntry.actor, AuditEntry.action).where(
            AuditEntry.action.like("accounts.second_factor.reset%")
        )
    ).all()
    assert [tuple(each) for each in entries] == [
        (first.ref, "accounts.second_factor.reset_requested"),
        (other.ref, "accounts.second_factor.reset"),
    ]


def test_neither_who_asked_nor_whom_it_concerns_confirms(app: Flask) -> None:
    first, other = stories.operator(), second()
    assert other.id is not None
    credentials.change(other.id, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    with pytest.raises(Conflict):
        factor_resets.ask(other, other.id, WHY)
    reset_id = factor_resets.ask(first, other.id, WHY)
    for actor in (first, other):
        with pytest.raises(Conflict):
            factor_resets.confirm(actor, reset_id)
    account = credentials.of_id(other.id)
    assert account is not None
    assert account.tf_totp_secret == "sealed"


def test_it_ends_after_a_day(app: Flask) -> None:
    user_id, first, other = somebody(), stories.operator(), second()
    reset_id = factor_resets.ask(first, user_id, WHY)
    with clock.hold(NOON + timedelta(hours=24)):
        with pytest.raises(Conflict):
            factor_resets.confirm(other, reset_id)
        assert factor_reset_list.open_requests() == ()
        again = factor_resets.ask(first, user_id, WHY)
        assert [(each.id, each.state) for each in factor_reset_list.of_person(user_id)] == [
            (again, "open"),
            (reset_id, "withdrawn"),
        ]
    assert standing(user_id)[0] is True


def test_it_is_confirmed_once_and_not_after_it_was_let_be(app: Flask) -> None:
    user_id, first, other = somebody(), stories.operator(), second()
    reset_id = factor_resets.ask(first, user_id, WHY)
    with pytest.raises(Conflict):
        factor_resets.ask(other, user_id, WHY)
    factor_resets.withdraw(other, reset_id)
    for verb in (factor_resets.confirm, factor_resets.withdraw):
        with pytest.raises(Conflict):
            verb(other, reset_id)
    assert standing(user_id)[0] is True
    with pytest.raises(NotFound):
        factor_resets.confirm(other, 999)


def test_who_asked_has_to_be_an_operator_still(app: Flask) -> None:
    user_id, first, other = somebody(), stories.operator(), second()
    reset_id = factor_resets.ask(first, user_id, WHY)
    services.take_role(other, first.id or 0, Role.OPERATOR)
    with pytest.raises(Conflict):
        factor_resets.confirm(other, reset_id)
    assert standing(user_id)[0] is True


def test_what_is_refused(app: Flask) -> None:
    user_id, operator = somebody(), stories.operator()
    for reason in ("", "   ", "mất máy", "x" * 501):
        with pytest.raises(Invalid) as refused:
            factor_resets.ask(operator, user_id, reason)
        assert list(refused.value.fields) == ["reason"]
    bare = stories.buyer_person()
    with pytest.raises(Conflict):
        factor_resets.ask(operator, bare.id or 0, WHY)
    with pytest.raises(NotFound):
        factor_resets.ask(operator, 999_999, WHY)
    for actor in (stories.officer(2), stories.person("kiem", (Role.AUDITOR, "all", "")), Actor.guest()):
        with pytest.raises(NotAllowed):
            factor_resets.ask(actor, user_id, WHY)
    assert factor_reset_list.open_requests() == ()
