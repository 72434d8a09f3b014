"""The name index: which units are called so."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from marketplace.kernel.db import session
from marketplace.places.matching import NamedUnit
from marketplace.places.models import Commune, Name, OldUnit, Province
from marketplace.places.names import Level
from marketplace.places.queries.columns import (
    COMMUNE,
    OLD_UNIT,
    PROVINCE,
    commune_card,
    old_unit_card,
    province_card,
)

AFTER_LETTERS = "{"  # the character after z: folded names hold only a-z, 0-9 and spaces
KEYS_AT_ONCE = 5_000  # SQLite takes 32,766 parameters, PostgreSQL 65,535


def called(keys: Collection[str]) -> list[NamedUnit]:
    """The units whose whole folded name is one of ``keys``. 1 statement for each 5,000 keys."""
    ordered = sorted(set(keys))
    found: list[NamedUnit] = []
    for start in range(0, len(ordered), KEYS_AT_ONCE):
        some = ordered[start : start + KEYS_AT_ONCE]
        found += _units(and_(Name.whole, Name.folded.in_(some)), limit=None)
    return found


def called_or_beginning(
    keys: Collection[str], beginning: Iterable[str], province_code: str | None, limit: int
) -> list[NamedUnit]:
    """The units called by one of ``keys``, or by a name, or later words of one, with such a beginning. 1 statement.

    Those called exactly so come first, then whole names, then the shorter ones, ``limit`` in all.
    """
    ranges = [and_(Name.folded >= start, Name.folded < start + AFTER_LETTERS) for start in beginning]
    exactly = Name.folded.in_(sorted(set(keys)))
    where = or_(exactly, *ranges)
    if province_code:
        where = and_(where, Name.province_code == province_code)
    return _units(
        where, case((exactly, 0), else_=1), Name.whole.desc(), func.length(Name.folded), limit=limit
    )


def provinces_beginning(beginnings: Iterable[str]) -> list[NamedUnit]:
    """The provinces, present and old, whose folded names begin so. 1 statement."""
    ranges = [and_(Name.folded >= start, Name.folded < start + AFTER_LETTERS) for start in beginnings]
    return _units(and_(Name.level == Level.PROVINCE.value, or_(*ranges)), limit=None)


def _units(where: ColumnElement[bool], *order: ColumnElement[Any], limit: int | None) -> list[NamedUnit]:
    statement = (
        select(Name.folded, Name.spelled, Name.whole, Name.level, *PROVINCE, *COMMUNE, *OLD_UNIT)
        .join(Province, Province.code == Name.province_code)
        .outerjoin(Commune, Commune.code == Name.commune_code)
        .outerjoin(OldUnit, OldUnit.key == Name.old_key)
        .where(where)
        .order_by(*order, Name.id)
        .limit(limit)
    )
    return [_unit(row) for row in session().execute(statement)]


def _unit(row: Any) -> NamedUnit:
    return NamedUnit(
        row.folded,
        row.spelled,
        row.whole,
        Level(row.level),
        province_card(row),
        commune_card(row) if row.commune_code else None,
        old_unit_card(row) if row.old_key else None,
    )
