import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.words import MAX_AMOUNT, Style, amount_in_words, says

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
LAST_AFTER_TENS = {"mốt": 1, "tư": 4, "lăm": 5}


def number_of(words: list[str]) -> int:
    """What the words say, by the grammar of Vietnamese numbers: the greatest unit splits them."""
    if "tỷ" in words:
        at = len(words) - 1 - words[::-1].index("tỷ")
        return number_of(words[:at]) * 10**9 + number_of(words[at + 1 :])
    for unit, value in (("triệu", 10**6), ("nghìn", 1000)):
        if unit in words:
            at = words.index(unit)
            return number_of(words[:at]) * value + number_of(words[at + 1 :])
    return below_a_thousand(words)


def below_a_thousand(words: list[str]) -> int:
    if "trăm" in words:
        at = words.index("trăm")
        rest = words[at + 1 :]
        assert len(rest) != 1 or rest == ["mười"], f"a bare figure after trăm: {words}"
        return DIGITS.index(words[0]) * 100 + below_a_thousand(rest)
    if not words:
        return 0
    if words[0] == "linh":
        return DIGITS.index(words[1])
    if words[0] == "mười":
        return (
            10
            + ({"lăm": 5} | dict(zip(DIGITS[:5] + DIGITS[6:], [0, 1, 2, 3, 4, 6, 7, 8, 9], strict=True)))[
                words[1]
            ]
            if words[1:]
            else 10
        )
    if "mươi" in words:
        last = words[2:]
        assert last not in (["một"], ["bốn"], ["năm"], ["không"])
        ones = (
            (LAST_AFTER_TENS | {digit: value for value, digit in enumerate(DIGITS)})[last[0]] if last else 0
        )
        return DIGITS.index(words[0]) * 10 + ones
    assert len(words) == 1
    return DIGITS.index(words[0])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (40_000_000, "Bốn mươi triệu đồng chẵn"),
        (30_000_000, "Ba mươi triệu đồng chẵn"),
        (5_000_000, "Năm triệu đồng chẵn"),
        (41_000_000, "Bốn mươi mốt triệu đồng chẵn"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng chẵn"),
        (45_000, "Bốn mươi lăm nghìn đồng chẵn"),
        (24_000, "Hai mươi tư nghìn đồng chẵn"),
        (21_015, "Hai mươi mốt nghìn không trăm mười lăm đồng chẵn"),
        (105_000, "Một trăm linh năm nghìn đồng chẵn"),
        (2_450_500, "Hai triệu bốn trăm năm mươi nghìn năm trăm đồng chẵn"),
        (40_000_001, "Bốn mươi triệu không trăm linh một đồng chẵn"),
        (1_000_000_000, "Một tỷ đồng chẵn"),
        (0, "Không đồng chẵn"),
        (4, "Bốn đồng chẵn"),
        (10, "Mười đồng chẵn"),
        (11, "Mười một đồng chẵn"),
        (14, "Mười bốn đồng chẵn"),
        (15, "Mười lăm đồng chẵn"),
        (20, "Hai mươi đồng chẵn"),
        (55, "Năm mươi lăm đồng chẵn"),
        (104, "Một trăm linh bốn đồng chẵn"),
        (110, "Một trăm mười đồng chẵn"),
        (1_000_001, "Một triệu không trăm linh một đồng chẵn"),
        (1_000_010, "Một triệu không trăm mười đồng chẵn"),
        (1_000_005_000, "Một tỷ không trăm linh năm nghìn đồng chẵn"),
        (1_005_000_000_000, "Một nghìn không trăm linh năm tỷ đồng chẵn"),
        (2_000_000_000_000, "Hai nghìn tỷ đồng chẵn"),
        (1_000_000_000_000_000, "Một triệu tỷ đồng chẵn"),
        (1_000_000_000_000_000 + 1, "Một triệu tỷ không trăm linh một đồng chẵn"),
    ],
)
def test_amounts_in_words(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words
    assert unicodedata.is_normalized("NFC", words)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_005_000, "Một triệu không trăm lẻ năm ngàn đồng chẵn"),
        (24_000, "Hai mươi tư ngàn đồng chẵn"),
        (105, "Một trăm lẻ năm đồng chẵn"),
        (0, "Không đồng chẵn"),
    ],
)
def test_amounts_in_southern_words(amount: int, words: str) -> None:
    assert amount_in_words(amount, style="south") == words


def test_without_the_unit() -> None:
    assert amount_in_words(45_000, suffix=False) == "Bốn mươi lăm nghìn"


@given(
    st.integers(0, MAX_AMOUNT)
    | st.integers(0, 9_999_999)
    | st.builds(lambda n, p: n * 1000**p, st.integers(0, 999), st.integers(0, 5))
)
def test_the_words_say_the_number(amount: int) -> None:
    words = amount_in_words(amount)
    assert words.endswith(" đồng chẵn")
    assert number_of(words.removesuffix(" đồng chẵn").lower().split()) == amount


def test_no_two_small_amounts_sound_alike() -> None:
    said = [amount_in_words(amount, suffix=False) for amount in range(20_000)]
    assert len(set(said)) == 20_000


@pytest.mark.parametrize("amount", [-1, -40_000_000, MAX_AMOUNT + 1])
def test_what_has_no_words_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="no words for"):
        amount_in_words(amount)


@pytest.mark.parametrize("amount", [40_000_000.0, True, "40000000", None])
def test_what_is_no_amount_is_refused(amount: object) -> None:
    with pytest.raises(TypeError, match="an amount is an int of whole đồng, not"):
        amount_in_words(amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Bốn mươi triệu đồng chẵn", 40_000_000),
        ("  bốn mươi  triệu đồng./.".rstrip("./"), 40_000_000),
        ("BỐN MƯƠI TRIỆU ĐỒNG CHẴN.", 40_000_000),
        (unicodedata.normalize("NFD", "Bốn mươi triệu đồng chẵn"), 40_000_000),
        ("bốn mươi triệu", 40_000_000),
        ("Một triệu không trăm lẻ năm ngàn đồng", 1_005_000),
        ("Hai mươi bốn nghìn đồng", 24_000),
        ("Hai tỉ đồng", 2_000_000_000),
        ("Không đồng", 0),
    ],
)
def test_written_words_that_say_the_amount(text: str, amount: int) -> None:
    assert says(text, amount)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Bốn mươi triệu đồng chẵn", 4_000_000),
        ("Bốn triệu đồng chẵn", 40_000_000),
        ("Một triệu năm nghìn đồng", 1_005_000),
        ("Một triệu năm trăm nghìn đồng", 1_005_000),
        ("", 0),
        ("đồng chẵn", 0),
    ],
)
def test_written_words_that_say_something_else(text: str, amount: int) -> None:
    assert not says(text, amount)


@given(st.integers(0, 10**12), st.sampled_from(["north", "south"]))
def test_our_own_words_say_their_amount_and_no_other(amount: int, style: Style) -> None:
    words = amount_in_words(amount, style=style)
    assert says(words, amount)
    assert not says(words, amount + 1)
    assert not says(words, amount * 10 + 10)
