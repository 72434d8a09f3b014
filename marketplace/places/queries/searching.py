"""Finding a commune by what somebody types, old names and old districts included."""

from collections.abc import Iterator, Sequence

from marketplace.kernel.telex import reading as telex_reading
from marketplace.places import matching
from marketplace.places.address import Reading, readings
from marketplace.places.cards import Candidate, ProvinceCandidate
from marketplace.places.extents import LAND_ONLY
from marketplace.places.matching import Fit, NamedUnit
from marketplace.places.names import Level, folded, spellings
from marketplace.places.queries import lookup, succession

FETCHED = 400
TRACED = 60
DISTRICTS = 3
LONGEST = 200


def search(text: str, province: str | None = None, limit: int = 10) -> tuple[Candidate, ...]:
    """The communes of today that ``text`` may mean, best first; at most 3 statements.

    ``text`` may be unfinished, without marks or typed in raw Telex; name a unit of today or of before; carry type words
    (xã, p., tt, huyện) and hints behind the name (Hương Đô, Hương Khê, Hà Tĩnh). ``province`` is the code of a present
    province to stay within. Each commune comes once, with the reason why it was found (``Candidate.why``).
    """
    text = text[:LONGEST]
    ways = list(readings(text))
    typed = telex_reading(text)
    if typed:
        ways += readings(typed)
    units = _fetch(ways, province)
    fits = sorted(_fits(units, ways), key=_rank)
    if any(not fit.strays for fit in fits):
        fits = [fit for fit in fits if not fit.strays]
    # "Hương Đô, Hương Khê": once the first name is found, the second is not a commune too.
    if any(not fit.reading.skips for fit in fits):
        fits = [fit for fit in fits if not fit.reading.skips]
    return _candidates(fits, limit)


def search_provinces(text: str, limit: int = 5) -> tuple[ProvinceCandidate, ...]:
    """The provinces of today that ``text`` may mean, by present and old names, best first. 1 statement.

    Ninh Thuận finds Khánh Hòa. The text may be unfinished, without marks, in raw Telex, with a type word.
    """
    text = text[:LONGEST]
    typed = telex_reading(text)
    keys = {
        way.place.key
        for some in (text, typed or "")
        for way in readings(some)
        if not way.rest and way.place.key
    }
    keys |= {name for name, others in matching.PROVINCE_ALIASES.items() if keys & set(others)}
    if not keys:
        return ()
    found: dict[str, tuple[tuple[bool, bool, str], ProvinceCandidate]] = {}
    for unit in lookup.provinces_beginning(sorted(keys)):
        rank = (unit.folded not in keys, unit.old_unit is not None, unit.folded)
        candidate = ProvinceCandidate(unit.province, unit.old_unit)
        if unit.province.code not in found or rank < found[unit.province.code][0]:
            found[unit.province.code] = (rank, candidate)
    ranked = sorted(found.values(), key=lambda item: item[0])
    return tuple(candidate for _, candidate in ranked)[:limit]


def _fetch(ways: Sequence[Reading], province: str | None) -> list[NamedUnit]:
    keys = {key for way in ways for key in spellings(way.place.key)}
    keys |= {part.key for way in ways for part in way.rest}
    shortest = 1 if province else 2
    beginnings = {
        key for way in ways if not way.rest for key in spellings(way.place.key) if len(key) >= shortest
    }
    keys.discard("")
    if not keys:
        return []
    return lookup.called_or_beginning(keys, sorted(beginnings), province, FETCHED)


def _fits(units: Sequence[NamedUnit], ways: Sequence[Reading]) -> Iterator[Fit]:
    """The best fit of each unit."""
    provinces = matching.known_provinces(units)
    best: dict[str, Fit] = {}
    for unit in units:
        if unit.level is Level.PROVINCE:
            continue
        for way in ways:
            if not _is_called(unit, way):
                continue
            fit = matching.fit(unit, way, partial=True)
            if fit is None or matching.is_elsewhere(fit, provinces):
                continue
            if unit.ref not in best or _rank(fit) < _rank(best[unit.ref]):
                best[unit.ref] = fit
    yield from best.values()


def _is_called(unit: NamedUnit, way: Reading) -> bool:
    keys = spellings(way.place.key)
    return unit.folded in keys or (not way.rest and any(key and unit.folded.startswith(key) for key in keys))


def _rank(fit: Fit) -> tuple[int, int, str, str]:
    """Lower is better: what had to be supposed, then whole names over beginnings, communes of today over old ones."""
    unit = fit.unit
    score = 2 * fit.cost
    rest = unit.folded[len(fit.reading.place.key) :]
    if rest:
        score += 2 if rest.startswith(" ") else 3
    if not unit.whole:
        score += 2
    if unit.level is Level.DISTRICT:
        score += 4
    elif unit.old_unit:
        score += 1
    return score, len(unit.folded), folded(unit.spelled), unit.ref


def _candidates(fits: Sequence[Fit], limit: int) -> tuple[Candidate, ...]:
    fits = fits[:TRACED]
    old = [fit.unit.old_unit for fit in fits if fit.unit.old_unit]
    successors = succession.trace(unit.key for unit in old if unit.level is Level.COMMUNE)
    districts = [unit.key for unit in old if unit.level is Level.DISTRICT][:DISTRICTS]
    within = succession.communes_of_old_units(districts)
    found: dict[str, Candidate] = {}
    late: list[Candidate] = []
    for fit in fits:
        unit = fit.unit
        if unit.commune:
            found.setdefault(unit.commune.code, Candidate(unit.commune))
        elif unit.old_unit:
            for successor in successors.get(unit.old_unit.key, ()):
                candidate = Candidate(successor.commune, unit.old_unit, successor.extent)
                if successor.extent == LAND_ONLY:
                    late.append(candidate)
                else:
                    found.setdefault(successor.commune.code, candidate)
            for commune in within.get(unit.old_unit.key, ()):
                found.setdefault(commune.code, Candidate(commune, unit.old_unit))
    for candidate in late:
        found.setdefault(candidate.commune.code, candidate)
    return tuple(found.values())[:limit]
