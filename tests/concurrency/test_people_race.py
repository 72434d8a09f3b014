"""Roles that are taken once and owners of whom one stays, while everybody presses. And the proof of the guards."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select, update

from marketplace.accounts import credentials, factor_resets, grants, invitation_queries, invitations, members
from marketplace.accounts import services as accounts
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.models import FactorReset, Invitation, RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from tests import stories
from tests.concurrency import crowd, markets
from tests.concurrency.crowd import SOLD

PRESSES = 6
PRODUCER = "7"


def owners() -> list[Actor]:
    """Two owners of one producer."""
    return [stories.person(f"chu-{n}", (Role.PRODUCER_OWNER, "producer", PRODUCER)) for n in (1, 2)]


def remove_each_other(market: Flask, first: Actor, second: Actor) -> list[str]:
    return crowd.press(
        market,
        [
            partial(members.remove, first, int(PRODUCER), second.id or 0),
            partial(members.remove, second, int(PRODUCER), first.id or 0),
        ],
    )


def left() -> int:
    return markets.count(RoleGrant, RoleGrant.role == Role.PRODUCER_OWNER.value)


def test_of_two_owners_who_remove_each_other_one_stays(market: Flask) -> None:
    first, second = owners()
    outcomes = remove_each_other(market, first, second)
    assert Counter(outcomes)[SOLD] == 1
    # The slower one is an owner no longer, or would have been removing the last.
    assert {each.partition(":")[0] for each in outcomes if each != SOLD} <= {"NotAllowed", "Conflict"}
    assert left() == 1
    assert markets.count(AuditEntry, AuditEntry.action == "accounts.role.taken") == 1


def test_of_two_owners_who_leave_at_once_one_stays(market: Flask) -> None:
    people = owners()
    outcomes = crowd.press(
        market, [partial(members.remove, each, int(PRODUCER), each.id or 0) for each in people]
    )
    assert Counter(outcomes)[SOLD] == 1
    assert left() == 1


def old_looks(patch: pytest.MonkeyPatch) -> None:
    """Everybody counts those whom the first one saw, and nobody waits."""
    look = grants.hold_still
    seen: dict[tuple[str, str, str], frozenset[int]] = {}

    def old(role: Role, scope: str, ref: str) -> frozenset[int]:
        return seen.setdefault((role, scope, ref), look(role, scope, ref))

    patch.setattr(grants, "hold_still", old)


def test_without_holding_them_still_none_would_stay(market: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = owners()
    grants.hold_still(Role.PRODUCER_OWNER, "producer", PRODUCER)
    session().rollback()
    old_looks(monkeypatch)
    grants.hold_still(Role.PRODUCER_OWNER, "producer", PRODUCER)
    session().rollback()
    outcomes = remove_each_other(market, first, second)
    assert Counter(outcomes)[SOLD] == 2
    assert left() == 0


def test_of_two_operators_one_stays(market: Flask) -> None:
    first, second = (stories.person(f"vh-{n}", (Role.OPERATOR, "all", "")) for n in (1, 2))
    outcomes = crowd.press(
        market,
        [
            partial(accounts.take_role, first, second.id or 0, Role.OPERATOR),
            partial(accounts.take_role, second, first.id or 0, Role.OPERATOR),
        ],
    )
    assert Counter(outcomes)[SOLD] == 1
    assert markets.count(RoleGrant, RoleGrant.role == Role.OPERATOR.value) == 1


def switch_each_other_off(market: Flask) -> list[str]:
    """Two operators, neither of whom trusts the other."""
    first, second = (stories.person(f"vh-{n}", (Role.OPERATOR, "all", "")) for n in (1, 2))
    return crowd.press(
        market,
        [
            partial(accounts.set_active, first, second.id or 0, active=False),
            partial(accounts.set_active, second, first.id or 0, active=False),
        ],
    )


def switched_on() -> int:
    held = select(RoleGrant.user_id).where(RoleGrant.role == Role.OPERATOR.value)
    return markets.count(User, User.active, User.id.in_(held))


def test_of_two_operators_who_switch_each_other_off_one_stays(market: Flask) -> None:
    outcomes = switch_each_other_off(market)
    assert Counter(outcomes)[SOLD] == 1
    assert switched_on() == 1
    assert markets.count(AuditEntry, AuditEntry.action == "accounts.user.deactivated") == 1


def test_without_holding_them_still_the_site_would_have_no_operator(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        stories.person(f"vh-{number}", (Role.OPERATOR, "all", ""))
    old_looks(monkeypatch)
    grants.hold_still(Role.OPERATOR, "all", "")
    session().rollback()
    assert Counter(switch_each_other_off(market))[SOLD] == 2
    assert switched_on() == 0


def test_one_takes_the_role_and_the_other_switches_off(market: Flask) -> None:
    first, second = (stories.person(f"vh-{n}", (Role.OPERATOR, "all", "")) for n in (1, 2))
    crowd.press(
        market,
        [
            partial(accounts.take_role, first, second.id or 0, Role.OPERATOR),
            partial(accounts.set_active, second, first.id or 0, active=False),
        ],
    )
    assert switched_on() == 1


def accept_at_once(market: Flask) -> list[str]:
    """Somebody presses "take" in many windows."""
    operator, person = stories.operator(), stories.person("lan")
    number = invitations.invite(operator, "lan@example.vn", Role.AUDITOR, "all")
    view = invitation_queries.invitation(number)
    assert view is not None
    secret = secret_of(view.id, view.round, view.sent_at)
    return crowd.press(
        market,
        [partial(invitations.accept, person, "lan@example.vn", secret=secret) for _each in range(PRESSES)],
    )


def test_an_invitation_is_taken_once(market: Flask) -> None:
    outcomes = accept_at_once(market)
    assert Counter(outcomes)[SOLD] == 1
    assert {each.partition(":")[0] for each in outcomes if each != SOLD} == {"Conflict"}
    assert markets.count(RoleGrant, RoleGrant.role == Role.AUDITOR.value) == 1
    assert markets.count(AuditEntry, AuditEntry.action == "accounts.invitation.accepted") == 1


def test_without_the_condition_it_would_be_taken_often(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitations, "IS_OPEN", ())
    assert Counter(accept_at_once(market))[SOLD] == PRESSES
    assert markets.count(AuditEntry, AuditEntry.action == "accounts.invitation.accepted") == PRESSES


def test_taken_or_taken_back_but_not_both(market: Flask) -> None:
    operator, person = stories.operator(), stories.person("lan")
    number = invitations.invite(operator, "lan@example.vn", Role.AUDITOR, "all")
    view = invitation_queries.invitation(number)
    assert view is not None
    secret = secret_of(view.id, view.round, view.sent_at)
    outcomes = crowd.press(
        market,
        [
            partial(invitations.accept, person, "lan@example.vn", secret=secret),
            partial(invitations.revoke, operator, number),
        ],
    )
    assert Counter(outcomes)[SOLD] == 1
    row = session().execute(select(Invitation.accepted_at, Invitation.revoked_at)).one()
    assert sum(each is not None for each in row) == 1
    held = markets.count(RoleGrant, RoleGrant.role == Role.AUDITOR.value)
    assert held == (1 if row.accepted_at else 0)


def confirm_at_once(market: Flask) -> list[str]:
    """Several operators confirm the same request."""
    people = [stories.person(f"vh-{n}", (Role.OPERATOR, "all", "")) for n in range(1, 5)]
    officer = stories.officer()
    assert officer.id is not None
    credentials.change(officer.id, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    number = factor_resets.ask(people[0], officer.id, "Mất điện thoại, đã gặp tại cơ quan")
    return crowd.press(market, [partial(factor_resets.confirm, each, number) for each in people])


def test_a_second_factor_is_taken_off_once(market: Flask) -> None:
    outcomes = confirm_at_once(market)
    assert Counter(outcomes)[SOLD] == 1
    assert outcomes[0].startswith("Conflict")
    assert markets.count(AuditEntry, AuditEntry.action == "accounts.second_factor.reset") == 1
    row = session().execute(select(FactorReset.requested_by, FactorReset.confirmed_by)).one()
    assert row.requested_by != row.confirmed_by


def test_without_the_condition_it_would_be_confirmed_often(
    market: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factor_resets, "_IS_OPEN", ())
    assert Counter(confirm_at_once(market))[SOLD] == 3


def test_the_database_knows_that_it_takes_two(market: Flask) -> None:
    """Behind the condition there is a constraint, whatever the code does."""
    from sqlalchemy.exc import IntegrityError

    person, officer = stories.person("vh-1", (Role.OPERATOR, "all", "")), stories.officer()
    credentials.change(officer.id or 0, {"tf_primary_method": "authenticator", "tf_totp_secret": "sealed"})
    number = factor_resets.ask(person, officer.id or 0, "Mất điện thoại, đã gặp tại cơ quan")
    for somebody in (person.id, officer.id):
        with pytest.raises(IntegrityError):
            session().execute(
                update(FactorReset)
                .where(FactorReset.id == number)
                .values(confirmed_by=somebody, confirmed_at=FactorReset.requested_at)
            )
        session().rollback()
