import pytest

from marketplace.catalog import gtin
from marketplace.kernel.errors import Invalid


@pytest.mark.parametrize(
    "number",
    ["8938501234568", "8936000000011", "8931234567897", "96385074", "036000291452", "18936000000018"],
)
def test_right_check_digits_are_taken(number: str) -> None:
    assert gtin.normalise(number) == number


def test_spaces_and_hyphens_are_for_the_eye() -> None:
    assert gtin.normalise(" 893 850123-4568 ") == "8938501234568"
    assert gtin.normalise("   ") == ""


@pytest.mark.parametrize(
    "number", ["8938501234567", "893850123456", "12345", "89385012345A8", "８９３８５０１２３４５６８"]
)
def test_wrong_ones_are_refused_beside_the_field(number: str) -> None:
    with pytest.raises(Invalid) as refused:
        gtin.normalise(number)
    assert list(refused.value.fields) == ["gtin"]


@pytest.mark.parametrize(
    ("number", "warned"),
    [
        ("8938501234568", False),
        ("18936000000018", False),
        ("036000291452", True),
        ("4006381333931", True),
        ("96385074", False),
        ("", False),
    ],
)
def test_a_prefix_that_is_not_vietnam_s_is_only_pointed_out(number: str, warned: bool) -> None:
    assert (gtin.warning(number) is not None) is warned
