"""A confirmed annex is written together, not row by row, and only as it was looked at; the look holds nobody up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from sqlalchemy import func, select

from marketplace.certification import events
from marketplace.certification import services as register
from marketplace.certification.annex import queries, services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.models import ImportedRow
from marketplace.certification.annex.services.confirm import ATTEMPTS
from marketplace.certification.annex.states import BatchState
from marketplace.certification.kinds import RecordState, Round
from marketplace.certification.services.taking_over import Entry, check_entries, take_over
from marketplace.kernel import audit
from marketplace.kernel.db import is_writing, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from tests.conftest import state_of
from tests.data.annex import files
from tests.domain.certification.annex_build import (
    CHI,
    batch_row,
    in_register,
    long,
    small,
    submitted,
    uploaded,
)
from tests.domain.certification.build import AN, BINH, HA_TINH, data, row

confirming = import_module("marketplace.certification.annex.services.confirm")

WRITES = (
    "UPDATE mkt_certification_import_batch",
    "INSERT INTO mkt_certification_recognition",
    "INSERT INTO mkt_certification_import_row",
    "INSERT INTO mkt_kernel_audit ",
)


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[int]]:
    """``meanwhile(act, times=1)``: what somebody else does right after the file was looked at."""

    def arrange(act: Callable[[], object], times: int = 1) -> list[int]:
        looks: list[int] = []
        look_at = confirming.look_at

        def looking(*args, **options):
            report = look_at(*args, **options)
            looks.append(len(report.rows))
            if len(looks) <= times:
                act()
            return report

        monkeypatch.setattr(confirming, "look_at", looking)
        return looks

    return arrange


def test_a_hundred_rows_send_as_many_statements_as_ten(app, statements, monkeypatch):
    # Producers are told by one job, which is done after the commit.
    quiet = {**state_of(app).receivers, events.ImportConfirmed: ()}
    monkeypatch.setattr(state_of(app), "receivers", quiet)
    services.confirm(BINH, submitted(long(10, 1000)))  # the first of all makes the listing's row
    before: list[list[str]] = []
    seen: list[list[str]] = []
    is_as_loaded = confirming.is_as_loaded

    def first_in_the_transaction(batch):
        before.append(list(seen[-1]))
        return is_as_loaded(batch)

    monkeypatch.setattr(confirming, "is_as_loaded", first_in_the_transaction)
    counts = []
    for count, start in ((10, 0), (100, 100)):
        code = submitted(long(count, start))
        with statements() as sent:
            seen.append(sent)
            done = services.confirm(BINH, code)
        assert len(done.imported) == count
        writes = [sum(each.startswith(start) for each in sent) for start in WRITES]
        counts.append((len(before[-1]), len(sent) - len(before[-1]), writes))
    assert counts == [(12, 12, [1, 1, 1, 1])] * 2
    assert in_register() == 120


def test_nothing_is_held_while_the_file_is_looked_at(app, monkeypatch):
    writing = {}
    for name in ("book_of", "look_at", "check_entries", "take_over"):
        step = getattr(confirming, name)

        def watched(*args, _name=name, _step=step, **options):
            writing[_name] = is_writing()
            return _step(*args, **options)

        monkeypatch.setattr(confirming, name, watched)
    services.confirm(BINH, submitted(small()))
    assert writing == {"book_of": False, "look_at": False, "check_entries": False, "take_over": True}


def test_nothing_is_held_while_the_other_verbs_look(app, monkeypatch):
    writing = []
    for name, step in (
        ("upload", "assess"),
        ("mapping", "look_at"),
        ("review", "look_at"),
        ("mapping", "book_of"),
    ):
        module = import_module(f"marketplace.certification.annex.services.{name}")
        real = getattr(module, step)

        def watched(*args, _step=real, **options):
            writing.append(is_writing())
            return _step(*args, **options)

        monkeypatch.setattr(module, step, watched)
    code = services.upload(AN, "a.xlsx", files.xlsx(small()), Declared(HA_TINH))
    services.remap(AN, code, services.Remap())
    services.recheck(AN, code)
    services.submit(AN, code)
    assert writing == [False] * 6


def test_a_draft_that_changes_while_it_is_looked_at_is_not_handed_over(app, monkeypatch):
    review = import_module("marketplace.certification.annex.services.review")
    code = services.upload(AN, "a.xlsx", files.xlsx(small()), Declared(HA_TINH))
    look_at = review.look_at

    def looking(*args):
        services.remap(CHI, code, services.Remap(declared=Declared(HA_TINH, skipped=frozenset({2}))))
        return look_at(*args)

    monkeypatch.setattr(review, "look_at", looking)
    with pytest.raises(Conflict, match="vừa sửa"):
        services.submit(AN, code)
    view = queries.batch(None, code)
    assert (view.state, view.report.counts.ready) == (BatchState.DRAFT, 2)


def test_what_enters_the_register_meanwhile_is_seen(app, meanwhile):
    code = submitted(small())
    before = batch_row(code)
    draft = queries.batch(None, code).report.ready[0]
    same = data(product_name=draft.product, holder_name=draft.holder, decision_no=draft.decision_no)
    looks = meanwhile(lambda: register.enter_verified(CHI, same, entered_by=AN))
    with pytest.raises(Conflict, match="đã khác lúc trình"):
        services.confirm(BINH, code, only_ready=True)
    assert (looks, in_register()) == ([3, 3], 1)
    assert batch_row(code) == before
    assert session().scalar(select(func.count()).select_from(ImportedRow)) == 0


def test_what_would_be_said_of_a_row_now_is_not_confirmed_unseen(app):
    code = submitted(small(1))
    draft = queries.batch(None, code).report.ready[0]
    other = data(product_name=draft.product, holder_name=draft.holder, holder_tax_id=draft.tax_code)
    old = register.enter_verified(CHI, replace(other, decision_no="9/QĐ-UBND"), entered_by=AN)
    before = batch_row(code)
    remark = (
        f"Có thể là sản phẩm đã có trong sổ: {row(old).code} ({draft.product}, {draft.holder}, QĐ 9/QĐ-UBND)."
    )
    with pytest.raises(Conflict) as refused:
        services.confirm(BINH, code)
    assert str(refused.value) == (
        f"Kết quả đọc tệp đã khác lúc trình: hàng 2, cột B (Tên sản phẩm) nay có thêm “{remark}” "
        "Kiểm tra lại rồi xác nhận."
    )
    assert (batch_row(code), in_register()) == (before, 1)
    assert [str(finding.message) for finding in services.recheck(BINH, code).of_row(2)] == [remark]
    assert len(services.confirm(BINH, code).imported) == 1


def test_what_would_be_said_no_more_is_not_confirmed_unseen(app):
    table = small(1)
    draft = queries.batch(None, uploaded(table)).report.ready[0]
    other = data(product_name=draft.product, holder_name=draft.holder, decision_no="9/QĐ-UBND")
    old = register.enter(AN, other)
    code = submitted(table)
    register.withdraw(AN, old, "nhập hai lần")
    before = batch_row(code)
    with pytest.raises(Conflict, match=r"hàng 2, cột B .* nay không còn “Có thể là sản phẩm đã có trong sổ"):
        services.confirm(BINH, code)
    assert (batch_row(code), in_register()) == (before, 1)
    services.recheck(BINH, code)
    assert len(services.confirm(BINH, code).imported) == 1


def test_what_is_said_of_the_whole_file_may_change(app):
    table = small(1)
    code = submitted(table)
    uploaded(table)  # The same file once more: the report would now name the other batch.
    assert len(services.confirm(BINH, code).imported) == 1


def test_what_has_nothing_to_do_with_the_file_does_not_stop_it(app, meanwhile):
    code = submitted(small())
    other = data(product_name="Mực khô", holder_name="HTX Kỳ Ninh")
    looks = meanwhile(lambda: register.enter_verified(CHI, other, entered_by=AN))
    assert len(services.confirm(BINH, code).imported) == 3
    assert (looks, in_register()) == ([3, 3], 4)


def test_a_register_that_never_rests_is_said_so(app, meanwhile):
    code = submitted(small())
    before = batch_row(code)
    numbers = iter(range(100))
    looks = meanwhile(
        lambda: register.enter_verified(CHI, data(product_name=f"Mực khô {next(numbers)}"), entered_by=AN),
        times=ATTEMPTS,
    )
    with pytest.raises(Conflict, match="vừa sửa"):
        services.confirm(BINH, code)
    assert (looks, in_register()) == ([3] * ATTEMPTS, ATTEMPTS)
    assert batch_row(code) == before


def test_two_who_confirm_at_once_import_once(app, meanwhile, log):
    code = submitted(small())
    first = []
    looks = meanwhile(lambda: first.append(services.confirm(CHI, code)))
    assert [services.confirm(BINH, code)] == first
    assert (looks, in_register()) == ([3, 3], 3)
    assert queries.batch(None, code).decided_by == CHI.ref
    assert [entry for entry in log() if entry[1] == "certification.import.confirmed"] == [
        (CHI.ref, "certification.import.confirmed")
    ]


def test_what_was_given_back_meanwhile_is_not_imported(app, meanwhile):
    code = submitted(small())
    meanwhile(lambda: services.reject(CHI, code, "Thiếu trang 2."))
    with pytest.raises(Conflict, match="Lần nhập"):
        services.confirm(BINH, code)
    assert queries.batch(None, code).state is BatchState.REJECTED
    assert in_register() == 0


def test_each_recognition_has_its_entries_and_its_events(app, told, log):
    code = submitted(small(2))
    told.clear()
    done = services.confirm(BINH, code)
    ids = [each.recognition_id for each in done.imported]
    assert told == [
        events.RecognitionEntered(ids[0], (ids[0],)),
        events.RecognitionVerified(ids[0], (ids[0],), quiet=True),
        events.RecognitionEntered(ids[1], (ids[1],)),
        events.RecognitionVerified(ids[1], (ids[1],), quiet=True),
        events.ImportConfirmed(code, tuple(ids)),
    ]
    written = session().execute(
        select(audit.AuditEntry.action, audit.AuditEntry.subject_ref, audit.AuditEntry.data)
        .where(audit.AuditEntry.actor == BINH.ref)
        .order_by(audit.AuditEntry.seq)
    )
    sha256 = queries.batch(None, code).sha256
    expected = []
    for each, (decision, star) in zip(done.imported, (("1811", 4), ("977", 3)), strict=True):
        entered = f'{{"decision":"{decision}/QĐ-UBND","entered_by":"user:1","star":{star}}}'
        verified = f'{{"authority_accepted":false,"decision":"{decision}/QĐ-UBND","star":{star}}}'
        expected.append(("certification.recognition.entered", each.code, entered))
        expected.append(("certification.recognition.verified", each.code, verified))
    confirmed = f'{{"entered_by":"user:1","imported":2,"left":[],"only_ready":false,"sha256":"{sha256}"}}'
    expected.append(("certification.import.confirmed", code, confirmed))
    assert list(map(tuple, written)) == expected
    assert audit.verify().ok


def taken(*entries: Entry) -> list[int]:
    ready = check_entries(BINH, entries, entered_by=AN)
    with transaction():
        return [each.id for each in take_over(ready)]


LATER = {"round": Round.RE_EVALUATION, "decision_no": "9/QĐ-UBND"}


def test_several_continue_what_was_there_together(app, told, statements):
    olds = [
        register.enter_verified(BINH, data(product_name=name, issued_on=date(2022, 1, 5)), entered_by=AN)
        for name in ("Cam", "Bưởi", "Chanh")
    ]
    told.clear()
    entries = [
        Entry(data=data(product_name=name, issued_on=date(2025, 1, day), **LATER), follows=old)
        for name, old, day in zip(("Cam", "Bưởi", "Chanh"), olds, (6, 7, 8), strict=True)
    ]
    ready = check_entries(BINH, [*entries, Entry(data=data(product_name="Quýt"))], entered_by=AN)
    with transaction(), statements() as sent:
        news = [each.id for each in take_over(ready)]
    # The olds, the new ones, their order, their lines, the end of the olds, what had stopped them.
    assert len(sent) == 6
    assert [row(old).superseded_on for old in olds] == [date(2025, 1, 6), date(2025, 1, 7), date(2025, 1, 8)]
    assert [row(new).lineage for new in news[:3]] == [row(old).code for old in olds]
    assert told[:3] == [
        events.RecognitionEntered(news[0], (olds[0], news[0])),
        events.RecognitionSuperseded(olds[0], (olds[0], news[0]), news[0]),
        events.RecognitionVerified(news[0], (olds[0], news[0])),
    ]
    assert told[-1] == events.RecognitionVerified(news[3], (news[3],))
    assert (row(news[3]).state, row(news[3]).version) == (RecordState.VERIFIED, 1)


def test_two_of_one_product_come_in_the_order_of_their_decisions(app):
    old = register.enter_verified(BINH, data(issued_on=date(2022, 1, 5)), entered_by=AN)
    first = Entry(data=data(issued_on=date(2024, 5, 6), **LATER), follows=old)
    second = Entry(data=data(issued_on=date(2025, 5, 6), **LATER), follows=old)
    with pytest.raises(Conflict, match="quyết định mới hơn"):
        taken(second, first)
    assert (in_register(), row(old).superseded_on) == (1, None)
    news = taken(first, second)
    assert [row(each).superseded_on for each in (old, *news)] == [date(2024, 5, 6), date(2025, 5, 6), None]


def test_the_one_that_the_register_has_is_named(app):
    known = row(register.enter_verified(BINH, data(product_name="Bưởi"), entered_by=AN))
    entries = [Entry(data=data(product_name=name)) for name in ("Cam", "Bưởi", "Chanh")]
    with pytest.raises(Conflict, match=f"bản ghi {known.code}"):
        taken(*entries)
    with pytest.raises(Conflict, match="Hai hàng cùng sản phẩm, chủ thể và quyết định: Cam"):
        taken(*entries[:1], *entries[:1])
    assert in_register() == 1


def test_a_fault_in_one_is_a_fault_in_all(app):
    sound = Entry(data=data())
    with pytest.raises(Invalid) as refused:
        taken(sound, Entry(data=data(product_name="Bưởi", star=2)))
    assert list(refused.value.fields) == ["star"]
    old = register.enter_verified(BINH, data(product_name="Chanh"), entered_by=AN)
    follows = Entry(data=replace(data(product_name="Chanh"), **LATER), follows=old)
    with pytest.raises(Invalid) as refused:
        taken(sound, follows)  # a decision of the same day
    assert list(refused.value.fields) == ["issued_on"]
    assert in_register() == 1


def test_a_file_of_a_thousand_rows_is_the_longest(app):
    longest = services.upload(AN, "a.xlsx", files.xlsx(long(999)), Declared(HA_TINH))
    assert queries.batch(None, longest).report.counts.ready == 999
    with pytest.raises(Invalid) as refused:
        services.upload(AN, "a.xlsx", files.xlsx(long(1000)), Declared(HA_TINH))
    assert str(refused.value) == (
        "Bảng quá lớn: mỗi tệp tối đa 1000 hàng và 100 cột. "
        "Chia danh sách thành nhiều tệp, tệp nào cũng có hàng tiêu đề, rồi tải lên lần lượt."
    )
