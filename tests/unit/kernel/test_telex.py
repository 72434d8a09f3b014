import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from marketplace.kernel.english import AMBIGUOUS, FOREIGN
from marketplace.kernel.telex import reading
from marketplace.kernel.text import fold

PHRASES = (Path(__file__).parent / "vietnamese.txt").read_text(encoding="utf-8").splitlines()
TONE_KEYS = {"\u0301": "s1", "\u0300": "f2", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
TELEX_SHAPES = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_SHAPES = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}

Encoder = Callable[[str], str]


def typed_letters(word: str) -> list[tuple[str, str]]:
    """Each letter with its shape, and the combining tone mark on it or an empty string."""
    letters: list[tuple[str, str]] = []
    for letter in unicodedata.normalize("NFC", word.lower()):
        marks = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in marks if mark in TONE_KEYS), "")
        letters.append((unicodedata.normalize("NFC", marks.replace(tone, "") if tone else marks), tone))
    return letters


def encoder(
    shapes: dict[str, str], column: int, *, tone_last: bool, shapes_last: bool, horn_once: bool
) -> Encoder:
    """A way of typing a word: each mark at its letter, or the tone, or shapes and tone, after the last letter."""

    def encode(word: str) -> str:
        body, late, tone_key = "", "", ""
        letters = typed_letters(word)
        bare = "".join(letter for letter, _tone in letters)
        for index, (letter, tone) in enumerate(letters):
            keys = shapes.get(letter, letter)
            if horn_once and letter == "ư" and bare[index + 1 : index + 2] == "ơ":
                keys = "u"
            if shapes_last:
                body, late = body + keys[0], late + keys[1:]
            else:
                body += keys
            if tone:
                tone_key = TONE_KEYS[tone][column]
                body += "" if tone_last else tone_key
        typed = body + late + (tone_key if tone_last else "")
        return typed.capitalize() if word[0].isupper() else typed

    return encode


def way(shapes: dict[str, str], column: int, name: str) -> Encoder:
    return encoder(
        shapes,
        column,
        tone_last=name != "at each letter",
        shapes_last=name == "all last",
        horn_once=name in {"one horn for ươ", "all last"},
    )


WAYS = ("at each letter", "tone last", "one horn for ươ", "all last")


def words_only(phrase: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", phrase) if len(word) > 1]


def read_back(word: str, way_name: str, typed: str) -> bool:
    """Whether the keys are one word's and nothing else's."""
    toneless = not any(tone for _letter, tone in typed_letters(word))
    return typed.lower() not in FOREIGN and not (way_name == "all last" and toneless)


@pytest.mark.parametrize("way_name", WAYS)
def test_telex_gives_every_word_back(way_name: str) -> None:
    encode = way(TELEX_SHAPES, 0, way_name)
    wrong = []
    for word in sorted({word for phrase in PHRASES for word in words_only(phrase)}):
        typed = encode(word)
        if read_back(word, way_name, typed) and reading(f"nuwowcs {typed}") != f"nước {word}":
            wrong.append((word, typed, reading(f"nuwowcs {typed}")))
    assert wrong == []


@pytest.mark.parametrize("way_name", WAYS)
def test_vni_gives_every_word_back(way_name: str) -> None:
    encode = way(VNI_SHAPES, 1, way_name)
    wrong = []
    for word in sorted({word for phrase in PHRASES for word in words_only(phrase)}):
        typed = encode(word)
        if not re.fullmatch(r"\w\d", typed) and reading(f"nu7o71c {typed}") != f"nước {word}":
            wrong.append((word, typed, reading(f"nu7o71c {typed}")))
    assert wrong == []


@given(data=st.data(), phrase=st.sampled_from(PHRASES), vni=st.booleans())
def test_words_typed_in_different_ways_are_read_together(data: st.DataObject, phrase: str, vni: bool) -> None:
    shapes, column, first = (VNI_SHAPES, 1, "nu7o71c") if vni else (TELEX_SHAPES, 0, "nuwowcs")
    typed, meant = [first], ["nước"]
    for word in words_only(phrase):
        way_name = data.draw(st.sampled_from(WAYS))
        keys = way(shapes, column, way_name)(word)
        if not re.fullmatch(r"\w\d", keys) if vni else read_back(word, way_name, keys):
            typed.append(keys)
            meant.append(word)
    assert reading(" ".join(typed)) == " ".join(meant)


@pytest.mark.parametrize("way_name", ["at each letter", "tone last", "one horn for ươ"])
@given(phrase=st.sampled_from([phrase for phrase in PHRASES if not phrase.isascii()]))
def test_a_whole_phrase_is_known_for_telex_by_itself(way_name: str, phrase: str) -> None:
    encode = way(TELEX_SHAPES, 0, way_name)
    typed = re.sub(r"[^\W\d_]+", lambda match: encode(match[0]), phrase)
    tokens = {token.lower() for token in re.findall(r"\w+", typed)}
    plain = {token.lower() for token in re.findall(r"\w+", phrase)}
    assume(tokens - plain - AMBIGUOUS and not (tokens - plain) & FOREIGN)
    assert reading(typed) == phrase


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuwowcs mawsm", "nước mắm"),
        ("cam haf tinhx", "cam hà tĩnh"),
        ("ddaawcs sanr", "đắc sản"),
        ("ddawcj sanr", "đặc sản"),
        ("ddawks lawks", "đắk lắk"),
        ("M'Drawks", "M'Drắk"),
        ("bawcs kanj", "bắc kạn"),
        ("nwowcs", "nước"),
        ("nuocws", "nước"),
        ("ruouwj", "rượu"),
        ("ruwowuj", "rượu"),
        ("giwx gifn", "giữ gìn"),
        ("duocwdj muaf", "được mùa"),
        ("tiengse vieejt", "tiếng việt"),
        ("thuowr xuwa", "thuở xưa"),
        ("quys", "quý"),
        ("hoaf binhf", "hòa bình"),
        ("gaf", "gà"),
        ("nuwowcs khoong", "nước không"),
        ("hair sanr", "hải sản"),
        ("chef thais nguyeen", "chè thái nguyên"),
        ("buns bof huees", "bún bò huế"),
        ("Nuwowcs Mawsm", "Nước Mắm"),
        ("NUWOWCS MAWSM", "NƯỚC MẮM"),
        ("nước mawsm", "nước mắm"),
        ("box mawsm", "box mắm"),
        ("thungf 5kg, camhaf!", "thùng 5kg, camhaf!"),
        ("keoj cu-ddow (ocop 4 sao)", "kẹo cu-đơ (ocop 4 sao)"),
        ("nu7o71c ma81m", "nước mắm"),
        ("nuoc71 mam81", "nước mắm"),
        ("d9a85c sa3n", "đặc sản"),
        ("dac985 san3", "đặc sản"),
        ("cam ha2 tinh4", "cam hà tĩnh"),
        ("D9A81K LA81K", "ĐẮK LẮK"),
        ("tra2 o6i3 500g", "trà ổi 500g"),
    ],
)
def test_what_people_type(typed: str, meant: str) -> None:
    assert reading(typed) == meant
    assert unicodedata.is_normalized("NFC", meant)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "cam",
        "bo",
        "tra",
        "xoai",
        "dac san",
        "nuoc mam",
        "fish sauce",
        "mix",
        "box",
        "bus",
        "hair",
        "hair box",
        "chef",
        "5kg",
        "ocop 4 sao",
        "www",
        "xoong",
        "Mường Toong",
        "noong bua",
        "khoong",
        "Mà Cooi",
        "ys",
        "ea kar",
        "cu mgar",
        "of",
        "ow",
        "h2o",
        "a4",
        "giay a4",
        "omega3",
        "loai1",
        "so1",
        "lo61",
        "co10",
        "ga3",
        "vitamin b12",
        "iphone 15",
        "8934563138165",
        "nước mắm",
        "cà phê",
        "ss ff",
        "tinhxx",
        "nuwowcss",
        "nuocf",
        "o" * 500 + "s",
        "水 mix",
    ],
)
def test_what_is_no_typing_of_vietnamese_stays(query: str) -> None:
    assert reading(query) is None


@pytest.mark.parametrize("phrase", PHRASES)
def test_vietnamese_with_and_without_marks_stays(phrase: str) -> None:
    assert reading(phrase) is None
    assert reading(fold(phrase)) is None
    assert reading(unicodedata.normalize("NFD", phrase)) is None


SHOP_ENGLISH = """
almond apple apricot asparagus avocado baby bacon bag banana barley basket beans beef beer berries best
biscuit black blue boat boots bottle bowl box bread brown buffalo burger butter cabbage cake candle candy
carrot cashew cat cheap cheese chef cherry chess chestnut chicken chili chips chocolate cinnamon clams cloth
coast cocoa coconut coffee cold cook cookies corn cost crab cream crispy cucumber cups curry dates deer deep
delicious dessert discount dog door dress dried drinks duck durian eggs family farm fast fish flour flowers
food forest free fresh fried fruit fruits garlic gift gifts ginger glass goat gold golf good grapes green
guava ham hand handmade harvest healthy heart herbs hers home honey horn hot house jam jars juice just kids
kitchen knife lamp leaf leaves leeks lemon lemongrass less lime list local lots love lunch mango market mart
mats meat meats menu milk mint mixed moon morning most mouse mushroom mushrooms mustard natural nest new
next noodle noodles north nuts oats oil onion orange oranges order organic oysters pack papaya pasta peach
peanut peanuts pear peas pepper peppers pickles pineapple pink plate plums pomelo pork post pots powder
prawn prawns price products pumpkin pure queen rambutan red rest rice ripe river roast room root roots rose
salad sale salt sauce sausage scarf seafood seaweed seeds sesame sets shampoo sheep ship shipping shirt
shoes shop shrimp silk silver six smoked snack soap soda soft sour soy spices spinach spoon squid star stars
stew store strawberry sugar summer super sweet taro taste tea test tips toast tofu tomato tomatoes tool top
tour town toy tree trust tuna turmeric twist vegan vegetables vest vinegar visa walnut warm wash water
watermelon wax wheat white wild wine winter wood wool worms yams yellow yoghurt combo coop ebay email
facebook flash sale hot deals inox laptop max mini netflix office oreo pepsi pizza plus pos premium pro
relax sex sos taxi video vip voucher website window windows wow xbox zalo
"""


@pytest.mark.parametrize("word", sorted(AMBIGUOUS | FOREIGN | set(SHOP_ENGLISH.split())))
def test_an_english_word_is_no_evidence(word: str) -> None:
    assert reading(word) is None
    assert reading(f"{word} box") is None
    assert reading(word.capitalize()) is None


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    answer = reading(text)
    if answer is not None:
        assert unicodedata.is_normalized("NFC", answer)
        assert answer != text
        assert len(answer.split()) == len(text.split())


@given(st.text(alphabet="aeiouywsfrxjdnctgh 0123456789", max_size=40))
def test_keys_at_random_keep_their_words_apart(text: str) -> None:
    answer = reading(text)
    if answer is not None:
        assert len(answer.split()) == len(text.split())
        assert re.sub(r"[^\W_]+", "", answer) == re.sub(r"[^\W_]+", "", text)
