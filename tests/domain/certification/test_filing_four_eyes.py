"""Half a year of grace is not for one officer to give: a filing counts once another one has confirmed it."""

from datetime import date, datetime
from typing import Any, cast

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import Role
from marketplace.certification import events, queries, services
from marketplace.certification.gate import time_rules
from marketplace.certification.gate.case import Case
from marketplace.certification.kinds import IssuerKind, RevocationGround
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries import certificate_facts
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from tests.domain.certification.build import (
    AN,
    BINH,
    CHAIR,
    HA_TINH,
    HUONG_DO,
    NGHE_AN,
    row,
    snapshot,
    verified,
)
from tests.domain.certification.test_measures import SECOND, revoke

OVER: dict[str, Any] = {"issued_on": date(2023, 6, 15), "star": 4}
FILED = date(2026, 6, 15)


def filed() -> int:
    it = verified(**OVER)
    services.record_filing(AN, it, "1", FILED)
    return it


def receipt(it: int) -> tuple[str | None, ...]:
    found = row(it)
    return (
        found.filing_receipt_no,
        found.filing_by,
        found.filing_confirmed_by,
        found.filing_waiting_no,
        found.filing_waiting_by,
    )


def standing(it: int) -> Standing:
    """In SQL and in the facts alike."""
    said = queries.recognition(it).standing
    facts = certificate_facts([it])[it]
    assert (facts.filing is not None) == (said is Standing.GRACE)
    return said


def test_it_counts_once_another_has_confirmed_it(app, told, log) -> None:
    it = filed()
    assert standing(it) is Standing.EXPIRED
    waiting = certificate_facts([it])[it].waiting_filing
    assert waiting is not None
    assert (waiting.receipt_no, waiting.filed_on) == ("1", FILED)
    told.clear()
    services.confirm_filing(BINH, it, "1")
    assert (standing(it), certificate_facts([it])[it].waiting_filing) == (Standing.GRACE, None)
    assert (row(it).filing_by, row(it).filing_confirmed_by) == (AN.ref, BINH.ref)
    assert told == [events.RecognitionChanged(it, (it,))]
    assert log()[-1] == (BINH.ref, "certification.recognition.filing_confirmed")


def test_not_by_who_noted_it_nor_twice_nor_unseen(app, told) -> None:
    it = filed()
    before, said = snapshot(it), list(told)
    with pytest.raises(NotAllowed, match="cần một cán bộ khác"):
        services.confirm_filing(AN, it, "1")
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        services.confirm_filing(BINH, it, "2")
    assert (snapshot(it), told) == (before, said)
    services.confirm_filing(BINH, it, "1")
    before = snapshot(it)
    with pytest.raises(Conflict, match="đã được người thứ hai xác nhận"):
        services.confirm_filing(BINH, it, "1")
    with pytest.raises(Conflict, match="đã được người thứ hai xác nhận"):
        services.drop_filing(BINH, it, "nhầm")
    assert snapshot(it) == before
    with pytest.raises(IntegrityError), transaction():
        session().execute(update(Recognition).values(filing_confirmed_by=AN.ref))


def test_a_corrected_number_is_confirmed_anew_and_not_by_who_corrected_it(app) -> None:
    it = filed()
    services.confirm_filing(BINH, it, "1")
    services.correct_receipt(BINH, it, "2", shown="1")
    before = snapshot(it)
    with pytest.raises(NotAllowed):
        services.confirm_filing(BINH, it, "2")
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        services.confirm_filing(AN, it, "1")
    assert snapshot(it) == before
    services.confirm_filing(AN, it, "2")
    assert receipt(it) == ("2", BINH.ref, AN.ref, None, None)
    assert standing(it) is Standing.GRACE


def test_what_is_sold_stays_on_sale_while_a_corrected_number_waits(app) -> None:
    """Day after day of the grace, until its last one."""
    it = filed()
    services.confirm_filing(BINH, it, "1")
    services.correct_receipt(AN, it, "2", shown="1")
    assert receipt(it) == ("1", AN.ref, BINH.ref, "2", AN.ref)
    facts = certificate_facts([it])[it]
    assert (facts.filing and facts.filing.receipt_no, facts.waiting_filing) == ("1", None)
    for day, said in ((date(2026, 11, 22), Standing.GRACE), (date(2026, 12, 12), Standing.GRACE)):
        with clock.hold(clock.end_exclusive(day) - SECOND):
            assert standing(it) is said
    with clock.hold(clock.end_exclusive(date(2026, 12, 12))):
        assert queries.recognition(it).standing is Standing.EXPIRED


def test_a_corrected_number_is_corrected_again_or_taken_off(app, log) -> None:
    it = filed()
    services.confirm_filing(BINH, it, "1")
    services.correct_receipt(AN, it, "2", shown="1")
    before = snapshot(it)
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        services.correct_receipt(BINH, it, "3", shown="1")
    services.correct_receipt(BINH, it, "2", shown="1")
    assert snapshot(it) == before
    services.correct_receipt(BINH, it, "3", shown="2")
    assert receipt(it) == ("1", AN.ref, BINH.ref, "3", BINH.ref)
    services.drop_filing(AN, it, "số cũ đúng")
    assert receipt(it) == ("1", AN.ref, BINH.ref, None, None)
    assert log()[-1] == (AN.ref, "certification.recognition.filing_dropped")
    services.correct_receipt(AN, it, "4", shown="1")
    services.correct_receipt(AN, it, "1", shown="4")
    assert receipt(it) == ("1", AN.ref, BINH.ref, None, None)
    assert standing(it) is Standing.GRACE
    with pytest.raises(IntegrityError), transaction():
        session().execute(update(Recognition).values(filing_waiting_no="5"))


def test_of_those_who_correct_at_once_one_does(app) -> None:
    it = filed()
    services.correct_receipt(AN, it, "2", shown="1")
    before = snapshot(it)
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        services.correct_receipt(BINH, it, "3", shown="1")
    assert snapshot(it) == before


def test_what_was_noted_by_mistake_is_taken_off_and_noted_again(app) -> None:
    it = filed()
    with pytest.raises(Invalid):
        services.drop_filing(BINH, it, " ")
    services.drop_filing(BINH, it, "nhầm ngày")
    found = row(it)
    assert (found.filing_receipt_no, found.filed_on, found.filing_by) == ("", None, None)
    services.record_filing(BINH, it, "9", date(2026, 6, 14))
    assert (row(it).filing_receipt_no, row(it).filing_by) == ("9", BINH.ref)


def test_the_gate_tells_the_officer_what_is_missing(app) -> None:
    facts = certificate_facts([filed()])
    (certificate,) = facts.values()
    case = Case(cast(Any, None), certificate, cast(Any, None), (), clock.now())
    found = time_rules.g04(case, certificate)
    assert str(found.officer) == (
        "Ký 15/06/2023, hết hạn 15/06/2026. Biên nhận 1 ngày 15/06/2026 chờ cán bộ thứ hai xác nhận "
        "rồi mới được gia hạn."
    )


def test_a_revoked_one_takes_no_result(app) -> None:
    it = filed()
    services.confirm_filing(BINH, it, "1")
    revoke(CHAIR, it)
    before = snapshot(it)
    for act in (
        lambda: services.record_result(AN, it, date(2026, 8, 1)),
        lambda: services.correct_receipt(AN, it, "2", shown="1"),
        lambda: services.confirm_filing(BINH, it, "1"),
        lambda: services.drop_filing(BINH, it, "nhầm"),
    ):
        with pytest.raises(Conflict, match="đã bị thu hồi"):
            act()
    assert snapshot(it) == before


@pytest.mark.parametrize(
    "who",
    [
        Actor(
            "user",
            "a",
            30,
            (Grant(Role.CHAIR, "province", HA_TINH), Grant(Role.MINISTRY, "province", NGHE_AN)),
        ),
        Actor("user", "b", 31, (Grant(Role.CHAIR, "commune", HUONG_DO),)),
    ],
)
def test_revoking_takes_the_right_authority_for_that_very_province(app, who: Actor) -> None:
    five = verified(
        star=5,
        score=None,
        issuer=IssuerKind.MINISTRY,
        issuer_name="Bộ Nông nghiệp và Môi trường",
        issued_on=date(2025, 6, 26),
        decision_no="9/QĐ-BNNMT",
    )
    four = verified()
    wanted = five if len(who.grants) == 2 else four
    before = snapshot(wanted)
    with pytest.raises(NotAllowed, match="thuộc thẩm quyền của"):
        revoke(who, wanted)
    assert snapshot(wanted) == before


def test_a_day_before_there_was_a_rule_is_said_to_be_one(app) -> None:
    old = verified(issued_on=date(2018, 9, 1), decision_no="7/QĐ-UBND")
    before = snapshot(old)
    with pytest.raises(Invalid) as refused:
        services.revoke(
            CHAIR,
            old,
            decision_no="1/QĐ",
            ground=RevocationGround.FORGED,
            at=datetime(2019, 8, 20, tzinfo=clock.VIETNAM),
        )
    assert {name: str(said) for name, said in refused.value.fields.items()} == {
        "at": "Trước ngày 21/08/2019 chưa có quy định về thu hồi. Ghi ngày hiệu lực từ ngày ấy."
    }
    assert snapshot(old) == before
