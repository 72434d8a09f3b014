import re
import string
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.text import (
    fold,
    fold_tokens,
    marked_key,
    nfc,
    normalise_tone,
    one_line,
    slugify,
)

PHRASES = (Path(__file__).parent / "vietnamese.txt").read_text(encoding="utf-8").splitlines()


def folded_as_the_places_tables_are(text: str) -> str:
    """The definition in the tables' own words, slow and plain, for text in Latin letters."""
    text = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char)).lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("cam", "cam"),
        ("Cam Hà Tĩnh", "cam ha tinh"),
        ("cam  hà\u00a0tĩnh\n", "cam ha tinh"),
        ("Đường phèn", "duong phen"),
        ("ĐẮK LẮK", "dak lak"),
        ("M'Drắk", "mdrak"),
        ("M’Drắk", "mdrak"),
        ("Chân Mây - Lăng Cô", "chan may lang co"),
        ("HOÀ", "hoa"),
        ("HÒA", "hoa"),
        ("Quý", "quy"),
        ("Xã Mỹ Quí", "xa my qui"),
        ("nước mắm (500 ml)", "nuoc mam 500 ml"),
        ("Ðồng Nai", "dong nai"),
        ("ứng dụng 4.0", "ung dung 4 0"),
        ("_-–—!?", ""),
        ("trà\u200bxanh", "tra xanh"),
        ("İzmir", "izmir"),
        ("龍井 trà", "龍井 tra"),
        ("O\u031b\u0301t", "ot"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold_tokens(text) == folded.split()


VIETNAMESE = sorted(
    {char for phrase in PHRASES for char in unicodedata.normalize("NFC", phrase + phrase.upper())}
)


@given(st.text(alphabet=st.sampled_from([*VIETNAMESE, *string.printable.replace("`", "")])))
def test_fold_is_the_fold_of_the_places_tables(text: str) -> None:
    assert fold(text) == folded_as_the_places_tables_are(text)


@pytest.mark.parametrize("phrase", PHRASES)
def test_fold_of_real_names_is_that_of_the_places_tables(phrase: str) -> None:
    for text in (phrase, phrase.upper(), unicodedata.normalize("NFD", phrase)):
        assert fold(text) == folded_as_the_places_tables_are(phrase)


@given(st.text())
def test_fold_settles(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert "  " not in once
    assert once == once.strip()


@given(st.text())
def test_marks_kept_or_dropped_the_words_are_the_same(text: str) -> None:
    key = marked_key(text)
    assert fold(key) == fold(text)
    assert marked_key(key) == key
    assert unicodedata.is_normalized("NFC", key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Cám", "cám"),
        ("CAM", "cam"),
        ("HOÀ", "hòa"),
        ("Hòa", "hòa"),
        ("Đặc-sản, Hà Tĩnh!", "đặc sản hà tĩnh"),
        ("M'Drắk", "mdrắk"),
        ("THUY\u0309", "thủy"),
        ("Ðồng Nai", "đồng nai"),
        ("cam", "cam"),
    ],
)
def test_the_marked_key_keeps_marks(text: str, key: str) -> None:
    assert marked_key(text) == key


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Hoà", "Hòa"),
        ("Hòa", "Hòa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("HoÀ", "HòA"),
        ("Thuỷ", "Thủy"),
        ("THUỶ", "THỦY"),
        ("khoẻ", "khỏe"),
        ("hoạ sĩ", "họa sĩ"),
        ("Xuân Hoà, Hà Tĩnh", "Xuân Hòa, Hà Tĩnh"),
        ("hoà2", "hòa2"),
        ("quý", "quý"),
        ("QUỲ", "QUỲ"),
        ("hoàn", "hoàn"),
        ("xoài", "xoài"),
        ("thuyền", "thuyền"),
        ("khuỷu", "khuỷu"),
        ("tuýp", "tuýp"),
        ("qúy", "quý"),
        ("Qủa", "Quả"),
        ("QÚA", "QUÁ"),
        ("hòan", "hoàn"),
        ("tóan học", "toán học"),
        ("khủyu", "khuỷu"),
        ("mùa", "mùa"),
        ("của", "của"),
        ("chìa", "chìa"),
        ("hoa\u0300", "hòa"),
        ("", ""),
        ("plain", "plain"),
    ],
)
def test_normalise_tone(text: str, normal: str) -> None:
    assert normalise_tone(text) == normal


@given(st.text())
def test_moving_a_mark_changes_nothing_else(text: str) -> None:
    normal = normalise_tone(text)
    assert normalise_tone(normal) == normal
    assert fold(normal) == fold(text)
    assert len(normal) == len(nfc(text))


def test_letters_that_only_resemble_vowels_are_left_alone() -> None:
    alike = [
        char for char in map(chr, range(sys.maxunicode)) if re.match("[aăâeêiyoôơu]", char, re.IGNORECASE)
    ]
    assert "İ" in alike
    vowels = [*alike, *"òóỏõọùúủũụàáảãạèéẻẽẹỳýỷỹỵ", *"ÒÓỎÕỌÙÚỦŨỤÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ"]
    pairs = [first + second for first in vowels for second in vowels]
    for text in (f"{onset}{pair}{coda}" for pair in pairs for onset in "hqQ" for coda in ("", "n")):
        assert fold(normalise_tone(text)) == fold(text)


def test_nfc_leaves_composed_text_alone() -> None:
    plain = "cam"
    assert nfc(plain) is plain
    assert nfc("ha\u0300") == "hà"


@pytest.mark.parametrize(
    ("text", "limit", "slug"),
    [
        ("Cam Khe Mây", None, "cam-khe-may"),
        ("Nước mắm Kỳ Ninh (500 ml)", None, "nuoc-mam-ky-ninh-500-ml"),
        ("Homestay Quỳnh Sơn - Bắc Quỳnh", None, "homestay-quynh-son-bac-quynh"),
        ("M'Drắk", None, "mdrak"),
        ("龍井 trà", None, "tra"),
        ("龍井", None, ""),
        ("!!!", None, ""),
        ("Bưởi Phúc Trạch", 15, "buoi-phuc-trach"),
        ("Bưởi Phúc Trạch", 14, "buoi-phuc"),
        ("Bưởi Phúc Trạch", 10, "buoi-phuc"),
        ("Bưởi Phúc Trạch", 9, "buoi-phuc"),
        ("Bưởi Phúc Trạch", 3, "buo"),
    ],
)
def test_slugify(text: str, limit: int | None, slug: str) -> None:
    assert slugify(text, limit=limit) == slug


@given(st.text(), st.integers(1, 40))
def test_a_slug_is_fit_for_an_address(text: str, limit: int) -> None:
    slug = slugify(text, limit=limit)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug)
    assert len(slug) <= limit


def test_a_thousand_descriptions_are_folded_at_once() -> None:
    description = (
        "Cam Khe Mây là giống cam đặc sản của huyện Hương Khê, tỉnh Hà Tĩnh; quả tròn, vỏ mỏng. " * 10
    )
    started = time.perf_counter()
    for _ in range(1_000):
        fold(description)
        marked_key(description)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Lan \t Nguyễn\n", "Lan Nguyễn"),
        ("Lan\u202e Nguyễn", "Lan Nguyễn"),
        ("Lan \u200b Nguyễn", "Lan Nguyễn"),
        ("a\x00\x07b\ufeff\u2066c", "abc"),
        ("12\u00a0ngõ\u20093", "12 ngõ 3"),
        (unicodedata.normalize("NFD", "Hợp tác xã"), "Hợp tác xã"),
        ("\u200b\u202e", ""),
    ],
)
def test_what_is_kept_of_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept
