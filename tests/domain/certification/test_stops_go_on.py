"""What stopped a product stops its next decision: entering that one is no way to lift a suspension."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.certification import events, services
from marketplace.certification.annex import services as annex
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.kinds import Round
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import SuspensionPeriod
from marketplace.certification.queries import recognition
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotAllowed
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import ADDRESS, DAY, HOLDER, ISSUER, NUMBER, PRODUCT, STAR, STT, flat, lay_out
from tests.domain.certification.annex_build import submitted
from tests.domain.certification.build import (
    AN,
    BINH,
    CHAIR,
    HA_TINH,
    MINISTER,
    data,
    row,
    snapshot,
    verified,
)
from tests.domain.certification.test_measures import NOW, SECOND, periods

NEXT: dict[str, Any] = {
    "decision_no": "9/QĐ-UBND",
    "issued_on": date(2026, 11, 1),
    "round": Round.RE_EVALUATION,
}
LATER = NOW + timedelta(hours=3)


def by_hand(old: int) -> int:
    new = services.upgrade(AN, old, data(**NEXT))
    services.submit(AN, new)
    services.verify(BINH, new)
    return new


def taken_over(old: int) -> int:
    return services.enter_verified(BINH, data(**NEXT), entered_by=AN, follows=old)


def as_if_the_first(_old: int) -> int:
    return services.enter_verified(BINH, data(**{**NEXT, "round": Round.FIRST}), entered_by=AN)


def by_another_name_of_the_holder(_old: int) -> int:
    """The same tax number."""
    words = data(**{**NEXT, "round": Round.FIRST, "holder_name": "Hợp tác xã nông nghiệp Long Nhâm"})
    return services.enter_verified(BINH, words, entered_by=AN)


def stops(recognition_id: int) -> list[tuple[Any, ...]]:
    session().expire_all()
    columns = ("since", "until", "reason", "paper_no", "suspended_by", "suspended_as", "carried_from")
    statement = select(*(getattr(SuspensionPeriod, name) for name in columns)).where(
        SuspensionPeriod.recognition_id == recognition_id
    )
    return [tuple(found) for found in session().execute(statement)]


@pytest.mark.parametrize("enter", [by_hand, taken_over, as_if_the_first, by_another_name_of_the_holder])
def test_the_next_decision_is_stopped_as_the_earlier_one_is(
    app, told, log, enter: Callable[[int], int]
) -> None:
    old = verified()
    services.suspend(MINISTER, old, "kiểm tra an toàn", paper_no="5/BB")
    code = row(old).code
    with clock.hold(LATER):
        new = enter(old)
        assert stops(new) == [(NOW, None, "kiểm tra an toàn", "5/BB", "user:4", "ministry", code)]
        assert recognition(new).standing is Standing.SUSPENDED
        assert [each for each in told if isinstance(each, events.RecognitionSuspended)][
            -1
        ].recognition_id == new
        assert log()[-1] == ("user:2", "certification.recognition.suspension_carried")
        before = snapshot(new)
        for who in (AN, BINH, CHAIR):
            with pytest.raises(NotAllowed, match="Bộ đã tạm dừng; chỉ Bộ gỡ được"):
                services.lift(who, new, "đạt")
        assert snapshot(new) == before
        services.lift(MINISTER, new, "đạt")
        assert recognition(new).standing is Standing.VERIFIED


def test_a_batch_that_was_submitted_before_is_stopped_too(app) -> None:
    columns = flat(STT, PRODUCT, HOLDER, ADDRESS, STAR, NUMBER, DAY, ISSUER)
    item = replace(ha_tinh()[0], decided_on="03/11/2026", issuer="UBND tỉnh Hà Tĩnh", decision_no="9/QĐ-UBND")
    old = verified(product_name=item.product, holder_name=item.holder)
    follows = {2: row(old).code}
    code = submitted(lay_out([item], columns), Declared(HA_TINH, follows=follows))
    services.suspend(CHAIR, old, "tem sai")
    (new,) = annex.confirm(BINH, code).imported
    assert stops(new.recognition_id) == [(NOW, None, "tem sai", "", "user:3", "chair", row(old).code)]
    assert recognition(new.recognition_id).standing is Standing.SUSPENDED


def test_what_is_lifted_is_lifted_for_the_whole_line(app) -> None:
    old = verified()
    services.suspend(CHAIR, old, "tem sai")
    new = by_hand(old)
    with clock.hold(LATER):
        services.lift(CHAIR, new, "đạt")
    assert (periods(old), periods(new)) == ([(NOW, LATER)], [(NOW, LATER)])
    third = data(**{**NEXT, "decision_no": "10/QĐ-UBND", "issued_on": date(2026, 11, 10)})
    with clock.hold(LATER):
        newest = services.enter_verified(BINH, third, entered_by=AN, follows=new)
    assert periods(newest) == []


def test_what_was_announced_stays_announced(app) -> None:
    old, ahead = verified(), NOW + timedelta(days=5)
    services.suspend(CHAIR, old, "báo trước", since=ahead)
    new = by_hand(old)
    assert periods(new) == [(ahead, None)]
    assert recognition(new).standing is Standing.VERIFIED
    assert recognition(new, on=ahead).standing is Standing.SUSPENDED


def test_other_products_and_other_holders_go_on(app) -> None:
    old = verified()
    services.suspend(MINISTER, old, "kiểm tra")
    other = verified(product_name="Bưởi Phúc Trạch", decision_no="3/QĐ-UBND")
    namesake = verified(holder_name="HTX Đồi Mây", holder_tax_id="9900000023", decision_no="4/QĐ-UBND")
    assert (periods(other), periods(namesake)) == ([], [])


def test_whoever_is_said_to_be_the_holder_brings_the_suspension_along(app, producer_id) -> None:
    old = verified()
    services.attach_holder(AN, old, producer_id)
    services.suspend(MINISTER, old, "kiểm tra")
    new = verified(holder_name="HTX Đồi Mây", holder_tax_id="", decision_no="4/QĐ-UBND")
    assert periods(new) == []
    services.attach_holder(AN, new, producer_id)
    assert [(found[5], found[6]) for found in stops(new)] == [("ministry", row(old).code)]


def test_a_suspension_of_ones_own_does_not_keep_the_higher_one_away(app, producer_id) -> None:
    old = verified()
    services.attach_holder(AN, old, producer_id)
    services.suspend(MINISTER, old, "kiểm tra")
    new = verified(holder_name="HTX Đồi Mây", holder_tax_id="", decision_no="4/QĐ-UBND")
    services.suspend(AN, new, "tem sai", since=NOW + timedelta(days=5))
    services.attach_holder(AN, new, producer_id)
    assert stops(new) == [(NOW, None, "kiểm tra", "", "user:4", "ministry", row(old).code)]
    with pytest.raises(NotAllowed):
        services.lift(AN, new, "đạt")


def test_what_was_replaced_is_not_suspended(app) -> None:
    old = verified()
    by_hand(old)
    before = snapshot(old)
    with pytest.raises(Conflict, match="đã được thay bằng quyết định mới"):
        services.suspend(CHAIR, old, "tem sai")
    assert (snapshot(old), periods(old)) == (before, [])


def test_the_time_before_the_suspension_stays_as_it_was(app) -> None:
    old = verified()
    with clock.hold(LATER):
        services.suspend(AN, old, "tem sai")
    with clock.hold(LATER + SECOND):
        new = by_hand(old)
    assert recognition(new, on=LATER - SECOND).standing is Standing.VERIFIED
    assert recognition(new, on=LATER).standing is Standing.SUSPENDED
