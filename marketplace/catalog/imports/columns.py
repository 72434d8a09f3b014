"""The columns of the table of products. Their headings stay Vietnamese: the reader knows them so."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from marketplace.catalog.kinds import OriginMarkKind, StorageClass
from marketplace.kernel.text import fold


class Column(StrEnum):
    """What a column holds. Those of words and numbers are called as the fields of ``ProductData``."""

    CODE = "code"
    RECOGNITION = "recognition"
    NAME = "name"
    SKU = "sku"
    LABEL = "label"
    PRICE = "price"
    NET = "net_amount"
    UNIT = "net_unit"
    GROSS = "gross_grams"
    ACTIVE = "active"
    SET = "set_no"
    SUMMARY = "summary"
    DESCRIPTION = "description"
    STORY = "story"
    GTIN = "gtin"
    STORAGE_CLASS = "storage_class"
    SHELF_LIFE = "shelf_life"
    SHELF_DAYS = "shelf_life_days"
    STORAGE = "storage"
    USAGE = "usage"
    INGREDIENTS = "ingredients"
    WARNING = "warning"
    ABV = "abv_tenths"
    MONTHS = "season_mask"
    PRINTED = "origin_printed"
    MARK = "origin_mark"
    MARK_KIND = "origin_mark_kind"
    MARK_NO = "origin_mark_no"
    RETURNS = "return_policy"

    @property
    def heading(self) -> str:
        """What stands above the column."""
        return SPECS[self].heading


IDENTITY: Final = (Column.CODE, Column.RECOGNITION, Column.NAME)
"""Which product a row is about; a pack's own code tells it, too."""
PACK: Final = (
    Column.SKU,
    Column.LABEL,
    Column.PRICE,
    Column.NET,
    Column.UNIT,
    Column.GROSS,
    Column.ACTIVE,
)
WORDS: Final = tuple(each for each in Column if each not in {*IDENTITY, *PACK})
"""What is said of the product, by whichever of its rows."""
CLEARABLE: Final = frozenset(WORDS) - {Column.SET, Column.STORAGE_CLASS, Column.MONTHS}
NUMBERS: Final = frozenset({Column.PRICE, Column.NET, Column.GROSS, Column.SHELF_DAYS})


@dataclass(frozen=True, slots=True)
class Spec:
    """``also`` are other headings that mean the same, ``width`` is in characters, ``choices`` a list to choose from."""

    heading: str
    guide: str
    example: str | int = ""
    width: int = 20
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


YES, NO = "Có", "Không"
UNITS: Final = ("g", "kg", "ml", "lít", "cái")

SPECS: Final[dict[Column, Spec]] = {
    Column.CODE: Spec(
        "Mã sản phẩm",
        "Mã của sản phẩm đã có trên sàn (phần cuối địa chỉ trang). Sản phẩm mới thì để trống.",
        "cam-khe-may",
        22,
        ("Mã SP",),
    ),
    Column.RECOGNITION: Spec(
        "Mã công nhận",
        "Mã giấy công nhận trong sổ của sàn. Sản phẩm mới ghi mã này: tên, nơi làm lấy từ giấy.",
        "",
        16,
        ("Mã giấy công nhận",),
    ),
    Column.NAME: Spec(
        "Tên sản phẩm",
        "Để dò cho khỏi nhầm hàng: đúng như trong giấy công nhận, hoặc để trống. Tên không sửa ở đây.",
        "Cam Khe Mây",
        28,
        ("Tên bán trên sàn",),
    ),
    Column.SKU: Spec(
        "Mã hàng",
        "Mã của quy cách. Quy cách mới: để trống thì sàn tự đặt.",
        "",
        14,
        ("SKU", "Mã quy cách"),
    ),
    Column.LABEL: Spec(
        "Quy cách", "Như in trên bao bì.", "Thùng 5 kg", 20, ("Quy cách đóng gói", "Tên quy cách")
    ),
    Column.PRICE: Spec(
        "Giá bán",
        "Đồng, đã gồm thuế: 225000 hoặc 225.000 đ.",
        225_000,
        14,
        ("Giá", "Đơn giá", "Giá một đơn vị"),
    ),
    Column.NET: Spec(
        "Lượng tịnh", "Để trống nếu quy cách đã ghi lượng, như Thùng 5 kg.", 5, 12, ("Khối lượng tịnh",)
    ),
    Column.UNIT: Spec("Đơn vị tịnh", "Đi với lượng tịnh.", "kg", 12, ("Đơn vị",), UNITS),
    Column.GROSS: Spec(
        "Nặng cả bao bì",
        "Gam, hoặc ghi kèm đơn vị như 5,6 kg. Để tính phí giao.",
        5_600,
        16,
        ("Khối lượng cả bao bì", "Nặng cả bì"),
    ),
    Column.ACTIVE: Spec("Đang bán", "Có hoặc Không.", YES, 11, (), (YES, NO)),
    Column.SET: Spec(
        "Bộ sản phẩm", "Số của bộ, 1 đến 26. Giấy công nhận ghi rồi thì để trống.", 1, 14, ("Số bộ sản phẩm",)
    ),
    Column.SUMMARY: Spec(
        "Một câu giới thiệu",
        "Tối đa 300 ký tự.",
        "Cam ngọt của vùng đồi Hương Khê.",
        30,
        ("Giới thiệu", "Giới thiệu ngắn"),
    ),
    Column.DESCRIPTION: Spec(
        "Tả sản phẩm", "Nhiều đoạn thì xuống dòng trong ô (Alt+Enter).", "", 30, ("Mô tả",)
    ),
    Column.STORY: Spec("Câu chuyện sản phẩm", "Như trên.", "", 30, ("Câu chuyện",)),
    Column.GTIN: Spec("Mã vạch", "8, 12, 13 hoặc 14 số. Định dạng cột là Văn bản.", "", 16, ("GTIN", "EAN")),
    Column.STORAGE_CLASS: Spec(
        "Cách bảo quản khi gửi",
        "Chọn trong danh sách.",
        str(StorageClass.AMBIENT_FRESH.label.msgid),
        22,
        ("Cách vận chuyển",),
        tuple(each.label.msgid for each in StorageClass),
    ),
    Column.SHELF_LIFE: Spec("Hạn dùng", "Bằng lời, như in trên bao bì.", "14 ngày sau khi hái", 22),
    Column.SHELF_DAYS: Spec("Số ngày dùng được", "Số ngày, từ 1.", 14, 12),
    Column.STORAGE: Spec("Cách bảo quản", "", "Để nơi thoáng mát.", 26, ("Bảo quản",)),
    Column.USAGE: Spec(
        "Cách dùng", "", "Rửa sạch, gọt vỏ, ăn tươi.", 26, ("Hướng dẫn sử dụng", "Cách sử dụng")
    ),
    Column.INGREDIENTS: Spec("Thành phần", "Như in trên bao bì.", "", 26),
    Column.WARNING: Spec("Cảnh báo", "Ví dụ: không dùng cho trẻ dưới 1 tuổi.", "", 26),
    Column.ABV: Spec("Độ cồn", "Phần trăm thể tích, như 39,5. Chỉ ghi cho rượu, bia.", "", 10),
    Column.MONTHS: Spec(
        "Tháng có hàng",
        "Các tháng ngăn bằng dấu phẩy, như 11, 12, 1; hoặc Quanh năm.",
        "11, 12, 1",
        18,
        ("Mùa vụ",),
    ),
    Column.PRINTED: Spec(
        "Nơi làm in trên bao bì", "Kể cả tên xã, huyện cũ.", "xã Hương Đô, huyện Hương Khê, tỉnh Hà Tĩnh", 34
    ),
    Column.MARK: Spec("Chỉ dẫn hoặc nhãn hiệu", "Tên được bảo hộ, nếu có.", "", 22),
    Column.MARK_KIND: Spec(
        "Loại chỉ dẫn, nhãn hiệu",
        "Chọn trong danh sách.",
        "",
        22,
        (),
        tuple(each.label.msgid for each in OriginMarkKind),
    ),
    Column.MARK_NO: Spec("Số văn bằng", "", "", 14),
    Column.RETURNS: Spec(
        "Đổi trả", "", "Đổi trong 24 giờ nếu hàng dập, kèm ảnh.", 26, ("Chính sách đổi trả",)
    ),
}
"""Every column in the order of the file."""

REMARKS: Final = "Ghi chú của sàn"
"""What is written beside the rows of a file that goes back; read over when it comes again."""
EXAMPLE: Final = "VÍ DỤ"
"""A row whose code begins so is an example and is read over."""
STOCK_HEADINGS: Final = frozenset(
    map(fold, ("Tồn", "Tồn kho", "Số lượng", "Số lượng tồn", "Còn bán được", "Còn lại"))
)
SILENT: Final = frozenset(map(fold, ("TT", "STT", "Số thứ tự", REMARKS, "Tình trạng")))


@cache
def by_heading() -> dict[str, Column]:
    """Every heading, folded."""
    return {fold(text): column for column, spec in SPECS.items() for text in (spec.heading, *spec.also)}


def called(heading: str) -> Column | None:
    """The column that a heading names, with or without what it says in brackets."""
    known = by_heading()
    return known.get(fold(heading)) or known.get(fold(heading.partition("(")[0]))
