"""Who had a hand in a case does not end it alone: the minutes, the proposal, the register, one's own producer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.queries import recognition as recognition_view
from marketplace.inspection import queries, services
from marketplace.inspection.kinds import MisuseState, ProposalState
from marketplace.inspection.models import Misuse
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotAllowed
from tests import stories
from tests.domain.inspection.test_failing import can_be_bought, open_stops, state_of_case
from tests.domain.inspection.test_writing import jpeg

pytestmark = pytest.mark.usefixtures("app")


def two_roles() -> Actor:
    return stories.person("hai-vai", (Role.OFFICER, "province", "42"), (Role.CHAIR, "province", "42"))


def test_who_typed_into_the_minutes_neither_withdraws_nor_decides() -> None:
    goods, typist = stories.goods(), two_roles()
    assert goods.recognition_id is not None
    code = stories.inspection(goods.recognition_id)
    services.save(typist, code, {"law_note": "Nhãn ghi sai hạng sao."})
    proposal = services.conclude(stories.officer(1), code).proposal
    with pytest.raises(NotAllowed, match="không tự rút"):
        services.withdraw_proposal(typist, proposal, "Nhầm")
    services.submit_proposal(stories.officer(1), proposal, "57/TTr-SNNMT")
    for deed in (
        lambda: services.decide_to_revoke(typist, proposal, "843/QĐ-UBND"),
        lambda: services.reject_proposal(typist, proposal, "Thôi"),
    ):
        with pytest.raises(NotAllowed, match="cần một người khác"):
            deed()
    assert state_of_case(proposal) is ProposalState.SUBMITTED
    assert not can_be_bought(goods)


def test_who_wrote_on_the_proposal_in_between_does_not_decide() -> None:
    writer, recognition_id = two_roles(), stories.recognition()
    proposal = stories.failed_inspection(recognition_id).proposal
    services.edit_proposal(writer, proposal, ground="d", note="Lời của người thứ nhất")
    services.edit_proposal(stories.officer(2), proposal, ground="c", note="Lời của người thứ hai")
    services.submit_proposal(stories.officer(1), proposal, "57/TTr-SNNMT")
    with pytest.raises(NotAllowed, match="cần một người khác"):
        services.decide_to_revoke(writer, proposal, "843/QĐ-UBND")
    assert state_of_case(proposal) is ProposalState.SUBMITTED


def test_who_typed_into_the_minutes_does_not_close_the_misuse() -> None:
    code = stories.inspection(
        None,
        typed=stories.STAMPED_MINUTES,
        product_name="Mứt lạ",
        holder="Cơ sở Lạ",
        commune_code="18550",
    )
    services.add_file(stories.officer(1), code, "stamp", jpeg(), "tem.jpg")
    services.save(stories.officer(2), code, {"summary": "Tem dán trên hàng lạ."})
    misuse = services.conclude(stories.officer(1), code).misuse
    with pytest.raises(NotAllowed, match="không tự khép"):
        services.close_misuse(stories.officer(2), misuse, "Đã nhắc nhở")
    state = session().scalar(select(Misuse.state).where(Misuse.code == misuse))
    assert state == MisuseState.OPEN


def test_who_inspected_does_not_lift_the_stop_in_the_register() -> None:
    goods = stories.goods()
    assert goods.recognition_id is not None
    proposal = stories.failed_inspection(goods.recognition_id).proposal
    with pytest.raises(NotAllowed, match="cần một người khác"):
        register.lift(stories.officer(1), goods.recognition_id, "Đã khắc phục")
    assert open_stops(goods.recognition_id) == 1
    assert not can_be_bought(goods)
    register.lift(stories.officer(2), goods.recognition_id, "Đã khắc phục")
    assert can_be_bought(goods)
    assert state_of_case(proposal) is ProposalState.DRAFTED


def test_own_people_do_not_inspect_where_only_the_decision_names_their_producer() -> None:
    """Nobody has attached the certificate; that the producer sells under it and bears its name tells whose it is."""
    goods = stories.goods()
    assert goods.recognition_id is not None
    insider = stories.person(
        "nguoi-nha",
        (Role.OFFICER, "province", "42"),
        (Role.PRODUCER_STAFF, "producer", str(goods.producer_id)),
    )
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.begin(insider, recognition_id=goods.recognition_id)
    code = stories.inspection(goods.recognition_id, typed=stories.PASSED_MINUTES)
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.conclude(insider, code)
    assert queries.inspection(stories.officer(1), code).about.producer_id == goods.producer_id


def test_who_inspected_does_not_revoke_through_the_register() -> None:
    both, goods = two_roles(), stories.goods()
    assert goods.recognition_id is not None
    proposal = stories.submitted_proposal(goods.recognition_id, by=both)
    revocation = {"decision_no": "843/QĐ-UBND", "ground": RevocationGround.UNLAWFUL}
    with pytest.raises(NotAllowed, match="cần một người khác"):
        register.revoke(both, goods.recognition_id, **revocation)
    assert recognition_view(goods.recognition_id).revoked_at is None
    assert state_of_case(proposal) is ProposalState.SUBMITTED
    register.revoke(stories.chair(), goods.recognition_id, **revocation)
    assert recognition_view(goods.recognition_id).revocation_decision_no == "843/QĐ-UBND"


def test_who_wrote_or_submitted_the_proposal_does_not_revoke_through_the_register() -> None:
    """They did not inspect; the case's own page refuses them too."""
    recognition_id, both = stories.recognition(), two_roles()
    writer = stories.person("viet", (Role.OFFICER, "province", "42"), (Role.CHAIR, "province", "42"))
    proposal = stories.failed_inspection(recognition_id).proposal
    services.edit_proposal(writer, proposal, ground="c", note="Nhãn sai hạn dùng")
    services.edit_proposal(stories.officer(1), proposal, ground="c", note="Nhãn sai hạn dùng 24 tháng")
    services.submit_proposal(both, proposal, "57/TTr-SNNMT")
    revocation = {"decision_no": "843/QĐ-UBND", "ground": RevocationGround.UNLAWFUL}
    for who in (writer, both):
        with pytest.raises(NotAllowed, match="cần một người khác"):
            register.revoke(who, recognition_id, **revocation)
        with pytest.raises(NotAllowed, match="cần một người khác"):
            services.decide_to_revoke(who, proposal, "843/QĐ-UBND")
    assert recognition_view(recognition_id).revoked_at is None
    assert state_of_case(proposal) is ProposalState.SUBMITTED
    register.revoke(stories.chair(), recognition_id, **revocation)
    assert recognition_view(recognition_id).revocation_decision_no == "843/QĐ-UBND"


def test_whoever_a_certificate_is_attached_to_reads_what_was_found_before() -> None:
    """Inspected while nobody was known to be the holder; and its own people decide nothing of it from then on."""
    recognition_id, producer_id = stories.recognition(holder_name="HTX Chưa Rõ"), stories.producer()
    minutes = stories.inspection(recognition_id)
    proposal = services.conclude(stories.officer(1), minutes).proposal
    services.submit_proposal(stories.officer(1), proposal, "57/TTr-SNNMT")
    assert queries.own_cases(producer_id).total == 0
    register.attach_holder(stories.officer(2), recognition_id, producer_id)
    assert [each.code for each in queries.own_cases(producer_id).items] == [minutes]
    insider = stories.person(
        "nguoi-nha", (Role.CHAIR, "province", "42"), (Role.PRODUCER_STAFF, "producer", str(producer_id))
    )
    with pytest.raises(NotAllowed, match="Người của chủ thể"):
        services.reject_proposal(insider, proposal, "Thôi")
