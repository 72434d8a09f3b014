"""From old units to communes of today, over as many steps as it takes, and back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select

from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.places import extents
from marketplace.places.cards import (
    CommuneCard,
    OldUnitCard,
    Origin,
    Predecessor,
    Step,
    Successor,
    Successors,
)
from marketplace.places.models import Commune, OldUnit, Province, Succession
from marketplace.places.queries.columns import COMMUNE, OLD_UNIT, PROVINCE, commune_card, old_unit_card
from marketplace.places.queries.memory import remembered

MAX_STEPS = 10
"""Two reforms are known, each at most one step; a ring in the data must not keep the database busy."""


def old_units(keys: Iterable[str]) -> dict[str, OldUnitCard]:
    """Many old units by key, for a list; unknown keys are left out. 1 statement."""
    statement = select(*OLD_UNIT).where(OldUnit.key.in_(sorted(set(keys))))
    return {row.old_key: old_unit_card(row) for row in session().execute(statement)}


def successors(old_key: str) -> Successors:
    """What became of an old commune, such as ``earlier:18223``. 2 statements. Raises ``NotFound``.

    Without a default the caller has to ask. Districts have no successor, save five islands that had no communes: use
    :func:`communes_of_old_district` for them.
    """
    found = successors_of([old_key])
    if old_key not in found:
        raise NotFound(Message("Không có đơn vị hành chính cũ nào mang mã %(code)s.", {"code": old_key}))
    return found[old_key]


def successors_of(old_keys: Iterable[str]) -> dict[str, Successors]:
    """As :func:`successors` for many; unknown keys are left out. 2 statements."""
    units = old_units(old_keys)
    found = trace(units)
    return {key: make_successors(unit, found.get(key, ())) for key, unit in units.items()}


def make_successors(unit: OldUnitCard, items: Sequence[Successor]) -> Successors:
    """With the default of the law, if any."""
    return Successors(unit, tuple(items), extents.default([(item.extent, item.commune) for item in items]))


def trace(old_keys: Iterable[str]) -> dict[str, tuple[Successor, ...]]:
    """The communes of today that each old unit led to, the likeliest for an address first. 1 statement."""
    wanted = sorted(set(old_keys))
    if not wanted:
        return {}
    following = _following(Succession.old_key.in_(wanted))
    steps: dict[str, dict[int, Any]] = defaultdict(dict)
    for row in session().execute(following):
        steps[row.old_key][row.id] = row
    return {key: _destinations(key, steps) for key in wanted}


def communes_of_old_district(district_key: str) -> tuple[Origin, ...]:
    """The communes of today that have a part of an old district (``legacy:…``), with those parts. 1 statement.

    Empty for an unknown key. A district itself has no successor; its communes have.
    """
    members = select(OldUnit.key).where(OldUnit.district_key == district_key)
    return _origins(or_(Succession.old_key == district_key, Succession.old_key.in_(members)))


def communes_of_old_units(district_keys: Sequence[str]) -> dict[str, tuple[CommuneCard, ...]]:
    """The communes of today of each old district. 1 statement."""
    if not district_keys:
        return {}
    members = select(OldUnit.key).where(OldUnit.district_key.in_(district_keys))
    where = or_(Succession.old_key.in_(members), Succession.old_key.in_(district_keys))
    found: dict[str, dict[str, CommuneCard]] = {key: {} for key in district_keys}
    for origin in _origins(where):
        for predecessor in origin.old_units:
            unit = predecessor.old_unit
            key = unit.key if unit.key in found else unit.district_key
            if key in found and predecessor.extent != extents.LAND_ONLY:
                found[key][origin.commune.code] = origin.commune
    return {key: tuple(communes.values()) for key, communes in found.items()}


def old_units_of(commune_code: str) -> tuple[Predecessor, ...]:
    """The old units that a present commune took over, wholly or in part, newest list first. 1 statement, once
    in a process for a commune that took over any.
    """
    return remembered(
        ("old units", commune_code), lambda: old_units_of_many([commune_code]).get(commune_code, ())
    )


def old_units_of_many(commune_codes: Iterable[str]) -> dict[str, tuple[Predecessor, ...]]:
    """As :func:`old_units_of` for many communes; those without any are left out. 1 statement."""
    first = (
        select(
            Succession.commune_code.label("commune_code"),
            Succession.id.label("id"),
            Succession.old_key.label("old_key"),
            literal(1).label("hops"),
        )
        .where(Succession.commune_code.in_(sorted(set(commune_codes))))
        .cte("before", recursive=True)
    )
    before = first.union_all(
        select(first.c.commune_code, Succession.id, Succession.old_key, first.c.hops + 1)
        .join(first, Succession.later_key == first.c.old_key)
        .where(first.c.hops < MAX_STEPS)
    )
    statement = (
        select(
            *OLD_UNIT,
            Succession.extent,
            Succession.since,
            Succession.source,
            before.c.hops,
            before.c.commune_code,
        )
        .join(before, before.c.old_key == OldUnit.key)
        .join(Succession, Succession.id == before.c.id)
        .order_by(before.c.commune_code, before.c.hops, OldUnit.code, OldUnit.key)
    )
    found: dict[str, list[Predecessor]] = defaultdict(list)
    for row in session().execute(statement):
        found[row.commune_code].append(
            Predecessor(old_unit_card(row), row.extent, row.since, row.source, row.hops)
        )
    return {code: tuple(units) for code, units in found.items()}


def _following(start: ColumnElement[bool]) -> Any:
    """Every step that can be reached from those where ``start`` holds, with its units."""
    first = (
        select(Succession.id, Succession.later_key, literal(1).label("hops"))
        .where(start)
        .cte("after", recursive=True)
    )
    after = first.union(
        select(Succession.id, Succession.later_key, first.c.hops + 1)
        .join(first, Succession.old_key == first.c.later_key)
        .where(first.c.hops < MAX_STEPS)
    )
    return (
        select(
            Succession.id,
            Succession.later_key,
            Succession.extent,
            Succession.since,
            Succession.source,
            *OLD_UNIT,
            *COMMUNE,
            *PROVINCE,
        )
        .where(Succession.id.in_(select(after.c.id)))
        .join(OldUnit, OldUnit.key == Succession.old_key)
        .outerjoin(Commune, Commune.code == Succession.commune_code)
        .outerjoin(Province, Province.code == Commune.province_code)
        .order_by(Succession.id)
    )


def _destinations(start: str, steps: dict[str, dict[int, Any]]) -> tuple[Successor, ...]:
    found: dict[str, Successor] = {}

    def walk(key: str, path: tuple[Step, ...]) -> None:
        for row in steps[key].values() if key in steps and len(path) < MAX_STEPS else ():
            taken = (*path, Step(old_unit_card(row), row.extent, row.since, row.source))
            if row.later_key:
                walk(row.later_key, taken)
                continue
            extent = extents.along(step.extent for step in taken)
            known = found.get(row.commune_code)
            if known:
                extent = extents.strongest((known.extent, extent))
                taken = known.path
            found[row.commune_code] = Successor(commune_card(row), extent, taken)

    walk(start, ())
    return tuple(sorted(found.values(), key=lambda item: extents.STRONGEST_FIRST.index(item.extent)))


def _origins(where: ColumnElement[bool]) -> tuple[Origin, ...]:
    statement = (
        select(Succession.extent, Succession.since, Succession.source, *OLD_UNIT, *COMMUNE, *PROVINCE)
        .where(where)
        .join(OldUnit, OldUnit.key == Succession.old_key)
        .join(Commune, Commune.code == Succession.commune_code)
        .join(Province, Province.code == Commune.province_code)
        .order_by(Commune.position, OldUnit.code)
    )
    communes: dict[str, CommuneCard] = {}
    taken: dict[str, list[Predecessor]] = defaultdict(list)
    for row in session().execute(statement):
        communes[row.commune_code] = commune_card(row)
        taken[row.commune_code].append(Predecessor(old_unit_card(row), row.extent, row.since, row.source, 1))
    return tuple(Origin(card, tuple(taken[code])) for code, card in communes.items())
