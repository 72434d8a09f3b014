"""What the desks' templates are given: text, numbers, yes or no, and tuples of such. Money, dates and names of places
arrive already written in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go. ``count`` is how many things wait there."""

    label: str
    url: str
    icon: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """One word on how something stands. ``kind``: empty (neutral), ok, info, warn or bad."""

    label: str
    kind: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Icon, bold line, one sentence, one link. ``kind``: info, ok, warn or bad."""

    title: str
    text: str = ""
    kind: str = "info"
    icon: str = "info"
    link_label: str = ""
    link_url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a list of facts."""

    label: str
    value: str
    url: str = ""
    edit_url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a way. ``state``: done, todo (not reached yet) or off (the way ended here)."""

    title: str
    when: str = ""
    detail: str = ""
    instant: str = ""
    state: str = "done"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the gate. ``verdict``: ok, bad, warn or na (does not apply, or cannot be checked)."""

    code: str
    verdict: str
    title: str
    reason: str
    paper: str = ""
    paper_url: str = ""
    paper_date: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a select or of radio buttons."""

    value: str
    label: str
    hint: str = ""
    selected: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What an officer wrote at a field; ``mended`` where it has changed since."""

    who: str
    text: str
    mended: bool = False
    link_url: str = ""
    link_label: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """What was typed into a field and what is wrong with it. ``remark`` is an officer's; ``other`` is what somebody
    else saved while it was typed, ``None`` where nobody did.
    """

    value: str = ""
    error: str = ""
    remark: Remark | None = None
    other: str | None = None


EMPTY = Field()


class Form:
    """A form: its dataclass fields of type ``Field`` are the fields of the form."""

    __slots__ = ()

    @property
    def failed(self) -> bool:
        """Some field has to be corrected, so the page's title begins with „Lỗi“."""
        found: list[Any] = [getattr(self, spec.name) for spec in fields(self)]  # type: ignore[arg-type]  # every form is a dataclass
        return any(isinstance(value, Field) and value.error for value in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralForms:
    """A page with several forms, of which one may have been refused. ``fields``: a form's fields by its name."""

    refused: str = ""
    fields: Mapping[str, Mapping[str, Field]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """A form was refused."""
        return bool(self.refused)

    @property
    def errors(self) -> tuple[tuple[str, Field], ...]:
        """Ids and fields of the refused form, for the summary on top."""
        return tuple(
            (f"{self.refused}-{name}", found) for name, found in self.fields.get(self.refused, {}).items()
        )


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Pages of a list. ``items`` are page numbers; a gap between them is a link without address."""

    number: int
    pages: int
    items: tuple[Link, ...]
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``kind``: n for figures, nw for what must not wrap, w for what is long, any for codes. ``sort``:
    ascending, descending, empty.
    """

    label: str
    kind: str = ""
    sort_url: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``small`` is its second line, ``chip`` a mark below."""

    text: str
    small: str = ""
    url: str = ""
    chip: Status | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends a form with nothing in it but where to come back to."""

    label: str
    url: str
    icon: str = ""
    kind: str = "2"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about, its cells, how it stands, what can be done at once."""

    head: Cell
    cells: tuple[Cell, ...] = ()
    status: Status | None = None
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``caption`` says how many rows there are and in what order they stand."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One field above a table; with ``options`` it is a select."""

    name: str
    label: str
    value: str = ""
    options: tuple[Option, ...] = ()
    inputmode: str = ""
    empty: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A list: tabs, filter, table, pages, export. Without rows ``empty`` says why, and ``empty_link`` what to do."""

    title: str
    action: str
    table: Table
    first: int
    last: int
    total: int
    eyebrow: str = ""
    tabs: tuple[Link, ...] = ()
    filters: tuple[Filter, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    clear_url: str = ""
    csv_url: str = ""
    links: tuple[Link, ...] = ()
    buttons: tuple[Button, ...] = ()
    primary: Link | None = None
    pages: PageLinks | None = None
    notes: tuple[Note, ...] = ()
    foot: str = ""
    empty: str = ""
    empty_link: Link | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """What keeps a producer from selling, and what can be done all the same."""

    title: str
    text: str
    kind: str
    icon: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The frame of a desk: whose it is, its menu, and on a producer's phone the dock. ``stops`` stand on every page."""

    name: str
    home_url: str
    menu: tuple[Link, ...]
    dock: tuple[Link, ...] = ()
    stops: tuple[Stop, ...] = ()
