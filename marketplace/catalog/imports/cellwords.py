"""Values as the cells of a file hold them: what is written here is read again as the same. Pure."""

from typing import Any, Final

from marketplace.catalog import seasons
from marketplace.catalog.imports.columns import NO, YES, Column
from marketplace.catalog.imports.findings import shortened
from marketplace.catalog.imports.rows import LIMITS
from marketplace.catalog.kinds import NetUnit, OriginMarkKind, StorageClass
from marketplace.documents.tables.text import clean
from marketplace.kernel.money import format_dong

_UNITS: Final = {NetUnit.GRAM: "g", NetUnit.MILLILITRE: "ml", NetUnit.PIECE: "cái"}


def cell(column: Column, value: Any) -> str | int:
    """The value of that column as a cell; empty for nothing."""
    if value is None or value == "":
        return ""
    match column:
        case Column.ACTIVE:
            return YES if value else NO
        case Column.UNIT:
            return _UNITS[NetUnit(value)]
        case Column.STORAGE_CLASS:
            return StorageClass(value).label.msgid
        case Column.MARK_KIND:
            return OriginMarkKind(value).label.msgid
        case Column.MONTHS:
            return ", ".join(map(str, seasons.months(value))) or "Quanh năm"
        case Column.ABV:
            return f"{value // 10},{value % 10}"
    return value if isinstance(value, int) else str(value)


def shown(column: Column, value: Any) -> str:
    """The same for a person to compare, shortened."""
    if column is Column.PRICE and isinstance(value, int):
        return format_dong(value)
    if column is Column.GROSS and isinstance(value, int):
        return f"{value} g" if value else ""
    return shortened(str(cell(column, value)))


def is_same(stored: Any, given: Any, typed: str) -> bool:
    """True where a file says what is stored; white space that no cell keeps makes no difference."""
    if not isinstance(stored, str):
        return bool(stored == given)
    kept = clean(stored, LIMITS)
    return kept in {clean(str(given or ""), LIMITS), clean(typed, LIMITS)}
