"""What every search index must do. Later backends join ``index`` as further parameters."""

from pathlib import Path

import pytest

from marketplace.backends.fts5_search import FTS5Index
from marketplace.kernel.errors import BackendUnavailable
from marketplace.search.index import Document, SearchIndex
from marketplace.search.reading import read

ORANGE, BRAN, FISH_SAUCE, SUGAR, PEACE, MANGO, CHICKEN = range(1, 8)
DOCUMENTS = (
    Document(
        ORANGE, "Cam Khe Mây", "HTX Long Nhâm", "Xã Hương Đô Hà Tĩnh Hương Khê", "Rau, củ, quả Thùng 5 kg"
    ),
    Document(BRAN, "Bột cám gạo", "HTX An Lỗ", "Xã Phong Thái Huế", "Gạo Túi 1 kg"),
    Document(
        FISH_SAUCE,
        "Nước mắm Lê Gia",
        "Công ty Lê Gia",
        "Xã Hoằng Thanh Thanh Hóa Hoằng Phụ",
        "Gia vị Chai 520 ml",
    ),
    Document(SUGAR, "Đường phèn", "Cơ sở Tám", "Xã Ea Kao Đắk Lắk", "Gia vị"),
    Document(MANGO, "Xoài Úc Cam Lâm", "HTX xoài", "Xã Cam Lâm Khánh Hòa", "Rau, củ, quả"),
    Document(CHICKEN, "Gà đồi Ngân Hà", "HKD Hà", "Xã Cẩm Lạc Hà Tĩnh Cẩm Minh Cẩm Xuyên", "Thịt"),
    Document(PEACE, "Chè Hòa Bình", "HTX Chè", "Xã Kim Bôi Phú Thọ", "Chè Hộp 100 g"),
)


@pytest.fixture
def index(tmp_path: Path) -> SearchIndex:
    made = FTS5Index(tmp_path / "search.db")
    made.rebuild(DOCUMENTS)
    return made


def found(index: SearchIndex, typed: str) -> list[int]:
    return [hit.product_id for hit in index.find(read(typed).query, 100)]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Cam Hà Tĩnh", [ORANGE, CHICKEN]),
        ("cam ha tinh", [ORANGE, CHICKEN]),
        ("cam haf tinhx", [ORANGE, CHICKEN]),
        ("cam khe may", [ORANGE]),
        ("khe m", [ORANGE]),
        ("cám", [BRAN, ORANGE, MANGO, CHICKEN]),
        ("cam", [ORANGE, MANGO, BRAN, CHICKEN]),
        ("nuoc mam", [FISH_SAUCE]),
        ("nuwowcs mawsm", [FISH_SAUCE]),
        ("nu7o71c ma81m", [FISH_SAUCE]),
        ("duong", [SUGAR]),
        ("đường", [SUGAR]),
        ("dak lak", [SUGAR]),
        ("HOÀ BÌNH", [PEACE]),
        ("HÒA BÌNH", [PEACE]),
        ("hoa binh", [PEACE]),
        ("Hoằng Phụ", [FISH_SAUCE]),
        ("huong khe", [ORANGE]),
        ("xe máy", []),
        ("", []),
    ],
)
def test_finds(index: SearchIndex, typed: str, wanted: list[int]) -> None:
    assert found(index, typed) == wanted


def test_words_that_are_not_all_there_find_what_has_some(index: SearchIndex) -> None:
    hits = index.find(read("cam xyz").query, 100)
    assert [(hit.product_id, hit.all_words) for hit in hits] == [
        (ORANGE, False),
        (MANGO, False),
        (BRAN, False),
        (CHICKEN, False),
    ]


@pytest.mark.parametrize(
    "typed", ['"', "cam OR nuoc", "cam*", "NEAR(cam", "name:cam", "(", "-cam", "'; DROP TABLE documents; --"]
)
def test_nothing_typed_is_an_operator(index: SearchIndex, typed: str) -> None:
    index.find(read(typed).query, 100)
    assert index.count() == 7


def test_replace_and_remove(index: SearchIndex) -> None:
    index.replace([Document(ORANGE, "Bưởi Phúc Trạch", "HTX Phát Lộc", "Hà Tĩnh", "quả")])
    assert found(index, "khe mây") == []
    assert found(index, "bưởi phúc trạch") == [ORANGE]
    index.remove([ORANGE, 99])
    assert found(index, "bưởi") == []
    assert index.count() == 6


def test_rebuild_replaces_everything(index: SearchIndex) -> None:
    index.rebuild(DOCUMENTS[:1])
    assert index.count() == 1


def test_without_an_index_it_says_so(tmp_path: Path) -> None:
    away = FTS5Index(tmp_path / "none.db")
    with pytest.raises(BackendUnavailable):
        away.find(read("cam").query, 10)
    with pytest.raises(BackendUnavailable):
        away.count()


DEMO = {
    number: Document(number, *parts)
    for number, parts in enumerate(
        (
            (
                "Na Chi Lăng HTX Đồng Bành",
                "HTX Đồng Bành",
                "Xã Chi Lăng Lạng Sơn",
                "na dai",
                "Na dai, vỏ da mỏng.",
            ),
            (
                "Chả cá hấp Vạn Phú",
                "HKD Phạm Thị Thuận",
                "Xã Vạn Hưng Khánh Hòa",
                "chả",
                "Cuốn banh, da giòn.",
            ),
            ("Bưởi da xanh Khánh Vĩnh", "HTX Bưởi", "Xã Khánh Vĩnh Khánh Hòa", "bưởi", "Ngọt như bánh."),
            ("Bánh dừa nướng Quý Thu", "Cơ sở Quý Thu", "Xã Điện Phương Đà Nẵng", "bánh dừa", "Giòn."),
            ("Bánh đậu Quảng Hòa", "Cơ sở Quảng Hòa", "Xã Quảng Hòa", "bánh đậu", "Ngọt."),
            ("Bánh đa Thoại Chung", "Cơ sở Thoại Chung", "Xã Xuân Hội Hà Tĩnh", "bánh đa", "Nướng than."),
            ("Bánh đa vừng Hà Tâm", "Cơ sở Hà Tâm", "Xã Cẩm Xuyên Hà Tĩnh", "bánh đa", "Rắc vừng."),
            (
                "Na Đồng Mỏ (na dai)",
                "HTX trồng na",
                "Xã Chi Lăng Lạng Sơn Thị trấn Chi Lăng",
                "na dai",
                "Na.",
            ),
            ("Cám gạo lứt", "HTX An Lỗ", "Xã Phong Thái Huế", "cám", "Cám."),
            ("Cam Khe Mây", "HTX Long Nhâm", "Xã Hương Đô Hà Tĩnh", "cam", "Quả mọng."),
        ),
        start=1,
    )
}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("banh da", ["Bánh đa Thoại Chung", "Bánh đa vừng Hà Tâm"]),
        ("BANH DA", ["Bánh đa Thoại Chung", "Bánh đa vừng Hà Tâm"]),
        ("bánh đa", ["Bánh đa Thoại Chung", "Bánh đa vừng Hà Tâm"]),
        ("banhs dda", ["Bánh đa Thoại Chung", "Bánh đa vừng Hà Tâm"]),
        ("banh da vung", ["Bánh đa vừng Hà Tâm"]),
        ("buoi da", ["Bưởi da xanh Khánh Vĩnh"]),
        ("na chi lang", ["Na Chi Lăng HTX Đồng Bành", "Na Đồng Mỏ (na dai)"]),
        ("cam", ["Cam Khe Mây", "Cám gạo lứt"]),
        ("cám", ["Cám gạo lứt", "Cam Khe Mây"]),
    ],
)
def test_what_the_words_name_comes_before_letters_that_happen_to_agree(
    index: SearchIndex, typed: str, first: list[str]
) -> None:
    index.rebuild(DEMO.values())
    assert [DEMO[number].name for number in found(index, typed)[: len(first)]] == first


def test_a_whole_word_comes_before_the_beginning_of_one(index: SearchIndex) -> None:
    index.rebuild(DEMO.values())
    names = [DEMO[number].name for number in found(index, "banh da")]
    assert names.index("Bánh đa vừng Hà Tâm") < names.index("Bánh đậu Quảng Hòa")


HEARD = (
    Document(1, "Cam Khe Mây", "HTX Long Nhâm", "Xã Hương Đô Hà Tĩnh", "cam", "Múi mọng, không hạt."),
    Document(2, "Giò bột", "Cơ sở Thắm", "Xã Thanh Sơn", "giò", "Không phẩm màu."),
    Document(3, "Cà phê Khe Sanh", "HTX nông sản", "Xã Khe Sanh", "cà phê", "Cam kết rang mộc."),
    Document(4, "Chè xanh", "HTX Chè", "Xã Tân Cương", "chè", "Không có gì ngoài búp chè."),
)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("cam khe m", [(1, True)]),
        ("cam khe may", [(1, True)]),
        ("khong co gi", [(4, True)]),
        ("rang mo", []),
        ("m", []),
        ("cam khe xyz", [(1, False)]),
        ("khong co gi dau", []),
    ],
)
def test_all_words_have_to_be_found_and_the_last_may_be_unfinished(
    index: SearchIndex, typed: str, wanted: list[tuple[int, bool]]
) -> None:
    index.rebuild(HEARD)
    hits = index.find(read(typed).query, 100)
    assert [(hit.product_id, hit.all_words) for hit in hits] == wanted
