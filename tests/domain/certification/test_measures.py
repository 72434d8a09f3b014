"""Filing, suspension, revocation, upgrades and holders: who may, when, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from marketplace.certification import events, queries, services
from marketplace.certification.kinds import IssuerKind, RecordState, RevocationGround, Round
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import SuspensionPeriod
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from tests.domain.certification.build import (
    AN,
    BINH,
    CHAIR,
    MINISTER,
    NGHE_AN,
    OPERATOR,
    PRODUCER,
    STRANGER,
    actor,
    data,
    row,
    snapshot,
    verified,
)

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def periods(recognition_id: int) -> list[tuple[datetime, datetime | None]]:
    session().expire_all()
    statement = (
        select(SuspensionPeriod.since, SuspensionPeriod.until)
        .where(SuspensionPeriod.recognition_id == recognition_id)
        .order_by(SuspensionPeriod.since, SuspensionPeriod.id)
    )
    return [(each.since, each.until) for each in session().execute(statement)]


def draft() -> int:
    return services.enter(AN, data())


def revoke(who: Actor, it: int, **changes) -> None:
    wanted = {"decision_no": "843/QĐ-UBND", "ground": RevocationGround.UNLAWFUL, **changes}
    services.revoke(who, it, **wanted)


def test_suspending_and_lifting_leave_a_period(app, told, log):
    it = verified()
    told.clear()
    services.suspend(AN, it, "tem sai", paper_no="12/BB")
    assert periods(it) == [(NOW, None)]
    with clock.hold(NOW + timedelta(days=3)):
        services.lift(BINH, it, "đã sửa tem")
    assert periods(it) == [(NOW, NOW + timedelta(days=3))]
    assert told == [
        events.RecognitionSuspended(it, (it,), "tem sai"),
        events.RecognitionLifted(it, (it,)),
    ]
    assert log()[-2:] == [
        ("user:1", "certification.recognition.suspended"),
        ("user:2", "certification.recognition.lifted"),
    ]
    with clock.hold(NOW + timedelta(days=4)):
        services.suspend(CHAIR, it, "lần hai")
    assert len(periods(it)) == 2


def test_a_suspended_one_is_not_suspended_again(app):
    it = verified()
    services.suspend(AN, it, "tem sai")
    before = periods(it)
    with pytest.raises(Conflict, match="đang tạm dừng rồi"):
        services.suspend(BINH, it, "tem sai")
    assert periods(it) == before


def test_nothing_is_lifted_twice(app):
    it = verified()
    with pytest.raises(Conflict, match="không ở trong thời gian tạm dừng"):
        services.lift(AN, it, "xong")
    services.suspend(AN, it, "tem sai")
    services.lift(AN, it, "xong")
    with pytest.raises(Conflict):
        services.lift(AN, it, "xong")
    assert periods(it) == [(NOW, NOW)]


def test_an_announced_suspension_begins_later_or_never(app):
    it = verified()
    ahead = NOW + timedelta(days=5)
    services.suspend(AN, it, "báo trước 5 ngày", since=ahead)
    assert periods(it) == [(ahead, None)]
    services.lift(AN, it, "thôi")
    assert periods(it) == [(ahead, ahead)]


def test_an_announced_suspension_does_not_stand_in_the_way_of_one_at_once(app):
    it = verified()
    ahead = NOW + timedelta(days=5)
    services.suspend(AN, it, "báo trước 5 ngày", since=ahead)
    with pytest.raises(Conflict, match="đang tạm dừng rồi"):
        services.suspend(AN, it, "muộn hơn", since=ahead + SECOND)
    assert periods(it) == [(ahead, None)]
    services.suspend(BINH, it, "tem giả")
    assert sorted(periods(it)) == [(NOW, None), (ahead, ahead)]


@pytest.mark.parametrize("since", [clock.end_exclusive(date(2028, 4, 12)), clock.end_exclusive(date.max)])
def test_a_suspension_begins_while_there_can_be_a_star(app, since):
    it = verified()
    with pytest.raises(Invalid) as refused:
        services.suspend(AN, it, "tem sai", since=since)
    assert list(refused.value.fields) == ["since"]
    assert periods(it) == []


def test_a_suspension_never_reaches_into_the_past(app):
    it = verified()
    with pytest.raises(Invalid) as refused:
        services.suspend(AN, it, "tem sai", since=NOW - SECOND)
    assert list(refused.value.fields) == ["since"]
    assert periods(it) == []


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_suspension_says_why(app, reason):
    it = verified()
    with pytest.raises(Invalid) as refused:
        services.suspend(AN, it, reason)
    assert list(refused.value.fields) == ["reason"]
    assert periods(it) == []


@pytest.mark.parametrize("who", [STRANGER, PRODUCER, OPERATOR, Actor.guest()])
def test_measures_are_for_the_register_s_officers(app, who):
    it = verified()
    before = snapshot(it)
    for verb in (
        lambda: services.suspend(who, it, "sai"),
        lambda: services.lift(who, it, "sai"),
        lambda: revoke(who, it),
        lambda: services.record_filing(who, it, "1", date(2026, 11, 1)),
        lambda: services.correct_receipt(who, it, "2", shown="1"),
        lambda: services.confirm_filing(who, it, "1"),
        lambda: services.drop_filing(who, it, "nhầm"),
        lambda: services.record_result(who, it, date(2026, 11, 1)),
        lambda: services.upgrade(who, it, data()),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert snapshot(it) == before
    assert periods(it) == []


def test_drafts_are_neither_suspended_nor_revoked_nor_filed_nor_upgraded(app):
    it = draft()
    before = snapshot(it)
    for verb in (
        lambda: services.suspend(AN, it, "sai"),
        lambda: revoke(CHAIR, it),
        lambda: services.record_filing(AN, it, "1", date(2026, 11, 1)),
        lambda: services.correct_receipt(AN, it, "2", shown="1"),
        lambda: services.upgrade(AN, it, data()),
    ):
        with pytest.raises(Conflict):
            verb()
    assert snapshot(it) == before
    assert periods(it) == []


def test_the_chair_revokes_and_it_stays(app, told, log):
    it = verified()
    told.clear()
    revoke(CHAIR, it, note="biên bản 07")
    found = row(it)
    assert (
        found.revoked_at,
        found.revocation_decision_no,
        found.revocation_ground,
        found.revocation_note,
    ) == (
        NOW,
        "843/QĐ-UBND",
        "c",
        "biên bản 07",
    )
    assert told == [events.RecognitionRevoked(it, (it,), "843/QĐ-UBND")]
    assert log()[-1] == ("user:3", "certification.recognition.revoked")
    before = snapshot(it)
    with pytest.raises(Conflict, match="đã bị thu hồi"):
        revoke(CHAIR, it, decision_no="999/QĐ-UBND")
    for verb in (
        lambda: services.suspend(AN, it, "sai"),
        lambda: services.record_filing(AN, it, "1", date(2026, 11, 1)),
        lambda: services.correct_receipt(AN, it, "2", shown="1"),
        lambda: services.upgrade(AN, it, data()),
    ):
        with pytest.raises(Conflict, match="thu hồi"):
            verb()
    assert snapshot(it) == before


FIVE = {"star": 5, "score": 9200, "issuer": IssuerKind.MINISTRY, "issuer_name": "Bộ NN&MT"}
FOUR = {}
THREE = {"star": 3, "score": 6000, "issuer": IssuerKind.DISTRICT, "issuer_name": "UBND huyện Hương Khê"}


@pytest.mark.parametrize(
    ("change", "who", "refusal"),
    [
        (THREE, CHAIR, None),
        (FOUR, CHAIR, None),
        (FIVE, MINISTER, None),
        (FIVE, CHAIR, "Thu hồi hạng 5 sao thuộc thẩm quyền của Bộ trưởng Bộ Nông nghiệp và Môi trường."),
        (FOUR, MINISTER, "Thu hồi hạng 4 sao thuộc thẩm quyền của Chủ tịch UBND cấp tỉnh."),
        (THREE, MINISTER, "Thu hồi hạng 3 sao thuộc thẩm quyền của Chủ tịch UBND cấp tỉnh."),
        (FOUR, AN, "Anh chị không có quyền làm việc này."),
        (FOUR, actor(8, "chair", NGHE_AN), "Anh chị không có quyền làm việc này."),
    ],
)
def test_each_star_has_its_authority(app, change, who, refusal):
    it = verified(**change)
    if refusal is None:
        revoke(who, it)
        assert row(it).revoked_at == NOW
        return
    with pytest.raises(NotAllowed) as refused:
        revoke(who, it)
    assert str(refused.value) == refusal
    assert row(it).revoked_at is None


def test_a_revocation_names_its_decision_and_cannot_come_before_the_star(app):
    it = verified()
    with pytest.raises(Invalid) as refused:
        revoke(CHAIR, it, decision_no=" ")
    assert list(refused.value.fields) == ["decision_no"]
    with pytest.raises(Invalid) as refused:
        revoke(CHAIR, it, at=clock.start_of_day(date(2024, 10, 15)) - SECOND)
    assert list(refused.value.fields) == ["at"]
    with pytest.raises(Invalid) as refused:
        revoke(CHAIR, it, at=clock.start_of_day(date.min))
    assert list(refused.value.fields) == ["at"]
    with pytest.raises(ValueError, match="z"):
        revoke(CHAIR, it, ground="z")
    assert row(it).revoked_at is None
    earlier = clock.start_of_day(date(2026, 2, 4))
    revoke(CHAIR, it, at=earlier)
    assert row(it).revoked_at == earlier


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2062, 11, 21), date.max])
def test_a_revocation_is_not_recorded_ahead(app, told, day):
    it = verified()
    told.clear()
    before = snapshot(it)
    with pytest.raises(Invalid) as refused:
        revoke(CHAIR, it, at=clock.start_of_day(day))
    assert {name: str(text) for name, text in refused.value.fields.items()} == {
        "at": "Ngày hiệu lực không thể ở tương lai."
    }
    assert (snapshot(it), told) == (before, [])
    last_of_today = clock.end_exclusive(date(2026, 11, 21)) - SECOND
    revoke(CHAIR, it, at=last_of_today)
    assert row(it).revoked_at == last_of_today


LAPSING = {"issued_on": date(2023, 12, 15), **THREE}


def test_a_filing_is_recorded_once(app, told, log):
    it = verified(**LAPSING)
    told.clear()
    services.record_filing(AN, it, " 03/PĐK-42-18685-2026 ", date(2026, 7, 1))
    assert (row(it).filing_receipt_no, row(it).filed_on) == ("03/PĐK-42-18685-2026", date(2026, 7, 1))
    assert told == [events.RecognitionChanged(it, (it,))]
    assert log()[-1] == ("user:1", "certification.recognition.filed")
    with pytest.raises(Conflict, match="đã có biên nhận"):
        services.record_filing(BINH, it, "04", date(2026, 7, 2))
    assert row(it).filing_receipt_no == "03/PĐK-42-18685-2026"


@pytest.mark.parametrize(
    ("receipt", "day", "field", "text"),
    [
        ("", date(2026, 7, 1), "receipt_no", "Ghi số biên nhận."),
        ("1", date(2026, 11, 22), "filed_on", "Ngày nộp không thể ở tương lai."),
        ("1", date(2026, 6, 17), "filed_on", "Hồ sơ đánh giá lại nộp sớm nhất ngày 18/06/2026."),
    ],
)
def test_a_filing_that_cannot_be(app, receipt, day, field, text):
    it = verified(**LAPSING)
    with pytest.raises(Invalid) as refused:
        services.record_filing(AN, it, receipt, day)
    assert {name: str(said) for name, said in refused.value.fields.items()} == {field: text}
    assert row(it).filed_on is None


def test_a_filing_after_the_last_day_gives_nothing_back(app, told):
    it = verified(issued_on=date(2023, 6, 15), **THREE)
    before = snapshot(it)
    told.clear()
    for day in (date(2026, 6, 16), date(2026, 11, 21)):
        with pytest.raises(Invalid) as refused:
            services.record_filing(AN, it, "1", day)
        assert {name: str(said) for name, said in refused.value.fields.items()} == {
            "filed_on": "Giấy chứng nhận hết hạn ngày 15/06/2026. Hồ sơ nộp sau ngày ấy không giữ được sao: "
            "chỉ giấy còn hạn khi nộp mới được gia hạn (26/2026/QĐ-TTg, Điều 12)."
        }
    assert (snapshot(it), told) == (before, [])
    assert queries.recognition(it).standing is Standing.EXPIRED
    services.record_filing(AN, it, "1", date(2026, 6, 15))
    assert queries.recognition(it).standing is Standing.EXPIRED
    services.confirm_filing(BINH, it, "1")
    assert queries.recognition(it).standing is Standing.GRACE


def test_a_mistyped_receipt_is_put_right_and_the_old_number_kept(app, told):
    it = verified(**LAPSING)
    with pytest.raises(Conflict, match="chưa có biên nhận"):
        services.correct_receipt(AN, it, "2", shown="")
    services.record_filing(AN, it, "03/PDK-42", date(2026, 7, 1))
    told.clear()
    services.correct_receipt(BINH, it, " 03/PĐK-42-18685-2026 ", shown="03/PDK-42")
    assert (row(it).filing_receipt_no, row(it).filed_on) == ("03/PĐK-42-18685-2026", date(2026, 7, 1))
    assert told == [events.RecognitionChanged(it, (it,))]
    entry = session().execute(select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(1)).scalar_one()
    assert (entry.actor, entry.action, entry.data) == (
        "user:2",
        "certification.recognition.receipt_corrected",
        '{"from":"03/PDK-42","to":"03/PĐK-42-18685-2026"}',
    )
    before = snapshot(it)
    services.correct_receipt(AN, it, "03/PĐK-42-18685-2026", shown="03/PDK-42")
    with pytest.raises(Invalid) as refused:
        services.correct_receipt(AN, it, " ", shown="03/PĐK-42-18685-2026")
    assert {name: str(said) for name, said in refused.value.fields.items()} == {
        "receipt_no": "Ghi số biên nhận."
    }
    assert snapshot(it) == before


def test_a_result_ends_what_the_filing_began(app):
    it = verified(issued_on=date(2023, 6, 15), **THREE)
    with pytest.raises(Conflict, match="chưa có biên nhận"):
        services.record_result(AN, it, date(2026, 8, 1))
    services.record_filing(AN, it, "1", date(2026, 5, 1))
    with pytest.raises(Conflict, match="chờ người thứ hai"):
        services.record_result(AN, it, date(2026, 8, 1))
    services.confirm_filing(BINH, it, "1")
    for day in (date(2026, 4, 30), date(2026, 11, 22)):
        with pytest.raises(Invalid):
            services.record_result(AN, it, day)
    services.record_result(AN, it, date(2026, 8, 1))
    assert row(it).filing_result_on == date(2026, 8, 1)
    with pytest.raises(Conflict, match="đã có ngày kết quả"):
        services.record_result(BINH, it, date(2026, 8, 2))
    assert row(it).filing_result_on == date(2026, 8, 1)


NEW = {
    "decision_no": "3100/QĐ-UBND",
    "issued_on": date(2026, 10, 1),
    "issuer": IssuerKind.PROVINCE,
    "issuer_name": "UBND tỉnh Hà Tĩnh",
    "star": 4,
    "score": 7500,
    "round": Round.RE_EVALUATION,
}


def test_a_newer_decision_takes_over_when_it_is_verified(app, told, log):
    old = verified(issued_on=date(2023, 12, 1), **THREE)
    services.record_filing(AN, old, "1", date(2026, 7, 1))
    new = services.upgrade(AN, old, data(**NEW))
    assert (row(new).state, row(new).lineage) == ("draft", row(old).code)
    assert row(old).superseded_on is None
    services.submit(AN, new)
    told.clear()
    services.verify(BINH, new)
    assert (row(old).superseded_on, row(old).filing_result_on) == (date(2026, 10, 1), date(2026, 10, 1))
    assert row(new).superseded_on is None
    assert told == [
        events.RecognitionSuperseded(old, (old, new), new),
        events.RecognitionVerified(new, (old, new)),
    ]
    assert [action for _who, action in log()][-2:] == [
        "certification.recognition.verified",
        "certification.recognition.superseded",
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"round": Round.FIRST}, "round"),
        ({"round": None}, "round"),
        ({"issued_on": date(2024, 10, 15)}, "issued_on"),
        ({"star": 2}, "star"),
    ],
)
def test_a_newer_decision_that_cannot_be(app, change, field):
    old = verified()
    with pytest.raises(Invalid) as refused:
        services.upgrade(AN, old, data(**{**NEW, **change}))
    assert list(refused.value.fields) == [field]


def test_decisions_on_a_product_are_verified_in_their_order(app):
    old = verified()
    second = services.upgrade(AN, old, data(**NEW))
    first = services.upgrade(
        AN, old, data(**{**NEW, "decision_no": "9/QĐ-UBND", "issued_on": date(2026, 9, 1)})
    )
    for each in (second, first):
        services.submit(AN, each)
    services.verify(BINH, second)
    before = snapshot(first)
    with pytest.raises(Conflict, match="quyết định mới hơn"):
        services.verify(BINH, first)
    assert snapshot(first) == before


def test_a_superseded_recognition_takes_no_filing(app):
    old = verified(issued_on=date(2023, 12, 1), **THREE)
    services.submit(AN, services.upgrade(AN, old, data(**NEW)))
    new = services.upgrade(AN, old, data(**{**NEW, "decision_no": "9/QĐ-UBND"}))
    services.submit(AN, new)
    services.verify(BINH, new)
    with pytest.raises(Conflict, match="thay bằng quyết định mới"):
        services.record_filing(AN, old, "1", date(2026, 7, 1))


def test_a_holder_is_attached_once_and_follows_the_line(app, producer_id, told):
    it = verified()
    told.clear()
    services.attach_holder(OPERATOR, it, producer_id)
    assert row(it).producer_id == producer_id
    assert told == [events.RecognitionChanged(it, (it,))]
    with pytest.raises(Conflict, match="đã gắn với một chủ thể"):
        services.attach_holder(AN, it, producer_id)
    new = services.upgrade(AN, it, data(**NEW))
    assert row(new).producer_id == producer_id
    services.detach_holder(AN, it)
    assert row(it).producer_id is None
    with pytest.raises(Conflict, match="chưa gắn"):
        services.detach_holder(AN, it)


def test_attaching_wants_a_producer_and_the_right_to(app, producer_id):
    it = verified()
    with pytest.raises(Invalid, match="Không có chủ thể này"):
        services.attach_holder(AN, it, producer_id + 1)
    for who in (STRANGER, PRODUCER, CHAIR):
        with pytest.raises(NotAllowed):
            services.attach_holder(who, it, producer_id)
    assert row(it).producer_id is None
    assert row(it).state == RecordState.VERIFIED


def test_an_import_may_follow_a_recognition_at_once(app, producer_id):
    old = verified()
    services.attach_holder(AN, old, producer_id)
    new = services.enter_verified(BINH, data(**NEW), entered_by=AN, follows=old)
    assert (row(new).lineage, row(new).producer_id, row(new).state) == (
        row(old).code,
        producer_id,
        "verified",
    )
    assert row(old).superseded_on == date(2026, 10, 1)
    with pytest.raises(Invalid):
        services.enter_verified(BINH, data(), entered_by=AN, follows=old)
    revoke(CHAIR, new)
    later = data(**{**NEW, "decision_no": "9/QĐ-UBND", "issued_on": date(2026, 11, 1)})
    with pytest.raises(Conflict, match="đã bị thu hồi"):
        services.enter_verified(BINH, later, entered_by=AN, follows=new)
