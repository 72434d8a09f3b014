"""A revocation is annulled by its authority; what it ended goes on, and the past stays what it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from marketplace.accounts.policy import Role
from marketplace.certification import services
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries import recognition as view_of
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.i18n import speaking
from tests import stories
from tests.domain.certification.build import AN, BINH, CHAIR, MINISTER, actor, verified

pytestmark = pytest.mark.usefixtures("app")

DEPUTY = actor(13, Role.CHAIR)
ANNULLED = {"decision_no": "900/QĐ-UBND", "reason": "Kết luận sai"}


def revoked(**changes: object) -> int:
    recognition_id = verified(**changes)
    services.revoke(CHAIR, recognition_id, decision_no="843/QĐ-UBND", ground=RevocationGround.UNLAWFUL)
    return recognition_id


def test_it_holds_again_from_now_on_and_the_time_between_stays_a_stop() -> None:
    recognition_id = revoked()
    before = clock.now()
    with clock.hold(before + timedelta(days=3)):
        services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
        view = view_of(recognition_id)
        assert view.standing is Standing.VERIFIED
        assert (
            view.revoked_at,
            view.revocation_decision_no,
            view.revocation_ground,
            view.revocation_note,
        ) == (
            None,
            "",
            "",
            "",
        )
        assert view_of(recognition_id, on=before + timedelta(days=1)).standing is Standing.SUSPENDED
        assert view_of(recognition_id, on=before - timedelta(days=1)).standing is Standing.VERIFIED
        (period,) = view.suspensions
        assert (period.since, period.until) == (before, before + timedelta(days=3))
        assert period.paper_no == "843/QĐ-UBND"
        assert period.reason.startswith("Thu hồi theo quyết định 843/QĐ-UBND, điểm c: vi phạm pháp luật")
        assert (period.suspended_by, period.lifted_by) == (CHAIR.ref, DEPUTY.ref)
        assert period.lift_reason == "Huỷ quyết định thu hồi theo quyết định 900/QĐ-UBND: Kết luận sai"


def test_the_register_speaks_vietnamese_whoever_reads_in_english() -> None:
    recognition_id = revoked()
    with speaking("en"):
        services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
    (period,) = view_of(recognition_id).suspensions
    assert "điểm c: vi phạm pháp luật" in period.reason


def test_it_can_be_revoked_anew() -> None:
    recognition_id = revoked()
    services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
    services.revoke(CHAIR, recognition_id, decision_no="901/QĐ-UBND", ground=RevocationGround.FORGED)
    assert view_of(recognition_id).revocation_decision_no == "901/QĐ-UBND"


def test_what_ended_with_it_goes_on() -> None:
    recognition_id = verified()
    services.suspend(MINISTER, recognition_id, "Bộ kiểm tra")
    services.revoke(CHAIR, recognition_id, decision_no="843/QĐ-UBND", ground=RevocationGround.UNLAWFUL)
    services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
    view = view_of(recognition_id)
    assert view.standing is Standing.SUSPENDED
    assert [(each.suspended_as, each.until is None) for each in view.suspensions] == [
        ("ministry", True),
        ("chair", False),
    ]
    with pytest.raises(NotAllowed):
        services.lift(AN, recognition_id, "Thôi")


def test_what_was_lifted_before_stays_lifted() -> None:
    recognition_id = verified()
    services.suspend(AN, recognition_id, "Kiểm tra")
    services.lift(BINH, recognition_id, "Đạt")
    services.revoke(CHAIR, recognition_id, decision_no="843/QĐ-UBND", ground=RevocationGround.UNLAWFUL)
    services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
    assert view_of(recognition_id).standing is Standing.VERIFIED


def test_what_stops_the_same_product_now_stops_it_too() -> None:
    first = revoked(decision_no="1/QĐ-UBND")
    second = verified(decision_no="2/QĐ-UBND")
    services.suspend(MINISTER, second, "Bộ kiểm tra")
    services.annul_revocation(DEPUTY, first, **ANNULLED)
    assert view_of(first).standing is Standing.SUSPENDED


@pytest.mark.parametrize(
    "who",
    [
        CHAIR,
        MINISTER,
        AN,
        actor(14, Role.CHAIR, "40"),
        Actor("user", "xã", 15, (Grant(Role.CHAIR, "commune", "18550"),)),
    ],
    ids=["the same person", "a higher one", "an officer", "another province", "of a commune"],
)
def test_only_another_of_the_same_authority_annuls(who: Actor) -> None:
    recognition_id = revoked()
    with pytest.raises(NotAllowed):
        services.annul_revocation(who, recognition_id, **ANNULLED)
    assert view_of(recognition_id).standing is Standing.REVOKED


def test_the_holders_own_people_do_not() -> None:
    recognition_id = revoked()
    producer_id = stories.producer()
    session().execute(
        update(Recognition).where(Recognition.id == recognition_id).values(producer_id=producer_id)
    )
    own = Grant(Role.PRODUCER_OWNER, "producer", str(producer_id))
    insider = Actor("user", "nhà", 16, (Grant(Role.CHAIR, "province", "42"), own))
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.annul_revocation(insider, recognition_id, **ANNULLED)
    assert view_of(recognition_id).standing is Standing.REVOKED


def test_there_has_to_be_one_with_number_and_reason() -> None:
    recognition_id = revoked()
    for given in ({"decision_no": " ", "reason": "x"}, {"decision_no": "1/QĐ", "reason": ""}):
        with pytest.raises(Invalid):
            services.annul_revocation(DEPUTY, recognition_id, **given)
    assert view_of(recognition_id).standing is Standing.REVOKED
    services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
    with pytest.raises(Conflict):
        services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)


def test_its_months_have_not_stopped_running() -> None:
    recognition_id = revoked()
    with clock.hold(clock.now() + timedelta(days=400)):
        services.annul_revocation(DEPUTY, recognition_id, **ANNULLED)
        assert view_of(recognition_id).standing is Standing.EXPIRED
