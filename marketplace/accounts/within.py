"""That a row lies in the places for which somebody holds a permission, said in SQL."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, false, or_, true


def within(
    province: Any, commune: Any, provinces: Collection[str] | None, communes: Collection[str]
) -> ColumnElement[bool]:
    """Whether the row's columns ``province`` or ``commune`` lie in what ``policy.places`` answers: all of these
    provinces, ``None`` meaning everywhere, and the single communes besides. Nothing lies in none.
    """
    if provinces is None:
        return true()
    parts: list[ColumnElement[bool]] = []
    if provinces:
        parts.append(province.in_(sorted(provinces)))
    if communes:
        parts.append(commune.in_(sorted(communes)))
    return or_(*parts) if parts else false()
