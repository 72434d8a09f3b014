"""How often strangers are written to: never more than this, however an owner presses, takes back and asks anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.accounts import invitation_limits as limits
from marketplace.accounts import invitations
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict
from tests import stories
from tests.conftest import NOON
from tests.domain.accounts.test_invitations import EMAIL, mails

PACKER, STAFF = Role.PRODUCER_PACKER, Role.PRODUCER_STAFF


def ask(owner: Actor, farm: int, email: str = EMAIL, role: Role = PACKER) -> int:
    return invitations.invite(owner, email, role, "producer", str(farm))


def test_taking_back_and_asking_anew_writes_no_second_letter(app: Flask) -> None:
    farm = stories.producer()
    owner = stories.owner(farm)
    invitations.revoke(owner, ask(owner, farm))
    for role in (PACKER, STAFF):
        with pytest.raises(Conflict) as refused:
            ask(owner, farm, role=role)
        assert list(refused.value.fields) == ["email"]
    assert len(mails(app)) == 1
    ask(owner, farm, "khac@example.vn")
    with clock.hold(NOON + limits.AGAIN_AFTER):
        ask(owner, farm, role=STAFF)
    assert [each.recipient for each in mails(app)] == [EMAIL, "khac@example.vn", EMAIL]


def test_what_was_taken_back_today_counts_among_the_open_ones(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPEN_AT_MOST", 3)
    farm, other = stories.producer(), stories.producer()
    owner = stories.owner(farm)
    for number in range(3):
        invitations.revoke(owner, ask(owner, farm, f"nguoi-{number}@example.vn"))
    with pytest.raises(Conflict):
        ask(owner, farm, "nguoi-4@example.vn")
    assert len(mails(app)) == 3
    # Of this producer alone, and till tomorrow.
    ask(stories.owner(other), other, "nguoi-4@example.vn")
    with clock.hold(NOON + timedelta(days=1, minutes=1)):
        ask(owner, farm, "nguoi-4@example.vn")


def test_after_a_few_letters_one_a_day(app: Flask) -> None:
    farm = stories.producer()
    owner = stories.owner(farm)
    invitation_id = ask(owner, farm)
    for number in range(1, limits.QUICK_LETTERS):
        with clock.hold(NOON + number * limits.AGAIN_AFTER):
            invitations.resend(owner, invitation_id)
    sent = NOON + (limits.QUICK_LETTERS - 1) * limits.AGAIN_AFTER
    for wait in (limits.AGAIN_AFTER, timedelta(hours=23)):
        with clock.hold(sent + wait), pytest.raises(Conflict):
            invitations.resend(owner, invitation_id)
    assert len(mails(app)) == limits.QUICK_LETTERS
    with clock.hold(sent + timedelta(days=1)):
        invitations.resend(owner, invitation_id)
    assert len(mails(app)) == limits.QUICK_LETTERS + 1
