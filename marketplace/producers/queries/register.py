"""The register of producers as officers read it: whose they are, how they stand, where."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from marketplace.accounts.phones import read_phone
from marketplace.accounts.within import within
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid
from marketplace.kernel.paging import Page
from marketplace.kernel.parts import streamed
from marketplace.kernel.text import fold_tokens
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer, StandingPeriod

ProducerIds = Select[Any]
"""A statement of another domain that gives ids of producers: those that hold four stars, those that make tea."""


class ProducerSort(StrEnum):
    """What the rows are in order of; ``-`` before it turns the order round."""

    NAME = "name"
    ENTERED = "entered"
    STOOD = "stood"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOf:
    """What is wanted. ``provinces`` ``None`` is everywhere, otherwise these and ``communes`` are the reader's scope.

    ``text`` is words of the names, the end of a tax number (four digits), a whole one, or a telephone number. ``among``
    are statements of other domains that every row has to be in.
    """

    provinces: Collection[str] | None = ()
    communes: Collection[str] = ()
    text: str = ""
    province: str = ""
    commune: str = ""
    kind: ProducerKind | None = None
    standing: Standing | None = None
    among: tuple[ProducerIds, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisteredProducer:
    """A line of the register. ``since`` is when it came to stand as it does."""

    id: int
    name: str
    legal_name: str
    kind: ProducerKind
    standing: Standing
    since: datetime | None
    tax_code: str
    phone: str
    representative: str
    commune_code: str
    commune: str
    province_code: str
    province: str
    entered_at: datetime
    demo: bool


_ROWS: Final = (
    select(
        Producer.id,
        Producer.display_name,
        Producer.legal_name,
        Producer.kind,
        Producer.standing,
        StandingPeriod.starts_at,
        Producer.tax_code,
        Producer.phone,
        Producer.representative,
        Producer.commune_code,
        Commune.unit_type,
        Commune.name,
        Producer.province_code,
        Province.name,
        Producer.created_at,
        Producer.demo,
    )
    .join(Commune, Commune.code == Producer.commune_code)
    .join(Province, Province.code == Producer.province_code)
    .outerjoin(
        StandingPeriod,
        (StandingPeriod.producer_id == Producer.id) & StandingPeriod.ends_at.is_(None),
    )
)

_ORDERS: Final[dict[str, Any]] = {
    ProducerSort.NAME: Producer.sort_key,
    ProducerSort.ENTERED: Producer.created_at,
    ProducerSort.STOOD: StandingPeriod.starts_at,
}


def registered(
    wanted: RegisterOf, *, sort: str = ProducerSort.NAME, page: int = 1, size: int = 50
) -> Page[RegisteredProducer]:
    """A page of the register; two statements. A page beyond the last is the last."""
    here, clauses = session(), conditions(wanted)
    total = here.execute(select(func.count(Producer.id)).where(*clauses)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = here.execute(_ROWS.where(*clauses).order_by(*_order(sort)).limit(size).offset((number - 1) * size))
    return Page(tuple(map(_row, rows)), total, number, size)


def all_registered(
    wanted: RegisterOf, *, sort: str = ProducerSort.NAME
) -> tuple[int, Iterator[RegisteredProducer]]:
    """How many rows there are, and every one for a spreadsheet, read while they are asked for; 2 statements. Exporting
    is audited: see ``services.export_producers``.
    """
    rows = _ROWS.where(*conditions(wanted))
    total = session().execute(select(func.count()).select_from(rows.subquery())).scalar_one()
    return total, streamed(rows.order_by(*_order(sort)), _row)


def registered_by_id(
    producer_ids: Collection[int], *, provinces: Collection[str] | None, communes: Collection[str] = ()
) -> dict[int, RegisteredProducer]:
    """Those of these producers that lie in these places; one statement, none for none."""
    if not producer_ids:
        return {}
    wanted = RegisterOf(provinces=provinces, communes=communes)
    rows = session().execute(_ROWS.where(Producer.id.in_(sorted(set(producer_ids))), *conditions(wanted)))
    return {row.id: row for row in map(_row, rows)}


def standing_counts(wanted: RegisterOf) -> dict[Standing, int]:
    """How many stand how, of what is wanted whatever standing it names; one statement."""
    columns = [
        func.coalesce(func.sum(case((Producer.standing == each.value, 1), else_=0)), 0) for each in Standing
    ]
    row = session().execute(select(*columns).where(*_narrowed(wanted))).one()
    return {each: int(row[place]) for place, each in enumerate(Standing)}


def conditions(wanted: RegisterOf) -> list[ColumnElement[bool]]:
    """True for the rows that are wanted."""
    clauses = _narrowed(wanted)
    if wanted.standing is not None:
        clauses.append(Producer.standing == wanted.standing.value)
    return clauses


def _narrowed(wanted: RegisterOf) -> list[ColumnElement[bool]]:
    clauses = [within(Producer.province_code, Producer.commune_code, wanted.provinces, wanted.communes)]
    if wanted.province:
        clauses.append(Producer.province_code == wanted.province)
    if wanted.commune:
        clauses.append(Producer.commune_code == wanted.commune)
    if wanted.kind is not None:
        clauses.append(Producer.kind == wanted.kind.value)
    clauses += _found(wanted.text)
    clauses += [Producer.id.in_(each) for each in wanted.among]
    return clauses


def _found(text: str) -> Sequence[ColumnElement[bool]]:
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) > 3 and all(letter.isdigit() or letter in " .-+()" for letter in text):
        if len(digits) == 4:
            return [Producer.tax_tail == digits]
        branch = f"{digits[:10]}-{digits[10:]}"
        numbers: list[ColumnElement[bool]] = [
            Producer.tax_code.in_((digits, branch)),
            Producer.tax_code.like(f"{digits}-%"),
        ]
        with suppress(Invalid):
            numbers.append(Producer.phone == read_phone(text))
        return [or_(*numbers)]
    return [Producer.folded.contains(word) for word in fold_tokens(text)]


def _order(sort: str) -> tuple[Any, ...]:
    column = _ORDERS.get(sort.removeprefix("-"), Producer.sort_key)
    return (column.desc() if sort.startswith("-") else column.asc(), Producer.id)


def _row(row: Any) -> RegisteredProducer:
    (
        identity, name, legal_name, kind, standing, since, tax_code, phone, representative,
        commune_code, commune_type, commune, province_code, province, entered_at, demo,
    ) = row  # fmt: skip
    return RegisteredProducer(
        identity,
        name,
        legal_name,
        ProducerKind(kind),
        Standing(standing),
        since,
        tax_code,
        phone,
        representative,
        commune_code,
        full_name(commune_type, commune),
        province_code,
        province,
        entered_at,
        demo,
    )
