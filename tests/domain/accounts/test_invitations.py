"""Invitations: who may send them, what the letter holds, who may take the role, and that it is taken once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.accounts import (
    credentials,
    invitation_limits,
    invitation_queries,
    invitations,
    queries,
    services,
)
from marketplace.accounts.invitation_links import hash_of, secret_of
from marketplace.accounts.models import Invitation, RoleGrant
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import Conflict, Invalid, MarketplaceError, NotAllowed, NotFound
from tests import stories
from tests.conftest import NOON, state_of
from tests.signing import make_user

EMAIL = "lan@example.vn"


def invite(
    actor: Actor, role: Role = Role.AUDITOR, scope: str = "all", ref: str = "", email: str = EMAIL
) -> int:
    return invitations.invite(actor, email, role, scope, ref)


def secret(invitation_id: int) -> str:
    view = invitation_queries.invitation(invitation_id)
    assert view is not None
    return secret_of(view.id, view.round, view.sent_at)


def mails(app: Flask) -> list[Any]:
    return [each for each in state_of(app).ports["mail"].sent if "/loi-moi/" in each.text]


def held(user_id: int | None) -> set[tuple[str, str, str]]:
    return set(queries.user(user_id or 0).user.roles)


def test_the_letter_has_the_only_key(app: Flask, session: Session) -> None:
    invitation_id = invite(stories.operator())

    letter = mails(app)[0]
    key = secret(invitation_id)
    assert letter.recipient == EMAIL
    assert letter.subject == "Lời mời: Người kiểm tra"
    assert f"http://127.0.0.1:5000/quan-ly/loi-moi/{key}" in letter.text
    assert f'href="http://127.0.0.1:5000/quan-ly/loi-moi/{key}"' in letter.html
    assert "chuẩn bị điện thoại" in letter.text
    row = session.execute(select(Invitation.token_hash, Invitation.expires_at)).one()
    assert tuple(row) == (hash_of(key), NOON + timedelta(days=7))
    assert len(key) == 43
    # Neither the log of mails nor the outbox nor the log of deeds holds it.
    from marketplace.kernel.outbox import OutboxRow
    from marketplace.notifications.models import Mail

    kept = [*session.execute(select(Mail.text)).scalars(), *session.execute(select(Mail.html)).scalars()]
    kept += session.execute(select(OutboxRow.args)).scalars()
    kept += session.execute(select(AuditEntry.data)).scalars()
    assert [text for text in kept if key in text] == []
    assert [text for text in kept if EMAIL in text] == []


@pytest.mark.parametrize("locale", ["vi", "en"])
def test_the_letter_speaks_the_language_of_its_reader(app: Flask, locale: str) -> None:
    user_id = make_user(EMAIL)
    services.set_locale(Actor("user", "", user_id), locale)
    invite(stories.operator())

    letter = mails(app)[0]
    assert ("mời anh chị nhận vai trò này" in letter.text) is (locale == "vi")
    assert ("invites you to take this role" in letter.text) is (locale == "en")
    assert f'<html lang="{locale}">' in letter.html


def test_who_has_the_address_takes_the_role(app: Flask, session: Session) -> None:
    operator = stories.operator()
    person = stories.person("lan")
    invitation_id = invite(operator, Role.OFFICER, "province", "42")

    assert invitations.accept(person, "LAN@example.vn ", secret=secret(invitation_id)) == invitation_id
    assert held(person.id) == {("officer", "province", "42")}
    assert session.execute(
        select(RoleGrant.granted_by).where(RoleGrant.user_id == person.id)
    ).scalar_one() == (operator.id)
    entries = session.execute(
        select(AuditEntry.actor, AuditEntry.action)
        .where(AuditEntry.action.like("accounts.%"))
        .order_by(AuditEntry.seq)
    ).all()
    assert [tuple(each) for each in entries][-3:] == [
        (operator.ref, "accounts.invitation.sent"),
        (person.ref, "accounts.role.granted"),
        (person.ref, "accounts.invitation.accepted"),
    ]


def accept_refused(actor: Actor, email: str, key: str) -> MarketplaceError:
    before = clock.now()
    with pytest.raises(MarketplaceError) as refused:
        invitations.accept(actor, email, secret=key)
    assert clock.now() == before
    return refused.value


def test_nobody_else_takes_it(app: Flask) -> None:
    key = secret(invite(stories.operator()))
    other = stories.buyer_person()
    assert type(accept_refused(other, "nguoi-mua-1@example.vn", key)) is Conflict
    assert type(accept_refused(Actor.guest(), EMAIL, key)) is NotAllowed
    assert type(accept_refused(other, EMAIL, "x" * 43)) is NotFound
    assert held(other.id) == set()


def test_an_address_that_is_not_confirmed_takes_nothing(app: Flask) -> None:
    user_id, _ = credentials.open_account(
        Actor.guest(), email=EMAIL, name="Lan", locale="vi", password="x", confirmed_at=None
    )
    key = secret(invite(stories.operator()))
    refusal = accept_refused(Actor("user", "Lan", user_id), EMAIL, key)
    assert str(refusal).startswith("E-mail chưa xác nhận.")
    assert held(user_id) == set()
    credentials.change(user_id, {"confirmed_at": clock.now()})
    invitations.accept(Actor("user", "Lan", user_id), EMAIL, secret=key)
    assert held(user_id) == {("auditor", "all", "")}


def test_a_role_is_taken_once(app: Flask, session: Session) -> None:
    operator, person = stories.operator(), stories.person("lan")
    key = secret(invite(operator))
    invitations.accept(person, EMAIL, secret=key)
    services.take_role(operator, person.id or 0, Role.AUDITOR)

    assert "đã dùng" in str(accept_refused(person, EMAIL, key))
    assert held(person.id) == set()


@pytest.mark.parametrize("end", ["revoked", "expired", "resent"])
def test_a_link_dies(app: Flask, end: str) -> None:
    operator, person = stories.operator(), stories.person("lan")
    invitation_id = invite(operator)
    key = secret(invitation_id)
    later = NOON + (timedelta(days=7) if end == "expired" else timedelta(hours=1))
    with clock.hold(later):
        if end == "revoked":
            invitations.revoke(operator, invitation_id)
        if end == "resent":
            invitations.resend(operator, invitation_id)
        with pytest.raises(MarketplaceError):
            invitations.accept(person, EMAIL, secret=key)
        assert held(person.id) == set()
        if end == "resent":
            invitations.accept(person, EMAIL, secret=secret(invitation_id))
            assert held(person.id) == {("auditor", "all", "")}


def test_a_second_before_it_ends_it_opens(app: Flask) -> None:
    person = stories.person("lan")
    key = secret(invite(stories.operator()))
    with clock.hold(NOON + timedelta(days=7) - timedelta(seconds=1)):
        invitations.accept(person, EMAIL, secret=key)
    assert held(person.id) == {("auditor", "all", "")}


def test_nobody_is_written_to_every_minute(app: Flask) -> None:
    operator = stories.operator()
    invitation_id = invite(operator)
    with clock.hold(NOON + timedelta(minutes=4, seconds=59)), pytest.raises(Conflict):
        invitations.resend(operator, invitation_id)
    assert len(mails(app)) == 1
    with clock.hold(NOON + timedelta(minutes=5)):
        invitations.resend(operator, invitation_id)
    assert len(mails(app)) == 2


def test_inviting_twice_writes_once(app: Flask, session: Session) -> None:
    operator = stories.operator()
    invitation_id = invite(operator)
    with pytest.raises(Conflict) as refused:
        invite(operator, email=" Lan@Example.vn ")
    assert list(refused.value.fields) == ["email"]
    assert session.execute(select(func.count(Invitation.id))).scalar_one() == 1
    # Once it has expired the same opens again.
    with clock.hold(NOON + timedelta(days=8)):
        assert invite(operator) == invitation_id
        view = invitation_queries.invitation(invitation_id)
        assert view is not None
        assert (view.round, view.state) == (2, "open")


def test_the_answer_says_nothing_of_accounts(app: Flask) -> None:
    operator = stories.operator()
    make_user("co@example.vn")
    known, unknown = invite(operator, email="co@example.vn"), invite(operator, email="khong@example.vn")
    views = [invitation_queries.invitation(each) for each in (known, unknown)]
    assert [(view.state, view.accepted_by) for view in views if view] == [("open", ""), ("open", "")]


def test_who_may_invite_to_what(app: Flask, session: Session) -> None:
    producer_id, other = stories.producer(), stories.producer()
    owner, staff = stories.owner(producer_id), stories.staff(producer_id)
    packer = stories.packer(producer_id)
    invite(owner, Role.PRODUCER_PACKER, "producer", str(producer_id))
    invite(owner, Role.PRODUCER_OWNER, "producer", str(producer_id))
    before = session.execute(select(func.count(Invitation.id))).scalar_one()
    for actor, role, scope, ref in (
        (owner, Role.PRODUCER_PACKER, "producer", str(other)),
        (owner, Role.OPERATOR, "all", ""),
        (owner, Role.OFFICER, "province", "42"),
        (staff, Role.PRODUCER_PACKER, "producer", str(producer_id)),
        (packer, Role.PRODUCER_PACKER, "producer", str(producer_id)),
        (stories.officer(), Role.OFFICER, "province", "42"),
        (stories.person("kiem", (Role.AUDITOR, "all", "")), Role.AUDITOR, "all", ""),
        (Actor.guest(), Role.AUDITOR, "all", ""),
    ):
        with pytest.raises(NotAllowed):
            invite(actor, role, scope, ref, email="ai@example.vn")
    with pytest.raises(Invalid):
        invite(stories.operator(), Role.CHAIR, "all")
    with pytest.raises(Invalid):
        invite(stories.operator(), email="không phải e-mail")
    assert session.execute(select(func.count(Invitation.id))).scalar_one() == before


def test_nobody_invites_themselves(app: Flask) -> None:
    operator = stories.operator()
    with pytest.raises(Invalid):
        invite(operator, email="van-hanh@example.vn")
    # Nor by way of a second address of theirs that somebody else's link reached.
    key = secret(invite(operator))
    assert "Không ai tự cấp quyền" in str(accept_refused(operator, EMAIL, key))


def test_who_lost_the_right_to_invite_lets_nobody_in(app: Flask) -> None:
    operator = stories.operator()
    second = stories.person("van-hanh-2", (Role.OPERATOR, "all", ""))
    key, person = secret(invite(second)), stories.person("lan")
    services.take_role(operator, second.id or 0, Role.OPERATOR)
    assert "không còn quyền" in str(accept_refused(person, EMAIL, key))
    services.grant(operator, second.id or 0, Role.OPERATOR)
    services.set_active(operator, second.id or 0, active=False)
    assert "không còn quyền" in str(accept_refused(person, EMAIL, key))
    assert held(person.id) == set()


def test_somebody_elses_invitation_is_not_there(app: Flask) -> None:
    mine, theirs = stories.producer(), stories.producer()
    invitation_id = invite(stories.owner(mine), Role.PRODUCER_STAFF, "producer", str(mine))
    for verb in (invitations.resend, invitations.revoke):
        with pytest.raises(NotFound):
            verb(stories.owner(theirs), invitation_id)
        with pytest.raises(NotFound):
            verb(stories.staff(mine), invitation_id)
    view = invitation_queries.invitation(invitation_id)
    assert view is not None
    assert (view.state, view.round) == ("open", 1)


def test_a_producer_has_so_many_open_and_no_more(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitation_limits, "OPEN_AT_MOST", 2)
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    for number in range(2):
        invite(owner, Role.PRODUCER_STAFF, "producer", str(producer_id), email=f"a{number}@example.vn")
    with pytest.raises(Conflict):
        invite(owner, Role.PRODUCER_STAFF, "producer", str(producer_id), email="a3@example.vn")


def test_saying_no_ends_it(app: Flask) -> None:
    person = stories.person("lan")
    invitation_id = invite(stories.operator())
    with pytest.raises(NotFound):
        invitations.decline(person, "khac@example.vn", invitation_id)
    invitations.decline(person, EMAIL, invitation_id)
    with pytest.raises(Conflict):
        invitations.accept(person, EMAIL, invitation_id=invitation_id)
    assert held(person.id) == set()
