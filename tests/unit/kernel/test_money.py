import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import speaking
from marketplace.kernel.money import MAX_DONG, format_dong, format_unit_price, parse_dong, share_of, split

NBSP = "\u00a0"
NO_FRACTION = "Số tiền tính bằng đồng chẵn, không có phần lẻ và không dùng dấu phẩy: viết 45.000 hoặc 45000."
GROUPS = "Dấu chấm phải tách từng ba chữ số: viết 1.250.000 hoặc 1250000."
UNREADABLE = "Không đọc được số tiền này: chỉ viết chữ số, ví dụ 45.000 hoặc 45000 đ."
NEGATIVE = "Số tiền không được nhỏ hơn 0."
EMPTY = "Nhập số tiền, ví dụ 45.000."
TOO_LARGE = f"Số tiền quá lớn: nhiều nhất là 999.999.999.999.999{NBSP}đ."


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0\u00a0đ"),
        (999, "999\u00a0đ"),
        (1_000, "1.000\u00a0đ"),
        (195_000, "195.000\u00a0đ"),
        (40_000_000, "40.000.000\u00a0đ"),
        (-45_000, "-45.000\u00a0đ"),
    ],
)
def test_format_dong(amount: int, text: str) -> None:
    assert format_dong(amount) == text


def test_format_unit_price() -> None:
    assert format_unit_price(39_000, "kg") == "39.000\u00a0đ/kg"


@pytest.mark.parametrize("amount", [45_000.0, True, "45000", None])
def test_only_an_int_is_formatted(amount: object) -> None:
    with pytest.raises(TypeError, match="money is an int of whole đồng, not"):
        format_dong(amount)
    with pytest.raises(TypeError, match="money is an int of whole đồng, not"):
        format_unit_price(amount, "kg")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("40.000.000đ", 40_000_000),
        ("5.000.000", 5_000_000),
        ("45000", 45_000),
        ("45.000 đ", 45_000),
        ("45 000", 45_000),
        ("1 250 000 đồng", 1_250_000),
        ("195.000 VND", 195_000),
        ("195.000 vnđ", 195_000),
        ("195.000d", 195_000),
        ("195.000 dong", 195_000),
        ("195.000₫", 195_000),
        ("195.000\u00a0đ", 195_000),
        ("195\u202f000\u00a0đ", 195_000),
        ("  45000\n", 45_000),
        ("45.000 đo\u0302\u0300ng", 45_000),
        ("0", 0),
        ("0 đ", 0),
        ("999.999.999.999.999", MAX_DONG),
    ],
)
def test_parse_dong(text: str, amount: int) -> None:
    assert parse_dong(text) == amount


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", EMPTY),
        ("   ", EMPTY),
        ("đ", EMPTY),
        ("5.000,5", NO_FRACTION),
        ("45,000", NO_FRACTION),
        ("1.00", NO_FRACTION),
        ("45000.0", NO_FRACTION),
        ("45000.50 đ", NO_FRACTION),
        ("12.34.567", GROUPS),
        ("1.2345", GROUPS),
        ("0.500", GROUPS),
        ("45 00", GROUPS),
        ("1.250 000", GROUPS),
        (".000", GROUPS),
        ("1234.567", GROUPS),
        ("-45.000", NEGATIVE),
        ("−45.000 đ", NEGATIVE),
        ("007", UNREADABLE),
        ("45k", UNREADABLE),
        ("1e6", UNREADABLE),
        ("+45.000", UNREADABLE),
        ("1,5 triệu", UNREADABLE),
        ("45.000 đ/kg", UNREADABLE),
        ("45.000 USD", UNREADABLE),
        ("đ 45.000", UNREADABLE),
        ("nan", UNREADABLE),
        ("٤٥٠٠٠", UNREADABLE),
        ("４５０００", UNREADABLE),
        ("1.000.000.000.000.000", TOO_LARGE),
        ("9" * 5_000, TOO_LARGE),
    ],
)
def test_what_is_no_amount_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_dong(text)
    assert str(refusal.value) == message
    assert refusal.value.fields == {}


def test_the_reason_stands_beside_the_field() -> None:
    with pytest.raises(Invalid) as refusal:
        parse_dong("5.000,5", field="price")
    assert {name: str(reason) for name, reason in refusal.value.fields.items()} == {"price": NO_FRACTION}


@pytest.mark.parametrize("text", ["", "-1", "1,5", "1.2345", "x", "9" * 20])
def test_every_reason_is_said_in_english_too(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_dong(text)
    vietnamese = str(refusal.value)
    with speaking("en"):
        english = str(refusal.value)
    assert english != vietnamese
    assert english.replace(NBSP, " ").replace("đ", "").isascii()


@pytest.mark.parametrize("value", [45_000, 45_000.0, None, b"45000"])
def test_only_text_is_parsed(value: object) -> None:
    with pytest.raises(TypeError, match="parse_dong reads text"):
        parse_dong(value)


@given(st.integers(0, MAX_DONG))
def test_what_is_shown_can_be_typed(amount: int) -> None:
    assert parse_dong(format_dong(amount)) == amount
    assert parse_dong(f"{amount:,}".replace(",", " ")) == amount
    assert parse_dong(str(amount)) == amount


@given(st.text(alphabet="0123456789., đ-", max_size=14))
def test_text_is_read_as_written_or_refused(text: str) -> None:
    try:
        amount = parse_dong(text)
    except Invalid:
        return
    assert str(amount) == "".join(char for char in text if char.isdigit())


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (10, [1, 2, 4], [1, 3, 6]),
        (1, [1, 1], [1, 0]),
        (1, [1, 3], [0, 1]),
        (50_000, [195_000, 45_000, 0], [40_625, 9_375, 0]),
        (7, [0, 5, 0], [0, 7, 0]),
        (0, [3, 4], [0, 0]),
        (0, [0, 0], [0, 0]),
        (0, [], []),
        (5, [10**30, 10**30], [3, 2]),
    ],
)
def test_split(total: int, weights: list[int], parts: list[int]) -> None:
    assert split(total, weights) == parts


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=20).filter(any))
def test_a_split_is_exact_and_fair(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert total * weight // whole <= part <= -(-total * weight // whole)
    for first, second in zip(range(len(weights)), range(1, len(weights)), strict=False):
        if weights[first] == weights[second]:
            assert parts[first] - parts[second] in {0, 1}
    assert split(total, weights) == parts


@given(st.integers(0, 10**6), st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_the_largest_remainders_get_the_rest(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    parts = split(total, weights)
    raised = {
        total * weight % whole
        for part, weight in zip(parts, weights, strict=True)
        if part * whole > total * weight
    }
    kept = {
        total * weight % whole
        for part, weight in zip(parts, weights, strict=True)
        if part * whole <= total * weight
    }
    assert not raised or not kept or min(raised) >= max(kept)


@pytest.mark.parametrize("weights", [[], [0], [0, 0]])
def test_money_is_not_split_among_nobody(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="nobody to give the money to"):
        split(1, weights)


@pytest.mark.parametrize(
    ("total", "weights"),
    [(1.0, [1]), (True, [1]), (1, [0.5]), (1, [True]), ("1", [1]), (1, ["1"]), (0, [1.0])],
)
def test_only_ints_are_split(total: object, weights: list[object]) -> None:
    with pytest.raises(TypeError, match="money is an int of whole đồng, not"):
        split(total, weights)


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [2, -1]), (0, [-1, 1]), (-1, [])])
def test_nothing_negative_is_split(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match="is negative"):
        split(total, weights)


@pytest.mark.parametrize(
    ("amount", "basis_points", "share"),
    [
        (195_000, 150, 2_925),
        (45_050, 100, 451),
        (45_049, 100, 450),
        (-45_050, 100, -451),
        (50, 100, 1),
        (49, 100, 0),
        (1, 5_000, 1),
        (1, 4_999, 0),
        (123_456, 10_000, 123_456),
        (123_456, 0, 0),
        (0, 800, 0),
        (100, 12_500, 125),
    ],
)
def test_share_of(amount: int, basis_points: int, share: int) -> None:
    assert share_of(amount, basis_points) == share


@given(st.integers(-(10**15), 10**15), st.integers(0, 20_000))
def test_a_share_is_the_nearest_dong_and_reverses(amount: int, basis_points: int) -> None:
    share = share_of(amount, basis_points)
    assert abs(share * 10_000 - amount * basis_points) * 2 <= 10_000
    assert share_of(-amount, basis_points) == -share


@pytest.mark.parametrize(("amount", "basis_points"), [(1.0, 1), (True, 1), (1, 1.0), (1, True), ("1", 1)])
def test_only_ints_have_shares(amount: object, basis_points: object) -> None:
    with pytest.raises(TypeError, match="money is an int of whole đồng, not"):
        share_of(amount, basis_points)


def test_a_share_is_never_negative() -> None:
    with pytest.raises(ValueError, match="-1 is negative"):
        share_of(100, -1)
