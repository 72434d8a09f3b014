"""Typing an address: what is found, in which order, and why."""

import pytest

from marketplace.kernel.i18n import speaking
from marketplace.places import queries

pytestmark = pytest.mark.usefixtures("app")


def found(text, **kwargs):
    return [(item.commune.code, item.why and str(item.why)) for item in queries.search(text, **kwargs)]


HUONG_DO = [("18550", None)]
HUONG_DO_BEFORE = [("18550", "trước đây: xã Hương Đô, huyện Hương Khê")]
KIM_HOA = [("18223", "trước đây: xã Sơn Trường, huyện Hương Sơn")]
DAI_NAI = [
    ("18073", "trước đây: phường Đại Nài, thành phố Hà Tĩnh (một phần)"),
    ("18652", "trước đây: phường Đại Nài, thành phố Hà Tĩnh (một phần)"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hương Đô", HUONG_DO),
        ("huong do", HUONG_DO),
        ("HƯƠNG ĐÔ", HUONG_DO),
        ("huowng ddoo", HUONG_DO),
        ("xã Hương Đô", HUONG_DO),
        ("xa huong do", HUONG_DO),
        ("X. Hương Đô", HUONG_DO),
        ("Hương Đô, Hà Tĩnh", HUONG_DO),
        ("huong do ha tinh", HUONG_DO),
        ("xã Hương Đô, tỉnh Hà Tĩnh", HUONG_DO),
        ("Hương Đô, Hương Khê, Hà Tĩnh", HUONG_DO_BEFORE),
        ("huong do huong khe ha tinh", HUONG_DO_BEFORE),
        ("huong do, huong k", HUONG_DO_BEFORE),
        ("xã Hương Đô, huyện Hương Khê", HUONG_DO_BEFORE),
        ("xa huong do h. huong khe", HUONG_DO_BEFORE),
        ("Sơn Trường", KIM_HOA),
        ("son truong", KIM_HOA),
        ("sown truwowngf", KIM_HOA),
        ("xã Sơn Trường, Hương Sơn", KIM_HOA),
        ("Đại Nài", DAI_NAI),
        ("dai nai", DAI_NAI),
        ("p. Đại Nài", DAI_NAI),
        ("phường Đại Nài, TP Hà Tĩnh", DAI_NAI),
        ("tt huu lung", [("06385", "trước đây: thị trấn Hữu Lũng, huyện Hữu Lũng")]),
        ("Vĩnh Hải, Ninh Thuận", [("22846", "trước đây: xã Vĩnh Hải, huyện Ninh Hải")]),
        ("Vĩnh Hải, Nha Trang", [("22333", "trước đây: phường Vĩnh Hải, thành phố Nha Trang")]),
        ("phường 1 đà lạt", [("24781", "trước đây: phường 1, thành phố Đà Lạt")]),
        ("P.01, Đà Lạt", [("24781", "trước đây: phường 1, thành phố Đà Lạt")]),
        ("Phố Bảng", [("00745", None)]),
        ("Trường Sa", [("22736", None)]),
        ("", []),
        ("   ,;", []),
        ("h", []),
        ("xyzzy", []),
    ],
)
def test_what_is_typed_is_found(text, expected):
    assert found(text) == expected


def test_an_unfinished_word_is_enough():
    assert queries.search("hương đ", province="42")[0].commune.full_name == "Xã Hương Đô"
    assert queries.search("huong d", province="42")[0].commune.full_name == "Xã Hương Đô"


def test_the_old_core_of_a_new_name():
    assert [item.commune.full_name for item in queries.search("nha trang")] == [
        "Phường Nha Trang",
        "Phường Bắc Nha Trang",
        "Phường Tây Nha Trang",
        "Phường Nam Nha Trang",
    ]


def test_right_marks_come_first():
    assert queries.search("Ba Tô", province="51")[0].commune.full_name == "Xã Ba Tô"
    assert queries.search("Ba Tơ", province="51")[0].commune.full_name == "Xã Ba Tơ"
    assert [item.commune.name for item in queries.search("xã ba to", province="51", limit=2)] == [
        "Ba Tơ",
        "Ba Tô",
    ]


@pytest.mark.parametrize("text", ["Hoà Bình", "Hòa Bình", "hoa binh", "HOÀ BÌNH"])
def test_both_places_of_the_tone_mark(text):
    assert found(text, limit=5) == [
        ("04795", None),
        ("11533", None),
        ("27211", None),
        ("29830", None),
        ("31891", None),
    ]


def test_i_for_y_is_found_after_what_is_spelled_so():
    assert found("Mỹ Quý")[:2] == [("27907", None), ("30055", "trước đây: xã Mỹ Quý, huyện Tháp Mười")]
    assert found("Mỹ Quí")[:2] == [("30055", None), ("27907", None)]


def test_names_that_repeat_are_told_apart():
    chi_lang = found("Chi Lăng", province="20", limit=3)
    assert chi_lang == [
        ("06463", None),
        ("05983", "trước đây: phường Chi Lăng, thành phố Lạng Sơn"),
        ("06040", "trước đây: xã Chi Lăng, huyện Tràng Định"),
    ]
    assert found("Vĩnh Hải", province="56") == [
        ("22846", None),
        ("22333", "trước đây: phường Vĩnh Hải, thành phố Nha Trang"),
    ]
    assert len({code for code, _ in found("Tân Thành", limit=100)}) == len(found("Tân Thành", limit=100))


def test_an_old_district_finds_its_communes():
    assert {code for code, _ in found("huyện Hữu Lũng")} == {
        "06385", "06391", "06400", "06415", "06427", "06436", "06445", "06457",
    }  # fmt: skip
    assert {why for _, why in found("huyện Hữu Lũng")} == {"trước đây thuộc huyện Hữu Lũng"}
    assert found("Hữu Lũng")[0] == ("06385", None)


def test_one_letter_is_enough_within_a_province():
    names = [item.commune.name for item in queries.search("h", province="42", limit=30)]
    assert names[:4] == ["Hà Linh", "Hải Ninh", "Hồng Lộc", "Hương Đô"]
    assert all(item.commune.province.code == "42" for item in queries.search("h", province="42", limit=30))


def test_the_limit_is_kept():
    assert len(queries.search("tân", limit=7)) == 7


def test_the_reason_in_english():
    with speaking("en"):
        assert found("Sơn Trường") == [("18223", "formerly: xã Sơn Trường, huyện Hương Sơn")]
        assert found("Đại Nài")[0][1] == "formerly: phường Đại Nài, thành phố Hà Tĩnh (part of it)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hà Tĩnh", [("42", None)]),
        ("ha tinh", [("42", None)]),
        ("haf tinhx", [("42", None)]),
        ("tỉnh Hà Tĩnh", [("42", None)]),
        ("Ninh Thuận", [("56", "trước đây: tỉnh Ninh Thuận")]),
        ("ninh", [("37", None), ("56", "trước đây: tỉnh Ninh Thuận")]),
        ("Quảng Bình", [("44", "trước đây: tỉnh Quảng Bình")]),
        ("Bắc Giang", [("24", "trước đây: tỉnh Bắc Giang")]),
        ("Thừa Thiên Huế", [("46", None)]),
        ("tp hcm", [("79", None)]),
        ("Hà T", [("42", None)]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_provinces_by_present_and_old_names(text, expected, statements):
    with statements() as sent:
        found = queries.search_provinces(text)
    assert len(sent) <= 1
    assert [(item.province.code, item.why and str(item.why)) for item in found] == expected


@pytest.mark.parametrize("text", ["Hương Đô", "son truong", "huyện Hữu Lũng", "Chi Lăng", "tân", "xyzzy"])
def test_at_most_three_statements(text, statements):
    with statements() as sent:
        queries.search(text)
    assert 1 <= len(sent) <= 3


def test_a_look_up_uses_the_name_index(session):
    run = session.connection().exec_driver_sql
    look_up = "SELECT 1 FROM mkt_places_name WHERE folded IN ('a') OR (folded >= 'b' AND folded < 'b{')"
    if session.get_bind().dialect.name == "sqlite":
        plan = " ".join(row.detail for row in run(f"EXPLAIN QUERY PLAN {look_up}"))
    else:
        run("SET LOCAL enable_seqscan = off")
        plan = " ".join(row[0] for row in run(f"EXPLAIN {look_up}"))
    assert plan.count("ix_mkt_places_name_folded_province") == 2
    assert "SCAN mkt_places_name" not in plan


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE", "%", "_", "a" * 5_000, "x," * 500, "Xã " * 300, "\x00", "🏠 nhà", "(((", "- - -"],
)
def test_odd_input_finds_nothing_and_breaks_nothing(text):
    assert isinstance(queries.search(text), tuple)
    assert queries.resolve_printed(text).commune is None
