import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.kinds import NetUnit
from marketplace.catalog.measures import UnitPrice, net_in_words, net_of, piece_of, pieces_of, unit_price
from marketplace.kernel.i18n import speaking


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


@pytest.mark.parametrize(
    ("label", "pieces", "word"),
    [
        ("Hộp 6 gói", 6, "gói"),
        ("Hộp 25 túi lọc", 25, "túi"),
        ("hộp 10 CHIẾC", 10, "chiếc"),
        ("Thùng 4 hộp (24 chai)", 24, "chai"),
        ("Nải 5 quả", 5, "quả"),
        ("Hộp 6 phần", 6, ""),
        ("Hộp 6 gói", 12, ""),
        ("Hộp quà", 6, ""),
    ],
)
def test_a_piece_is_called_as_the_pack_calls_it(label: str, pieces: int, word: str) -> None:
    assert piece_of(label, pieces) == word
    assert str(unit_price(180_000, pieces, "piece", label).per_label) == (word or "đơn vị")


def test_a_piece_in_english() -> None:
    with speaking("en"):
        assert str(unit_price(180_000, 6, "piece", "Hộp 6 gói").per_label) == "sachet"


@given(st.integers(1_000, 10**7), st.integers(1, 300))
def test_how_many_pieces_is_told_by_the_two_prices(price: int, pieces: int) -> None:
    dong = unit_price(price, pieces, "piece").dong
    assert abs(pieces_of(price, dong) - pieces) <= (0 if 2 * pieces * pieces < price else pieces)


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
