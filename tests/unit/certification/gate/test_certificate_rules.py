"""Rules about the certificate, each met and not met, in the words that are read."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from marketplace.certification import stars
from marketplace.certification.facts import Filing, Revocation, Suspension
from marketplace.certification.gate import BadgeState, Evidence, Outcome
from marketplace.certification.kinds import (
    EvidenceGrade,
    IssuerKind,
    RecordState,
    RevocationGround,
)
from marketplace.certification.packs import parse_pack
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message
from tests.unit.certification.build import at, certificate, judge, producer, product, rule, stops

SECOND = timedelta(seconds=1)


def test_a_sound_offer_is_listed_and_every_required_rule_is_met():
    result = judge()
    assert result.listed
    assert result.promotable
    assert (result.met_count, result.required_count) == (14, 14)
    assert [verdict.code for verdict in result.rules] == [f"G{n:02}" for n in range(1, 17)]
    assert result.reasons == result.officer_reasons == result.failed == result.warnings == ()
    assert result.badge.state is BadgeState.VALID
    assert result.minimum_age is None


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"decision_no": ""}, "số quyết định"),
        ({"product_name": ""}, "tên sản phẩm"),
        ({"holder_name": ""}, "chủ thể"),
        ({"scan_hash": ""}, "bản quét quyết định"),
    ],
)
def test_g01_names_what_the_record_lacks(change, label):
    verdict = rule("G01", **change)
    assert verdict.outcome is Outcome.FAIL
    assert str(verdict.buyer) == f"Giấy chứng nhận trong sổ còn thiếu: {label}."
    assert not judge(certificate=certificate(**change)).listed


def test_g01_names_everything_missing_in_order():
    verdict = rule("G01", decision_no="", issued_on=None, issuer=None, star=None, scan_hash="")
    assert str(verdict.officer) == (
        "Bản ghi còn thiếu: số quyết định, ngày ký, cơ quan ký, hạng sao, bản quét quyết định. "
        "Bổ sung rồi trình duyệt lại."
    )


def test_g01_met():
    verdict = rule("G01")
    assert str(verdict.buyer) == "Số, ngày, cơ quan, hạng sao, tên sản phẩm, chủ thể và bản quét đều có."
    assert verdict.evidence == (
        Evidence(
            Message("Quyết định %(number)s", {"number": "2394/QĐ-UBND"}),
            "2394/QĐ-UBND",
            date(2024, 10, 15),
            grade=EvidenceGrade.A,
        ),
    )


def test_without_a_certificate_only_g01_is_the_reason():
    result = judge(certificate=None)
    assert not result.listed
    assert [str(reason) for reason in result.reasons] == ["Sản phẩm chưa có quyết định công nhận sao OCOP."]
    assert [verdict.code for verdict in result.rules] == [f"G{n:02}" for n in range(1, 17)]
    unchecked = [verdict.code for verdict in result.rules if verdict.outcome is Outcome.UNCHECKED]
    assert unchecked == ["G02", "G03", "G04", "G05", "G06", "G07", "G08", "G09", "G15"]
    assert result.badge.state is BadgeState.NONE
    assert result.rule("G10").passed


@pytest.mark.parametrize("star", [1, 2])
def test_g02_one_and_two_stars_were_never_certified(star):
    assert stops("G02", certificate=certificate(star=star, score=None)) == (
        f"Hạng {star} sao không được cấp giấy chứng nhận OCOP.",
        f"Hạng {star} sao không có quyết định công nhận; chỉ 3, 4 và 5 sao được bán.",
    )


@pytest.mark.parametrize(
    ("star", "score", "issuer", "issued"),
    [
        (3, 5000, IssuerKind.DISTRICT, date(2024, 10, 15)),
        (4, 7000, IssuerKind.PROVINCE, date(2024, 10, 15)),
        (5, 9000, IssuerKind.MINISTRY, date(2024, 10, 15)),
    ],
)
def test_g02_three_to_five_are_sold(star, score, issuer, issued):
    result = judge(certificate=certificate(star=star, score=score, issuer=issuer, issued_on=issued))
    assert result.listed
    assert str(result.rule("G02").buyer) == f"Sản phẩm được công nhận {star} sao."


def test_g04_in_force():
    verdict = rule("G04")
    assert str(verdict.buyer) == "Còn hiệu lực đến hết ngày 15/10/2027."
    assert str(verdict.officer) == (
        "Ký 15/10/2024, hết hạn 15/10/2027. Nộp hồ sơ đánh giá lại từ 18/04/2027 đến 17/06/2027."
    )


def test_g04_the_leap_day_certificate_at_the_last_second_and_the_next():
    leap = certificate(issued_on=date(2024, 2, 29))
    end = clock.end_exclusive(date(2027, 2, 28))
    last = judge(end - SECOND, certificate=leap)
    assert last.listed
    assert last.holds_until == end
    assert stops("G04", end, certificate=leap)[0] == "Giấy chứng nhận hết hạn ngày 28/02/2027."
    gone = judge(end, certificate=leap)
    assert gone.badge.state is BadgeState.EXPIRED
    assert not gone.promotable


def test_g04_grace_with_proof_to_its_last_second():
    graced = certificate(
        star=3,
        score=None,
        issuer=IssuerKind.DISTRICT,
        issued_on=date(2023, 6, 15),
        filing=Filing("03/PĐK-42-18685-2026", date(2026, 3, 30)),
        product_code="",
    )
    end = clock.end_exclusive(date(2026, 12, 12))
    result = judge(end - SECOND, certificate=graced)
    assert result.listed
    assert str(result.rule("G04").officer) == (
        "Ký 15/06/2023, hết hạn 15/06/2026, gia hạn đến 12/12/2026 theo biên nhận 03/PĐK-42-18685-2026 "
        "ngày 30/03/2026 (QĐ 26/2026/QĐ-TTg điều 12 khoản 3)."
    )
    assert stops("G04", end, certificate=graced) == (
        "Giấy chứng nhận hết hạn ngày 15/06/2026, thời gian gia hạn cũng đã hết ngày 12/12/2026.",
        "Ký 15/06/2023, hết hạn 15/06/2026, gia hạn có biên nhận đến 12/12/2026. Hôm nay là 13/12/2026.",
    )
    bare = replace(graced, filing=None)
    assert stops("G04", at(date(2026, 6, 16), 0), certificate=bare)[1] == (
        "Ký 15/06/2023, hết hạn 15/06/2026, không có biên nhận hồ sơ đánh giá lại. Hôm nay là 16/06/2026."
    )


def test_g04_other_ways_of_not_being_in_time():
    early = judge(at(date(2024, 10, 14), 23, 59, 59)).rule("G04")
    assert str(early.buyer) == "Quyết định công nhận ký ngày 15/10/2024, chưa có hiệu lực."
    decided = certificate(
        issued_on=date(2023, 6, 15),
        product_code="",
        filing=Filing("1", date(2026, 3, 30), result_on=date(2026, 8, 1)),
    )
    assert stops("G04", at(date(2026, 8, 1), 0), certificate=decided)[0] == (
        "Giấy chứng nhận hết hạn ngày 15/06/2026, đợt đánh giá lại đã có kết quả ngày 01/08/2026."
    )
    replaced = certificate(superseded_on=date(2026, 10, 1))
    assert stops("G04", certificate=replaced)[0] == (
        "Giấy chứng nhận này đã được thay bằng quyết định mới ngày 01/10/2026."
    )


def test_g05_suspension_from_its_second_to_its_second():
    since, until = at(date(2026, 11, 10), 9, 30), at(date(2026, 11, 20), 16)
    stopped = certificate(suspensions=(Suspension(since, until, "tem sai", "12/BB"),))
    assert judge(since - SECOND, certificate=stopped).listed
    assert judge(since - SECOND, certificate=stopped).holds_until == since
    assert stops("G05", since, certificate=stopped) == (
        "Cơ quan quản lý tạm dừng bán từ ngày 10/11/2026.",
        "Tạm dừng từ 10/11/2026 theo 12/BB: tem sai.",
    )
    assert stops("G05", until - SECOND, certificate=stopped)
    assert judge(until, certificate=stopped).listed
    assert judge(since, certificate=stopped).badge.state is BadgeState.SUSPENDED


def test_g05_revocation_takes_effect_that_second():
    gone = at(date(2026, 11, 10), 9, 30, 15)
    revoked = certificate(revocation=Revocation(gone, "843/QĐ-UBND", RevocationGround.NOT_PRODUCED))
    assert judge(gone - SECOND, certificate=revoked).listed
    assert stops("G05", gone, certificate=revoked) == (
        "Giấy chứng nhận đã bị thu hồi ngày 10/11/2026.",
        "Thu hồi từ 10/11/2026 theo quyết định 843/QĐ-UBND, căn cứ điểm đ: không còn sản xuất.",
    )
    assert judge(gone, certificate=revoked).holds_until is not None


def test_g06_the_same_name_typed_otherwise_is_the_same_product():
    verdict = judge(product=product(name="CAM  KHE  MÂY")).rule("G06")
    assert str(verdict.buyer) == "Đúng sản phẩm trong giấy, quy cách: Túi 2 kg, Thùng 5 kg."


def test_g06_another_product_of_the_same_producer_is_refused():
    assert stops("G06", product=product(name="Mứt cam Khe Mây")) == (
        "Giấy chứng nhận cấp cho sản phẩm khác: Cam Khe Mây.",
        "Chào bán “Mứt cam Khe Mây”, quyết định công nhận “Cam Khe Mây”.",
    )
    assert judge(product=product(name="Mứt cam Khe Mây")).badge.state is BadgeState.NONE


def test_g06_a_borrowed_star_is_refused():
    borrower = producer(id=9, legal_name="HTX Vườn Mẫu", tax_id="9900000023")
    assert stops("G06", producer=borrower) == (
        "Giấy chứng nhận đứng tên người khác: HTX Long Nhâm.",
        "Quyết định cấp cho “HTX Long Nhâm”, người bán là “HTX Vườn Mẫu”: gắn đúng chủ thể hoặc gỡ sản phẩm.",
    )


@pytest.mark.parametrize(
    ("held", "sold", "listed"),
    [
        ({"producer_id": 7}, {"legal_name": "Tên mới", "tax_id": "9900000023"}, True),
        ({"producer_id": 8}, {}, False),
        ({"producer_id": 8}, {"id": None}, True),
        ({"holder_tax_id": ""}, {"legal_name": "htx long nhâm"}, True),
        ({"holder_tax_id": ""}, {"legal_name": "HTX Long Nham"}, False),
        ({"holder_tax_id": "9900000023"}, {}, False),
    ],
)
def test_g06_whose_certificate_it_is(held, sold, listed):
    assert judge(certificate=certificate(**held), producer=producer(**sold)).listed is listed


def test_g06_a_pack_that_was_not_certified_is_named():
    offer = product(packs=(parse_pack("Túi 2.000 g"), parse_pack("Thùng 10 kg")))
    assert stops("G06", product=offer) == (
        "Quy cách chưa được công nhận: Thùng 10 kg.",
        "Quy cách chào bán không có trong quyết định: Thùng 10 kg. Quyết định ghi: Túi 2 kg, Thùng 5 kg.",
    )


def test_g06_a_decision_without_packs_is_compared_by_name():
    verdict = rule("G06", packs=())
    assert verdict.passed
    assert str(verdict.buyer) == "Đúng sản phẩm và chủ thể trong giấy; quyết định không ghi quy cách."


@pytest.mark.parametrize(
    ("score", "star", "issuer", "passed"),
    [
        (7000, 4, IssuerKind.PROVINCE, True),
        (7000, 3, IssuerKind.DISTRICT, False),
        (6999, 3, IssuerKind.DISTRICT, True),
        (6999, 4, IssuerKind.PROVINCE, False),
        (8999, 4, IssuerKind.PROVINCE, True),
        (9000, 4, IssuerKind.PROVINCE, False),
        (9000, 5, IssuerKind.MINISTRY, True),
        (9000, 5, IssuerKind.PROVINCE, False),
        (8999, 5, IssuerKind.MINISTRY, False),
        (5000, 3, IssuerKind.DISTRICT, True),
        (4999, 3, IssuerKind.DISTRICT, False),
    ],
)
def test_g07_the_total_gives_the_star(score, star, issuer, passed):
    verdict = rule("G07", score=score, star=star, issuer=issuer)
    assert verdict.passed is passed


def test_g07_in_words():
    assert str(rule("G07").buyer) == "78,5 điểm nằm trong khoảng 70 đến dưới 90 của hạng 4 sao."
    assert stops("G07", certificate=certificate(score=6999)) == (
        "69,99 điểm là hạng 3 sao, giấy chứng nhận ghi 4 sao.",
        "69,99 điểm thuộc hạng 3 sao, bản ghi là 4 sao: đối chiếu lại phiếu chấm.",
    )
    assert stops("G07", certificate=certificate(score=9000)) == (
        "Từ 90 điểm, hạng 5 sao phải do Bộ công nhận.",
        "90 điểm đạt mức 5 sao, phải trình Bộ; quyết định này do UBND tỉnh Hà Tĩnh ký.",
    )
    top = rule("G07", score=9250, star=5, issuer=IssuerKind.MINISTRY)
    assert str(top.buyer) == "92,5 điểm nằm trong khoảng 90 đến 100 của hạng 5 sao, do Bộ công nhận."


def test_g07_without_a_score_asks_nothing():
    assert rule("G07", score=None).outcome is Outcome.NOT_APPLICABLE


NEW_RULE = {"issued_on": date(2026, 6, 1), "product_code": "42-18550-1-2026", "criteria_set": 1}


def test_g08_missed_minima_warn_and_stop_nothing():
    scores = dict(stars.minima(1, 4)) | {"8": 100}
    result = judge(certificate=certificate(**NEW_RULE, criterion_scores=scores))
    assert result.listed
    assert result.badge.state is BadgeState.VALID
    (warning,) = result.warnings
    assert (warning.code, warning.blocking, warning.passed) == ("G08", False, False)
    assert str(warning.officer) == "Chưa đủ điểm tối thiểu của hạng 4 sao ở các mục: 8 (1/3)."


def test_g08_met_and_not_asked():
    met = rule("G08", **NEW_RULE, criterion_scores=dict(stars.minima(1, 4)))
    assert str(met.officer) == "Bộ tiêu chí số 1: mọi mục có dấu sao đều đủ điểm tối thiểu."
    assert rule("G08").outcome is Outcome.NOT_APPLICABLE
    old = rule("G08", criteria_set=1, criterion_scores={"1.1": 100})
    assert str(old.officer) == "Chế độ 148: sổ không có bảng điểm tối thiểu để kiểm."


@pytest.mark.parametrize(
    ("changes", "officer"),
    [
        ({"product_code": "42/1"}, "Mã 42/1 không theo mẫu tỉnh-xã-số-năm hay mẫu cũ tỉnh-huyện-xã-số-năm."),
        (
            {"product_code": "42-18550-1-2024"},
            "Mã 42-18550-1-2024 không đúng mẫu của chế độ 148 vào ngày ký 15/10/2024.",
        ),
        (
            {"product_code": "42-436-18550-1-2021"},
            "Năm trong mã 42-436-18550-1-2021 không khớp ngày ký 15/10/2024.",
        ),
        (
            {"units_known": False},
            "Mã tỉnh hoặc mã xã trong 42-436-18550-1-2024 không có trong danh mục vào ngày ký 15/10/2024.",
        ),
    ],
)
def test_g09_warns_only(changes, officer):
    result = judge(certificate=certificate(**changes))
    assert result.listed
    assert [(each.code, str(each.officer)) for each in result.warnings] == [("G09", officer)]


def test_g09_met_and_not_asked():
    assert str(rule("G09").officer) == "Mã 42-436-18550-1-2024 đúng mẫu của chế độ 148."
    assert rule("G09", product_code="").outcome is Outcome.NOT_APPLICABLE


def test_g15_only_the_decision_itself_gives_the_full_badge():
    assert str(rule("G15").buyer) == "Đã đối chiếu với chính bản quyết định."
    news = judge(certificate=certificate(grade=EvidenceGrade.B1))
    assert news.listed
    assert news.badge.state is BadgeState.PENDING
    assert str(news.badge.detail) == "chờ đối chiếu"


@pytest.mark.parametrize(
    ("grade", "officer"),
    [
        (EvidenceGrade.B2, "Bằng chứng hạng B2 (tin trước khi công nhận), cần ít nhất hạng B1."),
        (EvidenceGrade.C, "Bằng chứng hạng C (trang của người bán), cần ít nhất hạng B1."),
        (None, "Chưa xếp hạng bằng chứng, cần ít nhất hạng B1."),
    ],
)
def test_g15_weaker_evidence_stops(grade, officer):
    assert stops("G15", certificate=certificate(grade=grade)) == (
        "Chưa có quyết định hoặc tin chính thức làm bằng chứng.",
        officer,
    )
    assert judge(certificate=certificate(grade=grade)).badge.state is BadgeState.NONE


@pytest.mark.parametrize(
    ("state", "label"), [(RecordState.DRAFT, "Bản nháp"), (RecordState.SUBMITTED, "Chờ duyệt")]
)
def test_g15_a_record_that_no_second_officer_verified_stops(state, label):
    assert stops("G15", certificate=certificate(state=state)) == (
        "Giấy chứng nhận đang được cán bộ đối chiếu.",
        f"Bản ghi ở bước “{label}”, chưa được cán bộ thứ hai duyệt.",
    )
    assert judge(certificate=certificate(state=state)).badge.state is BadgeState.NONE
