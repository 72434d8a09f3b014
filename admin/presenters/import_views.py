"""What the page of one import is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..view_models import Fact, Field, Note, Option, Status


@dataclass(frozen=True, slots=True)
class FindingView:
    """One remark: where, what stands there, what is wrong."""

    place: str
    value: str
    message: str
    status: Status


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of the file: what it is taken for, and the first values in it."""

    number: int
    letter: str
    heading: str
    samples: str
    value: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One product row, what may happen to it, and the questions about it."""

    number: int
    product: str
    holder: str
    place: str
    star: str
    decision: str
    status: Status
    skipped: bool
    code: str
    url: str
    questions: tuple["Question", ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can answer; the field's name says for which row. An answer can be taken back."""

    row: int
    name: str
    label: str
    hint: str
    options: tuple[Option, ...]
    value: str
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """One import."""

    code: str
    title: str
    eyebrow: str
    version: int
    status: Status
    notes: tuple[Note, ...]
    figures: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    faults: tuple[FindingView, ...]
    faults_caption: str
    hints: tuple[FindingView, ...]
    hints_caption: str
    csv_url: str
    columns: tuple[ColumnView, ...]
    fields: tuple[Option, ...]
    sheet: str
    header_first: str
    header_last: str
    grades: tuple[Option, ...]
    rounds: tuple[Option, ...]
    declared: Mapping[str, Field]
    answered: tuple[Question, ...]
    answered_caption: str
    follow_caption: str
    open_rows: tuple[RowView, ...]
    ready_rows: tuple[RowView, ...]
    ready_caption: str
    urls: Mapping[str, str]
    submit_words: str
    confirm_words: str
    only_ready: bool
    authorities: tuple[Option, ...]
    reason: Field = field(default_factory=Field)
    failed: bool = False
    errors: tuple[tuple[str, Field], ...] = ()
