import unicodedata
from pathlib import Path

import pytest

from marketplace.kernel.syllables import ACUTE, DOT, GRAVE, HOOK, LEVEL, TILDE, TONES, divide, spell

PHRASES = (Path(__file__).parent / "vietnamese.txt").read_text(encoding="utf-8").splitlines()
SYLLABLES = sorted({word for phrase in PHRASES for word in phrase.lower().split() if word.isalpha()})


def toneless(word: str) -> tuple[str, str]:
    tones = [mark for mark in unicodedata.normalize("NFD", word) if mark in TONES[1:]]
    bare = "".join(mark for mark in unicodedata.normalize("NFD", word) if mark not in TONES[1:])
    return unicodedata.normalize("NFC", bare), "".join(tones)


@pytest.mark.parametrize(
    ("letters", "parts"),
    [
        ("a", ("", "a")),
        ("nươc", ("n", "ươc")),
        ("nghiêng", ("ngh", "iêng")),
        ("gia", ("gi", "a")),
        ("gi", ("g", "i")),
        ("gin", ("g", "in")),
        ("giêng", ("g", "iêng")),
        ("ghê", ("gh", "ê")),
        ("quy", ("qu", "y")),
        ("quôc", ("qu", "ôc")),
        ("yêu", ("", "yêu")),
        ("khuyu", ("kh", "uyu")),
        ("krông", ("kr", "ông")),
        ("jut", ("j", "ut")),
    ],
)
def test_a_syllable_is_divided(letters: str, parts: tuple[str, str]) -> None:
    assert divide(letters) == parts


@pytest.mark.parametrize(
    "letters",
    [
        "",
        "b",
        "bus",
        "nươ",
        "ge",
        "cê",
        "ngê",
        "gha",
        "ngho",
        "quu",
        "qươ",
        "tra0",
        "ing",
        "fa",
        "wa",
        "zô",
        "aa",
        "nh",
    ],
)
def test_what_is_no_syllable_is_not_divided(letters: str) -> None:
    assert divide(letters) is None
    assert spell(letters, ACUTE) is None


@pytest.mark.parametrize(
    ("letters", "tone", "word"),
    [
        ("hoa", GRAVE, "hòa"),
        ("hoan", GRAVE, "hoàn"),
        ("khoe", HOOK, "khỏe"),
        ("thuy", HOOK, "thủy"),
        ("quy", ACUTE, "quý"),
        ("tuyp", ACUTE, "tuýp"),
        ("khuyu", HOOK, "khuỷu"),
        ("ngoeo", GRAVE, "ngoèo"),
        ("gi", GRAVE, "gì"),
        ("gia", GRAVE, "già"),
        ("giêng", ACUTE, "giếng"),
        ("qua", HOOK, "quả"),
        ("mua", GRAVE, "mùa"),
        ("mưa", TILDE, "mữa"),
        ("rươu", DOT, "rượu"),
        ("thuơ", HOOK, "thuở"),
        ("thuyên", GRAVE, "thuyền"),
        ("xoai", GRAVE, "xoài"),
        ("o", HOOK, "ỏ"),
        ("cam", LEVEL, "cam"),
        ("đăk", LEVEL, "đăk"),
    ],
)
def test_the_mark_stands_where_the_list_of_places_puts_it(letters: str, tone: str, word: str) -> None:
    assert spell(letters, tone) == word


@pytest.mark.parametrize("letters", ["nươc", "sach", "hap", "tôt"])
def test_a_stop_coda_has_two_tones_only(letters: str) -> None:
    assert [spell(letters, tone) is not None for tone in TONES] == [False, True, False, False, False, True]


def test_every_syllable_of_real_names_is_spelled_back() -> None:
    assert len(SYLLABLES) > 500
    assert [(word, spell(*toneless(word))) for word in SYLLABLES if spell(*toneless(word)) != word] == []
