"""Who hears that the number of a receipt was put right: the producer, once another officer has confirmed it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from marketplace.certification import services as register
from marketplace.kernel import clock
from marketplace.kernel.errors import Conflict, NotAllowed
from tests import stories
from tests.conftest import state_of
from tests.domain.certification.build import row
from tests.domain.notifications.test_measure_notices import said, told
from tests.stories import Goods

KIND = "filing_corrected"
FILED = date(2026, 6, 15)


@pytest.fixture
def goods(app: Flask) -> Goods:
    goods = stories.goods(name="Cam Khe Mây", recognised={"issued_on": date(2023, 12, 1)})
    stories.packer(goods.producer_id)
    stories.owner(stories.producer())
    assert goods.recognition_id is not None
    register.record_filing(stories.officer(1), goods.recognition_id, "12/PĐK", FILED)
    return goods


def test_a_corrected_number_is_told_once_it_is_confirmed(app: Flask, goods: Goods) -> None:
    it, one, two = goods.recognition_id or 0, stories.officer(1), stories.officer(2)
    worker = stories.staff(goods.producer_id)
    register.confirm_filing(two, it, "12/PĐK")
    register.correct_receipt(one, it, "21/PĐK", shown="12/PĐK")
    with pytest.raises(NotAllowed):
        register.confirm_filing(one, it, "21/PĐK")
    assert told(KIND) == set(), "neither a first confirmation nor what still waits"
    mails = state_of(app).ports["mail"].sent
    before = len(mails)
    register.confirm_filing(two, it, "21/PĐK")
    at = f"/sao/{row(it).code}"
    assert told(KIND) == {(goods.seller.id, KIND, at), (worker.id, KIND, at)}, "no packer, no other producer"
    assert sorted(each.recipient for each in mails[before:]) == sorted(
        [f"chu-the-{goods.producer_id}@example.vn", f"nhan-vien-{goods.producer_id}-1@example.vn"]
    )
    assert {each.subject for each in mails[before:]} == {
        "Cam Khe Mây: số biên nhận đánh giá lại nay là 21/PĐK"
    }
    with pytest.raises(Conflict):
        register.confirm_filing(two, it, "21/PĐK")
    assert len(mails) == before + 2, "once"


def test_it_says_both_numbers_and_the_day_in_both_languages(goods: Goods) -> None:
    it = goods.recognition_id or 0
    register.confirm_filing(stories.officer(2), it, "12/PĐK")
    register.correct_receipt(stories.officer(2), it, "21/PĐK", shown="12/PĐK")
    register.confirm_filing(stories.officer(1), it, "21/PĐK")
    assert said(KIND) == (
        "Cán bộ đã sửa số 12/PĐK, một cán bộ khác đã đối chiếu. Ngày nộp 15/06/2026 và hạn gia hạn giữ nguyên. Số này "
        "khác biên nhận anh chị giữ thì báo cán bộ."
    )
    assert said(KIND, "en") == (
        "An officer corrected the number 12/PĐK, and another officer has compared it. The day of filing, 15/06/2026, "
        "and the end of the extension stay. If it is not the number on the receipt that you hold, tell an officer."
    )


def test_what_was_corrected_before_it_ever_counted_or_taken_back_is_not_told(goods: Goods) -> None:
    it, one, two = goods.recognition_id or 0, stories.officer(1), stories.officer(2)
    register.correct_receipt(one, it, "13/PĐK", shown="12/PĐK")
    register.confirm_filing(two, it, "13/PĐK")
    register.correct_receipt(one, it, "14/PĐK", shown="13/PĐK")
    register.drop_filing(two, it, "số cũ đúng")
    register.correct_receipt(one, it, "15/PĐK", shown="13/PĐK")
    register.correct_receipt(two, it, "13/PĐK", shown="15/PĐK")
    assert told(KIND) == set()


def test_each_correction_is_told_and_only_the_last_one_lies_unread(app: Flask, goods: Goods) -> None:
    it, one, two = goods.recognition_id or 0, stories.officer(1), stories.officer(2)
    register.confirm_filing(two, it, "12/PĐK")
    mails = state_of(app).ports["mail"].sent
    before = len(mails)
    for hour, (old, new) in enumerate((("12/PĐK", "21/PĐK"), ("21/PĐK", "12/PĐK"))):
        with clock.hold(clock.now() + timedelta(hours=hour)):
            register.correct_receipt(one, it, new, shown=old)
            register.confirm_filing(two, it, new)
    assert len(told(KIND)) == 1
    assert "Cán bộ đã sửa số 21/PĐK" in said(KIND)
    assert [each.subject for each in mails[before:]] == [
        "Cam Khe Mây: số biên nhận đánh giá lại nay là 21/PĐK",
        "Cam Khe Mây: số biên nhận đánh giá lại nay là 12/PĐK",
    ]
