"""Papers of an office in the layout of Decree 30/2020/NĐ-CP, annex I: a letter (công văn) or a paper with a name of its
own (quyết định, thông báo, biên bản, phiếu). Values in, a PDF or a .docx out; what they say is for the caller.

What is drawn where the decree wants it: the state's name and motto, the agency under the one above it, number and
symbol, place and day, the name and what it is about, to whom, grounds, text, to whom copies go, who signs. The type is
Roboto, since only fonts that come with our packages are used; the decree's Times New Roman is not ours to bring.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from marketplace.documents.typesetting import pdf, qr_svg


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, one a line. ``heading`` stands before them in bold, such as “Điều 1.”."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What something is, as pairs of a label and a value."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Every row has as many cells as ``head``; columns named in ``figures`` stand at the right, the column
    ``wide`` takes the room that is left.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    wide: int = 1


Block = Text | Facts | Grid


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: ``behalf`` above (“KT. GIÁM ĐỐC”), the office held, the name. Empty ones are left out."""

    role: str = ""
    name: str = ""
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which electronic record the paper is printed from: its code, what is said of it, and where that is checked."""

    code: str
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """One paper, every value as it is printed.

    ``kind`` is the paper's name (“QUYẾT ĐỊNH”); empty for a letter, which bears „V/v“ under its number instead.
    ``number`` is the whole of “Số: …”; ``place`` and ``day`` make the line at the right, a day that nobody knows is
    left open. ``to`` are those it is addressed to, ``grounds`` the lines “Căn cứ …”, ``copies`` “Nơi nhận”.
    """

    agency: str
    agency_above: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    kind: str = ""
    about: str = ""
    to: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signer: Signer = Signer()
    second_signer: Signer | None = None
    copies: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def place_and_day(self) -> str:
        """“Hà Tĩnh, ngày 21 tháng 11 năm 2026”; days under 10 and months under 3 with a nought (annex I, II.4)."""
        when = "ngày ... tháng ... năm ......"
        if self.day:
            month = f"{self.day.month:02d}" if self.day.month < 3 else str(self.day.month)
            when = f"ngày {self.day.day:02d} tháng {month} năm {self.day.year}"
        return ", ".join(part for part in (self.place, when) if part)


def official_pdf(papers: Sequence[OfficialPaper], *, title: str, demo: bool) -> bytes:
    """The papers as one PDF, each beginning on a page of its own. ``demo`` says on every page that the data is made up.

    ``ValueError`` for no papers.
    """
    if not papers:
        raise ValueError("there is nothing to print")
    return pdf(
        "official_paper", {"title": title, "demo": demo, "papers": [_values(paper) for paper in papers]}
    )


def _values(paper: OfficialPaper) -> dict[str, object]:
    values = asdict(paper)
    origin = paper.origin
    return {
        **values,
        "day": None,
        "place_and_day": paper.place_and_day,
        "body": [_block(block) for block in paper.body],
        "origin": {**asdict(origin), "qr": qr_svg(origin.url) if origin.url else ""} if origin else None,
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Text():
            lines = [line for line in (each.strip() for each in block.text.splitlines()) if line]
            return {"kind": "text", "heading": block.heading, "lines": lines}
        case Facts():
            return {"kind": "facts", "pairs": [list(pair) for pair in block.pairs if pair[1]]}
        case Grid():
            return {
                "kind": "grid",
                "head": list(block.head),
                "rows": [list(row) for row in block.rows],
                "wide": block.wide,
                "right": [number in block.figures for number in range(len(block.head))],
            }
