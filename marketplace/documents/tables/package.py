"""A look into the .xlsx container before openpyxl opens it.

An .xlsx file is a zip of XML files, so it can be small and unpack to gigabytes, merge a billion cells, or bring XML
entities. Here the container is measured and packed anew first, and each sheet is walked once with expat, which keeps
nothing. The walk also finds what openpyxl's streaming reader does not tell: merged ranges, hidden rows and columns, and
formulas whose value was never computed.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from marketplace.documents.tables import limits
from marketplace.documents.tables.container import repack
from marketplace.documents.tables.grid import column_letter
from marketplace.documents.tables.limits import LIST, Limits
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset({"1", "true"})

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

Attributes = dict[str, str]


def unreadable() -> Invalid:
    """The refusal of a file that begins like a workbook and is none."""
    return Invalid(
        Message("Không đọc được tệp này. Mở bằng Excel hoặc LibreOffice, lưu lại dạng .xlsx rồi tải lên.")
    )


@dataclass(slots=True)
class SheetFacts:
    """What the walk found in one sheet."""

    merged: list[Range] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[str] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0


def parse_reference(reference: str) -> tuple[int, int]:
    """Row and column of a reference such as ``B12``. ``ValueError`` for anything else."""
    found = _REFERENCE.fullmatch(reference.replace("$", "").upper())
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)), column


def inspect(data: bytes, within: Limits = LIST) -> tuple[io.BytesIO, Mapping[str, SheetFacts]]:
    """The archive that may be opened in the place of the file, and the facts of every worksheet by its name.

    Raises:
        Invalid: too large in any respect, not a workbook, with macros, or broken.
    """
    try:
        archive = repack(data)
        with zipfile.ZipFile(archive) as container:
            for name in container.namelist():
                _parse(container.read(name))
            return archive, {
                name: _walk(container.read(path), within) for name, path in _sheets(container).items()
            }
    except Invalid:
        raise
    except Exception as error:
        # A broken container can fail in any of a dozen ways, in zipfile, zlib or expat. For its owner they are one.
        raise unreadable() from error


def _parse(
    part: bytes,
    start: Callable[[str, Attributes], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk an XML part. A document type is refused, and with it every entity: a workbook has none."""
    parser = expat.ParserCreate(namespace_separator="}")

    def doctype(*_: Any) -> None:
        raise ValueError("a workbook has no document type")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(part, True)


def _elements(part: bytes, wanted: str) -> list[Attributes]:
    """The attributes of all elements of one name, without namespaces."""
    found: list[Attributes] = []

    def start(tag: str, attributes: Attributes) -> None:
        if _local(tag) == wanted:
            found.append({_local(key): value for key, value in attributes.items()})

    _parse(part, start)
    return found


def _sheets(container: zipfile.ZipFile) -> dict[str, str]:
    """Where each worksheet lies in the container, by its name, in the order of the tabs."""
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
        for relation in _elements(container.read("xl/_rels/workbook.xml.rels"), "Relationship")
        if relation["Type"].endswith("/worksheet")
    }
    sheets = _elements(container.read("xl/workbook.xml"), "sheet")
    return {sheet["name"]: targets[sheet["id"]] for sheet in sheets if sheet["id"] in targets}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _walk(part: bytes, within: Limits) -> SheetFacts:
    walker = _Walker(within)
    _parse(part, walker.start, walker.end, walker.text)
    return walker.facts


class _Walker:
    """Follows a sheet's XML element by element and counts."""

    def __init__(self, within: Limits) -> None:
        self._within = within
        self.facts = SheetFacts()
        self._row = self._column = 0
        self._formula = self._value = self._inside_value = False
        self._merged_area = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        match _local(tag):
            case "row":
                self._row = int(attributes.get("r", self._row + 1))
                self._column = 0
                if attributes.get("hidden") in _TRUE or float(attributes.get("ht", 1)) == 0:
                    self.facts.hidden_rows.append(self._row)
            case "c":
                self._start_cell(attributes)
            case "v" | "is":
                self._inside_value = True
            case "f":
                self._formula = True
                self.facts.formulas.append((self._row, self._column))
            case "col":
                if attributes.get("hidden") in _TRUE or float(attributes.get("width", 1)) == 0:
                    self.facts.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
            case "mergeCell":
                self._merge(attributes["ref"])

    def end(self, tag: str) -> None:
        match _local(tag):
            case "v" | "is":
                self._inside_value = False
            case "c" if self._formula and not self._value:
                self.facts.uncomputed.append(f"{column_letter(self._column)}{self._row}")

    def text(self, _: str) -> None:
        if not self._inside_value:
            return
        self._value = True
        if self._row > self._within.rows or self._column > self._within.columns:
            raise too_many_rows(self._within)

    def _start_cell(self, attributes: Attributes) -> None:
        self.facts.cells += 1
        if self.facts.cells > self._within.cells:
            raise too_many_rows(self._within)
        if "r" in attributes:
            self._row, self._column = parse_reference(attributes["r"])
        else:
            self._column += 1
        self._formula = self._value = False

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = parse_reference(first)
        bottom, right = parse_reference(last or first)
        self._merged_area += (bottom - top + 1) * (right - left + 1)
        if bottom < top or right < left or self._merged_area > limits.MAX_MERGED_CELLS:
            raise too_many_rows(self._within)
        self.facts.merged.append((top, left, bottom, right))


def too_many_rows(within: Limits) -> Invalid:
    """The refusal of a sheet that is too tall or too wide."""
    return Invalid(
        Message(
            "Bảng quá lớn: mỗi tệp tối đa %(rows)s hàng và %(columns)s cột. "
            "Chia danh sách thành nhiều tệp, tệp nào cũng có hàng tiêu đề, rồi tải lên lần lượt.",
            {"rows": within.rows, "columns": within.columns},
        )
    )
