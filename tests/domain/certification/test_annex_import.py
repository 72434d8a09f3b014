"""A province's annex becomes recognitions: read, answered, handed over, and confirmed by somebody else."""

from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.certification import services as register
from marketplace.certification.annex import queries, services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.findings import Code, Severity
from marketplace.certification.annex.assess.report import Counts
from marketplace.certification.annex.models import ImportBatch, ImportedRow
from marketplace.certification.annex.services import Remap
from marketplace.certification.annex.services.batch import change, load_for
from marketplace.certification.annex.states import BATCH, BatchState
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState
from marketplace.kernel import codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from tests.data.annex import files, shapes
from tests.data.annex.items import ha_tinh, with_faults
from tests.data.annex.table import (
    ADDRESS,
    ANNEX,
    DAY,
    HOLDER,
    ISSUER,
    NUMBER,
    PRODUCT,
    STAR,
    STT,
    Table,
    flat,
    lay_out,
)
from tests.domain.certification.annex_build import (
    ANSWERS,
    CHI,
    answers,
    batch_row,
    in_register,
    small,
    submitted,
    uploaded,
)
from tests.domain.certification.build import AN, BINH, HA_TINH, OPERATOR, PRODUCER, STRANGER, data, row


def test_three_faults_are_named_by_row_and_column(app):
    table = shapes.faulty()
    code = uploaded(table)
    report = queries.batch(None, code).report
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    assert [
        (finding.code, finding.row, finding.letter, finding.heading, finding.value) for finding in errors
    ] == [
        (
            Code.AUTHORITY_MISMATCH,
            table.row_of["Dưa lưới Ngọc Khuê"],
            "L",
            "Quyết định công nhận / Cơ quan ban hành",
            "UBND huyện Nghi Xuân",
        ),
        (
            Code.COMMUNE_UNKNOWN,
            table.row_of["Mật ong Vũ Quang Triều Thu"],
            "E",
            "Địa chỉ",
            "Xã Lĩnh Khê Thượng, huyện Vũ Quang",
        ),
        (Code.STAR_NOT_CERTIFIED, table.row_of["Cu đơ Xuân Lương"], "I", "Kết quả đánh giá / Hạng sao", "2"),
    ]
    assert [finding.row for finding in errors] == [27, 29, 30]
    assert [str(finding.message) for finding in errors] == [
        "Cấp huyện không còn sau ngày 30/06/2025 nên không ký công nhận ngày 15/08/2025. Xem lại cơ quan ban hành.",
        "Không tìm thấy “Xã Lĩnh Khê Thượng” ở tỉnh Hà Tĩnh.",
        "Đạt 2 sao không được công nhận: chỉ 3, 4, 5 sao mới có quyết định.",
    ]
    questions = [finding for finding in report.findings if finding.severity is Severity.QUESTION]
    assert sorted((finding.row, finding.code.value) for finding in questions) == sorted(
        (table.row_of[product], "commune_ambiguous" if product.startswith("Cu đơ") else "commune_missing")
        for product in ANSWERS
    )
    (split,) = [finding for finding in questions if finding.code is Code.COMMUNE_AMBIGUOUS]
    assert [(choice.value, choice.label) for choice in split.choices] == [
        ("18073", "Phường Thành Sen, Hà Tĩnh (trước đây: phường Đại Nài, thành phố Hà Tĩnh (một phần))"),
        ("18652", "Phường Hà Huy Tập, Hà Tĩnh (trước đây: phường Đại Nài, thành phố Hà Tĩnh (một phần))"),
    ]
    (district,) = [f for f in questions if f.row == table.row_of["Nước mắm Lạch Kèn"]]
    assert [choice.name for choice in district.choices] == [
        "Phường Bắc Hồng Lĩnh, Hà Tĩnh",
        "Xã Cổ Đạm, Hà Tĩnh",
        "Xã Đan Hải, Hà Tĩnh",
        "Xã Nghi Xuân, Hà Tĩnh",
        "Xã Tiên Điền, Hà Tĩnh",
    ]
    assert report.counts == Counts(39, 33, 3, 3, 0, 3, 3, report.counts.warnings)
    assert in_register() == 0


def test_old_units_are_resolved_and_printed_ones_kept(app):
    table = shapes.decision_annex()
    code = uploaded(table, Declared(HA_TINH, communes=answers(table)))
    found = {draft.product: draft for draft in queries.batch(None, code).report.ready}
    assert len(found) == 39
    wanted = {item.product: item.commune or ANSWERS.get(item.product) for item in ha_tinh()}
    assert {product: draft.commune_code for product, draft in found.items()} == wanted
    assert found["Cam Khe Mây"].address == "Xã Hương Đô, huyện Hương Khê"


def test_what_two_officers_agree_on_enters_the_register(app, log):
    table = shapes.faulty()
    data_ = files.xlsx(table)
    code = services.upload(AN, "Phụ lục 1811.xlsx", data_, Declared(HA_TINH))
    services.remap(AN, code, Remap(declared=Declared(HA_TINH, communes=answers(table))))
    services.submit(AN, code)
    before = batch_row(code)
    with pytest.raises(Invalid, match=r"Còn 3 hàng sai hoặc chưa chọn.* chỉ nhập 36 hàng"):
        services.confirm(BINH, code)
    assert batch_row(code) == before
    assert in_register() == 0

    done = services.confirm(BINH, code, only_ready=True)
    assert len(done.imported) == 36 == in_register()
    assert done.left == (27, 29, 30)
    view = queries.batch(None, code)
    assert (view.state, view.only_ready, view.decided_by) == (BatchState.CONFIRMED, True, BINH.ref)
    assert view.imported == {each.row: each.code for each in done.imported}
    assert all(codes.is_valid(each.code) for each in done.imported)

    (cam,) = [each for each in done.imported if each.row == table.row_of["Cam Khe Mây"]]
    found = row(cam.recognition_id)
    assert (found.product_name, found.holder_name, found.star, found.score) == (
        "Cam Khe Mây",
        "HTX Nông nghiệp Cam Khe Mây Long Nhâm",
        4,
        7000,
    )
    assert (found.decision_no, found.issued_on, found.expires_on) == (
        "1811/QĐ-UBND",
        date(2024, 10, 15),
        date(2027, 10, 15),
    )
    assert (found.issuer_kind, found.issuer_name, found.issuer_province_code) == (
        IssuerKind.PROVINCE,
        "UBND tỉnh Hà Tĩnh",
        HA_TINH,
    )
    assert (found.commune_code, found.printed_address) == ("18550", "Xã Hương Đô, huyện Hương Khê")
    assert found.old_unit is not None
    assert found.packs == ["túi 1 kg", "thùng 10 kg"]
    assert (found.state, found.entered_by, found.verified_by) == (RecordState.VERIFIED, AN.ref, BINH.ref)
    assert (found.scan_hash, found.grade) == (view.sha256, EvidenceGrade.A)
    assert found.evidence_source == f"Phụ lục 1811.xlsx, hàng {cam.row}"
    assert found.note == "Nhóm: Thực phẩm\nLoại hình: HTX"
    assert queries.provenance(cam.recognition_id) == queries.Provenance(
        code, cam.row, "Phụ lục 1811.xlsx", view.sha256
    )
    assert queries.file_of(None, code) == ("Phụ lục 1811.xlsx", data_)
    batch_log = [entry for entry in log() if ".import." in entry[1]]
    assert batch_log == [
        (AN.ref, "certification.import.uploaded"),
        (AN.ref, "certification.import.remapped"),
        (AN.ref, "certification.import.submitted"),
        (BINH.ref, "certification.import.confirmed"),
    ]
    assert log().count((BINH.ref, "certification.recognition.verified")) == 36


def test_confirming_twice_imports_once(app, log):
    code = submitted(small())
    first = services.confirm(BINH, code)
    assert len(first.imported) == 3
    assert services.confirm(BINH, code) == first
    assert services.confirm(CHI, code) == first
    assert in_register() == 3
    assert log().count((BINH.ref, "certification.import.confirmed")) == 1
    with pytest.raises(InvalidMove):
        services.reopen(AN, code)


def test_a_clean_file_needs_no_special_wish(app):
    table = shapes.decision_annex()
    code = submitted(table, Declared(HA_TINH, communes=answers(table)))
    assert queries.batch(None, code).report.is_clean
    done = services.confirm(BINH, code)
    assert (len(done.imported), done.left) == (39, ())
    assert not queries.batch(None, code).only_ready


def test_nobody_confirms_what_they_brought_in(app):
    code = submitted(small())
    before = batch_row(code)
    for act in (lambda: services.confirm(AN, code), lambda: services.reject(AN, code, "sai")):
        with pytest.raises(NotAllowed):
            act()
    assert batch_row(code) == before
    other = uploaded(small(2, 5))
    services.submit(CHI, other)  # a colleague takes over; neither of the two confirms
    for who in (AN, CHI):
        with pytest.raises(NotAllowed):
            services.confirm(who, other)
    done = services.confirm(BINH, other)
    assert row(done.imported[0].recognition_id).entered_by == CHI.ref


def test_the_database_holds_four_eyes_too(app):
    code = submitted(small())
    confirmed = (
        update(ImportBatch)
        .where(ImportBatch.code == code)
        .values(state="confirmed", decided_by=AN.ref, decided_at=batch_row(code)["uploaded_at"])
    )
    with pytest.raises(IntegrityError, match=r"four_eyes|CHECK"), session().begin_nested():
        session().execute(confirmed)


def test_rejected_with_a_reason_and_taken_up_again(app, log):
    code = submitted(small())
    with pytest.raises(Invalid) as refused:
        services.reject(BINH, code, "  ")
    assert list(refused.value.fields) == ["reason"]
    services.reject(BINH, code, "Cột hạng sao lệch một hàng.")
    view = queries.batch(None, code)
    assert (view.state, view.rejection, view.decided_by) == (
        BatchState.REJECTED,
        "Cột hạng sao lệch một hàng.",
        BINH.ref,
    )
    assert in_register() == 0
    with pytest.raises(InvalidMove):
        services.confirm(BINH, code)
    services.reopen(AN, code)
    view = queries.batch(None, code)
    assert (view.state, view.rejection, view.decided_by, view.submitted_by) == (BatchState.DRAFT, "", "", "")
    services.submit(AN, code)
    services.reopen(AN, code)
    assert [entry[1].rpartition(".")[2] for entry in log()] == [
        "uploaded",
        "submitted",
        "rejected",
        "reopened",
        "submitted",
        "taken_back",
    ]


def test_only_officers_of_the_province(app):
    file = files.xlsx(small())
    for who in (STRANGER, OPERATOR, PRODUCER, Actor.guest()):
        with pytest.raises(NotAllowed):
            services.upload(who, "a.xlsx", file, Declared(HA_TINH))
    code = submitted(small())
    before = batch_row(code)
    for who in (STRANGER, OPERATOR, PRODUCER, Actor.guest()):
        for act in (
            lambda who=who: services.remap(who, code, Remap()),
            lambda who=who: services.recheck(who, code),
            lambda who=who: services.submit(who, code),
            lambda who=who: services.confirm(who, code),
            lambda who=who: services.reject(who, code, "sai"),
            lambda who=who: services.reopen(who, code),
        ):
            with pytest.raises(NotAllowed):
                act()
    assert batch_row(code) == before
    with pytest.raises(NotFound):
        services.submit(AN, "KHONGCO")


def test_lists_begin_with_whose_they_are(app):
    codes_ = [uploaded(small(1, number)) for number in range(3)]
    services.submit(AN, codes_[0])
    services.confirm(BINH, codes_[0])
    mine, others = queries.provinces_of(AN), queries.provinces_of(STRANGER)
    page = queries.batches(mine, size=2)
    assert ([each.code for each in page.items], page.total, page.pages) == ([codes_[2], codes_[1]], 3, 2)
    (last,) = queries.batches(mine, size=2, page=9).items
    assert (last.code, last.state, last.imported, last.province) == (
        codes_[0],
        BatchState.CONFIRMED,
        1,
        "Hà Tĩnh",
    )
    assert [each.code for each in queries.batches(mine, state=BatchState.DRAFT).items] == codes_[:0:-1]
    assert queries.counts(mine) == {"draft": 2, "submitted": 0, "confirmed": 1, "rejected": 0}
    assert queries.batches(others).items == ()
    assert queries.provinces_of(OPERATOR) == frozenset()
    for wanted in (queries.batch, queries.file_of):
        with pytest.raises(NotFound):
            wanted(others, codes_[0])
    assert queries.batch(mine, codes_[0]).first_pair_of_eyes == {AN.ref}


def test_the_same_file_again_finds_everything_in_the_register(app):
    file = files.xlsx(small())
    first = services.upload(AN, "a.xlsx", file, Declared(HA_TINH))
    services.submit(AN, first)
    done = services.confirm(BINH, first)
    again = services.upload(AN, "b.xlsx", file, Declared(HA_TINH))
    report = queries.batch(None, again).report
    (seen, *known) = report.findings
    assert (seen.code, str(seen.message)) == (Code.FILE_SEEN, f"Tệp này đã tải lên: {first}.")
    errors = [finding for finding in known if finding.severity is Severity.ERROR]
    assert [(finding.code, finding.row, finding.letter) for finding in errors] == [
        (Code.ALREADY_REGISTERED, number, "B") for number in (2, 3, 4)
    ]
    assert all(each.code in str(finding.message) for each, finding in zip(done.imported, errors, strict=True))
    with pytest.raises(Invalid, match="Chưa có hàng nào nhập được"):
        services.submit(AN, again)
    assert queries.batch(None, again).state is BatchState.DRAFT


@pytest.mark.parametrize("number", ["2394/QĐUBND", "02394/QD–UBND", "2394", "2394/QĐ"])
def test_what_is_in_the_register_is_known_however_the_number_is_typed(app, number):
    old = row(register.enter_verified(BINH, data(decision_no=number), entered_by=AN))
    columns = ["Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao", "Số QĐ", "Ngày QĐ", "Cơ quan ban hành"]
    place, issuer = "Xã Hương Đô, Hà Tĩnh", "UBND tỉnh Hà Tĩnh"
    report = queries.batch(
        None,
        uploaded(
            Table(
                [
                    columns,
                    ["Cam Khe Mây", "HTX Long Nhâm", place, "4", "2394/QĐ-UBND", "15/10/2024", issuer],
                    ["Mực khô", "HTX Long Nhâm", place, "4", "2394/QĐ-UBND", "15/10/2024", issuer],
                    ["Mực khô", "HTX Long Nhâm", place, "4", number, "15/10/2024", issuer],
                ]
            )
        ),
    ).report
    errors = [(each.code, each.row) for each in report.findings if each.severity is Severity.ERROR]
    assert errors == [(Code.ALREADY_REGISTERED, 2), (Code.DUPLICATE_IN_FILE, 4)]
    (known,) = [str(each.message) for each in report.findings if each.code is Code.ALREADY_REGISTERED]
    words = "này" if "UBND" in number else f"cùng ngày, ghi số {number}"
    assert known == f"Đã có trong sổ theo quyết định {words}: {old.code} (Cam Khe Mây, HTX Long Nhâm)."
    assert report.counts.ready == 1


def test_likely_duplicates_are_named_with_their_codes(app):
    old = row(
        register.enter_verified(BINH, data(holder_name="Hợp tác xã NN Cam Khe Mây Long Nhâm"), entered_by=AN)
    )
    report = queries.batch(None, uploaded(small(1))).report
    (likely,) = [finding for finding in report.findings if finding.code is Code.LIKELY_DUPLICATE]
    assert (likely.severity, likely.row) == (Severity.WARNING, 2)
    assert old.code in str(likely.message)
    assert likely.choices == ()  # its decision is of the same day, so this one cannot continue it
    assert report.counts.ready == 1


def test_a_newer_decision_continues_the_recognition_before_it(app, producer_id):
    holder = "HTX Nông nghiệp Cam Khe Mây Long Nhâm"
    old_id = register.enter_verified(
        BINH, data(decision_no="7/QĐ-UBND", issued_on=date(2022, 1, 5), holder_name=holder), entered_by=AN
    )
    register.attach_holder(AN, old_id, producer_id)
    old = row(old_id)
    code = uploaded(small(1))
    (likely,) = [f for f in queries.batch(None, code).report.findings if f.code is Code.LIKELY_DUPLICATE]
    assert [choice.value for choice in likely.choices] == [old.code]
    report = services.remap(AN, code, Remap(declared=Declared(HA_TINH, follows={2: old.code})))
    assert report.ready[0].follows == old.code
    assert Code.LIKELY_DUPLICATE not in {finding.code for finding in report.findings}
    services.submit(AN, code)
    (imported,) = services.confirm(BINH, code).imported
    new = row(imported.recognition_id)
    assert (new.lineage, new.producer_id, new.round, new.state) == (
        old.lineage,
        producer_id,
        "re_evaluation",
        RecordState.VERIFIED,
    )
    assert row(old_id).superseded_on == date(2024, 10, 15)


def test_what_changed_since_it_was_handed_over_is_not_confirmed_unseen(app):
    table = small()
    first, second = submitted(table), submitted(table)
    services.confirm(BINH, first)
    before = batch_row(second)
    with pytest.raises(Conflict, match="đã khác lúc trình"):
        services.confirm(BINH, second, only_ready=True)
    assert batch_row(second) == before
    assert in_register() == 3
    report = services.recheck(BINH, second)
    assert report.counts.blocked == 3
    with pytest.raises(Invalid, match="Không có hàng nào"):
        services.confirm(BINH, second, only_ready=True)
    assert queries.batch(None, second).state is BatchState.SUBMITTED
    assert in_register() == 3


def test_all_rows_or_none(app, monkeypatch):
    code = submitted(small())
    before = batch_row(code)
    confirming = import_module("marketplace.certification.annex.services.confirm")
    take_over = confirming.take_over

    def fails_at_the_end(*args, **options):
        assert len(take_over(*args, **options)) == 3 == in_register()
        raise Conflict("hết chỗ")

    monkeypatch.setattr(confirming, "take_over", fails_at_the_end)
    with pytest.raises(Conflict, match="hết chỗ"):
        services.confirm(BINH, code)
    assert batch_row(code) == before
    assert in_register() == 0
    assert session().scalar(select(func.count()).select_from(ImportedRow)) == 0


def test_of_two_who_act_at_once_one_is_refused(app):
    code = submitted(small())
    with transaction():
        stale = load_for(BINH, code, "certification.confirm_import")
        services.recheck(CHI, code)
        with pytest.raises(Conflict, match="vừa sửa"):
            change(stale, "reject", rejection="muộn", decided_by=BINH.ref)
    assert queries.batch(None, code).state is BatchState.SUBMITTED


def test_a_doubtful_authority_needs_the_officers_word(app):
    columns = flat(STT, PRODUCT, HOLDER, ADDRESS, STAR, NUMBER, DAY, ISSUER)
    items = [
        replace(item, decided_on="03/07/2025", issuer="UBND tỉnh Hà Tĩnh", decision_no="1/QĐ-UBND", star="3")
        for item in ha_tinh()[:2]
    ]
    code = submitted(lay_out(items, columns))
    report = queries.batch(None, code).report
    assert {finding.code for finding in report.findings if finding.letter == "H"} == {Code.AUTHORITY_REVIEW}
    done = services.confirm(BINH, code, accepted_authorities=[3])
    assert [row(each.recognition_id).authority_accepted for each in done.imported] == [False, True]


def test_every_move_from_every_state():
    allowed = {(state, move) for state in BatchState for move in BATCH.moves if BATCH.allows(state, move)}
    assert allowed == {
        ("draft", "remap"),
        ("draft", "submit"),
        ("submitted", "recheck"),
        ("submitted", "confirm"),
        ("submitted", "reject"),
        ("submitted", "reopen"),
        ("rejected", "reopen"),
    }
    assert BATCH.is_final(BatchState.CONFIRMED)


def test_the_list_is_what_it_says(app):
    assert len(ha_tinh()) == len(with_faults()) == 39
    assert len(ANNEX) == 13
