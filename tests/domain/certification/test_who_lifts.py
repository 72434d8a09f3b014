"""Who lets a stopped recognition go on: nobody below whom it was stopped by."""

from datetime import timedelta

import pytest

from marketplace.certification import events, queries, services
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import Conflict, NotAllowed
from tests.domain.certification.build import AN, BINH, CHAIR, MINISTER, verified
from tests.domain.certification.test_measures import NOW, SECOND, periods


@pytest.mark.parametrize(
    ("by", "who", "words"),
    [
        (CHAIR, AN, "Văn phòng Chủ tịch UBND cấp tỉnh đã tạm dừng; cán bộ không gỡ được."),
        (MINISTER, AN, "Bộ đã tạm dừng; chỉ Bộ gỡ được."),
        (MINISTER, CHAIR, "Bộ đã tạm dừng; chỉ Bộ gỡ được."),
    ],
)
def test_what_a_higher_authority_suspended_stays_suspended(app, told, log, by, who, words):
    it = verified()
    services.suspend(by, it, "thanh tra")
    before, said, written = periods(it), list(told), log()
    with pytest.raises(NotAllowed) as refused:
        services.lift(who, it, "đạt")
    assert str(refused.value) == words
    assert (periods(it), told, log()) == (before, said, written)


@pytest.mark.parametrize(
    ("by", "who"),
    [
        (AN, BINH),
        (AN, CHAIR),
        (AN, MINISTER),
        (CHAIR, CHAIR),
        (CHAIR, MINISTER),
        (MINISTER, MINISTER),
        (Actor.system("demo"), AN),
        (MINISTER, Actor.system("demo")),
    ],
)
def test_the_same_authority_or_a_higher_one_lifts(app, by, who):
    it = verified()
    services.suspend(by, it, "tem sai")
    with clock.hold(NOW + SECOND):
        services.lift(who, it, "đạt")
    assert periods(it) == [(NOW, NOW + SECOND)]


@pytest.mark.parametrize(("first", "then"), [(AN, CHAIR), (AN, MINISTER), (CHAIR, MINISTER)])
def test_whoever_suspends_first_does_not_disarm_a_higher_authority(app, told, log, first, then):
    it = verified()
    services.suspend(first, it, "tem sai", paper_no="1/BB")
    told.clear()
    with clock.hold(NOW + SECOND):
        services.suspend(then, it, "thanh tra", paper_no="2/QĐ")
    assert periods(it) == [(NOW, None)]
    (stop,) = queries.recognition(it).suspensions
    assert (stop.reason, stop.paper_no, stop.suspended_by) == ("thanh tra", "2/QĐ", then.ref)
    assert told == [events.RecognitionSuspended(it, (it,), "thanh tra")]
    assert log()[-1] == (then.ref, "certification.recognition.suspension_raised")
    for who in (AN, first):
        with pytest.raises(NotAllowed):
            services.lift(who, it, "đạt")
    before, written = queries.recognition(it).suspensions, log()
    for who in (AN, BINH, first, then):
        with pytest.raises(Conflict, match="đang tạm dừng rồi"):
            services.suspend(who, it, "lần nữa")
    assert (queries.recognition(it).suspensions, log()) == (before, written)
    with clock.hold(NOW + SECOND):
        services.lift(then, it, "đạt")
    assert periods(it) == [(NOW, NOW + SECOND)]


def test_one_that_begins_sooner_stands_for_what_was_announced_above(app):
    it = verified()
    services.suspend(CHAIR, it, "báo trước", since=NOW + timedelta(days=5))
    services.suspend(AN, it, "tem giả")
    with pytest.raises(NotAllowed):
        services.lift(AN, it, "đạt")
    with clock.hold(NOW + SECOND):
        services.lift(CHAIR, it, "đạt")
    assert periods(it)[0] == (NOW, NOW + SECOND)
