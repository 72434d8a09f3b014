"""A join finds things under way: open invitations, cases, letters, what somebody enters just now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.accounts import invitation_queries, invitations
from marketplace.accounts.invitation_links import secret_of
from marketplace.accounts.models import Invitation, RoleGrant
from marketplace.accounts.policy import Role
from marketplace.catalog import services as catalog
from marketplace.inspection import queries as cases
from marketplace.inspection import services as inspections
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotAllowed
from marketplace.producers import services as producing
from marketplace.stock import services as stock
from tests import stories
from tests.domain.producers.joining.twins import both_roles, joined, twins
from tests.factories import PaperDataFactory, ProductDataFactory
from tests.unchanged import nothing_changed

GUEST = "lan@example.vn"


def invite(producer_id: int, role: Role = Role.PRODUCER_PACKER) -> int:
    return invitations.invite(stories.owner(producer_id), GUEST, role, "producer", str(producer_id))


def refs() -> list[tuple[str, bool]]:
    """Whose the invitations are, in the order in which they were sent, and whether they are open still."""
    rows = session().execute(select(Invitation.ref, Invitation.revoked_at).order_by(Invitation.id))
    return [(row.ref, row.revoked_at is None) for row in rows]


def test_an_invitation_that_is_out_leads_to_the_one_that_stays(app: Flask) -> None:
    kept, gone = twins()
    invitation_id = invite(gone)
    view = invitation_queries.invitation(invitation_id)
    assert view is not None
    secret = secret_of(view.id, view.round, view.sent_at)
    joined(kept)
    assert refs() == [(str(kept), True)]
    lan = stories.person("lan")
    invitations.accept(lan, GUEST, secret=secret)
    held = session().execute(select(RoleGrant.role, RoleGrant.ref).where(RoleGrant.user_id == lan.id)).all()
    assert [tuple(row) for row in held] == [("producer_packer", str(kept))]


def test_who_was_invited_by_both_is_invited_once(app: Flask) -> None:
    kept, gone = twins()
    invite(kept)
    invite(gone)
    invite(gone, Role.PRODUCER_STAFF)
    joined(kept)
    assert refs() == [(str(kept), True), (str(gone), False), (str(kept), True)]


def test_one_that_expired_gives_way_to_one_that_holds(app: Flask) -> None:
    kept, gone = twins()
    invite(kept)
    with clock.hold(clock.now() + timedelta(days=8)):
        invite(gone)
        joined(kept)
    assert refs() == [(str(kept), False), (str(kept), True)]


def test_who_decides_a_case_is_of_neither(app: Flask) -> None:
    """Somebody of the one that stays concludes nothing about the one that went into it."""
    kept, gone = twins()
    goods = stories.goods(producer_id=gone, name="Mứt cam")
    code = stories.inspection(goods.recognition_id)
    joined(kept)
    partial = both_roles(kept)
    with nothing_changed(), pytest.raises(NotAllowed):
        inspections.conclude(partial, code)
    done = inspections.conclude(stories.officer(3), code)
    inspections.submit_proposal(stories.officer(3), done.proposal, "57/TTr-SNNMT")
    assert [each.code for each in cases.own_cases(kept).items] == [code]


def test_the_people_see_and_may_take_back_what_they_complained_about(app: Flask) -> None:
    kept, gone = twins()
    goods = stories.goods(producer_id=gone, name="Mứt cam")
    code = stories.inspection(goods.recognition_id)
    inspections.conclude(stories.officer(1), code)
    appeal = inspections.open_appeal(goods.seller, gone, goods.recognition_id, "Sổ sách có đủ.")
    joined(kept)
    assert [each.open_appeal for each in cases.appealables(kept).items] == [appeal]
    assert [each.code for each in cases.own_cases(kept).items] == [code]
    assert cases.own_cases(gone).items == ()
    inspections.withdraw_appeal(stories.owner(gone), kept, appeal)


def test_nothing_new_is_entered_for_the_one_that_is_gone(app: Flask) -> None:
    """A form that was sent while the two were joined: its sender still holds the role that they had."""
    kept, gone = twins()
    goods = stories.goods(producer_id=gone, name="Mứt cam")
    late = stories.owner(gone)
    joined(kept)
    with nothing_changed(), pytest.raises(Conflict, match="đóng"):
        catalog.create_draft(late, gone, ProductDataFactory.build(name="Kẹo cam"))
    with nothing_changed(), pytest.raises(Conflict, match="đóng"):
        stock.receive_lot(late, gone, goods.variant, "LO-MOI", 5)
    with nothing_changed(), pytest.raises(Conflict, match="đóng"):
        producing.add_paper(late, gone, PaperDataFactory.build())
