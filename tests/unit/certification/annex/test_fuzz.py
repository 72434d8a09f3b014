"""Whatever bytes come, the answer is a report or a refusal in words; never anything else."""

import contextlib
import io
import json
import zipfile
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.certification.annex.assess.assess import Address, World, assess
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.assess.duplicates import Registered
from marketplace.certification.annex.assess.report import Report
from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.layout.mapping import ColumnMapping, correct, guess_mapping, guess_sheet
from marketplace.certification.annex.layout.synonyms import SYNONYMS
from marketplace.certification.annex.values.dates import find_date, parse_date
from marketplace.certification.annex.values.decisions import find_decisions, parse_decision, parse_number
from marketplace.certification.annex.values.packs import parse_packs
from marketplace.certification.annex.values.scores import parse_score
from marketplace.certification.annex.values.stars import is_tick, parse_star
from marketplace.certification.annex.values.tax_codes import parse_tax_code
from marketplace.certification.issuers import parse_issuer
from marketplace.documents.tables.grid import Book, Cell, Grid
from marketplace.documents.tables.reader import read
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.places.cards import Candidate, CommuneCard, ProvinceCard, Resolution
from tests.data.annex import files, shapes

HUONG_DO = CommuneCard(
    "18550", "Hương Đô", "xã", "huong-do", ProvinceCard("42", "Hà Tĩnh", "tỉnh", "ha-tinh")
)
KNOWN = (Registered("AAAA1111", "Cam Khe Mây", "HTX Long Nhâm", "", "1/QĐ-UBND", date(2022, 1, 1), True),)


def resolve(addresses: list[Address]) -> dict[Address, Resolution]:
    """Every second address is known."""
    asked = Message("Không rõ “%(text)s”.", {"text": "%"})
    return {
        key: Resolution(key[0], commune=HUONG_DO)
        if len(key[0]) % 2
        else Resolution(key[0], candidates=(Candidate(HUONG_DO),), problem=asked)
        for key in addresses
    }


def whole(book: Book) -> None:
    """Read a book to the end, and store and say everything that was found."""
    mapping = guess_mapping(book)
    mapping = ColumnMapping.from_json(json.loads(json.dumps(mapping.to_json())))
    declared = Declared("42", fill_down=True, follows={2: "AAAA1111"})
    world = World(date(2026, 11, 21), resolve, lambda drafts: KNOWN)
    report = assess(book, mapping, declared, world)
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report
    for finding in report.findings:
        assert str(finding.message)
        assert str(finding.place)
    counts = report.counts
    assert counts.rows == counts.ready + counts.question + counts.blocked + counts.skipped
    for draft in report.ready:
        assert draft.product
        assert draft.holder
        assert draft.star in {3, 4, 5}
        assert draft.decision_no
        assert draft.decided_on is not None
        assert draft.issuer is not None
        assert draft.commune_code


def read_or_refuse(data: bytes) -> None:
    book = None
    with contextlib.suppress(Invalid):
        book = read(data)
    if book is not None:
        whole(book)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


@given(st.text(max_size=2000))
def test_any_text(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


GOOD = files.xlsx(shapes.decision_annex())


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_workbook(changes: list[tuple[int, int]]) -> None:
    damaged = bytearray(GOOD)
    for position, byte in changes:
        damaged[position] = byte
    read_or_refuse(bytes(damaged))


with zipfile.ZipFile(io.BytesIO(GOOD)) as _container:
    PARTS = {name: _container.read(name) for name in _container.namelist()}


@settings(max_examples=60)
@given(st.sampled_from(sorted(PARTS)), st.data())
def test_damaged_part_of_a_workbook(name: str, data: st.DataObject) -> None:
    """The container is sound, and one of its files is cut, changed or repeated."""
    part = PARTS[name]
    start = data.draw(st.integers(0, len(part)))
    end = data.draw(st.integers(start, min(len(part), start + 200)))
    parts = {**PARTS, name: part[:start] + data.draw(st.binary(max_size=20)) + part[end:]}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for each, content in parts.items():
            target.writestr(each, content)
    read_or_refuse(stream.getvalue())


@given(st.integers(0, len(GOOD)))
def test_cut_workbook(length: int) -> None:
    read_or_refuse(GOOD[:length])


HEADINGS = [text for texts in SYNONYMS.values() for text in texts]
VALUES = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from(
        [
            "4 sao",
            "★★★",
            "2",
            "78,5",
            "15/10/2024",
            "31/12/9999",
            "1/1/0001",
            "45580",
            "2394/QĐ-UBND ngày 15/10/2024 của UBND tỉnh Hà Tĩnh",
            "UBND huyện Hương Khê",
            "Cam Khe Mây",
            "HTX Long Nhâm",
            "Xã Hương Đô, huyện Hương Khê",
            "I. Nhóm thực phẩm",
            "II",
            "Huyện Nghi Xuân",
            "Tổng cộng",
            "Nơi nhận:",
            '"',
            "túi 1 kg; hộp 500 g",
            "0314409058",
            "(1)",
            "x",
            "100%",
            "%(row)s",
        ]
    ),
    st.text(max_size=30),
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Sheets that look a little like annexes: known headings and values anywhere, merged anyhow."""
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 12))
    cells: dict[tuple[int, int], Cell] = {}
    if draw(st.booleans()):
        for column, heading in enumerate(draw(st.lists(st.sampled_from(HEADINGS), max_size=width)), start=1):
            cells[1, column] = Cell(1, column, heading)
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            text = draw(st.one_of(st.none(), VALUES))
            if text and text.strip() and (row, column) not in cells:
                origin = draw(st.one_of(st.just((row, column)), st.sampled_from([*cells, (row, column)])))
                cells[row, column] = Cell(row, column, text.strip(), origin=origin)
    uncomputed = draw(st.lists(st.sampled_from(["A1", "B2", "C3", "F2"]), max_size=2))
    hidden = draw(st.lists(st.integers(1, height), max_size=2))
    return Grid("Trang", cells or {(1, 1): Cell(1, 1, "a")}, tuple(hidden), (1,), tuple(uncomputed))


@settings(max_examples=300)
@given(grids())
def test_any_grid(grid: Grid) -> None:
    whole(Book("xlsx", (grid,)))


@given(
    grids(),
    st.integers(-1, 13),
    st.integers(-1, 13),
    st.dictionaries(st.integers(0, 9), st.sampled_from([None, *Field])),
)
def test_any_correction(grid: Grid, first: int, last: int, changes: dict[int, Field | None]) -> None:
    try:
        mapping = correct(guess_sheet(grid, (first, last)), changes)
    except Invalid:
        return
    world = World(date(2026, 11, 21), resolve, lambda drafts: ())
    assess(Book("xlsx", (grid,)), mapping, Declared("42"), world)


@given(st.one_of(st.text(max_size=60), VALUES))
def test_any_cell(text: str) -> None:
    parse_star(text)
    is_tick(text)
    parse_date(text)
    find_date(text)
    parse_number(text)
    parse_decision(text)
    find_decisions(text)
    parse_issuer(text)
    parse_packs(text)
    parse_score(text)
    parse_tax_code(text)
    parse_tax_code(text, is_number=True)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for form in shapes.DAY_FORMS[1:5]:
        assert parse_date(str(form(day))) == day
