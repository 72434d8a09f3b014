"""The plate in each of its states, word for word."""

from datetime import date

import pytest

from marketplace.certification.facts import Filing, Revocation, Suspension
from marketplace.certification.gate import BadgeState, as_data
from marketplace.certification.gate.badge import NO_BADGE
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState, RevocationGround
from tests.unit.certification.build import NOON, at, certificate, judge, producer, product

HUYEN = {"star": 3, "score": None, "issuer": IssuerKind.DISTRICT, "product_code": ""}
GRACED = {**HUYEN, "issued_on": date(2023, 6, 15), "filing": Filing("1", date(2026, 3, 30))}
LAPSED = {**HUYEN, "issued_on": date(2023, 5, 20)}
STOPPED = {"suspensions": (Suspension(at(date(2026, 11, 10))),)}
REVOKED = {"revocation": Revocation(at(date(2026, 2, 4)), "843/QĐ-UBND", RevocationGround.FORGED)}


@pytest.mark.parametrize(
    ("changes", "state", "filled", "title", "detail"),
    [
        ({}, BadgeState.VALID, 4, "OCOP 4 sao", "đến 15/10/2027"),
        (GRACED, BadgeState.GRACE, 3, "OCOP 3 sao", "gia hạn đến 12/12/2026"),
        ({"grade": EvidenceGrade.B1}, BadgeState.PENDING, 0, "OCOP 4 sao", "chờ đối chiếu"),
        ({**GRACED, "grade": EvidenceGrade.B1}, BadgeState.PENDING, 0, "OCOP 3 sao", "chờ đối chiếu"),
        (LAPSED, BadgeState.EXPIRED, 0, "Hết hạn sao", "từ 21/05/2026"),
        (STOPPED, BadgeState.SUSPENDED, 0, "Tạm dừng", "từ 10/11/2026"),
        (REVOKED, BadgeState.REVOKED, 0, "OCOP 4 sao", "thu hồi 04/02/2026"),
        ({**REVOKED, **STOPPED, **LAPSED}, BadgeState.REVOKED, 0, "OCOP 3 sao", "thu hồi 04/02/2026"),
        ({**STOPPED, **LAPSED}, BadgeState.EXPIRED, 0, "Hết hạn sao", "từ 21/05/2026"),
    ],
)
def test_the_states_of_the_plate(changes, state, filled, title, detail):
    badge = judge(certificate=certificate(**changes)).badge
    assert (badge.state, badge.stars_filled) == (state, filled)
    assert (str(badge.title), str(badge.detail)) == (title, detail)
    assert badge.has_stars is (state in {BadgeState.VALID, BadgeState.GRACE, BadgeState.PENDING})


@pytest.mark.parametrize(
    "changes",
    [
        {"star": 5, "score": None},
        {"issuer": IssuerKind.DISTRICT, **LAPSED, "issued_on": date(2022, 5, 20)},
        {"score": 6000, **LAPSED, "star": 4},
        {"state": RecordState.SUBMITTED, **REVOKED},
        {"superseded_on": date(2026, 1, 1)},
        {"issued_on": date(2026, 11, 22), "product_code": ""},
        {"star": 2, "score": None, **REVOKED},
    ],
)
def test_what_never_was_a_star_here_has_no_plate(changes):
    assert judge(certificate=certificate(**changes)).badge == NO_BADGE


def test_no_plate_where_another_rule_stops_the_sale():
    assert judge(producer=producer(identity_verified=False)).badge == NO_BADGE


def test_an_expired_certificate_of_another_product_gives_no_plate():
    assert judge(certificate=certificate(**LAPSED), product=product(name="Cu đơ")).badge == NO_BADGE


def test_the_plate_in_one_line():
    assert str(judge().badge.text) == (
        "OCOP 4 sao · UBND tỉnh Hà Tĩnh · QĐ 2394/QĐ-UBND 15/10/2024 · đến 15/10/2027 · đã đối chiếu"
    )
    assert str(judge(certificate=certificate(**LAPSED)).badge.text) == (
        "Hết hạn sao · UBND huyện Hương Khê · QĐ 2394/QĐ-UBND 20/05/2023 · từ 21/05/2026"
    )
    assert str(NO_BADGE.text) == str(NO_BADGE.title) == str(NO_BADGE.detail) == ""


def test_the_result_as_data():
    data = as_data(judge())
    assert next(iter(data)) == "listed"
    assert data["listed"] is True
    assert data["on"] == NOON.isoformat()
    assert data["badge"]["state"] == "valid"
    assert data["badge"]["until"] == "2027-10-15"
    assert [each["code"] for each in data["rules"]] == [f"G{n:02}" for n in range(1, 17)]
    assert data["rules"][0]["evidence"] == [
        {
            "label": "Quyết định 2394/QĐ-UBND",
            "number": "2394/QĐ-UBND",
            "on": "2024-10-15",
            "until": None,
            "grade": "A",
        }
    ]
    refused = as_data(judge(certificate=None))
    assert (refused["listed"], refused["badge"]["state"]) == (False, "none")
    assert refused["reasons"] == ["Sản phẩm chưa có quyết định công nhận sao OCOP."]
    assert {each["outcome"] for each in refused["rules"]} == {"fail", "unchecked", "pass", "not_applicable"}
