"""What the cells of a column look like, for headings that say nothing or say it wrongly."""

from collections.abc import Callable, Sequence

from marketplace.certification.annex.layout.fields import Field
from marketplace.certification.annex.values.dates import parse_date
from marketplace.certification.annex.values.decisions import has_symbol, parse_number
from marketplace.certification.annex.values.scores import parse_score
from marketplace.certification.annex.values.stars import parse_star
from marketplace.certification.annex.values.tax_codes import parse_tax_code
from marketplace.documents.tables.grid import Cell

ENOUGH = 0.8


def _is_star(cell: Cell) -> bool:
    return parse_star(cell.line) in {3, 4, 5}


def _is_score(cell: Cell) -> bool:
    score = parse_score(cell.line)
    return score is not None and score >= 30_00


def _is_day(cell: Cell) -> bool:
    return cell.day is not None or parse_date(cell.line) is not None


def _is_decision(cell: Cell) -> bool:
    number = parse_number(cell.line)
    return number is not None and has_symbol(number)


def _is_tax_code(cell: Cell) -> bool:
    return parse_tax_code(cell.line, is_number=cell.number is not None).fault is None


_KINDS: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
    (Field.DECISION_DATE, _is_day),
    (Field.DECISION, _is_decision),
    (Field.TAX_CODE, _is_tax_code),
    (Field.STAR, _is_star),
    (Field.SCORE, _is_score),
)


def share(field: Field, cells: Sequence[Cell]) -> float | None:
    """The share of cells that read as the field says; ``None`` for a field whose cells can be anything."""
    test = dict(_KINDS).get(field)
    if test is None or not cells:
        return None
    return sum(map(test, cells)) / len(cells)


def recognise(cells: Sequence[Cell]) -> Field | None:
    """The field that four in five of the cells look like, for at least three cells."""
    if len(cells) < 3:
        return None
    return next((field for field, test in _KINDS if sum(map(test, cells)) >= ENOUGH * len(cells)), None)
