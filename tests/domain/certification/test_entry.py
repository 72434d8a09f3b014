"""A record is entered by one officer and verified by another."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.certification import events, queries, services
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RegimeCode, Round
from marketplace.certification.models import Recognition
from marketplace.kernel import audit, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from tests.domain.certification.build import (
    AN,
    BINH,
    CAM_BINH,
    CHAIR,
    HA_TINH,
    PRODUCER,
    STRANGER,
    data,
    row,
    snapshot,
    verified,
)

TOO_EARLY = "Ngày ký không thể trước ngày 07/05/2018, ngày bắt đầu Chương trình OCOP (490/QĐ-TTg)."


def fields(refused) -> dict[str, str]:
    return {name: str(text) for name, text in refused.value.fields.items()}


def test_entering_makes_a_draft_with_what_follows_from_the_paper(app, told, log):
    new_id = services.enter(AN, data(product_code="42-436-18550-1-2024"))
    found = row(new_id)
    assert codes.is_valid(found.code)
    assert found.lineage == found.code
    assert (found.state, found.entered_by, found.verified_at) == ("draft", "user:1", None)
    assert (found.expires_on, found.regime) == (date(2027, 10, 15), "148")
    assert (found.province_code, found.issuer_province_code) == (HA_TINH, HA_TINH)
    assert found.decision_key == "2394/qdubnd|2024|42"
    assert (found.product_key, found.holder_key) == ("cam khe mây", "htx long nhâm")
    assert found.units_known is None
    assert found.folded.startswith("cam khe may htx long nham 2394 qd ubnd xa huong do huyen huong khe")
    assert told == [events.RecognitionEntered(new_id, (new_id,))]
    assert log() == [("user:1", "certification.recognition.entered")]
    assert audit.verify().ok


def test_the_way_from_draft_to_verified(app, told, log):
    new_id = services.enter(AN, data())
    services.submit(AN, new_id)
    assert row(new_id).state == "submitted"
    services.send_back(BINH, new_id, "Ngày ký trên quyết định là 15/10/2024.")
    assert (row(new_id).state, row(new_id).remark) == ("draft", "Ngày ký trên quyết định là 15/10/2024.")
    services.edit(AN, new_id, data(note="đã xem lại"))
    services.submit(AN, new_id)
    services.verify(BINH, new_id)
    found = row(new_id)
    assert (found.state, found.verified_by, found.remark) == ("verified", "user:2", "")
    assert found.note == "đã xem lại"
    assert [type(each).__name__ for each in told] == [
        "RecognitionEntered",
        "RecordMoved",
        "RecordMoved",
        "RecognitionChanged",
        "RecordMoved",
        "RecognitionVerified",
    ]
    assert log() == [
        ("user:1", "certification.recognition.entered"),
        ("user:1", "certification.recognition.submitted"),
        ("user:2", "certification.recognition.sent_back"),
        ("user:1", "certification.recognition.edited"),
        ("user:1", "certification.recognition.submitted"),
        ("user:2", "certification.recognition.verified"),
    ]


def test_who_entered_it_cannot_verify_it(app):
    new_id = services.enter(AN, data())
    services.submit(AN, new_id)
    before = snapshot(new_id)
    with pytest.raises(NotAllowed, match="cần một cán bộ khác"):
        services.verify(AN, new_id)
    assert snapshot(new_id) == before


def test_who_edited_it_last_counts_as_who_entered_it(app):
    new_id = services.enter(AN, data())
    services.edit(BINH, new_id, data(star=3, score=6000))
    services.submit(AN, new_id)
    with pytest.raises(NotAllowed, match="cần một cán bộ khác"):
        services.verify(BINH, new_id)
    services.verify(AN, new_id)
    assert (row(new_id).entered_by, row(new_id).verified_by) == ("user:2", "user:1")


def test_the_database_itself_wants_four_eyes(app):
    new_id = services.enter(AN, data())
    with pytest.raises(IntegrityError), session().begin_nested():
        session().execute(
            update(Recognition)
            .where(Recognition.id == new_id)
            .values(state="verified", verified_by="user:1", verified_at=Recognition.entered_at)
        )


@pytest.mark.parametrize("who", [STRANGER, PRODUCER, CHAIR, Actor.guest()])
def test_only_officers_of_the_place_enter(app, who):
    with pytest.raises(NotAllowed):
        services.enter(who, data())
    assert session().scalar(select(func.count()).select_from(Recognition)) == 0


@pytest.mark.parametrize("who", [STRANGER, PRODUCER, CHAIR, Actor.guest()])
def test_only_officers_of_the_place_move_it(app, who):
    new_id = services.enter(AN, data())
    services.submit(AN, new_id)
    before = snapshot(new_id)
    for verb in (
        lambda: services.verify(who, new_id),
        lambda: services.send_back(who, new_id, "sai"),
        lambda: services.withdraw(who, new_id, "sai"),
        lambda: services.submit(who, new_id),
        lambda: services.edit(who, new_id, data()),
    ):
        with pytest.raises(NotAllowed):
            verb()
    assert snapshot(new_id) == before


def test_an_officer_of_a_commune_keeps_to_it(app):
    from marketplace.kernel.actor import Grant

    local = Actor("user", "cán bộ xã", 9, (Grant("officer", "commune", CAM_BINH),))
    with pytest.raises(NotAllowed):
        services.enter(local, data())
    assert row(services.enter(local, data(commune_code=CAM_BINH))).commune_code == CAM_BINH


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"decision_no": " "}, "decision_no", "Ghi số quyết định, ví dụ 2394/QĐ-UBND."),
        ({"product_name": ""}, "product_name", "Ghi tên sản phẩm như trong quyết định."),
        ({"holder_name": ""}, "holder_name", "Ghi tên chủ thể như trong quyết định."),
        ({"issuer_name": ""}, "issuer_name", "Ghi cơ quan ký quyết định."),
        ({"issued_on": date(2026, 11, 22)}, "issued_on", "Ngày ký không thể ở tương lai."),
        ({"issued_on": date.max}, "issued_on", "Ngày ký không thể ở tương lai."),
        ({"issued_on": date(2018, 5, 6)}, "issued_on", TOO_EARLY),
        ({"issued_on": date(202, 10, 15)}, "issued_on", TOO_EARLY),
        ({"issued_on": date.min}, "issued_on", TOO_EARLY),
        ({"star": 2}, "star", "Chỉ 3, 4 và 5 sao có quyết định công nhận."),
        ({"score": 10001}, "score", "Tổng điểm từ 0 đến 100."),
        ({"commune_code": "99999"}, "commune_code", "Chọn xã, phường của sản phẩm."),
        ({"scan_hash": "xyz"}, "scan_hash", "Mã băm bản quét gồm 64 chữ số thập lục phân."),
        ({"criteria_set": 27}, "criteria_set", "Bộ tiêu chí có số từ 1 đến 26."),
        ({"criterion_scores": {"1.1": 100}}, "criteria_set", "Chọn bộ tiêu chí của bảng điểm."),
        ({"product_name": "x" * 201}, "product_name", "Dài quá 200 ký tự."),
        (
            {
                "issued_on": date(2026, 6, 1),
                "criteria_set": 1,
                "criterion_scores": {"1.1": 100},
                "score": 200,
            },
            "score",
            "Các mục cộng lại được 1 điểm, khác tổng 2 điểm.",
        ),
        (
            {"holder_tax_id": "0302936124"},
            "holder_tax_id",
            "Mã số thuế chưa đúng: 10 số, chi nhánh thêm gạch nối và 3 số. Xem lại từng số.",
        ),
    ],
)
def test_what_cannot_be_a_recognition_is_refused_beside_its_field(app, change, field, text):
    with pytest.raises(Invalid) as refused:
        services.enter(AN, data(**change))
    assert fields(refused) == {field: text}
    assert session().scalar(select(func.count()).select_from(Recognition)) == 0


def test_a_record_without_evidence_is_not_submitted(app):
    new_id = services.enter(AN, data(scan_hash="", grade=None))
    with pytest.raises(Invalid) as refused:
        services.submit(AN, new_id)
    assert fields(refused) == {
        "scan_hash": "Đính kèm bản quét quyết định hoặc bản chụp bằng chứng.",
        "grade": "Chọn hạng bằng chứng.",
    }
    assert row(new_id).state == "draft"


def test_the_same_product_holder_and_decision_stand_once(app):
    first = services.enter(AN, data())
    with pytest.raises(Conflict) as refused:
        services.enter(BINH, data(product_name="CAM KHE MÂY", decision_no="2394 / QĐ-UBND"))
    assert str(refused.value) == (
        f"Sổ đã có sản phẩm này của chủ thể này theo quyết định 2394 / QĐ-UBND: bản ghi {row(first).code}."
    )
    assert session().scalar(select(func.count()).select_from(Recognition)) == 1
    others = [
        data(product_name="Cam Thượng Lộc"),
        data(holder_name="HTX Vườn Mẫu"),
        data(issued_on=date(2023, 10, 15)),
        data(issuer_province_code="40", issuer_name="UBND tỉnh Nghệ An"),
        data(decision_no="2395/QĐ-UBND"),
    ]
    assert len({services.enter(AN, other) for other in others}) == 5


@pytest.mark.parametrize(
    "typed",
    ["2394/QĐUBND", "02394/QĐ-UBND", "2394/QD-UBND", "2394/QĐ–UBND", "số 2394/QĐ-UBND", "2394/qđ - ubnd"],
)
def test_a_decision_is_one_however_its_number_is_typed(app, typed):
    first = services.enter(AN, data())
    with pytest.raises(Conflict) as refused:
        services.enter(BINH, data(decision_no=typed))
    assert str(refused.value) == (
        f"Sổ đã có sản phẩm này của chủ thể này theo quyết định {typed}: bản ghi {row(first).code}."
    )
    assert session().scalar(select(func.count()).select_from(Recognition)) == 1
    services.withdraw(AN, first, "nhập nhầm")
    assert row(services.enter(AN, data(decision_no=typed))).decision_no == typed  # kept as it is printed


@pytest.mark.parametrize(
    ("known", "typed"),
    [
        ("2394/QĐ-UBND", "2394"),
        ("2394", "2394/QĐ-UBND"),
        ("2394/QĐ-UBND", "2394/2024/QĐ-UBND"),
        ("2394/2024/QĐ-UBND", "2394/QĐ-UBND"),
    ],
)
def test_a_number_without_its_symbol_is_that_of_the_same_day(app, known, typed):
    first = services.enter(AN, data(decision_no=known))
    said = (
        f"Sổ đã có sản phẩm này của chủ thể này theo quyết định cùng ngày, ghi số {known}: bản ghi {row(first).code}. "
        f"Số {typed} là cùng một quyết định."
    )
    with pytest.raises(Conflict) as refused:
        services.enter(BINH, data(decision_no=typed))
    assert (str(refused.value), fields(refused)) == (said, {"decision_no": said})
    with pytest.raises(Conflict) as refused:
        services.enter_verified(BINH, data(decision_no=typed), entered_by=AN)
    assert (str(refused.value), fields(refused)) == (said, {"decision_no": said})
    assert session().scalar(select(func.count()).select_from(Recognition)) == 1
    other = services.enter(AN, data(decision_no=typed, issued_on=date(2024, 10, 16)))
    before = snapshot(other)
    with pytest.raises(Conflict) as refused:
        services.edit(AN, other, data(decision_no=typed))
    assert (str(refused.value), snapshot(other)) == (said, before)
    services.withdraw(AN, other, "nhập nhầm")
    services.edit(AN, first, data(decision_no=known, note="một"))
    services.edit(AN, first, data(decision_no=typed, note="hai"))
    assert (row(first).decision_no, row(first).note) == (typed, "hai")


def test_a_withdrawn_record_makes_room(app):
    first = services.enter(AN, data())
    services.withdraw(AN, first, "nhập nhầm")
    assert (row(first).state, row(first).remark) == ("withdrawn", "nhập nhầm")
    second = services.enter(AN, data())
    assert row(second).state == "draft"


def test_an_edit_cannot_run_into_another_record(app):
    services.enter(AN, data())
    other = services.enter(AN, data(product_name="Cam Thượng Lộc"))
    before = snapshot(other)
    with pytest.raises(Conflict, match="Sổ đã có sản phẩm này"):
        services.edit(AN, other, data())
    assert snapshot(other) == before


def test_an_edit_of_what_somebody_else_changed_is_refused(app):
    new_id = services.enter(AN, data())
    services.edit(BINH, new_id, data(note="một"), version=1)
    with pytest.raises(Conflict, match="Có người vừa sửa"):
        services.edit(AN, new_id, data(note="hai"), version=1)
    assert row(new_id).note == "một"


MOVES = {
    "edit": lambda it: services.edit(AN, it, data(note="mới")),
    "submit": lambda it: services.submit(AN, it),
    "send_back": lambda it: services.send_back(BINH, it, "sai"),
    "verify": lambda it: services.verify(BINH, it),
    "withdraw": lambda it: services.withdraw(AN, it, "sai"),
}
ALLOWED = {
    "draft": {"edit": "draft", "submit": "submitted", "withdraw": "withdrawn"},
    "submitted": {"send_back": "draft", "verify": "verified", "withdraw": "withdrawn"},
    "verified": {},
    "withdrawn": {},
}
WAYS = {
    "draft": (),
    "submitted": ("submit",),
    "verified": ("submit", "verify"),
    "withdrawn": ("withdraw",),
}


@pytest.mark.parametrize("state", ALLOWED)
@pytest.mark.parametrize("move", MOVES)
def test_every_state_and_every_move(app, state, move):
    it = services.enter(AN, data())
    for step in WAYS[state]:
        MOVES[step](it)
    before = snapshot(it)
    if move in ALLOWED[state]:
        MOVES[move](it)
        assert row(it).state == ALLOWED[state][move]
        return
    with pytest.raises(InvalidMove):
        MOVES[move](it)
    assert snapshot(it) == before


def test_a_record_that_changed_while_it_was_looked_at_is_not_verified(app):
    new_id = services.enter(AN, data())
    services.submit(AN, new_id)
    version = row(new_id).version
    services.send_back(BINH, new_id, "sai")
    services.edit(AN, new_id, data(star=3, score=6000))
    services.submit(AN, new_id)
    with pytest.raises(Conflict, match="vừa được sửa"):
        services.verify(BINH, new_id, version=version)
    assert row(new_id).state == "submitted"


def test_a_second_look_at_authority_counts_only_where_one_is_needed(app):
    doubtful = {"star": 3, "score": 6000, "issued_on": date(2025, 7, 3)}
    opened = services.enter_verified(BINH, data(**doubtful), entered_by=AN, accept_authority=True)
    closed = services.enter_verified(BINH, data(**doubtful, product_name="Cam Thượng Lộc"), entered_by=AN)
    wrong = services.enter_verified(
        BINH,
        data(star=5, score=9100, product_name="Cam bù"),
        entered_by=AN,
        accept_authority=True,
    )
    plain = services.enter_verified(
        BINH, data(product_name="Cam chanh"), entered_by=AN, accept_authority=True
    )
    assert [row(each).authority_accepted for each in (opened, closed, wrong, plain)] == [
        True,
        False,
        False,
        False,
    ]


def test_an_old_dossier_keeps_the_rule_it_names(app):
    named = verified(issued_on=date(2026, 6, 1), regime=RegimeCode.R148_1489, round=Round.RE_EVALUATION)
    assert (row(named).regime, row(named).round) == ("148-1489", "re_evaluation")
    assert row(verified(issued_on=date(2026, 6, 1), product_name="Cam bù")).regime == "26-2026"
    assert row(verified(issued_on=date(2018, 6, 1), product_name="Cam chanh")).regime == ""


@pytest.mark.parametrize(
    ("code", "issued_on", "known"),
    [
        ("42-18550-1-2026", date(2026, 6, 1), True),
        ("42-99999-1-2026", date(2026, 6, 1), False),
        ("99-18550-1-2026", date(2026, 6, 1), False),
        ("42-18550-1-2025", date(2025, 6, 1), False),
        ("42-436-18550-1-2024", date(2024, 10, 15), None),
        ("", date(2026, 6, 1), None),
    ],
)
def test_the_places_of_a_product_code_are_looked_up_on_its_day(app, code, issued_on, known):
    new_id = services.enter(AN, data(product_code=code, issued_on=issued_on))
    assert row(new_id).units_known is known


def test_imports_are_entered_and_verified_at_once_by_two(app, told, log):
    new_id = verified()
    assert (row(new_id).state, row(new_id).entered_by, row(new_id).verified_by) == (
        "verified",
        "user:1",
        "user:2",
    )
    assert [type(each).__name__ for each in told] == ["RecognitionEntered", "RecognitionVerified"]
    assert log() == [
        ("user:2", "certification.recognition.entered"),
        ("user:2", "certification.recognition.verified"),
    ]


@pytest.mark.parametrize(
    ("entrant", "officer", "change", "error"),
    [
        (AN, AN, {}, NotAllowed),
        (STRANGER, BINH, {}, NotAllowed),
        (AN, STRANGER, {}, NotAllowed),
        (AN, BINH, {"scan_hash": ""}, Invalid),
        (AN, BINH, {"grade": None}, Invalid),
    ],
)
def test_an_import_is_whole_or_not_at_all(app, told, log, entrant, officer, change, error):
    with pytest.raises(error):
        services.enter_verified(officer, data(**change), entered_by=entrant)
    assert session().scalar(select(func.count()).select_from(Recognition)) == 0
    assert log() == []


def test_what_is_not_there_is_not_found(app):
    for verb in (
        lambda: services.submit(AN, 404),
        lambda: services.verify(BINH, 404),
        lambda: services.suspend(AN, 404, "sai"),
        lambda: queries.recognition(404),
    ):
        with pytest.raises(NotFound, match="Sổ không có bản ghi này"):
            verb()


def test_weak_evidence_is_recorded_for_what_it_is(app):
    assert row(verified(grade=EvidenceGrade.B1)).grade == "B1"
    ministry = replace(
        data(),
        star=5,
        score=9200,
        issuer=IssuerKind.MINISTRY,
        issuer_name="Bộ NN&MT",
        product_name="Nước mắm",
    )
    found = row(services.enter_verified(BINH, ministry, entered_by=AN))
    assert (found.issuer_province_code, found.decision_key) == (None, "2394/qdubnd|2024|None")
