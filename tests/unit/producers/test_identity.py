import pytest

from marketplace.kernel.errors import Invalid
from marketplace.producers.identity import (
    is_valid_tax_code,
    masked,
    may_be_personal,
    normalise_tax_code,
    read_personal_id,
)
from marketplace.producers.kinds import ProducerKind

COMPANY, HOUSEHOLD = ProducerKind.COMPANY, ProducerKind.HOUSEHOLD


@pytest.mark.parametrize(
    "number",
    ["0314409058", "0100112437", "0101243150", "0100233488", "0106869738", "0100109106", "9900000055"],
)
def test_numbers_with_the_right_check_digit_are_taken(number: str) -> None:
    assert normalise_tax_code(number, COMPANY) == number


@pytest.mark.parametrize("number", ["0302936124", "0314409059", "03144090581", "", "abc", "0314409058-000"])
def test_other_numbers_are_refused(number: str) -> None:
    with pytest.raises(Invalid) as refused:
        normalise_tax_code(number, COMPANY)
    assert list(refused.value.fields) == ["tax_code"]


def test_a_branch_has_a_hyphen_and_three_digits() -> None:
    assert normalise_tax_code("0314409058 001", COMPANY) == "0314409058-001"
    assert normalise_tax_code("03.144.090.58-001", COMPANY) == "0314409058-001"


def test_households_use_a_personal_number_without_a_check_digit() -> None:
    assert normalise_tax_code("042 085 001 234", HOUSEHOLD) == "042085001234"
    assert is_valid_tax_code("096199012345", ProducerKind.GROUP)
    assert is_valid_tax_code("001199012345", ProducerKind.FARM)


@pytest.mark.parametrize("number", ["097085001234", "000085001234", "142085001234"])
def test_the_first_three_digits_are_one_of_the_63_old_provinces(number: str) -> None:
    with pytest.raises(Invalid) as refused:
        normalise_tax_code(number, HOUSEHOLD)
    assert "001 đến 096" in str(refused.value)


def test_an_organisation_does_not_use_a_person_s_number() -> None:
    with pytest.raises(Invalid) as refused:
        normalise_tax_code("042085001234", ProducerKind.COOPERATIVE)
    assert "không dùng số định danh cá nhân" in str(refused.value)
    assert normalise_tax_code("9900000016", HOUSEHOLD) == "9900000016"


def test_the_public_sees_a_person_s_number_covered() -> None:
    assert masked("042085001234") == "042•••••1234"
    assert masked("0314409058-001") == "0314409058-001"


@pytest.mark.parametrize("typed", ["042085001234", "042 085 001 234", "042.085.001.234"])
def test_a_personal_number_has_twelve_digits(typed: str) -> None:
    assert read_personal_id(typed) == "042085001234"


@pytest.mark.parametrize(
    "typed", ["", "04208500123", "0420850012345", "000085001234", "097085001234", "04208500123x"]
)
def test_what_is_no_personal_number_is_refused_by_the_field_that_asked(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_personal_id(typed)
    assert list(refused.value.fields) == ["representative_id"]
    assert typed == "" or typed not in str(refused.value)
    with pytest.raises(Invalid) as refused:
        read_personal_id(typed, "owner_id")
    assert list(refused.value.fields) == ["owner_id"]


@pytest.mark.parametrize(
    ("typed", "personal"),
    [
        ("", False),
        ("0314409058", False),
        ("0314409059", False),
        ("0314409058-001", False),
        ("0314409059-001", True),
        ("042085001234", True),
        ("042 085 001 234", True),
        ("04208500123", True),
        ("0420850012345", True),
        ("hỏi kế toán", False),
    ],
)
def test_a_slip_in_a_personal_number_leaves_it_personal(typed: str, personal: bool) -> None:
    assert may_be_personal(typed) is personal
