"""The badge: what it says, how its states differ, and that it is drawn the same every time."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from marketplace.media.badge import png, svg
from marketplace.media.badge.glyphs import contours, face, is_hole
from marketplace.media.badge.plan import PAINT, ROOM, plan
from marketplace.media.badge.shapes import Area, Stroke, Words, dashes, rectangle, star
from marketplace.media.badge.view import STATES, BadgeView, words_of

URL = "https://cho.example/sao/KM4T-7XQ2"
BADGES = {
    "valid": BadgeView("valid", 4, "UBND tỉnh Hà Tĩnh", "2394/QĐ-UBND", date(2027, 10, 15), URL),
    "grace": BadgeView("grace", 3, "UBND tỉnh Hà Tĩnh", "118/QĐ-UBND", date(2026, 12, 12), URL),
    "pending": BadgeView("pending", 3, "UBND xã Hương Đô", url=URL),
    "expired": BadgeView("expired", 4, "UBND tỉnh Hà Tĩnh", "2394/QĐ-UBND", date(2026, 5, 20), URL),
    "suspended": BadgeView("suspended", 4, "", "2394/QĐ-UBND", date(2026, 11, 10), URL),
    "revoked": BadgeView("revoked", 3, "", "77/QĐ-UBND", date(2021, 2, 4), URL),
    "none": BadgeView("none", url=URL),
}
EVERY = [replace(badge, demo=demo) for badge in BADGES.values() for demo in (False, True)]


def words(badge: BadgeView) -> list[str]:
    return [mark.text for mark in plan(badge).marks if isinstance(mark, Words)]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("valid", ["OCOP 4 sao", "UBND tỉnh Hà Tĩnh, đến 15/10/2027", "Quyết định 2394/QĐ-UBND"]),
        ("grace", ["OCOP 3 sao", "UBND tỉnh Hà Tĩnh, gia hạn đến 12/12/2026", "Quyết định 118/QĐ-UBND"]),
        ("pending", ["OCOP 3 sao", "UBND xã Hương Đô, chờ đối chiếu", ""]),
        ("expired", ["Hết hạn sao", "từ 20/05/2026", "Quyết định 2394/QĐ-UBND"]),
        ("suspended", ["Tạm dừng", "từ 10/11/2026", "Quyết định 2394/QĐ-UBND"]),
        ("revoked", ["OCOP 3 sao", "thu hồi 04/02/2021", "Quyết định 77/QĐ-UBND"]),
        ("none", ["Chưa có sao OCOP", "không có giấy chứng nhận trong sổ", ""]),
    ],
)
def test_every_state_says_what_it_is(state: str, said: list[str]) -> None:
    title, line, decision = said
    detail = f"{decision} · cho.example/sao/KM4T-7XQ2" if decision else "cho.example/sao/KM4T-7XQ2"
    assert words(BADGES[state]) == [title, line, detail]
    assert words(replace(BADGES[state], demo=True)) == [title, line, detail, "DEMO", "dữ liệu mẫu"]


def test_a_product_of_the_register_that_may_not_be_sold_says_so() -> None:
    badge = BadgeView("none", decision="77/QĐ-UBND", url=URL, recorded=True)
    where = "Quyết định 77/QĐ-UBND · cho.example/sao/KM4T-7XQ2"
    assert words(badge) == ["Chưa được bán", "xem lý do", where]
    assert words(replace(badge, decision="")) == ["Chưa được bán", "xem lý do", "cho.example/sao/KM4T-7XQ2"]
    assert words(replace(badge, locale="en", decision="")) == [
        "Not on sale yet",
        "see why",
        "cho.example/sao/KM4T-7XQ2",
    ]


def test_it_speaks_english() -> None:
    badge = replace(BADGES["valid"], locale="en", demo=True)
    assert words(badge) == [
        "OCOP 4 stars",
        "UBND tỉnh Hà Tĩnh, until 15/10/2027",
        "Decision 2394/QĐ-UBND · cho.example/sao/KM4T-7XQ2",
        "DEMO",
        "sample data",
    ]
    assert words_of(replace(BADGES["revoked"], locale="en", stars=1)).title == "OCOP 1 star"


def stars(badge: BadgeView) -> tuple[int, int]:
    """How many stars are outlined, and how many filled."""
    outlines = {
        mark.runs[0] for mark in plan(badge).marks if isinstance(mark, Stroke) and len(mark.runs[0]) == 10
    }
    filled = {mark.run for mark in plan(badge).marks if isinstance(mark, Area)} & outlines
    return len(outlines), len(filled)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_stars_are_drawn_while_the_certificate_holds(count: int) -> None:
    assert stars(replace(BADGES["valid"], stars=count)) == (5, count)
    assert stars(replace(BADGES["grace"], stars=count)) == (5, count)
    assert stars(replace(BADGES["pending"], stars=count)) == (5, 0)


@pytest.mark.parametrize("state", ["expired", "suspended", "revoked", "none"])
def test_no_star_is_drawn_when_it_does_not(state: str) -> None:
    assert stars(BADGES[state]) == (0, 0)


def test_states_differ_without_colour() -> None:
    def forms(badge: BadgeView) -> tuple[object, ...]:
        marks = (mark for mark in plan(badge).marks if not isinstance(mark, Words))
        return tuple(
            ("area", len(mark.run))
            if isinstance(mark, Area)
            else ("line", mark.closed, tuple(map(len, mark.runs)))
            for mark in marks
        )

    assert len({forms(replace(badge, stars=3)) for badge in BADGES.values()}) == len(STATES) == 7


def test_words_stand_out_from_their_ground() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for paint in PAINT.values():
        low, high = sorted((light(paint.ink), light(paint.ground)))
        assert (high + 0.05) / (low + 0.05) >= 6.9


def test_it_shares_nothing_with_the_protected_mark() -> None:
    for badge in EVERY:
        drawing = svg.draw(badge).decode()
        assert "<circle" not in drawing
        assert "<image" not in drawing
        for colour in re.findall(r"#([0-9a-f]{6})", drawing):
            red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
            assert not (green > red + 40 and green > blue + 40), f"a green of the mark: {colour}"
            assert colour not in {"f58220", "f7941d", "f08a24"}


@pytest.mark.parametrize("badge", EVERY, ids=lambda badge: f"{badge.state}-{badge.demo}")
def test_svg_is_whole_and_always_the_same(badge: BadgeView) -> None:
    drawing = svg.draw(badge)
    assert drawing == svg.draw(badge)
    root = ET.fromstring(drawing)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("role") == "img"
    assert {child.tag.rpartition("}")[2] for child in root} == {"title", "path"}
    title = root.findtext("{http://www.w3.org/2000/svg}title")
    assert title == root.get("aria-label") == plan(badge).spoken
    assert title.startswith("DEMO, dữ liệu mẫu. ") == badge.demo
    assert len(drawing) < 40_000


@pytest.mark.parametrize("badge", EVERY, ids=lambda badge: f"{badge.state}-{badge.demo}")
def test_png_is_always_the_same(badge: BadgeView) -> None:
    drawing = png.draw(badge)
    assert drawing == png.draw(badge)
    with Image.open(BytesIO(drawing)) as image:
        ready = plan(badge)
        assert image.size == (2 * ready.width, 2 * ready.height)
        assert image.info.keys() <= {"transparency"}
    assert len(drawing) < 20_000


def test_both_drawings_show_the_same_letters() -> None:
    drawn = Image.open(BytesIO(png.draw(BADGES["valid"]))).convert("RGBA").convert("RGB")
    ready = plan(BADGES["valid"])
    letters = next(mark for mark in ready.marks if isinstance(mark, Words))
    # The first letter of the title is an O: ink on its rim, the plate's blue in its hole.
    outer = contours("bold", "O")[0]
    scale = letters.size / face("bold").units
    middle = letters.x + 0.5 * scale * (min(x for x, _ in outer) + max(x for x, _ in outer))
    height = letters.baseline + 0.5 * scale * (min(y for _, y in outer) + max(y for _, y in outer))
    rim = letters.x + scale * min(x for x, _ in outer) + 2
    assert drawn.getpixel((round(2 * middle), round(2 * height))) == (0x27, 0x36, 0x6F)
    assert min(drawn.getpixel((round(2 * rim), round(2 * height)))) > 230


def test_what_is_typed_by_people_cannot_break_the_drawing() -> None:
    wicked = replace(
        BADGES["valid"], issuer="<script>&\"' ]]>", decision="</svg>", url="https://x/<b>?a=1&b=2#c"
    )
    root = ET.fromstring(svg.draw(wicked))
    assert {child.tag.rpartition("}")[2] for child in root} == {"title", "path"}
    assert words(wicked)[1].startswith("<script>&\"' ]]>")
    assert words(wicked)[2] == "Quyết định </svg> · x/<b>"


def test_a_long_issuer_is_shortened_and_the_date_is_not() -> None:
    long = replace(BADGES["valid"], issuer="Bộ Nông nghiệp và Môi trường, " * 5)
    line = words(long)[1]
    assert line.startswith("Bộ Nông nghiệp và Môi trường, Bộ Nông")
    assert line.endswith("…, đến 15/10/2027")
    for mark in plan(long).marks:
        if isinstance(mark, Words):
            assert face(mark.weight).width(mark.text, mark.size) <= ROOM + 0.01
    assert plan(long).width <= 640


def test_letters_without_an_outline_lose_their_marks() -> None:
    assert face("regular").known("Ż") == "Z"
    assert face("regular").known("Tỉnh\u00a0漢") == "Tỉnh ?"
    decomposed = "Hà Tĩnh"
    assert face("regular").known(decomposed) == "Hà Tĩnh"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_vietnamese_letter_has_an_outline(weight: str) -> None:
    small = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    for letter in small + small.upper() + "0123456789/–·…":
        assert contours(weight, letter), letter
        assert face(weight).letters[letter][0] > 0


def test_holes_are_told_from_edges() -> None:
    assert [is_hole(run) for run in contours("bold", "O")] == [False, True]
    assert [is_hole(run) for run in contours("bold", "ệ")].count(True) == 1
    assert contours("bold", " ") == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"state": "gold"}, "no such state"),
        ({"state": "valid", "stars": 0, "day": date(2027, 1, 1)}, "one to five stars, not 0"),
        ({"state": "valid", "stars": 6, "day": date(2027, 1, 1)}, "one to five stars, not 6"),
        ({"state": "pending"}, "one to five stars"),
        ({"state": "valid", "stars": 4}, "names a day"),
        ({"state": "expired"}, "names a day"),
    ],
)
def test_what_no_register_can_say_is_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        BadgeView(**arguments)


def test_forms() -> None:
    assert rectangle(0, 0, 10, 4) == ((0, 0), (10, 0), (10, 4), (0, 4))
    assert len(star((0, 0), 10)) == 10
    pieces = dashes(((0, 0), (100, 0), (100, 100), (0, 100)), 6, 4)
    assert len(pieces) == 40
    assert pieces[0] == ((0, 0), (6, 0))
    assert pieces[39] == ((0, 10), (0, 4))
