from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.kernel.codes import ALPHABET, LONGEST, check_character, grouped, is_valid, new, normalise

BODIES = st.text(alphabet=ALPHABET, min_size=1, max_size=LONGEST)


def test_the_alphabet_is_prime_and_has_no_look_alikes() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("ILOUZ") & set(ALPHABET)


@pytest.mark.parametrize(
    ("body", "check"),
    [("0", "0"), ("1", "X"), ("00000000", "0"), ("12345678", "Y"), ("K7M2QX9F", "F"), ("YYYYYYYY", "D")],
)
def test_check_characters_are_fixed_for_ever(body: str, check: str) -> None:
    assert check_character(body) == check
    assert is_valid(body + check)


@pytest.mark.parametrize("length", [1, 4, 8, 12, LONGEST])
def test_new_codes(length: int) -> None:
    codes = {new(length) for _ in range(50)}
    assert len(codes) > (1 if length == 1 else 45)
    for code in codes:
        assert len(code) == length + 1
        assert set(code) <= set(ALPHABET)
        assert is_valid(code)


def test_a_new_code_has_nine_characters() -> None:
    assert len(new()) == 9


@pytest.mark.parametrize("length", [-1, 0, LONGEST + 1])
def test_a_code_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="a code has 1 to 29 characters before its check character"):
        new(length)


@pytest.mark.parametrize("body", ["", "I", "a", "K-7", "0" * (LONGEST + 1)])
def test_what_is_no_body_has_no_check_character(body: str) -> None:
    with pytest.raises(ValueError, match="not the body of a code"):
        check_character(body)


def test_every_code_of_two_characters_differs_from_its_valid_neighbours_in_both() -> None:
    valid = [first + second for first in ALPHABET for second in ALPHABET if is_valid(first + second)]
    assert len(valid) == 31
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in combinations(valid, 2))
    assert all(not is_valid(code[::-1]) for code in valid if code[0] != code[1])


@settings(deadline=None)
@given(BODIES)
def test_every_wrong_character_and_every_swap_is_caught(body: str) -> None:
    code = body + check_character(body)
    for at, right in enumerate(code):
        for wrong in ALPHABET:
            assert is_valid(code[:at] + wrong + code[at + 1 :]) == (wrong == right)
    for first, second in combinations(range(len(code)), 2):
        signs = list(code)
        signs[first], signs[second] = signs[second], signs[first]
        assert is_valid("".join(signs)) == (code[first] == code[second])


def test_no_two_weights_of_the_longest_code_are_alike() -> None:
    zeros = "0" * LONGEST
    checks = {check_character(zeros[:at] + "1" + zeros[at + 1 :]) for at in range(LONGEST)}
    assert len(checks) == LONGEST
    assert "0" not in checks


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("K7M2QX9FF", "K7M2QX9FF"),
        ("k7m-2qx-9ff", "K7M2QX9FF"),
        (" K7M 2QX 9FF\n", "K7M2QX9FF"),
        ("k7m\u00a02qx–9ff.", "K7M2QX9FF"),
        ("Ｋ７Ｍ2QX9FF", "K7M2QX9FF"),
        ("oO0-iIlL1-uUv-zZ2", "00011111VVV222"),
        ("Đ", "Đ"),
        ("", ""),
    ],
)
def test_codes_are_read_as_they_are_typed(typed: str, code: str) -> None:
    assert normalise(typed) == code


@given(
    BODIES,
    st.sampled_from([str.lower, str.upper, grouped, lambda code: code.replace("0", "o").replace("1", "l")]),
)
def test_a_code_typed_another_way_is_the_same_code(body: str, change: object) -> None:
    code = body + check_character(body)
    assert callable(change)
    assert normalise(change(code)) == code
    assert is_valid(change(code))


@pytest.mark.parametrize("text", ["", "0", "K7M2QX9F7", "K7M2QX9F", "K7M2QX9FĐ", "0" * 31, "@@", "--"])
def test_what_is_no_code_is_not_valid(text: str) -> None:
    assert not is_valid(text)


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert is_valid(text) == is_valid(normalise(text))
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("code", "size", "shown"),
    [("K7M2QX9FF", 3, "K7M-2QX-9FF"), ("K7M2QX9FF", 4, "K7M2-QX9F-F"), ("K7", 3, "K7"), ("", 3, "")],
)
def test_grouped(code: str, size: int, shown: str) -> None:
    assert grouped(code, size) == shown
