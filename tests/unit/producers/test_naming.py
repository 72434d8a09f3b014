import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.places.names import order_key
from marketplace.producers.naming import LENGTH, sort_key

IN_ORDER = [
    "Ấm tích",
    "Bánh đa",
    "Bánh đá",
    "Bánh gai",
    "Cam bù",
    "Cam Bù 2",
    "Cam bù 10",
    "Cám gạo",
    "Cam Khe Mây",
    "Chè xanh",
    "Dầu lạc",
    "Đá xay",
    "Đường phèn",
    "Em bé",
    "Ếch đồng",
    "Nem chua",
    "Nước mắm",
    "Ổi lê",
    "Ớt bột",
    "Xoài",
    "Yến sào",
]


def test_names_stand_as_in_a_vietnamese_dictionary() -> None:
    shuffled = random.Random(7).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=sort_key) == IN_ORDER


@pytest.mark.parametrize("name", ["Cam Khe Mây", "HTX Đức Lĩnh", "500 ml"])
def test_the_key_is_plain_ascii_without_control_characters(name: str) -> None:
    assert sort_key(name).isascii()
    assert sort_key(name).isprintable()


@given(
    st.text("aăâbcdđeêiklmnoôơưuxyàáảãạ 0123456789", max_size=12),
    st.text("aăâbcdđeêiklmnoôơưuxyàáảãạ 0123456789", max_size=12),
)
def test_the_text_sorts_exactly_as_the_key_it_is_made_of(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (order_key(one) < order_key(other))


def test_a_very_long_name_is_cut() -> None:
    assert len(sort_key("ư" * 400)) == LENGTH
