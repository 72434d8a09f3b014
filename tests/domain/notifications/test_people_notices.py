"""What people find in their inbox about roles they are invited to and second factors that are taken off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts import credentials, factor_resets, invitation_queries, invitations
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications.models import Notice
from tests import stories
from tests.conftest import NOON
from tests.domain.notifications.test_notices import mails
from tests.domain.notifications.test_who_is_told import email, lies
from tests.signing import make_user

OFFERS = "/quan-ly/loi-moi-cua-toi"
WHY = "Mất điện thoại và tờ mã, đã gặp tại cơ quan"


def test_an_invitation_lies_in_the_inbox_until_it_is_answered(app: Flask) -> None:
    make_user("lan@example.vn")
    farm = stories.producer()
    owner = stories.owner(farm)
    number = invitations.invite(owner, "lan@example.vn", Role.PRODUCER_PACKER, "producer", str(farm))
    assert lies("role_offered") == [("lan@example.vn", OFFERS)]
    # The key is in the mail alone, and one mail goes out, not two.
    view = invitation_queries.invitation(number)
    assert view is not None
    kept = session().execute(select(Notice.params).where(Notice.kind == "role_offered")).scalar_one()
    assert secret_of(view.id, view.round, view.sent_at) not in kept
    assert [each.recipient for each in mails(app)].count("lan@example.vn") == 1
    with clock.hold(NOON + timedelta(minutes=5)):
        invitations.resend(owner, number)
    assert len(lies("role_offered")) == 1
    invitations.revoke(owner, number)
    assert lies("role_offered") == []


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_an_answer_settles_it(app: Flask, answer: str) -> None:
    person = Actor("user", "", make_user("lan@example.vn"))
    number = invitations.invite(stories.operator(), "lan@example.vn", Role.AUDITOR, "all")
    assert len(lies("role_offered")) == 1
    if answer == "accept":
        invitations.accept(person, "lan@example.vn", invitation_id=number)
    else:
        invitations.decline(person, "lan@example.vn", number)
    assert lies("role_offered") == []


def test_whose_address_is_not_proved_hears_of_it_by_mail_alone(app: Flask) -> None:
    credentials.open_account(Actor.guest(), email="lan@example.vn", name="Lan", locale="vi", password="x")
    invitations.invite(stories.operator(), "lan@example.vn", Role.AUDITOR, "all")
    assert lies("role_offered") == []
    assert mails(app)[-1].recipient == "lan@example.vn"


def asked() -> tuple[Actor, Actor, Actor, int]:
    """An officer, who asked for them, who may confirm, and the request."""
    first, other = stories.operator(), stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))
    officer = stories.officer()
    assert officer.id is not None
    credentials.change(officer.id, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    return officer, first, other, factor_resets.ask(first, officer.id, WHY)


def test_the_other_operators_are_asked_and_the_person_is_told(app: Flask) -> None:
    officer, _first, other, number = asked()
    assert lies("factor_reset_waiting") == [(email(other), "/quan-ly/van-hanh/go-hai-lop")]
    assert mails(app)[-1].recipient == email(other)
    assert lies("factor_taken_off") == []
    factor_resets.confirm(other, number)
    assert lies("factor_reset_waiting") == []
    assert lies("factor_taken_off") == [(email(officer), "/tai-khoan")]
    assert [each.recipient for each in mails(app)].count(email(officer)) == 1


def test_a_request_that_is_let_be_waits_for_nobody(app: Flask) -> None:
    _officer, first, _other, number = asked()
    factor_resets.withdraw(first, number)
    assert lies("factor_reset_waiting") == []
    assert lies("factor_taken_off") == []


def test_an_operator_does_not_confirm_their_own(app: Flask) -> None:
    """Nor are they asked to."""
    first, other = stories.operator(), stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))
    credentials.change(other.id or 0, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    factor_resets.ask(first, other.id or 0, WHY)
    assert lies("factor_reset_waiting") == []
