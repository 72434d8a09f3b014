"""Which units of the gazetteer a printed address means best. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.places import matching
from marketplace.places.address import Reading, parts
from marketplace.places.cards import OldUnitCard
from marketplace.places.matching import Fit, NamedUnit
from marketplace.places.names import Level, spellings


class NameIndex:
    """Units by folded name, and the provinces that are known among them."""

    def __init__(self, units: Iterable[NamedUnit]) -> None:
        found = tuple(units)
        self.provinces = matching.known_provinces(found)
        self._by_name: dict[str, list[NamedUnit]] = defaultdict(list)
        for unit in found:
            self._by_name[unit.folded].append(unit)

    def called(self, key: str) -> Sequence[NamedUnit]:
        """The units of this folded name."""
        return self._by_name.get(key, ())


@dataclass(frozen=True, slots=True)
class Choice:
    """The best fits of an address. ``groups`` has an entry for each commune that it names, nearly always one.

    ``districts`` are the old districts so called, ``names_no_commune`` is true where a district or province fits.
    """

    text: str
    groups: tuple[tuple[Fit, ...], ...] = ()
    districts: tuple[OldUnitCard, ...] = ()
    names_no_commune: bool = False

    @property
    def old_keys(self) -> tuple[str, ...]:
        """The old units whose successors have to be known for an answer."""
        return tuple(fit.unit.old_unit.key for group in self.groups for fit in group if fit.unit.old_unit)


def choose(
    text: str,
    ways: Sequence[Reading],
    index: NameIndex,
    on: date | None,
    province: str | None,
) -> Choice:
    """The units that fit best; ``province`` is the code of the one that is meant where the text names none."""
    several = sum(part.level is Level.COMMUNE for part in parts(text)) > 1
    groups: dict[str, dict[str, tuple[int, Fit]]] = {}
    districts: dict[str, OldUnitCard] = {}
    higher = False
    bare = _bare_provinces(ways, index)
    for way, unit in _called(ways, index):
        fit = None if way.skips else matching.fit(unit, way)
        if fit is None:
            continue
        if unit.level is not Level.COMMUNE:
            higher = True
            if unit.old_unit and unit.level is Level.DISTRICT:
                districts[unit.ref] = unit.old_unit
            continue
        if way.place.text in bare or matching.is_elsewhere(fit, index.provinces):
            continue
        if province and not fit.by_province and unit.province.code != province:
            continue
        group = groups.setdefault(way.place.text if several else "", {})
        cost = fit.cost + matching.cost_of_date(fit, on)
        if unit.ref not in group or cost < group[unit.ref][0]:
            group[unit.ref] = (cost, fit)
    best = tuple(_best(group, on) for group in groups.values())
    return Choice(text, best, tuple(districts.values()), names_no_commune=higher)


def _called(ways: Sequence[Reading], index: NameIndex) -> Iterator[tuple[Reading, NamedUnit]]:
    for way in ways:
        for key in spellings(way.place.key):
            for unit in index.called(key):
                yield way, unit


def _bare_provinces(ways: Sequence[Reading], index: NameIndex) -> frozenset[str]:
    """Texts such as "Ninh Bình" alone: a province, whatever ward may be called so too."""
    return frozenset(
        way.place.text
        for way, unit in _called(ways, index)
        if unit.level is Level.PROVINCE and not way.place.unit_type and not way.rest and not way.before
    )


def _best(group: Mapping[str, tuple[int, Fit]], on: date | None) -> tuple[Fit, ...]:
    """The fits of least cost. Where a name passed from one commune of a district to a later one, the day decides."""
    least = min(cost for cost, _ in group.values())
    fits = [fit for cost, fit in group.values() if cost == least]
    earlier = {
        fit.unit.old_unit.printed
        for fit in fits
        if fit.unit.old_unit
        and fit.unit.old_unit.listing == "earlier"
        and on
        and on <= fit.unit.old_unit.listed_until
    }
    return tuple(
        fit
        for fit in fits
        if not fit.unit.old_unit
        or fit.unit.old_unit.listing == "earlier"
        or fit.unit.old_unit.printed not in earlier
    )
