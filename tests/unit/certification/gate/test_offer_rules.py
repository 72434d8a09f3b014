"""Rules about papers, the seller, what is said and what the category asks, each met and not met."""

from datetime import date, timedelta

import pytest

from marketplace.certification.facts import PaperKind, Suspension
from marketplace.certification.fields import SELLER_FIELDS, Field, required_of_product
from marketplace.certification.gate import BadgeState, Evidence, Outcome
from marketplace.kernel import clock
from marketplace.kernel.i18n import speaking
from tests.unit.certification.build import (
    DECLARATION,
    FOOD_SAFETY,
    NOON,
    PAPERS,
    at,
    judge,
    paper,
    producer,
    product,
)

SECOND = timedelta(seconds=1)


def stops(code: str, on=NOON, **facts) -> tuple[str, str]:
    """The words of a rule that must be the only reason why the offer is not listed."""
    result = judge(on, **facts)
    assert not result.listed
    assert [verdict.code for verdict in result.failed] == [code]
    assert result.badge.state is BadgeState.NONE
    assert (result.met_count, result.required_count) == (12, 14)
    return str(result.rule(code).buyer), str(result.rule(code).officer)


def test_g10_met_rests_on_the_paper():
    verdict = judge().rule("G10")
    assert str(verdict.buyer) == "Giấy chứng nhận ATTP số 41/2025 còn hạn đến hết ngày 12/05/2028."
    assert verdict.evidence == (
        Evidence(PaperKind.FOOD_SAFETY.label, "41/2025", date(2025, 5, 12), date(2028, 5, 12)),
    )


def test_g10_runs_out_with_the_last_second_of_its_day():
    short = (paper(PaperKind.FOOD_SAFETY, until=date(2026, 12, 31)), DECLARATION)
    end = clock.end_exclusive(date(2026, 12, 31))
    assert judge(end - SECOND, papers=short).listed
    assert judge(end - SECOND, papers=short).holds_until == end
    assert stops("G10", end, papers=short) == (
        "Giấy chứng nhận ATTP số 41/2025 đã hết hạn ngày 31/12/2026.",
        "Giấy chứng nhận ATTP số 41/2025 hết hạn ngày 31/12/2026, hôm nay là 01/01/2027.",
    )


def test_g10_without_any_paper():
    assert stops("G10", papers=(DECLARATION,)) == (
        "Chưa có giấy chứng nhận an toàn thực phẩm còn hạn.",
        "Thiếu giấy chứng nhận ATTP hoặc giấy thay thế (HACCP, ISO 22000, GMP).",
    )


def test_g10_a_paper_that_nobody_checked_or_that_begins_tomorrow_does_not_count():
    unchecked = paper(PaperKind.FOOD_SAFETY, is_verified=False)
    assert stops("G10", papers=(unchecked,))[0] == (
        "Giấy chứng nhận ATTP số 41/2025 chưa có hiệu lực hoặc chưa được đối chiếu."
    )
    tomorrow = paper(PaperKind.FOOD_SAFETY, issued_on=date(2026, 11, 22))
    assert stops("G10", papers=(tomorrow,))
    assert judge(at(date(2026, 11, 22), 0), papers=(tomorrow,)).listed


def test_g10_a_renewal_takes_over_from_the_old_one():
    old = paper(PaperKind.FOOD_SAFETY, "1", date(2026, 1, 1))
    new = paper(PaperKind.FOOD_SAFETY, "2", date(2029, 1, 1), issued_on=date(2026, 1, 2))
    assert str(judge(papers=(new, old)).rule("G10").buyer).startswith("Giấy chứng nhận ATTP số 2 còn hạn")


@pytest.mark.parametrize("kind", [PaperKind.HACCP, PaperKind.ISO_22000, PaperKind.GMP])
def test_g10_lawful_substitutes(kind):
    assert judge(product=product(product_set=7), papers=(paper(kind), DECLARATION)).listed


def test_g10_a_commitment_is_for_fresh_produce_only():
    papers = (paper(PaperKind.FOOD_SAFETY_COMMITMENT), DECLARATION)
    assert judge(product=product(product_set=1), papers=papers).listed
    assert stops("G10", product=product(product_set=7), papers=papers)


@pytest.mark.parametrize("number", [21, 22, 26])
def test_g10_and_g12_ask_nothing_of_crafts_and_stays(number):
    result = judge(product=product(product_set=number), papers=())
    assert result.listed
    assert [result.rule(code).outcome for code in ("G10", "G12")] == [Outcome.NOT_APPLICABLE] * 2


def test_g11_met():
    assert str(judge().rule("G11").officer) == (
        "Đăng ký kinh doanh số 28A8001234, mã số thuế hoặc định danh hợp lệ, đã xác minh."
    )


@pytest.mark.parametrize(
    ("change", "buyer"),
    [
        ({"identity_verified": False}, "Người bán chưa được xác minh."),
        ({"tax_id_valid": False}, "Mã số thuế hoặc số định danh của người bán chưa đúng."),
        ({"tax_id": ""}, "Mã số thuế hoặc số định danh của người bán chưa đúng."),
        ({"registration_no": ""}, "Người bán chưa có đăng ký kinh doanh."),
    ],
)
def test_g11_not_met(change, buyer):
    assert stops("G11", producer=producer(**change))[0] == buyer


def test_g11_a_registration_paper_counts_by_its_days():
    bare = producer(registration_no="")
    assert judge(producer=bare, papers=(*PAPERS, paper(PaperKind.BUSINESS_REGISTRATION))).listed
    ended = (*PAPERS, paper(PaperKind.BUSINESS_REGISTRATION, "9", date(2026, 11, 20)))
    assert stops("G11", papers=ended)[0] == (
        "Giấy chứng nhận đăng ký kinh doanh số 9 đã hết hạn ngày 20/11/2026."
    )


def test_g11_a_stopped_seller_sells_nothing_until_lifted():
    since, until = at(date(2026, 11, 20), 8), at(date(2026, 11, 25), 8)
    stopped = producer(suspensions=(Suspension(since, until, "yêu cầu của cơ quan", "5/YC"),))
    assert judge(since - SECOND, producer=stopped).listed
    assert stops("G11", since, producer=stopped) == (
        "Người bán đang tạm dừng bán từ ngày 20/11/2026.",
        "Chủ thể bị tạm dừng từ 20/11/2026 theo 5/YC: yêu cầu của cơ quan.",
    )
    assert judge(until, producer=stopped).listed


def test_g11_a_stop_without_a_number_names_none():
    stopped = producer(suspensions=(Suspension(at(date(2026, 11, 20), 8), None, "giấy tờ không khớp"),))
    assert stops("G11", producer=stopped) == (
        "Người bán đang tạm dừng bán từ ngày 20/11/2026.",
        "Chủ thể bị tạm dừng từ 20/11/2026: giấy tờ không khớp.",
    )


def test_g11_who_has_closed_is_not_told_to_be_stopped():
    closed = producer(suspensions=(Suspension(at(date(2026, 11, 20), 8), None, "giải thể", for_good=True),))
    assert stops("G11", producer=closed) == (
        "Người bán đã thôi bán ở đây từ ngày 20/11/2026.",
        "Chủ thể đã đóng từ 20/11/2026: giải thể.",
    )


@pytest.mark.parametrize(
    "kind", [PaperKind.TEST_REPORT, PaperKind.QUALITY_DECLARATION, PaperKind.PRODUCT_REGISTRATION]
)
def test_g12_either_paper_will_do(kind):
    result = judge(product=product(product_set=7), papers=(FOOD_SAFETY, paper(kind)))
    assert result.listed
    assert result.rule("G12").outcome is Outcome.PASS


def test_g12_processed_food_without_one_stops_and_fresh_does_not():
    assert stops("G12", product=product(product_set=7), papers=(FOOD_SAFETY,)) == (
        "Chưa có phiếu kiểm nghiệm hoặc bản công bố chất lượng còn hạn.",
        "Thiếu phiếu kiểm nghiệm hoặc bản công bố chất lượng cho thực phẩm chế biến.",
    )
    assert judge(product=product(product_set=1), papers=(FOOD_SAFETY,)).listed


def test_g12_an_old_report_runs_out():
    old = (FOOD_SAFETY, paper(PaperKind.TEST_REPORT, "KN-9", date(2026, 11, 20)))
    assert stops("G12", product=product(product_set=7), papers=old)[0] == (
        "Phiếu kiểm nghiệm số KN-9 đã hết hạn ngày 20/11/2026."
    )


def test_g13_missing_fields_are_named_in_the_order_of_the_form():
    offer = product(filled=required_of_product(1) - {Field.STORAGE, Field.ORIGIN})
    seller = producer(filled=SELLER_FIELDS - {Field.PHONE})
    assert stops("G13", product=offer, producer=seller) == (
        "Thông tin còn thiếu: nơi sản xuất, cách bảo quản, điện thoại người bán.",
        "Thiếu mục bắt buộc: nơi sản xuất, cách bảo quản, điện thoại người bán.",
    )


@pytest.mark.parametrize("field", sorted(required_of_product(14) | SELLER_FIELDS))
def test_g13_each_field_counts(field):
    offer = product(product_set=14, filled=required_of_product(14) - {field})
    seller = producer(filled=SELLER_FIELDS - {field})
    verdict = judge(product=offer, producer=seller).rule("G13")
    assert str(verdict.buyer) == f"Thông tin còn thiếu: {field.label}."


LICENCE = paper(PaperKind.ALCOHOL_LICENCE, "3/GP", date(2027, 1, 31))


def test_g14_alcohol_with_its_licence_is_listed_but_asks_for_age():
    result = judge(product=product(product_set=15, abv=120), papers=(*PAPERS, LICENCE))
    assert result.listed
    assert result.minimum_age == 18
    assert result.promotable
    assert str(result.rule("G14").buyer) == (
        "Đủ giấy phép; chỉ bán cho người từ đủ 18 tuổi, hỏi tuổi khi đặt hàng."
    )


@pytest.mark.parametrize(("abv", "promotable"), [(149, True), (150, False), (395, False), (None, False)])
def test_g14_spirits_are_not_promoted(abv, promotable):
    result = judge(product=product(product_set=14, abv=abv), papers=(*PAPERS, LICENCE))
    assert result.listed
    assert result.promotable is promotable


def test_g14_alcohol_without_a_licence_or_after_it():
    spirit = product(product_set=14, abv=395)
    assert stops("G14", product=spirit)[0] == (
        "Chưa đủ điều kiện riêng của nhóm hàng này: thiếu Giấy phép sản xuất, bán rượu."
    )
    after = clock.end_exclusive(date(2027, 1, 31))
    assert judge(after - SECOND, product=spirit, papers=(*PAPERS, LICENCE)).listed
    assert stops("G14", after, product=spirit, papers=(*PAPERS, LICENCE))[0] == (
        "Chưa đủ điều kiện riêng của nhóm hàng này: Giấy phép sản xuất, bán rượu đã hết hạn."
    )


@pytest.mark.parametrize(
    ("number", "kind"), [(18, PaperKind.PRODUCT_REGISTRATION), (19, PaperKind.COSMETICS_NOTIFICATION)]
)
def test_g14_herbal_goods_need_their_registration(number, kind):
    offer = product(product_set=number)
    assert stops("G14", product=offer)[1] == f"Chưa đủ điều kiện riêng của nhóm hàng: thiếu {kind.label}."
    result = judge(product=offer, papers=(*PAPERS, paper(kind)))
    assert result.listed
    assert str(result.rule("G14").buyer) == "Đủ giấy tờ riêng của nhóm hàng này."


def test_g14_live_animals_are_not_parcels():
    assert stops("G14", product=product(product_set=25))[0] == (
        "Chưa đủ điều kiện riêng của nhóm hàng này: động vật sống không gửi bưu kiện."
    )
    assert judge(product=product(product_set=25, by_parcel=False)).listed


def test_g14_a_protected_mark_needs_the_written_right():
    offer = product(origin_mark="Cam Khe Mây")
    assert stops("G14", product=offer)[0] == (
        "Chưa đủ điều kiện riêng của nhóm hàng này: văn bản cho dùng “Cam Khe Mây” còn hạn."
    )
    right = paper(PaperKind.ORIGIN_MARK_RIGHT, "8/QSH", date(2026, 12, 31), mark="cam khe mây")
    assert judge(product=offer, papers=(*PAPERS, right)).listed
    assert stops("G14", clock.end_exclusive(date(2026, 12, 31)), product=offer, papers=(*PAPERS, right))
    other = paper(PaperKind.ORIGIN_MARK_RIGHT, mark="Bưởi Phúc Trạch")
    assert stops("G14", product=offer, papers=(*PAPERS, other))


def test_g14_asks_nothing_of_oranges():
    assert judge().rule("G14").outcome is Outcome.NOT_APPLICABLE


def test_several_reasons_are_all_said():
    result = judge(producer=producer(identity_verified=False), papers=())
    assert [str(reason) for reason in result.reasons] == [
        "Chưa có giấy chứng nhận an toàn thực phẩm còn hạn.",
        "Người bán chưa được xác minh.",
    ]
    assert (result.met_count, result.required_count) == (11, 14)


def test_the_reasons_are_said_in_english_too():
    result = judge(product=product(filled=required_of_product(1) - {Field.STORAGE}))
    with speaking("en"):
        assert [str(reason) for reason in result.reasons] == ["Missing information: storage."]


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="naive"):
        judge(NOON.replace(tzinfo=None))
