"""The rule on who recognised (G03), met and not met, in the words that are read."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.certification.kinds import IssuerKind, RegimeCode, Round
from tests.unit.certification.build import certificate, judge, rule, stops


def test_g03_met_rests_on_the_regime():
    verdict = rule("G03")
    assert str(verdict.buyer) == "Ngày 15/10/2024, hạng 4 sao do UBND tỉnh Hà Tĩnh công nhận."
    (evidence,) = verdict.evidence
    assert (str(evidence.label), evidence.on) == ("Bảng thẩm quyền theo 148/QĐ-TTg", date(2023, 2, 24))


def test_g03_a_district_after_30_june_2025_is_refused():
    wrong = certificate(
        star=3,
        score=6000,
        issuer=IssuerKind.DISTRICT,
        issuer_name="UBND huyện Hương Khê",
        issued_on=date(2025, 7, 1),
        product_code="",
    )
    assert stops("G03", certificate=wrong) == (
        "Ngày 01/07/2025, UBND huyện Hương Khê không có quyền công nhận hạng 3 sao.",
        "Ngày 01/07/2025, hạng 3 sao phải do UBND cấp tỉnh công nhận, quyết định này do UBND huyện Hương Khê ký.",
    )
    assert judge(certificate=replace(wrong, issued_on=date(2025, 6, 30))).listed


def test_g03_five_stars_by_a_province_are_refused():
    result = judge(certificate=certificate(star=5, score=None))
    assert [verdict.code for verdict in result.failed] == ["G03"]
    assert str(result.rule("G03").officer) == (
        "Ngày 15/10/2024, hạng 5 sao phải do Bộ phụ trách nông nghiệp công nhận, "
        "quyết định này do UBND tỉnh Hà Tĩnh ký."
    )


def test_g03_between_the_decisions_a_second_look_opens_it():
    between = {"star": 3, "score": None, "issued_on": date(2025, 7, 3), "product_code": ""}
    assert stops("G03", certificate=certificate(**between))[1] == (
        "Quyết định ngày 03/07/2025 do UBND tỉnh Hà Tĩnh ký rơi vào thời gian chuyển tiếp; "
        "cần cán bộ thứ hai xem và chấp nhận."
    )
    result = judge(certificate=certificate(**between, authority_accepted=True))
    assert result.listed
    assert "cán bộ thứ hai đã xem lại" in str(result.rule("G03").buyer)


def test_g03_a_mismatch_cannot_be_accepted_away():
    wrong = certificate(star=5, score=None, authority_accepted=True)
    assert stops("G03", certificate=wrong)[0] == (
        "Ngày 15/10/2024, UBND tỉnh Hà Tĩnh không có quyền công nhận hạng 5 sao."
    )


def test_g03_the_old_rule_after_its_last_day():
    late = certificate(
        issued_on=date(2026, 7, 22),
        regime=RegimeCode.R148_1489,
        round=Round.FIRST,
        product_code="42-18550-1-2026",
    )
    assert stops("G03", certificate=late)[1] == (
        "Hồ sơ ghi chấm theo chế độ 148-1489, không còn dùng được cho quyết định ký ngày 22/07/2026."
    )
    assert judge(certificate=replace(late, issued_on=date(2026, 7, 21))).listed


def test_g03_a_province_has_no_say_in_another():
    assert stops("G03", certificate=certificate(issuer_province_code="40")) == (
        "UBND tỉnh Hà Tĩnh công nhận sản phẩm của tỉnh khác.",
        "UBND tỉnh Hà Tĩnh (mã tỉnh 40) không có thẩm quyền với sản phẩm ở tỉnh mã 42.",
    )


TODAY_S = {"issued_on": date(2026, 5, 10), "product_code": "", "star": 3, "score": 6000}


@pytest.mark.parametrize(
    ("changes", "buyer", "officer"),
    [
        (
            {"issuer_name": "UBND tỉnh Lạng Sơn"},
            "UBND tỉnh Lạng Sơn công nhận sản phẩm của tỉnh khác.",
            "Ngày 10/05/2026, nơi có sản phẩm (nay thuộc Tỉnh Hà Tĩnh) không thuộc “UBND tỉnh Lạng Sơn”.",
        ),
        (
            {"issuer_name": "UBND huyện Hương Khê"},
            "Bản ghi nói UBND cấp tỉnh công nhận, mà quyết định do UBND huyện Hương Khê ký.",
            (
                "“UBND huyện Hương Khê” không phải là UBND cấp tỉnh như bản ghi khai. "
                "Xem lại cấp ký và cơ quan ký trong quyết định."
            ),
        ),
        (
            {"issuer_name": "UBND tỉnh Quảng Bình", "province_code": "44", "issuer_province_code": "44"},
            "Ngày 10/05/2026 không có “UBND tỉnh Quảng Bình”.",
            (
                "Ngày 10/05/2026 không có tỉnh, thành phố nào như “UBND tỉnh Quảng Bình” ghi. "
                "Xem lại cơ quan ký và ngày ký trong quyết định."
            ),
        ),
        (
            {"star": 5, "score": 9200, "issuer": IssuerKind.MINISTRY, "issuer_name": "Bộ Y tế"},
            "Bộ Y tế không có quyền công nhận hạng 5 sao.",
            "“Bộ Y tế” không phải là bộ phụ trách nông nghiệp. Xem lại cơ quan ký trong quyết định.",
        ),
        (
            {"star": 5, "score": 9200, "issuer": IssuerKind.MINISTRY, "issuer_name": "Bộ NN&PTNT"},
            "Ngày 10/05/2026 không có “Bộ NN&PTNT”.",
            (
                "Ngày 10/05/2026, bộ phụ trách nông nghiệp là Bộ Nông nghiệp và Môi trường, không phải “Bộ NN&PTNT”. "
                "Xem lại cơ quan ký và ngày ký trong quyết định."
            ),
        ),
    ],
)
def test_g03_a_name_that_contradicts_the_record_is_refused(changes, buyer, officer):
    assert stops("G03", certificate=certificate(**{**TODAY_S, **changes})) == (buyer, officer)


def test_g03_a_name_of_another_time_is_shown_to_officers_and_stops_nothing():
    five = {"star": 5, "score": 9200, "issuer": IssuerKind.MINISTRY, "product_code": ""}
    result = judge(certificate=certificate(**five, issuer_name="Bộ NN&PTNT", issued_on=date(2025, 5, 10)))
    assert result.listed
    assert str(result.rule("G03").buyer) == "Ngày 10/05/2025, hạng 5 sao do Bộ NN&PTNT công nhận."
    assert str(result.rule("G03").officer) == (
        "Ngày 10/05/2025, hạng 5 sao do Bộ NN&PTNT công nhận, đúng cấp theo 148/QĐ-TTg. Lưu ý: "
        "Ngày 10/05/2025, bộ phụ trách nông nghiệp tên là Bộ Nông nghiệp và Môi trường, "
        "quyết định ghi “Bộ NN&PTNT”. Xem lại tên cơ quan ký."
    )


def test_g03_another_district_of_the_province_is_shown_to_officers_and_stops_nothing():
    three = {"star": 3, "score": 6000, "issuer": IssuerKind.DISTRICT, "commune_code": "18550"}
    assert "Lưu ý" not in str(judge(certificate=certificate(**three)).rule("G03").officer)
    result = judge(certificate=certificate(**three, issuer_name="UBND huyện Đức Thọ"))
    assert result.listed
    assert str(result.rule("G03").officer) == (
        "Ngày 15/10/2024, hạng 3 sao do UBND huyện Đức Thọ công nhận, đúng cấp theo 148/QĐ-TTg. Lưu ý: "
        "Ngày 15/10/2024, nơi có sản phẩm có lẽ không thuộc địa bàn của “UBND huyện Đức Thọ”. "
        "Xem lại cơ quan ký và địa chỉ."
    )


def test_g03_the_old_province_signed_until_the_merger():
    there = {"province_code": "96", "issuer_province_code": "96", "commune_code": "31891", "product_code": ""}
    bac_lieu = certificate(**there, issuer_name="UBND tỉnh Bạc Liêu")
    assert judge(certificate=bac_lieu).listed
    assert stops("G03", certificate=replace(bac_lieu, issuer_name="UBND tỉnh Cà Mau"))[1] == (
        "Ngày 15/10/2024, nơi có sản phẩm (nay thuộc Tỉnh Cà Mau) không thuộc “UBND tỉnh Cà Mau”."
    )


@pytest.mark.parametrize("name", ["", "UBND tỉnh", "Cơ quan có thẩm quyền", "UBND huyện Mẫu"])
def test_g03_a_name_that_says_less_contradicts_nothing(name):
    kind = IssuerKind.DISTRICT if "huyện" in name else IssuerKind.PROVINCE
    changes = {"star": 3, "score": 6000} if kind is IssuerKind.DISTRICT else {}
    assert judge(certificate=certificate(issuer=kind, issuer_name=name, **changes)).listed
