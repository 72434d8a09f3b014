"""What a generated market sells, and the words that it is told with."""

from __future__ import annotations

from typing import Final, NamedTuple

from marketplace.certification.kinds import IssuerKind


class Kind(NamedTuple):
    """A kind of product: its set of 26/2026/QĐ-TTg, how it travels, its packs as ``(label, đồng, grams packed)``."""

    name: str
    set_no: int
    storage: str
    months: int
    packs: tuple[tuple[str, int, int], ...]


ALL_YEAR: Final = 0
WINTER: Final = 0b1100_0000_0011
SUMMER: Final = 0b0000_1111_0000

_FRUIT: Final = (
    ("Túi 2 kg", 90_000, 2_200),
    ("Thùng 5 kg", 215_000, 5_600),
    ("Thùng 10 kg", 410_000, 11_000),
)
_BOTTLES: Final = (("Chai 250 ml", 45_000, 500), ("Chai 500 ml", 80_000, 850))
_BAGS: Final = (("Túi 250 g", 65_000, 300), ("Túi 500 g", 120_000, 560), ("Hộp 1 kg", 230_000, 1_150))
_JARS: Final = (("Hũ 250 g", 75_000, 480), ("Hũ 500 g", 140_000, 860))
_RICE: Final = (("Túi 2 kg", 70_000, 2_050), ("Túi 5 kg", 165_000, 5_100))
_BOX: Final = (("Hộp 300 g", 85_000, 380),)
_PIECE: Final = (("1 cái", 180_000, 900), ("Bộ 2 cái", 340_000, 1_800))

KINDS: Final = (
    Kind("Cam", 1, "ambient-fresh", WINTER, _FRUIT),
    Kind("Bưởi", 1, "ambient-fresh", WINTER, _FRUIT),
    Kind("Quýt", 1, "ambient-fresh", WINTER, _FRUIT),
    Kind("Vải thiều", 1, "ambient-fresh", SUMMER, _FRUIT),
    Kind("Na dai", 1, "ambient-fresh", SUMMER, _FRUIT),
    Kind("Khoai lang mật", 1, "ambient-fresh", ALL_YEAR, _FRUIT),
    Kind("Gạo nếp", 3, "ambient", ALL_YEAR, _RICE),
    Kind("Gạo tẻ thơm", 3, "ambient", ALL_YEAR, _RICE),
    Kind("Mật ong rừng", 4, "ambient", ALL_YEAR, _BOTTLES),
    Kind("Cốm", 5, "ambient", WINTER, _BOX),
    Kind("Bánh đa nem", 6, "ambient", ALL_YEAR, _BAGS),
    Kind("Miến dong", 6, "ambient", ALL_YEAR, _BAGS),
    Kind("Bún khô", 6, "ambient", ALL_YEAR, _BAGS),
    Kind("Măng khô", 7, "ambient", ALL_YEAR, _BAGS),
    Kind("Hồng sấy", 7, "ambient", ALL_YEAR, _BAGS),
    Kind("Cá bống kho", 8, "ambient", ALL_YEAR, _JARS),
    Kind("Giò bê", 8, "chilled", ALL_YEAR, _BOX),
    Kind("Ruốc cá", 8, "ambient", ALL_YEAR, _JARS),
    Kind("Nước mắm", 9, "ambient", ALL_YEAR, _BOTTLES),
    Kind("Nước mắm cốt", 9, "ambient", ALL_YEAR, _BOTTLES),
    Kind("Tương nếp", 9, "ambient", ALL_YEAR, _BOTTLES),
    Kind("Muối hầm", 10, "ambient", ALL_YEAR, _JARS),
    Kind("Hạt tiêu đen", 10, "ambient", ALL_YEAR, _BAGS),
    Kind("Tỏi đen", 10, "ambient", ALL_YEAR, _JARS),
    Kind("Chè xanh", 11, "ambient", ALL_YEAR, _BAGS),
    Kind("Chè shan tuyết", 11, "ambient", ALL_YEAR, _BAGS),
    Kind("Trà hoa cúc", 12, "ambient", ALL_YEAR, _BOX),
    Kind("Cà phê rang xay", 13, "ambient", ALL_YEAR, _BAGS),
    Kind("Đường phên", 4, "ambient", WINTER, _BAGS),
    Kind("Nước ép ổi", 17, "ambient", ALL_YEAR, _BOTTLES),
    Kind("Tinh dầu sả", 20, "ambient", ALL_YEAR, (("Lọ 50 ml", 120_000, 150),)),
    Kind("Giỏ mây", 21, "ambient", ALL_YEAR, _PIECE),
    Kind("Đồ gốm", 21, "ambient", ALL_YEAR, _PIECE),
    Kind("Khăn lụa", 22, "ambient", ALL_YEAR, _PIECE),
)

ADJECTIVES: Final = ("", "hữu cơ", "truyền thống", "đặc biệt", "nhà làm", "thượng hạng", "bản địa")
FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Bùi", "Đặng", "Hoàng", "Võ", "Đỗ", "Phan")
GIVEN: Final = ("Thị Nhâm", "Văn Hoà", "Thị Lan", "Quang Minh", "Thị Thuỷ", "Đức Long", "Thị Hường")

ISSUERS: Final = {IssuerKind.PROVINCE: "UBND tỉnh", IssuerKind.DISTRICT: "UBND huyện thuộc tỉnh"}
SUMMARY: Final = "{name} làm tại {commune}, {province}, chọn kỹ và đóng gói tại chỗ."
DESCRIPTION: Final = (
    "{name} là đặc sản của {commune}. Nhà làm giữ cách làm cũ, chọn nguyên liệu trong vùng, "
    "không dùng chất bảo quản. Mỗi mẻ có số lô, ngày làm và hạn dùng in trên bao bì.\n\n"
    "Sản phẩm được Ủy ban nhân dân tỉnh {province} công nhận OCOP; bấm vào biển sao để xem quyết định."
)
PLACEHOLDER: Final = (
    "data:image/webp;base64,UklGRi4AAABXRUJQVlA4ICIAAABQAQCdASoQABAABUB8JaAABAAAAP7WLW//8UPNb2DpgAAA"
)
