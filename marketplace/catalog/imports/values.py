"""What stands in a cell, as the value it means; or how it has to be written. Pure."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from marketplace.catalog import gtin, seasons
from marketplace.catalog.imports.columns import NO, YES, Column
from marketplace.catalog.kinds import NetUnit, OriginMarkKind, StorageClass
from marketplace.catalog.measures import read_grams
from marketplace.catalog.product_rules import MAX_PRICE, price_errors
from marketplace.certification.reference import product_sets
from marketplace.documents.tables.grid import Cell
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.money import parse_dong
from marketplace.kernel.text import fold

Reader = Callable[[Cell], Any]

_YES: Final = frozenset({fold(YES), "x", "1", "dang ban", "yes", "true"})
_NO: Final = frozenset({fold(NO), "0", "ngung", "ngung ban", "no", "false"})
_UNITS: Final[dict[str, tuple[NetUnit, int]]] = {
    **dict.fromkeys(("g", "gr", "gam", "gram"), (NetUnit.GRAM, 1)),
    **dict.fromkeys(("kg", "ki lo", "ky", "can"), (NetUnit.GRAM, 1000)),
    **dict.fromkeys(("ml", "mililit"), (NetUnit.MILLILITRE, 1)),
    **dict.fromkeys(("l", "lit"), (NetUnit.MILLILITRE, 1000)),
    **dict.fromkeys(("cai", "chiec", "don vi", "qua", "goi", "vien", "con", "piece"), (NetUnit.PIECE, 1)),
}
"""What units are called, folded: what they are counted in, and how many of it."""
_ERRORS: Final = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)", re.IGNORECASE)
_SCIENTIFIC: Final = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(\d{1,9})(?:[.,](\d{1,3}))?")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""Written so by who means thousands, and by who means thousandths: the wrong guess is a thousandfold error."""
_SHARE: Final = re.compile(r"(\d{1,3})(?:[.,](\d))?\s*%?")
_WHOLE: Final = re.compile(r"\d{1,6}")
_NOT_ONE_MONTH: Final = Message("Ghi số tháng từ 1 đến 12 ngăn bằng dấu phẩy, như 11, 12, 1; hoặc Quanh năm.")


def read(column: Column, cell: Cell) -> Any:
    """The value of a cell of that column. :class:`Invalid` with how to write it."""
    if _ERRORS.fullmatch(cell.line):
        raise Invalid(Message("Ô này là lỗi của Excel. Sửa công thức, hoặc gõ thẳng giá trị."))
    return READERS.get(column, _text)(cell)


def unit_of(text: str) -> tuple[NetUnit, int] | None:
    """What a unit is counted in and how many of it; ``None`` for an unknown one."""
    return _UNITS.get(fold(text))


def _text(cell: Cell) -> str:
    text = cell.text
    # Our own .csv files put an apostrophe before what a spreadsheet program would take for a formula.
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _line(cell: Cell) -> str:
    return " ".join(_text(cell).split())


def _price(cell: Cell) -> int:
    if cell.number is not None:
        price = _integral(cell.number)
        if price is None:
            raise Invalid(Message("Giá tính bằng đồng chẵn, không có phần lẻ: ghi 45000."))
    else:
        price = parse_dong(_line(cell))
    if errors := price_errors(min(price, MAX_PRICE + 1)):
        raise Invalid(errors["price"])
    return price


def _grams(cell: Cell) -> int:
    grams = _integral(cell.number) if cell.number is not None else read_grams(_line(cell))
    if grams is None or grams < 0:
        raise Invalid(Message("Ghi số gam như 5600, hoặc kèm đơn vị như 5,6 kg."))
    return grams


def _amount(cell: Cell) -> Decimal:
    if cell.number is not None:
        amount = cell.number
    elif _THOUSANDS.fullmatch(_line(cell)):
        said = {"text": _line(cell), "whole": re.sub("[.,]", "", _line(cell))}
        raise Invalid(
            Message(
                "Chưa rõ “%(text)s” là hàng nghìn hay có phần lẻ. Ghi %(whole)s, hoặc đổi sang g, ml.", said
            )
        )
    elif found := _NUMBER.fullmatch(_line(cell)):
        amount = Decimal(f"{found[1]}.{found[2] or 0}")
    else:
        raise Invalid(Message("Chỉ ghi số, như 5 hoặc 1,5. Đơn vị ghi ở cột đơn vị tịnh."))
    if not 0 < amount < 1_000_000_000:
        raise Invalid(Message("Ghi số lớn hơn 0."))
    return amount


def _unit(cell: Cell) -> tuple[NetUnit, int]:
    found = unit_of(_line(cell))
    if found is None:
        raise Invalid(Message("Chọn g, kg, ml, lít hoặc cái."))
    return found


def _active(cell: Cell) -> bool:
    word = fold(_line(cell))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Invalid(Message("Ghi Có hoặc Không."))


def _set(cell: Cell) -> int:
    word = _line(cell)
    number = re.match(r"\d{1,2}(?=$|[.\s])", word)
    if number and int(number[0]) in product_sets():
        return int(number[0])
    named = {fold(each.name): no for no, each in product_sets().items()}
    if fold(word) in named:
        return named[fold(word)]
    raise Invalid(Message("Ghi số của bộ sản phẩm, từ 1 đến 26."))


def _storage_class(cell: Cell) -> StorageClass:
    named = {fold(each.label.msgid): each for each in StorageClass} | {
        fold(each): each for each in StorageClass
    }
    found = named.get(fold(_line(cell)))
    if found is None:
        choices = ", ".join(each.label.msgid for each in StorageClass)
        raise Invalid(Message("Chọn một trong: %(choices)s.", {"choices": choices}))
    return found


def _mark_kind(cell: Cell) -> str:
    named = {fold(each.label.msgid): each.value for each in OriginMarkKind}
    found = named.get(fold(_line(cell)))
    if found is None:
        choices = ", ".join(each.label.msgid for each in OriginMarkKind)
        raise Invalid(Message("Chọn một trong: %(choices)s.", {"choices": choices}))
    return found


def _months(cell: Cell) -> int:
    if cell.day is not None:
        raise Invalid(
            Message("Excel đã đổi ô này thành ngày. Định dạng ô là Văn bản rồi ghi lại, như 11, 12, 1.")
        )
    if cell.number is not None and _integral(cell.number) is None:
        # "1,10" is kept as 1.1: whether January and October were meant cannot be told any more.
        raise Invalid(
            Message("Excel đã đổi ô này thành số lẻ. Định dạng ô là Văn bản rồi ghi lại, như 11, 12, 1.")
        )
    word = fold(_line(cell))
    if word == "quanh nam":
        return seasons.YEAR
    months = [int(each) for each in re.findall(r"\d+", word) if len(each) < 3]
    if not months or not all(1 <= each <= 12 for each in months) or re.sub(r"[\d ]|thang", "", word):
        raise Invalid(_NOT_ONE_MONTH)
    ends = re.fullmatch(r"\s*(\d{1,2})\s*[-–]\s*(\d{1,2})\s*", cell.line)
    if ends:
        first, last = int(ends[1]), int(ends[2])
        months = [
            first + each if first + each < 13 else first + each - 12
            for each in range((last - first) % 12 + 1)
        ]
    elif re.search(r"[^\d\s,;.&]", re.sub(r"(?i)tháng", "", cell.line)):
        raise Invalid(_NOT_ONE_MONTH)
    return seasons.mask(months)


def _strength(cell: Cell) -> int:
    if cell.number is not None:
        tenths = _integral(cell.number * 10)
    else:
        found = _SHARE.fullmatch(_line(cell))
        tenths = int(found[1]) * 10 + int(found[2] or 0) if found else None
    if tenths is None or not 0 <= tenths <= 1000:
        raise Invalid(Message("Ghi độ cồn như 39,5."))
    return tenths


def _days(cell: Cell) -> int:
    word = _line(cell)
    if not _WHOLE.fullmatch(word):
        raise Invalid(Message("Nhập số ngày dùng được, từ 1."))
    return int(word)


def _gtin(cell: Cell) -> str:
    word = _line(cell)
    if _SCIENTIFIC.fullmatch(word):
        raise Invalid(Message("Excel đã rút gọn mã vạch này. Định dạng cột là Văn bản rồi gõ lại đủ các số."))
    return gtin.normalise(word)


def _integral(number: Decimal) -> int | None:
    return int(number) if number == number.to_integral_value() and abs(number) < 10**12 else None


READERS: Final[dict[Column, Reader]] = {
    Column.CODE: _line,
    Column.RECOGNITION: _line,
    Column.NAME: _line,
    Column.SKU: _line,
    Column.LABEL: _line,
    Column.PRICE: _price,
    Column.NET: _amount,
    Column.UNIT: _unit,
    Column.GROSS: _grams,
    Column.ACTIVE: _active,
    Column.SET: _set,
    Column.GTIN: _gtin,
    Column.STORAGE_CLASS: _storage_class,
    Column.SHELF_DAYS: _days,
    Column.ABV: _strength,
    Column.MONTHS: _months,
    Column.MARK_KIND: _mark_kind,
}
"""How the cells of each column are read; all others are text."""
