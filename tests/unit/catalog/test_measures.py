import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.kinds import NetUnit
from marketplace.catalog.measures import UnitPrice, net_in_words, net_of, unit_price


@pytest.mark.parametrize(
    ("price", "amount", "unit", "expected"),
    [
        (225_000, 5_000, "g", UnitPrice(45_000, "kg")),
        (195_000, 500, "ml", UnitPrice(390_000, "l")),
        (120_000, 10, "piece", UnitPrice(12_000, "piece")),
        (100, 3, "piece", UnitPrice(33, "piece")),
        (101, 2, "piece", UnitPrice(51, "piece")),
        (55_000, 350, "g", UnitPrice(157_143, "kg")),
        (1, 100_000_000, "g", UnitPrice(0, "kg")),
    ],
)
def test_unit_prices(price: int, amount: int, unit: str, expected: UnitPrice) -> None:
    assert unit_price(price, amount, unit) == expected


@given(st.integers(1, 10**9), st.integers(1, 10**7))
def test_a_unit_price_is_never_off_by_more_than_half_a_dong(price: int, grams: int) -> None:
    dong = unit_price(price, grams, "g").dong
    assert abs(2 * (dong * grams - price * 1000)) <= grams


@pytest.mark.parametrize(
    ("label", "net"),
    [
        ("Thùng 5 kg", (5_000, NetUnit.GRAM)),
        ("Túi 2kg", (2_000, NetUnit.GRAM)),
        ("Chai 0,5 lít", (500, NetUnit.MILLILITRE)),
        ("Hộp 10 chiếc", (10, NetUnit.PIECE)),
        ("Quả (0,9-1,2 kg)", (900, NetUnit.GRAM)),
        ("24 chai x 330 ml", (7_920, NetUnit.MILLILITRE)),
        ("kg", (1_000, NetUnit.GRAM)),
        ("gói nhỏ xinh xắn", None),
    ],
)
def test_what_a_label_says_is_inside(label: str, net: tuple[int, NetUnit] | None) -> None:
    assert net_of(label) == net


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (500, "g", "500 g"),
        (5_000, "g", "5 kg"),
        (1_500, "g", "1,5 kg"),
        (1_050, "g", "1,05 kg"),
        (330, "ml", "330 ml"),
        (2_000, "ml", "2 lít"),
        (10, "piece", "10 đơn vị"),
    ],
)
def test_net_contents_in_words(amount: int, unit: str, words: str) -> None:
    assert str(net_in_words(amount, unit)) == words
