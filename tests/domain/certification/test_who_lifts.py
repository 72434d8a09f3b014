"""Who lets a stopped recognition go on: nobody below whom it was stopped by."""

from datetime import timedelta

import pytest

from marketplace.certification import services
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotAllowed
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


def test_one_that_begins_sooner_stands_for_what_was_announced_above(app):
    it = verified()
    services.suspend(CHAIR, it, "báo trước", since=NOW + timedelta(days=5))
    services.suspend(AN, it, "tem giả")
    with pytest.raises(NotAllowed):
        services.lift(AN, it, "đạt")
    with clock.hold(NOW + SECOND):
        services.lift(CHAIR, it, "đạt")
    assert periods(it)[0] == (NOW, NOW + SECOND)
