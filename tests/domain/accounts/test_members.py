"""The people of a producer: the owner's verbs on them, and that one owner always stays."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts import invitation_queries, invitations, members, services
from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests import stories


def roles(producer_id: int) -> dict[int, tuple[Role, ...]]:
    return {each.user_id: each.roles for each in members.members_of(producer_id)}


def second_owner(producer_id: int) -> Actor:
    return stories.person("chu-hai", (Role.PRODUCER_OWNER, "producer", str(producer_id)))


def test_the_people_stand_owners_first(app: Flask) -> None:
    producer_id = stories.producer()
    packer, staff, owner = (story(producer_id) for story in (stories.packer, stories.staff, stories.owner))
    stories.owner(stories.producer())
    assert [(each.user_id, each.role) for each in members.members_of(producer_id)] == [
        (owner.id, Role.PRODUCER_OWNER),
        (staff.id, Role.PRODUCER_STAFF),
        (packer.id, Role.PRODUCER_PACKER),
    ]


def test_somebody_does_something_else_now(app: Flask, session: Session) -> None:
    producer_id = stories.producer()
    owner, staff = stories.owner(producer_id), stories.staff(producer_id)
    members.change_role(owner, producer_id, staff.id or 0, Role.PRODUCER_PACKER)
    assert roles(producer_id)[staff.id or 0] == (Role.PRODUCER_PACKER,)
    members.change_role(owner, producer_id, staff.id or 0, Role.PRODUCER_PACKER)
    entries = session.execute(
        select(AuditEntry.action).where(AuditEntry.actor == owner.ref).order_by(AuditEntry.seq)
    )
    assert entries.scalars().all() == ["accounts.role.granted", "accounts.role.taken"]


def test_the_last_owner_stays(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    before = roles(producer_id)
    with pytest.raises(Conflict):
        members.remove(owner, producer_id, owner.id or 0)
    # One whose account is switched off is no owner to count on.
    other = second_owner(producer_id)
    services.set_active(stories.operator(), other.id or 0, active=False)
    with pytest.raises(Conflict):
        members.remove(owner, producer_id, owner.id or 0)
    assert roles(producer_id) == {**before, other.id: (Role.PRODUCER_OWNER,)}


def test_one_of_two_owners_may_go(app: Flask) -> None:
    producer_id = stories.producer()
    owner, other = stories.owner(producer_id), second_owner(producer_id)
    members.remove(owner, producer_id, owner.id or 0)
    assert roles(producer_id) == {other.id: (Role.PRODUCER_OWNER,)}
    # Whoever is out undoes nothing, whatever their last page still offers.
    with pytest.raises(NotAllowed):
        members.remove(owner, producer_id, other.id or 0)
    with pytest.raises(NotAllowed):
        members.change_role(owner, producer_id, other.id or 0, Role.PRODUCER_PACKER)
    assert roles(producer_id) == {other.id: (Role.PRODUCER_OWNER,)}


def test_who_may_not(app: Flask) -> None:
    producer_id = stories.producer()
    owner, staff, packer = (story(producer_id) for story in (stories.owner, stories.staff, stories.packer))
    foreign = stories.owner(stories.producer())
    before = roles(producer_id)
    for actor in (staff, packer, foreign, stories.officer(), stories.operator(), Actor.guest()):
        with pytest.raises(NotAllowed):
            members.remove(actor, producer_id, staff.id or 0)
        with pytest.raises(NotAllowed):
            members.change_role(actor, producer_id, staff.id or 0, Role.PRODUCER_OWNER)
    with pytest.raises(NotFound):
        members.remove(owner, producer_id, foreign.id or 0)
    with pytest.raises(Conflict):
        members.change_role(owner, producer_id, owner.id or 0, Role.PRODUCER_PACKER)
    with pytest.raises(Invalid):
        members.change_role(owner, producer_id, staff.id or 0, Role.OPERATOR)
    assert roles(producer_id) == before


def test_with_somebody_go_the_invitations_they_sent_and_got(app: Flask) -> None:
    producer_id = stories.producer()
    owner, other = stories.owner(producer_id), second_owner(producer_id)
    ref = str(producer_id)
    sent = invitations.invite(other, "ban@example.vn", Role.PRODUCER_OWNER, "producer", ref)
    got = invitations.invite(owner, "chu-hai@example.vn", Role.PRODUCER_STAFF, "producer", ref)
    kept = invitations.invite(owner, "lan@example.vn", Role.PRODUCER_STAFF, "producer", ref)
    members.remove(owner, producer_id, other.id or 0)
    states = {each.id: each.state for each in invitation_queries.of_scope("producer", ref)}
    assert states == {sent: "revoked", got: "revoked", kept: "open"}
