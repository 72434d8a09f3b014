"""What an application still lacks: every kind of gap, alone."""

from datetime import date

import pytest

from marketplace.kernel.i18n import speaking
from marketplace.producers.applications import checklist
from marketplace.producers.applications.checklist import Missing, lines_beside, step_of
from marketplace.producers.applications.kinds import IdScan, Progress, Step
from marketplace.producers.kinds import PaperKind
from tests.unit.producers.applications.samples import SCANS, answers

TODAY = date(2026, 11, 21)


def lacks(
    scans: frozenset[str] = SCANS, on: date = TODAY, **changes: str
) -> list[tuple[Step, str, str, bool]]:
    found = checklist.missing(answers(**changes), scans, on)
    return [(each.step, each.name, str(each.text), each.wrong) for each in found]


def test_the_sample_lacks_nothing() -> None:
    assert lacks() == []
    steps = checklist.progress(answers(), SCANS, TODAY)
    assert steps == dict.fromkeys(Step, Progress.COMPLETE)


def test_an_empty_application_is_told_everything_in_the_order_of_the_wizard() -> None:
    found = checklist.missing({}, frozenset(), TODAY)
    assert [(each.step, each.name) for each in found] == [
        (Step.SUBJECT, "kind"),
        (Step.SUBJECT, "legal_name"),
        (Step.REGISTRATION, "tax_code"),
        (Step.REGISTRATION, "registration_no"),
        (Step.REGISTRATION, "registration_on"),
        (Step.REGISTRATION, "registration_issuer"),
        (Step.PERSON, "representative"),
        (Step.PERSON, "representative_id"),
        (Step.PERSON, "phone"),
        (Step.PERSON, "scan.id_front"),
        (Step.PERSON, "scan.id_back"),
        (Step.PLACE, "province"),
        (Step.PLACE, "commune"),
        (Step.PLACE, "street"),
        (Step.GOODS, "sets"),
        (Step.PAPERS, "scan.business_registration"),
        (Step.PAYOUT, "bank"),
        (Step.PAYOUT, "bank_account"),
        (Step.PAYOUT, "bank_holder"),
    ]
    assert not any(each.wrong for each in found)
    assert checklist.progress({}, frozenset(), TODAY) == dict.fromkeys(Step, Progress.EMPTY)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": ""}, (Step.SUBJECT, "kind", "Chọn loại hình.", False)),
        ({"phone": "  "}, (Step.PERSON, "phone", "Ghi số điện thoại để cán bộ và người mua gọi.", False)),
        ({"phone": "123"}, (Step.PERSON, "phone", "Nhập số điện thoại đủ 10 số.", True)),
        ({"email": "nhan"}, (Step.PERSON, "email", "Ghi địa chỉ e-mail, ví dụ ten@gmail.com.", True)),
        (
            {"kind": "cooperative"},
            (
                Step.REGISTRATION,
                "tax_code",
                "Loại hình này dùng mã số thuế 10 số, không dùng số định danh cá nhân.",
                True,
            ),
        ),
        (
            {"commune_code": ""},
            (Step.PLACE, "commune", "Chọn xã, phường trong danh sách hiện nay.", True),
        ),
        (
            {"paper__food_safety_commitment__number": ""},
            (Step.PAPERS, "paper.food_safety_commitment.number", "Ghi số giấy.", False),
        ),
        (
            {"paper__food_safety_commitment__expires_on": "20/11/2026"},
            (
                Step.PAPERS,
                "paper.food_safety_commitment.expires_on",
                "Giấy đã hết hạn ngày 20/11/2026.",
                True,
            ),
        ),
    ],
)
def test_each_gap_is_named_alone(changes: dict[str, str], expected: tuple[Step, str, str, bool]) -> None:
    assert lacks(**changes) == [expected]


def test_a_paper_holds_to_the_end_of_its_last_day() -> None:
    assert lacks(paper__food_safety_commitment__expires_on="21/11/2026") == []
    assert lacks(paper__food_safety_commitment__expires_on="") == []


@pytest.mark.parametrize(
    ("kind", "step", "text"),
    [
        (IdScan.FRONT, Step.PERSON, "Thêm ảnh chụp: Căn cước, mặt trước."),
        (IdScan.BACK, Step.PERSON, "Thêm ảnh chụp: Căn cước, mặt sau."),
        (PaperKind.BUSINESS_REGISTRATION, Step.PAPERS, "Thiếu: Giấy chứng nhận đăng ký kinh doanh."),
        (
            PaperKind.FOOD_SAFETY_COMMITMENT,
            Step.PAPERS,
            "Thêm ảnh chụp hoặc bản quét: Bản cam kết sản xuất an toàn.",
        ),
    ],
)
def test_each_scan_that_is_not_there_is_named(kind: str, step: Step, text: str) -> None:
    assert lacks(SCANS - {kind}) == [(step, f"scan.{kind}", text, False)]


NO_FOOD_SAFETY = (
    "Thiếu: Giấy chứng nhận ATTP, hoặc Giấy chứng nhận HACCP, Giấy chứng nhận ISO 22000,"
    " Giấy chứng nhận GMP, Bản cam kết sản xuất an toàn."
)


def without_commitment(**changes: str) -> dict[str, str]:
    blank = {
        f"paper__food_safety_commitment__{each}": ""
        for each in ("number", "issuer", "issued_on", "expires_on")
    }
    return {**blank, **changes}


def test_any_paper_that_serves_will_do_and_the_usual_one_is_asked_for() -> None:
    bare = SCANS - {PaperKind.FOOD_SAFETY_COMMITMENT}
    assert lacks(bare, **without_commitment()) == [
        (
            Step.PAPERS,
            "scan.food_safety",
            NO_FOOD_SAFETY,
            False,
        )
    ]
    haccp = {
        "paper__haccp__number": "H1",
        "paper__haccp__issuer": "Vinacontrol",
        "paper__haccp__issued_on": "1/2/2026",
    }
    assert lacks(bare | {"haccp"}, **without_commitment(**haccp)) == []


def test_the_commitment_is_not_enough_for_what_is_cooked() -> None:
    found = lacks(sets="1 7")
    assert [(name, wrong) for _step, name, _text, wrong in found] == [("scan.food_safety", False)]


def test_what_is_begun_has_to_be_finished_though_nobody_asks_for_it() -> None:
    found = lacks(paper__vietgap__number="VG-1")
    assert [(name, text) for _step, name, text, _wrong in found] == [
        ("paper.vietgap.issuer", "Ghi nơi cấp."),
        ("paper.vietgap.issued_on", "Ghi ngày cấp."),
        ("scan.vietgap", "Thêm ảnh chụp hoặc bản quét: Chứng nhận VietGAP."),
    ]


def test_no_paper_for_food_is_asked_of_who_weaves() -> None:
    assert lacks(SCANS - {"food_safety_commitment"}, sets="22", **without_commitment()) == []


def test_a_step_is_wrong_before_it_is_begun_before_it_is_complete() -> None:
    steps = checklist.progress(
        answers(phone="123", street="", story="", introduction="", bank="", bank_account="", bank_holder=""),
        SCANS,
        TODAY,
    )
    assert steps == {
        Step.SUBJECT: Progress.COMPLETE,
        Step.REGISTRATION: Progress.COMPLETE,
        Step.PERSON: Progress.WRONG,
        Step.PLACE: Progress.BEGUN,
        Step.GOODS: Progress.COMPLETE,
        Step.PAPERS: Progress.COMPLETE,
        Step.PAYOUT: Progress.EMPTY,
        Step.STORY: Progress.EMPTY,
        Step.SEND: Progress.EMPTY,
    }


def test_a_step_with_only_a_scan_is_begun() -> None:
    assert checklist.progress({}, {IdScan.FRONT}, TODAY)[Step.PERSON] is Progress.BEGUN


def test_the_lines_to_compare_are_those_that_stand_on_papers() -> None:
    assert checklist.lines(answers()) == (
        "kind",
        "legal_name",
        "tax_code",
        "registration_no",
        "registration_on",
        "registration_issuer",
        "representative",
        "representative_id",
        "commune",
        "street",
        "bank",
        "bank_account",
        "bank_holder",
        "paper.food_safety_commitment.number",
        "paper.food_safety_commitment.issuer",
        "paper.food_safety_commitment.issued_on",
        "paper.food_safety_commitment.expires_on",
    )
    assert checklist.lines({"legal_name": "  ", "kind": "household", "story": "x"}) == ("kind",)


def test_which_lines_a_scan_shows() -> None:
    assert lines_beside("id_front") == lines_beside("id_back") == ("representative", "representative_id")
    assert lines_beside("business_registration") == (
        "kind",
        "legal_name",
        "tax_code",
        "registration_no",
        "registration_on",
        "registration_issuer",
    )
    assert lines_beside("haccp") == (
        "paper.haccp.number",
        "paper.haccp.issuer",
        "paper.haccp.issued_on",
        "paper.haccp.expires_on",
    )


def test_places_have_their_steps() -> None:
    assert (step_of("scan.id_back"), step_of("scan.gmp")) == (Step.PERSON, Step.PAPERS)
    assert (step_of("bank"), step_of("paper.gmp.number")) == (Step.PAYOUT, Step.PAPERS)
    for name in ("scan.passport", "scan.", "nothing"):
        with pytest.raises(KeyError):
            step_of(name)


def test_a_gap_has_words_in_the_language_of_the_reader() -> None:
    found = checklist.missing(answers(**without_commitment()), SCANS - {"food_safety_commitment"}, TODAY)
    assert isinstance(found[0], Missing)
    with speaking("en"):
        assert str(found[0].text) == (
            "Missing: Food safety certificate, or HACCP certificate, ISO 22000 certificate, GMP certificate,"
            " Commitment to safe production."
        )
