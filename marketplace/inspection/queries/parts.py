"""What lists and views of cases have in common: what they are about, who is named, how a page of rows is cut."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, func, select

from marketplace.certification.models import Recognition
from marketplace.inspection.models import Inspection
from marketplace.inspection.queries.views import About
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import MAX_CHARS, MAX_WORDS, fold_tokens
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name

T = TypeVar("T")
S = TypeVar("S", bound=StrEnum)

_PLACE: Final = (
    Province.code.label("about_province_code"),
    Province.name.label("about_province"),
    Commune.code.label("about_commune_code"),
    Commune.name.label("about_commune"),
    Commune.unit_type.label("about_commune_type"),
)
_CERTIFICATE: Final = (
    Recognition.id.label("about_recognition_id"),
    Recognition.code.label("about_recognition_code"),
    Recognition.star.label("about_star"),
    Recognition.decision_no.label("about_decision_no"),
)
BY_INSPECTION: Final[tuple[Any, ...]] = (
    *_PLACE,
    *_CERTIFICATE,
    Inspection.holder.label("about_holder"),
    Inspection.product_name.label("about_product_name"),
)
"""What an inspection is about; ``Recognition`` is joined and may be missing."""
BY_RECOGNITION: Final[tuple[Any, ...]] = (
    *_PLACE,
    *_CERTIFICATE,
    Recognition.holder_name.label("about_holder"),
    Recognition.product_name.label("about_product_name"),
)
"""What a case about a recognition is about."""


def own_columns(table: Any) -> tuple[Any, ...]:
    """All columns of a table as values: rows of a list are not kept in the session's memory."""
    return tuple(getattr(table, column.key) for column in table.__table__.columns)


def placed(statement: Select[Any], table: Any) -> Select[Any]:
    """``statement`` with the commune and the province of ``table`` joined."""
    return statement.join(Province, Province.code == table.province_code).join(
        Commune, Commune.code == table.commune_code
    )


def about_of(row: Any, producer_id: int | None) -> About:
    """From the columns of ``BY_INSPECTION`` or ``BY_RECOGNITION``."""
    return About(
        producer_id=producer_id,
        holder=row.about_holder,
        recognition_id=row.about_recognition_id,
        recognition_code=row.about_recognition_code or "",
        star=row.about_star,
        decision_no=row.about_decision_no or "",
        product_name=row.about_product_name,
        province_code=row.about_province_code,
        province=row.about_province,
        commune_code=row.about_commune_code,
        commune=full_name(row.about_commune_type, row.about_commune),
    )


def words_in(column: ColumnElement[str] | Any, text: str) -> list[ColumnElement[bool]]:
    """Conditions for what was typed into a filter: every word, without marks."""
    return [column.contains(word, autoescape=True) for word in fold_tokens(text[:MAX_CHARS])[:MAX_WORDS]]


def counts_by(states: type[S], column: Any, *conditions: ColumnElement[bool]) -> dict[S, int]:
    """How many rows there are in each of ``states``, which ``column`` holds; 1 statement."""
    rows = session().execute(select(column, func.count()).where(*conditions).group_by(column))
    found = {states(state): count for state, count in rows}
    return {state: found.get(state, 0) for state in states}


def page_of(
    statement: Select[Any],
    table: Any,
    conditions: Iterable[ColumnElement[bool]],
    order: Iterable[Any],
    number: int,
    size: int,
    make: Callable[[Any], T],
) -> Page[T]:
    """A page of rows; 2 statements. A page beyond the last is the last. ``table`` alone is counted, so conditions are
    about its columns.
    """
    here, wanted = session(), list(conditions)
    total = here.execute(select(func.count(table.id)).where(*wanted)).scalar_one()
    page = max(1, min(number, -(-total // size)))
    rows = here.execute(statement.where(*wanted).order_by(*order).limit(size).offset((page - 1) * size))
    return Page(tuple(make(row) for row in rows), total, page, size)


def days_left(due_on: date, today: date, *, decided: bool) -> int | None:
    """How many days the authority still has; negative when the last is past, ``None`` once it is decided."""
    return None if decided else (due_on - today).days
