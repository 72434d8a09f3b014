"""A file of 200 rows over thirty products that are there and seventy that are not yet, and the same with ten faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from marketplace.catalog.imports.columns import Column
from marketplace.catalog.kinds import StorageClass
from marketplace.reports import products as table

Cells = dict[Column, Any]
FIRST_ROW = 2
"""Row 1 holds the headings."""


def row(**cells: Any) -> Cells:
    """A row by the names of its columns."""
    return {Column[name.upper()]: value for name, value in cells.items()}


def listed(cells: Cells) -> list[Any]:
    """The cells in the order of the file."""
    return [cells.get(column, "") for column in Column]


def xlsx(rows: Iterable[Cells]) -> bytes:
    """The rows as .xlsx."""
    return table.workbook([listed(each) for each in rows])


def csv(rows: Iterable[Cells]) -> bytes:
    """The rows as .csv."""
    return table.csv([listed(each) for each in rows])


def two_hundred(slugs: Sequence[str], papers: Sequence[str]) -> list[Cells]:
    """Thirty products with two packs each, of which the first gets another price; seventy new ones with two packs."""
    rows = []
    for number, slug in enumerate(slugs):
        price = 226_000 + 1_000 * number
        rows.append(row(code=slug, label="Thùng 5 kg", price=price, gross=5_600))
        rows.append(row(code=slug, label="Túi 2 kg", price="95.000 đ", gross="2,1 kg"))
    for number, code in enumerate(papers):
        words = {"summary": f"Cam ngọt vườn số {number}.", "months": "11, 12, 1"} if number % 2 else {}
        rows.append(row(recognition=code, label="Thùng 5 kg", price=230_000, gross=5_600, set=1, **words))
        rows.append(row(recognition=code, label="Túi 2 kg", price=98_000, gross=2_100, set=1))
    return rows


FAULTS: Mapping[tuple[int, str], tuple[Mapping[Column, Any], str]] = {
    (4, "F"): (
        {Column.PRICE: "195,000"},
        "Số tiền tính bằng đồng chẵn, không có phần lẻ và không dùng dấu phẩy: viết 45.000 hoặc 45000.",
    ),
    (9, "A"): (
        {Column.CODE: "khong-co-san-pham-nay"},
        "Chủ thể không có sản phẩm mã này. Lấy mã trong tệp tải về từ trang Sản phẩm.",
    ),
    (15, "C"): (
        {Column.NAME: "Bưởi Phúc Trạch"},
        "Sản phẩm của hàng này tên là “Cam số 6”. Ghi đúng như vậy, hoặc để trống ô tên.",
    ),
    (23, "I"): ({Column.GROSS: "1,5 kg"}, "Khối lượng cả bao bì không thể nhỏ hơn lượng tịnh."),
    (31, "E"): ({Column.LABEL: "Thùng 5 kg"}, "Quy cách này đã ghi ở hàng 30."),
    (64, "B"): (
        {Column.RECOGNITION: "K7M2QX9FF"},
        "Trong sổ không có giấy công nhận mã này của chủ thể. Xem mã ở trang Thêm sản phẩm.",
    ),
    (80, "O"): (
        {Column.GTIN: "8938501234567"},
        "Mã vạch chưa đúng: 8, 12, 13 hoặc 14 số, số cuối là số kiểm tra. Xem lại từng số.",
    ),
    (100, "P"): (
        {Column.STORAGE_CLASS: "Để tủ lạnh"},
        f"Chọn một trong: {', '.join(each.label.msgid for each in StorageClass)}.",
    ),
    (140, "X"): (
        {Column.MONTHS: "11, 12, 13"},
        "Ghi số tháng từ 1 đến 12 ngăn bằng dấu phẩy, như 11, 12, 1; hoặc Quanh năm.",
    ),
    (201, "D"): (
        {Column.SKU: "CAM 2KG"},
        "Mã hàng tối đa 40 ký tự, không có dấu cách.",
    ),
}
"""Ten faults of ten kinds: row and column, what is typed there and what is said of it."""


def with_faults(rows: Sequence[Cells]) -> list[Cells]:
    """The same rows with the ten faults planted."""
    planted = [dict(each) for each in rows]
    for (number, _letter), (cells, _said) in FAULTS.items():
        planted[number - FIRST_ROW].update(cells)
    return planted
