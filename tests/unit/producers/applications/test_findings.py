"""What a machine says of an application before anybody compares it."""

from datetime import date

import pytest

from marketplace.producers.applications.findings import Finding, Twin, Verdict, found
from tests.unit.producers.applications import samples

TODAY = date(2026, 11, 21)


def about(name: str, twins: tuple[Twin, ...] = (), **changes: str) -> list[tuple[str, str]]:
    findings = found(samples.answers(**changes), samples.SCANS, twins, TODAY)
    assert all(isinstance(each, Finding) for each in findings)
    return [(each.verdict.value, str(each.text)) for each in findings if each.name == name]


def test_a_sound_application_meets_everything() -> None:
    findings = found(samples.answers(), samples.SCANS, (), TODAY)
    assert {each.verdict for each in findings} == {Verdict.OK}
    assert {each.name for each in findings} == {
        "tax_code",
        "legal_name",
        "scan.business_registration",
        "scan.food_safety_commitment",
        "paper.food_safety_commitment.expires_on",
        "bank_holder",
    }


def test_the_tax_number() -> None:
    unused = ("ok", "Chưa có chủ thể hay hồ sơ nào khác dùng mã này.")
    assert about("tax_code") == [("ok", "Mã số thuế là số định danh của người đại diện."), unused]
    assert about("tax_code", kind="company", tax_code="0314409058") == [
        ("ok", "Mã số thuế đúng chữ số kiểm tra."),
        unused,
    ]
    assert about("tax_code", representative_id="042085009999") == [
        ("warn", "Mã số thuế 12 số khác số căn cước của người đại diện. Xem lại hai số."),
        unused,
    ]
    (wrong,) = about("tax_code", kind="company", tax_code="0314409059")
    assert wrong[0] == "bad"
    twin = Twin("Hộ Ba (K7M2)", same_number=True, same_name=True)
    assert about("tax_code", (twin,))[1] == ("bad", "Mã số thuế này đã có ở: Hộ Ba (K7M2).")
    assert about("legal_name", (twin,))[0][0] == "ok"


def test_the_name() -> None:
    twin = Twin("Hộ Ba", same_number=False, same_name=True)
    assert about("legal_name", (twin,)) == [("warn", "Cùng tên với: Hộ Ba. Xem có phải một chủ thể.")]


@pytest.mark.parametrize(
    ("until", "verdict"),
    [("20/11/2026", "bad"), ("21/11/2026", "warn"), ("19/1/2027", "warn"), ("20/1/2027", "ok")],
)
def test_the_last_day_of_a_paper(until: str, verdict: str) -> None:
    name = "paper.food_safety_commitment.expires_on"
    (said,) = about(name, **{name.replace(".", "__"): until})
    assert said[0] == verdict


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "ok"),
        ({"bank_holder": "HO KINH DOANH NGUYEN THI NHAN"}, "ok"),
        ({"bank_holder": "TRAN VAN BA"}, "warn"),
        ({"kind": "company", "tax_code": "0314409058"}, "warn"),
    ],
)
def test_the_account_holder(changes: dict[str, str], verdict: str) -> None:
    (said,) = about("bank_holder", **changes)
    assert said[0] == verdict


def test_a_paper_that_is_asked_for_and_not_there() -> None:
    gone = {
        f"paper__food_safety_commitment__{each}": ""
        for each in ("number", "issuer", "issued_on", "expires_on")
    }
    scans = samples.SCANS - {"food_safety_commitment"}
    findings = found(samples.answers(**gone), scans, (), TODAY)
    bad = [each for each in findings if each.verdict is Verdict.BAD]
    assert [str(each.text)[:6] for each in bad] == ["Thiếu:"]
