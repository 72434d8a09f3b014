"""What the right authority has lifted stays lifted: no earlier record of the product brings it back."""

from datetime import date, timedelta

import pytest

from marketplace.certification import events, services
from marketplace.certification.kinds import Round
from marketplace.certification.lifecycle import Standing
from marketplace.certification.queries import recognition
from marketplace.certification.queries.stops import open_stops
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, NotAllowed
from tests.domain.certification.build import AN, BINH, CHAIR, MINISTER, data, row, verified
from tests.domain.certification.test_measures import NOW, periods, revoke
from tests.domain.certification.test_stops_go_on import LATER, NEXT, as_if_the_first, stops

THIRD = {**NEXT, "decision_no": "10/QĐ-UBND", "issued_on": date(2026, 11, 10)}
LIFTED = "certification.recognition.lifted"


def third(follows: int | None = None) -> int:
    words = data(**THIRD) if follows else data(**{**THIRD, "round": Round.FIRST})
    return services.enter_verified(BINH, words, entered_by=AN, follows=follows)


def standings(*ids: int) -> list[Standing]:
    return [recognition(each).standing for each in ids]


def test_the_decision_after_a_lifted_one_goes_on(app, told, log) -> None:
    old = verified()
    services.suspend(MINISTER, old, "kiểm tra")
    new = as_if_the_first(old)
    told.clear()
    with clock.hold(LATER):
        services.lift(MINISTER, new, "đạt")
        assert (periods(old), periods(new)) == ([(NOW, LATER)], [(NOW, LATER)])
        assert told == [events.RecognitionLifted(old, (old,)), events.RecognitionLifted(new, (new,))]
        assert log()[-2:] == [(MINISTER.ref, LIFTED)] * 2
        assert (recognition(old).suspensions[0].lifted_by, recognition(old).suspensions[0].lift_reason) == (
            MINISTER.ref,
            "đạt",
        )
    with clock.hold(LATER + timedelta(hours=1)):
        follower, anew = (
            third(new),
            services.enter_verified(
                BINH,
                data(**{**THIRD, "decision_no": "11/QĐ-UBND", "round": Round.FIRST}),
                entered_by=AN,
            ),
        )
        assert (stops(follower), stops(anew)) == ([], [])
        assert standings(follower, anew) == [Standing.VERIFIED] * 2


def test_saying_whose_it_is_does_not_stop_it_again(app, producer_id) -> None:
    old = verified()
    services.suspend(BINH, old, "kiểm tra")
    new = as_if_the_first(old)
    services.lift(BINH, new, "đạt")
    services.attach_holder(AN, new, producer_id)
    assert standings(old, new) == [Standing.VERIFIED] * 2
    assert periods(new) == [(NOW, NOW)]


def test_lifting_the_earlier_one_lifts_what_was_carried_from_it(app, producer_id) -> None:
    """Also where only the producer says that the two are of one holder, and a third is tied by the second alone."""
    old = verified(holder_tax_id="")
    other = verified(holder_name="HTX Đồi Mây", holder_tax_id="9900000016", decision_no="4/QĐ-UBND")
    services.attach_holder(AN, old, producer_id)
    services.suspend(CHAIR, old, "tem sai")
    services.attach_holder(AN, other, producer_id)
    last = verified(holder_name="HTX Đồi Mây", holder_tax_id="", decision_no="5/QĐ-UBND")
    assert [stops(each)[0][6] for each in (other, last)] == [row(old).code, row(other).code]
    with clock.hold(LATER):
        services.lift(CHAIR, old, "đạt")
    assert [periods(each) for each in (old, other, last)] == [[(NOW, LATER)]] * 3


def test_nobody_lifts_beside_what_they_could_not_lift_there(app, log) -> None:
    """An officer ends what an officer has put on; what the ministry put on the next decision itself stays."""
    old = verified()
    services.suspend(AN, old, "tem sai")
    new = as_if_the_first(old)
    services.suspend(MINISTER, new, "thanh tra")
    with clock.hold(LATER):
        services.lift(BINH, old, "đạt")
        assert (periods(old), periods(new)) == ([(NOW, LATER)], [(NOW, None)])
        written = log()
        with pytest.raises(NotAllowed, match="chỉ Bộ gỡ được"):
            services.lift(BINH, new, "đạt")
        assert (periods(new), log()) == ([(NOW, None)], written)
        services.lift(MINISTER, new, "đạt")
    assert periods(new) == [(NOW, LATER)]


def test_what_was_revoked_stops_no_new_decision(app, told, log) -> None:
    old = verified()
    services.suspend(BINH, old, "kiểm tra")
    with clock.hold(LATER):
        revoke(CHAIR, old)
        assert periods(old) == [(NOW, LATER)]
        (stop,) = recognition(old).suspensions
        assert (stop.lifted_by, stop.lift_reason) == (CHAIR.ref, "Đã thu hồi theo quyết định 843/QĐ-UBND")
        assert log()[-2:] == [(CHAIR.ref, LIFTED), (CHAIR.ref, "certification.recognition.revoked")]
        assert not [each for each in told if isinstance(each, events.RecognitionLifted)]
        new = as_if_the_first(old)
        assert (stops(new), standings(new)) == ([], [Standing.VERIFIED])
        newest = third(new)
        assert (stops(newest), standings(newest)) == ([], [Standing.VERIFIED])
        with pytest.raises(Conflict, match="không ở trong thời gian tạm dừng"):
            services.lift(CHAIR, old, "đạt")


def test_what_was_announced_for_a_revoked_one_never_begins(app) -> None:
    ahead = NOW + timedelta(days=5)
    old = verified()
    services.suspend(BINH, old, "báo trước", since=ahead)
    revoke(CHAIR, old)
    assert periods(old) == [(ahead, ahead)]


def test_the_decisions_before_a_revoked_one_stop_nothing_either(app) -> None:
    old = verified()
    services.suspend(CHAIR, old, "tem sai")
    new = services.enter_verified(BINH, data(**NEXT), entered_by=AN, follows=old)
    with clock.hold(LATER):
        revoke(CHAIR, new)
        assert (periods(old), periods(new)) == ([(NOW, LATER)], [(NOW, LATER)])
        assert stops(third()) == []


def test_what_is_suspended_still_goes_on_when_an_older_one_is_revoked(app) -> None:
    old = verified()
    services.suspend(CHAIR, old, "tem sai")
    new = as_if_the_first(old)
    revoke(CHAIR, old)
    assert (standings(new), stops(new)[0][6]) == ([Standing.SUSPENDED], row(old).code)
    draft = services.upgrade(AN, new, data(**THIRD))
    assert [each.code for each in open_stops([draft])] == [row(new).code]
