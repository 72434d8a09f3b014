"""What is wrong with which row, named by row and column."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from marketplace.certification.annex.assess.assess import Address, World, assess
from marketplace.certification.annex.assess.declared import FILL_DOWN_LABEL, Declared
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.duplicates import Register, Registered, holder_key, twins
from marketplace.certification.annex.assess.findings import Code, Finding
from marketplace.certification.annex.assess.report import Counts, Report, RowState
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.mapping import correct, guess_mapping
from marketplace.certification.annex.values.decisions import Decision
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, Round
from marketplace.documents.tables.grid import Grid
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message, speaking
from marketplace.places.cards import Candidate, CommuneCard, ProvinceCard, Resolution
from tests.data.annex.files import delimited, xlsx
from tests.data.annex.table import Table

TODAY = date(2026, 11, 21)
HA_TINH = ProvinceCard("42", "Hà Tĩnh", "tỉnh", "ha-tinh")
NGHE_AN = ProvinceCard("40", "Nghệ An", "tỉnh", "nghe-an")
HUONG_DO = CommuneCard("18550", "Hương Đô", "xã", "huong-do", HA_TINH)
KIM_HOA = CommuneCard("18223", "Kim Hoa", "xã", "kim-hoa", HA_TINH)
ELSEWHERE = CommuneCard("17000", "Kim Liên", "xã", "kim-lien", NGHE_AN)
SPLIT, LOST, FAR, ODD = "Phường Đại Nài", "Xã Không Có", "Xã Kim Liên", "Xã Hương Đô, huyện Lạ"
ANSWERS = {
    SPLIT: Resolution(
        SPLIT, candidates=(Candidate(HUONG_DO), Candidate(KIM_HOA)), problem=Message("hãy chọn một.")
    ),
    LOST: Resolution(
        LOST, unknown=(LOST,), candidates=(Candidate(KIM_HOA),), problem=Message("Không tìm thấy.")
    ),
    FAR: Resolution(FAR, commune=ELSEWHERE),
    ODD: Resolution(ODD, commune=HUONG_DO, doubts=(Message("“huyện Lạ” không khớp."),)),
    "Huyện Nghi Xuân": Resolution(
        "Huyện Nghi Xuân", unknown=("Huyện Nghi Xuân",), problem=Message("chưa ghi xã, phường.")
    ),
}
HEAD = (
    "STT",
    "Tên sản phẩm",
    "Chủ thể",
    "Địa chỉ",
    "Điểm",
    "Hạng sao",
    "Số quyết định",
    "Ngày quyết định",
    "Cơ quan ban hành",
)
GOOD = (
    1,
    "Cam Khe Mây",
    "HTX Long Nhâm",
    "Xã Hương Đô",
    "78,5",
    "4",
    "1811/QĐ-UBND",
    "15/10/2024",
    "UBND tỉnh Hà Tĩnh",
)


def resolve(addresses: Sequence[Address]) -> Mapping[Address, Resolution]:
    return {key: ANSWERS.get(key[0], Resolution(key[0], commune=HUONG_DO)) for key in addresses}


def world(*registered: Registered) -> World:
    return World(TODAY, resolve, lambda drafts: registered)


def look(
    *rows: Sequence[object],
    head: Sequence[str] = HEAD,
    declared: Declared | None = None,
    known: Sequence[Registered] = (),
) -> Report:
    table = Table([list(head), *map(list, rows)])
    book = read(delimited(table))
    return assess(book, guess_mapping(book), declared or Declared("42"), world(*known))


def row(**changes: object) -> tuple[object, ...]:
    """A good row with some cells changed, by the first word of their heading."""
    names = ("number", "product", "holder", "address", "score", "star", "decision", "day", "issuer")
    return tuple(changes.get(name, value) for name, value in zip(names, GOOD, strict=True))


def the_one(report: Report) -> Finding:
    (finding,) = report.findings
    return finding


def test_a_good_row() -> None:
    report = look(GOOD)
    assert report.findings == ()
    (draft,) = report.ready
    assert draft == RowDraft(
        number=2,
        product="Cam Khe Mây",
        holder="HTX Long Nhâm",
        address="Xã Hương Đô",
        commune_code="18550",
        star=4,
        score=7850,
        decision_no="1811/QĐ-UBND",
        decided_on=date(2024, 10, 15),
        issuer_name="UBND tỉnh Hà Tĩnh",
        issuer=IssuerKind.PROVINCE,
        places={"number": Field.DECISION, "day": Field.DECISION_DATE, "issuer": Field.ISSUER},
    )
    assert report.counts == Counts(rows=1, ready=1)
    assert report.is_clean


def test_points_may_stand_beside_the_stars() -> None:
    report = look(row(score=None, star="Hạng 4 sao (78,5 điểm)"))
    (draft,) = report.ready
    assert (draft.star, draft.score, report.findings) == (4, 7850, ())


@pytest.mark.parametrize(
    ("changes", "code", "letter", "value"),
    [
        ({"product": None}, Code.PRODUCT_MISSING, "B", ""),
        ({"holder": None}, Code.HOLDER_MISSING, "C", ""),
        ({"address": LOST}, Code.COMMUNE_UNKNOWN, "D", LOST),
        ({"address": FAR}, Code.OTHER_PROVINCE, "D", FAR),
        ({"score": "cao"}, Code.SCORE_UNREADABLE, "E", "cao"),
        ({"score": "69,99"}, Code.SCORE_MISMATCH, "E", "69,99"),
        ({"star": None}, Code.STAR_MISSING, "F", ""),
        ({"star": "cao"}, Code.STAR_UNREADABLE, "F", "cao"),
        ({"star": "6"}, Code.STAR_UNREADABLE, "F", "6"),
        ({"star": "Tiềm năng 5 sao"}, Code.STAR_UNREADABLE, "F", "Tiềm năng 5 sao"),
        ({"star": "2"}, Code.STAR_NOT_CERTIFIED, "F", "2"),
        ({"star": "1 sao"}, Code.STAR_NOT_CERTIFIED, "F", "1 sao"),
        ({"decision": None}, Code.DECISION_MISSING, "G", ""),
        ({"decision": "QĐ của tỉnh"}, Code.DECISION_MISSING, "G", "QĐ của tỉnh"),
        ({"day": None}, Code.DATE_MISSING, "H", ""),
        ({"day": "31/4/2024"}, Code.DATE_UNREADABLE, "H", "31/4/2024"),
        ({"day": "22/11/2026"}, Code.DATE_FUTURE, "H", "22/11/2026"),
        ({"day": "6/5/2018"}, Code.DATE_TOO_EARLY, "H", "06/05/2018"),
        ({"day": date(1900, 1, 1)}, Code.DATE_TOO_EARLY, "H", "01/01/1900"),
        ({"issuer": None}, Code.ISSUER_MISSING, "I", ""),
        ({"issuer": "Sở Nông nghiệp"}, Code.ISSUER_UNREADABLE, "I", "Sở Nông nghiệp"),
        ({"issuer": "UBND huyện Hương Khê"}, Code.AUTHORITY_MISMATCH, "I", "UBND huyện Hương Khê"),
        ({"product": "x" * 201}, Code.TEXT_TOO_LONG, "B", "x" * 60 + "…"),
    ],
)
def test_errors_stop_their_row(changes: dict[str, object], code: Code, letter: str, value: str) -> None:
    report = look(GOOD, row(**{"product": "Quýt", **changes}))
    finding = the_one(report)
    assert (finding.code, finding.severity.value, finding.row, finding.letter, finding.value) == (
        code,
        "error",
        3,
        letter,
        value,
    )
    assert [each.state for each in report.rows] == [RowState.READY, RowState.BLOCKED]
    assert not report.is_clean
    assert str(finding.message).strip()
    assert "%(" not in str(finding.message)


@pytest.mark.parametrize(
    ("changes", "code", "letter"),
    [
        ({"decision": "1811"}, Code.DECISION_INCOMPLETE, "G"),
        ({"score": "95"}, Code.SCORE_ABOVE_STAR, "E"),
        ({"address": ODD}, Code.COMMUNE_DOUBTFUL, "D"),
        ({"day": "20/11/2023"}, Code.EXPIRED, "H"),
        ({"day": "15/8/2019"}, Code.AUTHORITY_REVIEW, "I"),
    ],
)
def test_warnings_stop_nothing(changes: dict[str, object], code: Code, letter: str) -> None:
    report = look(row(**changes))
    found = {
        (finding.code, finding.severity.value, finding.row, finding.letter) for finding in report.findings
    }
    assert (code, "warning", 2, letter) in found
    assert report.counts.ready == 1
    assert report.is_clean


@pytest.mark.parametrize(
    ("day", "star", "issuer", "words"),
    [
        ("30/6/2025", "3", "UBND huyện Hương Khê", None),
        (
            "1/7/2025",
            "3",
            "UBND huyện Hương Khê",
            "Cấp huyện không còn sau ngày 30/06/2025 nên không ký công nhận ngày 01/07/2025. Xem lại cơ quan ban hành.",
        ),
        (
            "15/8/2025",
            "3",
            "UBND thành phố Hà Tĩnh",
            "Cấp huyện không còn sau ngày 30/06/2025 nên không ký công nhận ngày 15/08/2025. Xem lại cơ quan ban hành.",
        ),
        (
            "15/10/2024",
            "3",
            "UBND tỉnh Hà Tĩnh",
            "Ngày 15/10/2024, 3 sao do UBND cấp huyện công nhận, không phải UBND tỉnh Hà Tĩnh.",
        ),
        (
            "15/10/2024",
            "5",
            "UBND tỉnh Hà Tĩnh",
            "Ngày 15/10/2024, 5 sao do Bộ phụ trách nông nghiệp công nhận, không phải UBND tỉnh Hà Tĩnh.",
        ),
        (
            "15/10/2021",
            "5",
            "UBND tỉnh Hà Tĩnh",
            (
                "Ngày 15/10/2021, 5 sao do Bộ phụ trách nông nghiệp hoặc Hội đồng OCOP trung ương công nhận, "
                "không phải UBND tỉnh Hà Tĩnh."
            ),
        ),
        ("10/4/2026", "3", "Chủ tịch UBND tỉnh Hà Tĩnh", None),
    ],
)
def test_authority(day: str, star: str, issuer: str, words: str | None) -> None:
    report = look(row(day=day, star=star, issuer=issuer, score=None))
    wrong = [finding for finding in report.findings if finding.code is Code.AUTHORITY_MISMATCH]
    assert [str(finding.message) for finding in wrong] == ([words] if words else [])


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (
            {"day": "10/5/2026", "star": "3", "score": "60", "issuer": "UBND tỉnh Lạng Sơn"},
            Code.ISSUER_ELSEWHERE,
            "Ngày 10/05/2026, nơi có sản phẩm không thuộc “UBND tỉnh Lạng Sơn”. Xem lại cơ quan ký và địa chỉ.",
        ),
        (
            {"star": "3", "score": "60", "issuer": "UBND huyện Hữu Lũng"},
            Code.ISSUER_ELSEWHERE,
            "Ngày 15/10/2024, nơi có sản phẩm không thuộc “UBND huyện Hữu Lũng”. Xem lại cơ quan ký và địa chỉ.",
        ),
        (
            {"issuer": "UBND tỉnh Hà Tỉn"},
            Code.ISSUER_ELSEWHERE,
            (
                "Ngày 15/10/2024 không có tỉnh, thành phố nào như “UBND tỉnh Hà Tỉn” ghi. "
                "Xem lại cơ quan ký và ngày ký."
            ),
        ),
        (
            {"decision": "2361/QĐ-BNNMT"},
            Code.ISSUER_CONTRADICTS,
            "Số “2361/QĐ-BNNMT” là số của Bộ, mà cơ quan ban hành ghi “UBND tỉnh Hà Tĩnh”.",
        ),
        (
            {"star": "5", "score": "92", "issuer": "Bộ Y tế"},
            Code.ISSUER_ELSEWHERE,
            "“Bộ Y tế” không phải là bộ phụ trách nông nghiệp. Xem lại cơ quan ký.",
        ),
        (
            {"star": "5", "score": "92", "day": "10/8/2026", "issuer": "Bộ NN&PTNT"},
            Code.ISSUER_ELSEWHERE,
            (
                "Ngày 10/08/2026, bộ phụ trách nông nghiệp là Bộ Nông nghiệp và Môi trường, không phải “Bộ NN&PTNT”. "
                "Xem lại cơ quan ký và ngày ký."
            ),
        ),
    ],
)
def test_an_issuer_that_is_not_of_the_place_or_the_number_stops_its_row(
    changes: dict[str, object], code: Code, words: str
) -> None:
    report = look(row(**changes))
    finding = the_one(report)
    assert (finding.code, finding.severity.value, finding.row, finding.letter, finding.value) == (
        code,
        "error",
        2,
        "I",
        changes.get("issuer", "UBND tỉnh Hà Tĩnh"),
    )
    assert str(finding.message) == words
    assert report.counts.ready == 0


@pytest.mark.parametrize(
    ("changes", "words", "letter"),
    [
        (
            {"decision": "5/QĐ-BYT"},
            "Số “5/QĐ-BYT” có ký hiệu của bộ không phụ trách nông nghiệp. Xem lại số và cơ quan ban hành.",
            "G",
        ),
        (
            {"star": "5", "score": "92", "day": "10/5/2025", "issuer": "Bộ NN&PTNT"},
            (
                "Ngày 10/05/2025, bộ phụ trách nông nghiệp tên là Bộ Nông nghiệp và Môi trường, "
                "quyết định ghi “Bộ NN&PTNT”. Xem lại tên cơ quan ký."
            ),
            "I",
        ),
        (
            {"star": "3", "score": "60", "issuer": "UBND huyện Đức Thọ"},
            (
                "Ngày 15/10/2024, nơi có sản phẩm có lẽ không thuộc địa bàn của “UBND huyện Đức Thọ”. "
                "Xem lại cơ quan ký và địa chỉ."
            ),
            "I",
        ),
    ],
)
def test_an_odd_issuer_is_remarked_upon_and_imported(
    changes: dict[str, object], words: str, letter: str
) -> None:
    report = look(row(**changes))
    finding = the_one(report)
    assert (finding.code, finding.severity.value, finding.row, finding.letter) == (
        Code.ISSUER_DOUBTFUL,
        "warning",
        2,
        letter,
    )
    assert str(finding.message) == words
    assert report.counts.ready == 1


def test_the_issuer_was_of_the_province_of_its_day() -> None:
    hoa_binh = CommuneCard(
        "31891", "Hòa Bình", "xã", "hoa-binh", ProvinceCard("96", "Cà Mau", "tỉnh", "ca-mau")
    )
    place = "Xã Hòa Bình, tỉnh Cà Mau"
    there = World(
        TODAY, lambda keys: {key: Resolution(key[0], commune=hoa_binh) for key in keys}, lambda _: ()
    )
    rows = [
        row(address=place, product=f"Muối {number}", day=day, issuer=issuer)
        for number, (day, issuer) in enumerate(
            [
                ("15/10/2024", "UBND tỉnh Bạc Liêu"),
                ("15/10/2024", "UBND tỉnh Cà Mau"),
                ("10/5/2026", "UBND tỉnh Cà Mau"),
                ("10/5/2026", "UBND tỉnh Bạc Liêu"),
            ]
        )
    ]
    book = read(delimited(Table([list(HEAD), *map(list, rows)])))
    report = assess(book, guess_mapping(book), Declared("96"), there)
    assert [(finding.row, finding.code) for finding in report.findings] == [
        (3, Code.ISSUER_ELSEWHERE),
        (5, Code.ISSUER_ELSEWHERE),
    ]


def test_issuer_of_the_ministry_is_in_the_number() -> None:
    report = look(row(star="5", score="92", decision="2361/QĐ-BNNMT", day="26/6/2025", issuer=None))
    assert report.findings == ()
    assert report.ready[0].issuer is IssuerKind.MINISTRY


def test_questions_wait_for_an_answer() -> None:
    rows = (
        row(address=SPLIT),
        row(product="Quýt", address="Huyện Nghi Xuân"),
        row(product="Bưởi", address=None),
    )
    report = look(*rows)
    assert [
        (finding.code, finding.severity.value, finding.row, finding.letter) for finding in report.findings
    ] == [
        (Code.COMMUNE_AMBIGUOUS, "question", 2, "D"),
        (Code.COMMUNE_MISSING, "question", 3, "D"),
        (Code.COMMUNE_MISSING, "question", 4, "D"),
    ]
    assert [(choice.value, choice.label) for choice in report.findings[0].choices] == [
        ("18550", "Xã Hương Đô, Hà Tĩnh"),
        ("18223", "Xã Kim Hoa, Hà Tĩnh"),
    ]
    assert report.counts == Counts(rows=3, question=3, questions=3)
    answered = look(*rows, declared=Declared("42", communes={2: "18223", 3: "18550", 4: "18550"}))
    assert answered.findings == ()
    assert [draft.commune_code for draft in answered.ready] == ["18223", "18550", "18550"]
    assert look(row(address=LOST), declared=Declared("42", communes={2: "18223"})).is_clean


def test_rows_that_are_left_out_do_not_count() -> None:
    bad = row(product="Cam Khe Mây", star="2")
    report = look(GOOD, bad, declared=Declared("42", skipped=frozenset({3})))
    assert report.findings == ()
    assert report.counts == Counts(rows=2, ready=1, skipped=1)
    assert report.is_clean


def test_duplicates_in_the_file() -> None:
    later = row(decision="9/QĐ-UBND", day="1/9/2026")
    report = look(GOOD, row(product="CAM KHE  MÂY"), later)
    assert [
        (finding.code, finding.row, finding.letter, str(finding.message)) for finding in report.findings
    ] == [
        (
            Code.DUPLICATE_IN_FILE,
            3,
            "B",
            "Trùng với hàng 2: cùng sản phẩm, chủ thể, quyết định. Nhiều quy cách thì ghi chung một hàng.",
        ),
        (Code.SAME_PRODUCT_IN_FILE, 4, "B", "Cùng sản phẩm, chủ thể với hàng 2, khác quyết định."),
    ]
    assert [each.state for each in report.rows] == [RowState.READY, RowState.BLOCKED, RowState.READY]


def test_likely_duplicates_in_the_register_are_named_by_code() -> None:
    known = (
        Registered("AAAA1111", "Cam Khe Mây", "HTX Long Nhâm", "", "1811/QĐ-UBND", date(2024, 10, 15)),
        Registered("BBBB2222", "Cam Khe Mấy", "Hợp tác xã Long Nhâm", "", "7/QĐ-UBND", date(2021, 1, 5)),
        Registered("CCCC3333", "Cam Khe Mây", "HTX Khác Hẳn"),
        Registered("DDDD4444", "Nước mắm", "HTX Long Nhâm"),
    )
    report = look(GOOD, known=known)
    assert [(finding.code, finding.severity.value, str(finding.message)) for finding in report.findings] == [
        (
            Code.ALREADY_REGISTERED,
            "error",
            "Đã có trong sổ theo quyết định này: AAAA1111 (Cam Khe Mây, HTX Long Nhâm).",
        ),
        (
            Code.LIKELY_DUPLICATE,
            "warning",
            "Có thể là sản phẩm đã có trong sổ: BBBB2222 (Cam Khe Mấy, Hợp tác xã Long Nhâm, QĐ 7/QĐ-UBND).",
        ),
    ]


def test_same_tax_code_is_the_same_holder_whatever_the_name() -> None:
    draft = RowDraft(2, "Cam Khe Mây", "HTX Long Nhâm", tax_code="0314409058")
    entries = [
        Registered("A", "Cam Khe Mây", "Công ty Tên Mới", "0314409058"),
        Registered("B", "Cam Khe Mây", "HTX Long Nhâm", "0100112437"),
        Registered("C", "Cam Khe Mây", "Chi nhánh", "0314409058-001"),
    ]
    assert [entry.code for entry in Register(entries).like(draft)] == ["A", "C"]
    assert Register([]).like(draft) == ()


def test_two_people_whose_numbers_begin_alike_are_two_holders() -> None:
    draft = RowDraft(2, "Cam Khe Mây", "Hộ Lê Thị Mận", tax_code="042179003412")
    entries = [
        Registered("A", "Cam Khe Mây", "Hộ Trần Văn Sáu", "042179003499"),
        Registered("B", "Cam Khe Mây", "Hộ Lê Thị Mận cũ", "042179003412"),
    ]
    assert [entry.code for entry in Register(entries).like(draft)] == ["B"]


def test_holders_are_compared_without_their_legal_form() -> None:
    assert holder_key("Công ty TNHH MTV Long Nhâm") == holder_key("Cty Long Nhâm") == "long nham"
    assert holder_key("HTX") == "htx"
    assert twins([RowDraft(1), RowDraft(2)]) == {}


def test_one_decision_for_the_whole_file_is_declared_once() -> None:
    head, cells = HEAD[:6], GOOD[:6]
    silent = look(cells, (2, "Quýt", *cells[2:]), head=head)
    assert [(finding.code, finding.row, str(finding.place)) for finding in silent.findings] == [
        (Code.DECISION_MISSING, None, "cả tệp"),
        (Code.DATE_MISSING, None, "cả tệp"),
        (Code.ISSUER_MISSING, None, "cả tệp"),
    ]
    assert silent.counts.blocked == 2
    declared = Declared(
        "42", Decision("1811/QĐ-UBND", date(2024, 10, 15), "UBND tỉnh Hà Tĩnh"), round=Round.FIRST
    )
    told = look(cells, (2, "Quýt", *cells[2:]), head=head, declared=declared)
    assert told.findings == ()
    assert {(draft.decision_no, draft.issuer, draft.round) for draft in told.ready} == {
        ("1811/QĐ-UBND", IssuerKind.PROVINCE, Round.FIRST)
    }
    assert told.ready[0].places == {}


def test_stars_nowhere_is_said_once() -> None:
    head = [heading for heading in HEAD if heading != "Hạng sao"]
    report = look(GOOD[:5] + GOOD[6:], (2, "Quýt", *GOOD[2:5], *GOOD[6:]), head=head)
    assert str(the_one(report).message) == "Không hàng nào có hạng sao. Chọn cột hạng sao."


def test_officer_and_title_disagree() -> None:
    table = Table(
        [["(Kèm theo Quyết định số 5/QĐ-UBND ngày 1/2/2024 của UBND tỉnh Hà Tĩnh)"], list(HEAD), list(GOOD)]
    )
    book = read(delimited(table))
    declared = Declared("42", Decision("6/QĐ-UBND", date(2024, 2, 2)))
    found = assess(book, guess_mapping(book), declared, world()).findings
    assert [(finding.code, str(finding.message)) for finding in found] == [
        (Code.TITLE_DIFFERS, "Tiêu đề của tệp ghi 5/QĐ-UBND, cán bộ ghi 6/QĐ-UBND; lấy theo cán bộ."),
        (Code.TITLE_DIFFERS, "Tiêu đề của tệp ghi 01/02/2024, cán bộ ghi 02/02/2024; lấy theo cán bộ."),
    ]


def test_empty_holders_are_filled_only_when_the_officer_says_so() -> None:
    rows = (GOOD, row(product="Quýt", holder=None, address=None))
    blank = look(*rows)
    assert [finding.code for finding in blank.findings] == [Code.HOLDER_MISSING, Code.COMMUNE_MISSING]
    assert str(FILL_DOWN_LABEL) in str(blank.findings[0].message)
    filled = look(*rows, declared=Declared("42", fill_down=True))
    assert str(the_one(filled).message) == "Ô chủ thể trống, lấy theo hàng trên: HTX Long Nhâm."
    assert [(draft.holder, draft.address) for draft in filled.ready] == [("HTX Long Nhâm", "Xã Hương Đô")] * 2


def test_ditto_marks_mean_the_row_above() -> None:
    report = look(GOOD, row(product="Quýt", holder='"', address="như trên", issuer="-nt-"))
    assert report.findings == ()
    assert report.ready[1].holder == "HTX Long Nhâm"
    assert report.ready[1].issuer is IssuerKind.PROVINCE


def test_more_packs_of_a_merged_product_join_it() -> None:
    head = (*HEAD, "Quy cách")
    table = Table(
        [list(head), [*GOOD, "túi 1 kg"], [None] * 9 + ["thùng 10 kg"], [*row(product="Quýt"), "túi 2 kg"]]
    )
    for column in range(1, 10):
        table.merge(2, column, 3, column)
    book = read(xlsx(table))
    report = assess(book, guess_mapping(book), Declared("42"), world())
    assert report.findings == ()
    assert [draft.packs for draft in report.ready] == [("túi 1 kg", "thùng 10 kg"), ("túi 2 kg",)]
    assert [(other.number, other.kind.value) for other in report.others] == [(3, "continuation")]


def test_what_a_person_does_not_see_in_the_file_is_named() -> None:
    from openpyxl import load_workbook

    from tests.data.annex.files import saved

    data = xlsx(Table([list(HEAD), list(GOOD)]), sheet="Danh sách", hide_rows=(2,), hide_columns="EK")
    import io

    book = load_workbook(io.BytesIO(data))
    extra = book.create_sheet("Đợt 2")
    for line in range(1, 6):
        extra.append([line, "chữ"])
    found = read(saved(book))
    report = assess(found, guess_mapping(found), Declared("42"), world())
    assert [(finding.code, str(finding.place), str(finding.message)) for finding in report.findings] == [
        (Code.SHEET_UNREAD, "cả tệp", "Trang tính “Đợt 2” không được đọc. Mỗi lần nhập một trang tính."),
        (Code.COLUMN_HIDDEN, "cột E (Điểm)", "Cột này đang ẩn trong tệp, vẫn được đọc."),
        (Code.ROW_HIDDEN, "hàng 2", "Hàng này đang ẩn trong tệp, vẫn được đọc."),
    ]
    assert report.is_clean


def test_formula_without_a_value_is_named_as_the_cause() -> None:
    table = Table([list(HEAD), [*GOOD[:5], "=3+1", *GOOD[6:]], list(row(product="Quýt"))])
    book = read(xlsx(table))
    finding = the_one(assess(book, guess_mapping(book), Declared("42"), world()))
    assert (finding.code, finding.row, finding.letter) == (Code.FORMULA_UNCOMPUTED, 2, "F")


def test_other_columns() -> None:
    head = (*HEAD, "Mã số thuế", "Mã sản phẩm", "Bộ sản phẩm", "Ngày hết hạn", "Lý do")
    report = look((*GOOD, "0302936124", "x-1", "Bộ 99", "1/1/2030", "mới"), head=head)
    assert [(finding.code, finding.letter) for finding in report.findings] == [
        (Code.COLUMN_UNMAPPED, "N"),
        (Code.TAX_CODE_WRONG, "J"),
        (Code.PRODUCT_CODE_WRONG, "K"),
        (Code.PRODUCT_SET_UNKNOWN, "L"),
        (Code.EXPIRY_DIFFERS, "M"),
    ]
    assert str(report.findings[0].place) == "cột N (Lý do)"
    assert "15/10/2027" in str(report.findings[4].message)
    (draft,) = report.ready
    assert (draft.tax_code, draft.product_set, draft.product_code) == ("", None, "x-1")
    good = look((*GOOD, "0314409058", "42-445-18550-1-2024", "Bộ 1", "15/10/2027", None), head=head)
    assert good.findings == ()
    assert (good.ready[0].tax_code, good.ready[0].product_set) == ("0314409058", 1)


def test_rounds() -> None:
    head = (*HEAD, "Ghi chú")
    rows = [
        (*row(product=f"Cam {n}"), note)
        for n, note in enumerate(("Nâng hạng", "Đánh giá lại", "Lần đầu", ""))
    ]
    drafts = look(*rows, head=head, declared=Declared("42", round=Round.UPGRADE)).ready
    assert [draft.round for draft in drafts] == [
        Round.UPGRADE,
        Round.RE_EVALUATION,
        Round.FIRST,
        Round.UPGRADE,
    ]


def test_files_in_which_nothing_can_be_read() -> None:
    report = look(("x", "y"), head=("a", "b"))
    assert [finding.code for finding in report.findings] == [Code.HEADER_MISSING]
    assert look(head=HEAD).findings[0].code is Code.NO_ROWS
    table = delimited(Table([["STT", "Tên sản phẩm", "Hạng sao", "Điểm"], [1, "Cam", "4", "75"]]))
    book = read(table)
    missing = assess(book, guess_mapping(book), Declared("42"), world())
    assert str(missing.of_file[0].message) == "Chưa có cột nào là “Chủ thể”. Chọn cột."
    other = replace(guess_mapping(book), sheet="không có")
    with pytest.raises(Invalid, match="không có"):
        assess(book, other, Declared("42"), world())


def test_a_corrected_mapping_is_applied() -> None:
    head = [*HEAD[:2], "Ai làm", *HEAD[3:]]
    book = read(delimited(Table([head, list(GOOD)])))
    guessed = guess_mapping(book)
    assert Code.COLUMN_MISSING in {
        finding.code for finding in assess(book, guessed, Declared("42"), world()).findings
    }
    report = assess(book, correct(guessed, {3: Field.HOLDER}), Declared("42"), world())
    assert report.findings == ()
    assert report.ready[0].holder == "HTX Long Nhâm"


def test_declared_is_stored_whole() -> None:
    declared = Declared(
        "42",
        Decision("1811/QĐ-UBND", date(2024, 10, 15), "UBND tỉnh"),
        Round.FIRST,
        EvidenceGrade.B1,
        fill_down=True,
        communes={7: "18550"},
        skipped=frozenset({3, 9}),
    )
    assert Declared.from_json(declared.to_json()) == declared
    assert Declared.from_json(Declared("42").to_json()) == Declared("42")


def test_empty_grid() -> None:
    assert Grid("", {}).columns == ()


@pytest.mark.parametrize(
    ("language", "star", "words"),
    [
        ("vi", "4", "69,99 điểm là hạng 3 sao, cột hạng sao ghi 4 sao."),
        ("en", "4", "69.99 points make 3 stars, the star column says 4."),
        ("vi", "3", "87,5 điểm là hạng 4 sao mà ghi 3 sao. Người duyệt xem phiếu chấm."),
        (
            "en",
            "3",
            "87.5 points is a 4 star score, yet 3 stars are given. Whoever verifies looks at the score sheet.",
        ),
    ],
)
def test_points_are_written_as_the_reader_writes_them(language: str, star: str, words: str) -> None:
    report = look(row(score="69,99" if star == "4" else "87,5", star=star))
    (found,) = (finding for finding in report.findings if finding.letter == "E")
    stored = Finding.from_json(json.loads(json.dumps(found.to_json())))
    assert stored == found
    with speaking(language):
        assert str(stored.message) == words
