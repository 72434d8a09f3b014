"""The rows below the header: which are products, which are sub-headings, totals, repeated headers or the end."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from marketplace.certification.annex.layout.fields import HOLDER_FIELDS, STAR_FIELDS, Field
from marketplace.certification.annex.layout.header import is_numbering
from marketplace.certification.annex.layout.mapping import ColumnMapping
from marketplace.certification.annex.values.decisions import NOTHING, Decision, parse_decision
from marketplace.certification.annex.values.stars import parse_star
from marketplace.documents.tables.grid import Cell, Grid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold


class RowKind(StrEnum):
    """What a row below the header is."""

    DATA = "data"
    CONTINUATION = "continuation"
    """More packs of the product above, whose name is merged over both rows."""
    SUBHEADING = "subheading"
    HEADER = "header"
    TOTAL = "total"
    UNUSED = "unused"
    """A numbered row that was never filled in."""
    FOOTER = "footer"

    @property
    def label(self) -> Message:
        """What the report calls it."""
        return _LABELS[self]


_LABELS: Mapping[RowKind, Message] = {
    RowKind.DATA: Message("Sản phẩm"),
    RowKind.CONTINUATION: Message("Thêm quy cách của sản phẩm ở hàng trên"),
    RowKind.SUBHEADING: Message("Tiêu đề nhóm"),
    RowKind.HEADER: Message("Tiêu đề lặp lại"),
    RowKind.TOTAL: Message("Dòng cộng"),
    RowKind.UNUSED: Message("Hàng chỉ có số thứ tự"),
    RowKind.FOOTER: Message("Phần cuối văn bản"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the sub-headings above a row say about it."""

    group: str | None = None
    district: str | None = None
    commune: str | None = None
    star: int | None = None
    decision: Decision = NOTHING


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One row below the header. ``text`` is what stands in a row that is no product."""

    number: int
    kind: RowKind
    cells: Mapping[Field, Cell] = field(default_factory=dict)
    context: Context = Context()
    text: str = ""


_ENUMERATION = re.compile(r"^\s*(?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,2})\s*[.)/:-]+\s*(?=\D)")
_OUTLINE_NUMBER = re.compile(r"\(?(?:[IVXLC]{1,6}|[A-ZĐ])[.)]?")
_COUNT = re.compile(r"\s*[:(–-]\s*\d+\s*(?:sản phẩm|SP)\b.*$", re.IGNORECASE)
_STAR_HEADING = re.compile(r"\b([1-5]|hai|ba|bon|nam) sao\b")
_DISTRICT_HEADING = re.compile(r"(?:huyen|thi xa|thanh pho|quan|tp|tx) \S")
_COMMUNE_HEADING = re.compile(r"(?:xa|phuong|thi tran|dac khu) \S")
_GROUP_HEADING = re.compile(r"(?:nhom|nganh|bo san pham|phan nhom|san pham (?:nhom|thuoc))\b")
_LIST_HEADING = re.compile(r"(?:danh sach )?san pham (?:dat|ocop|hang)\b")
_TOTAL = re.compile(r"(?:tong cong|tong so|(?:tong|cong)(?= \d|$| (?:nhom|huyen|toan|chung|cac|san pham)\b))")
_FOOTER = re.compile(
    r"(?:noi nhan|nguoi lap|tm (?:ubnd|uy ban)|kt (?:chu tich|giam doc|bo truong)|chu tich$|pho chu tich$"
    r"|an dinh danh sach|danh sach (?:nay )?(?:gom|co|an dinh)|ghi chu |[a-z ]{2,40} ngay (?:\d{1,2} )?thang )"
)


def read_body(grid: Grid, mapping: ColumnMapping) -> Iterator[BodyRow]:
    """The rows below the header, in order, without empty ones. Nothing where the header is not known."""
    if mapping.header_last is None or mapping.header_first is None:
        return
    reader = _BodyReader(grid, mapping)
    for number, cells in grid.rows():
        if number > mapping.header_last:
            yield reader.read(number, cells)


class _BodyReader:
    """Goes down the rows and remembers the sub-headings that hold."""

    def __init__(self, grid: Grid, mapping: ColumnMapping) -> None:
        self._grid = grid
        self._columns = {column.field: column.number for column in mapping.columns if column.field}
        self._header = [
            {fold(cell.line) for cell in grid.row(number)}
            for number in {mapping.header_first, mapping.header_last}
            if number is not None
        ]
        self._context = Context()
        self._nesting: list[str] = []
        self._ended = False

    def read(self, number: int, cells: tuple[Cell, ...]) -> BodyRow:
        """The next row."""
        text = " ".join(dict.fromkeys(cell.line for cell in cells))
        own = [cell for cell in cells if cell.origin[0] == number]
        if self._is_header(own):
            self._ended = False
            return BodyRow(number, RowKind.HEADER, text=text)
        row = {
            name: cell for name, column in self._columns.items() if (cell := self._grid.at(number, column))
        }
        if (
            not self._ended
            and Field.PRODUCT in row
            and row.keys() & HOLDER_FIELDS
            and not self._is_heading(own, row)
        ):
            kind = RowKind.DATA if self._begins_product(row, own) else RowKind.CONTINUATION
            return BodyRow(number, kind, row, self._context, text)
        words = fold(_ENUMERATION.sub("", text))
        if self._ended or _FOOTER.match(words):
            self._ended = True
            return BodyRow(number, RowKind.FOOTER, text=text)
        if text.isdigit():
            return BodyRow(number, RowKind.UNUSED, text=text)
        if _TOTAL.match(words):
            return BodyRow(number, RowKind.TOTAL, text=text)
        if self._is_heading(own, row):
            self._enter(self._heading_text(own))
            return BodyRow(number, RowKind.SUBHEADING, text=text)
        return BodyRow(number, RowKind.DATA, row, self._context, text)

    def _is_header(self, own: list[Cell]) -> bool:
        """A header repeated on a later page, or the row that numbers the columns."""
        texts = {fold(cell.line) for cell in own}
        if is_numbering(tuple(own)):
            return True
        return len(texts) >= 2 and any(len(texts & header) >= 0.7 * len(texts) for header in self._header)

    def _begins_product(self, row: Mapping[Field, Cell], own: list[Cell]) -> bool:
        """False where the product's name is merged down from the row above and only packs or notes are new."""
        if row[Field.PRODUCT] in own:
            return True
        fresh = {name for name, cell in row.items() if cell in own}
        return not fresh <= {Field.PACK, Field.NOTE, Field.CERTIFICATE, Field.PRODUCT_CODE}

    def _is_heading(self, own: list[Cell], row: Mapping[Field, Cell]) -> bool:
        """A sub-heading stands alone in its row, or begins like one in a row that names neither holder nor star."""
        origins = {cell.origin for cell in own}
        order = row.get(Field.ORDER)
        others = origins - ({order.origin} if order else set())
        spans = sum(cell.origin in others for cell in own)
        if len(others) <= 1 and spans >= 3:
            return True
        numbered = order is not None and bool(_OUTLINE_NUMBER.fullmatch(order.line))
        alone = (not others and order is not None and not order.line.isdigit()) or (
            len(others) == 1 and numbered
        )
        if alone:
            return True
        if row.keys() & (HOLDER_FIELDS | STAR_FIELDS):
            return False
        words = fold(_ENUMERATION.sub("", self._heading_text(own)))
        kinds = (_DISTRICT_HEADING, _COMMUNE_HEADING, _GROUP_HEADING, _STAR_HEADING, _LIST_HEADING)
        return numbered or any(kind.match(words) for kind in kinds)

    def _heading_text(self, own: list[Cell]) -> str:
        """The words of a sub-heading without its number: the first text that is more than a number."""
        texts = dict.fromkeys(cell.line for cell in own)
        return next(
            (text for text in texts if not _OUTLINE_NUMBER.fullmatch(text) and not text.isdigit()), ""
        )

    def _enter(self, text: str) -> None:
        """Take over what a sub-heading says. A kind that first came outside another one ends it when it changes."""
        text = _COUNT.sub("", _ENUMERATION.sub("", text)).strip(" :")
        words = fold(text)
        said: dict[str, object] = {}
        if _DISTRICT_HEADING.match(words):
            said["district"] = text
        elif _COMMUNE_HEADING.match(words):
            said["commune"] = text
        if star := _STAR_HEADING.search(words):
            said["star"] = parse_star(star.group())
        if decision := parse_decision(text):
            said["decision"] = decision
        if not said or _GROUP_HEADING.match(words):
            said["group"] = text
        for kind in said:
            if kind not in self._nesting:
                self._nesting.append(kind)
        outermost = min(map(self._nesting.index, said))
        blank = Context()
        cleared = {kind: getattr(blank, kind) for kind in self._nesting[outermost + 1 :]}
        self._context = replace(self._context, **{**cleared, **said})
