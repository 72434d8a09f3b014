"""What printed addresses, such as those in an annex of an old decision, stand for today."""

import difflib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.places import choosing, verdict
from marketplace.places.address import readings
from marketplace.places.cards import Candidate, ProvinceCard, Resolution
from marketplace.places.choosing import Choice, NameIndex
from marketplace.places.matching import NamedUnit, forms
from marketplace.places.models import Name
from marketplace.places.names import Level, lower_first, spellings
from marketplace.places.queries import lookup, succession, units

LONGEST = 300
NEAR = 3
NEARNESS = 0.75  # of difflib's ratio: one slip in a name of two syllables


def resolve_printed(text: str, on: date | None = None, default_province: str | None = None) -> Resolution:
    """As :func:`resolve_printed_many` for one address."""
    return resolve_printed_many([text], on, default_province)[0]


def resolve_printed_many(
    texts: Sequence[str], on: date | None = None, default_province: str | None = None
) -> list[Resolution]:
    """What each printed address means, in their order; at most 6 statements, however many texts there are.

    ``on`` is the day of the paper: before 1 July 2025 old units are meant, from then on those of today unless a
    district is named. ``default_province`` is the code of a present province, meant where an address names none.
    """
    ways = {text: readings(text[:LONGEST]) for text in texts}
    keys = {key for some in ways.values() for way in some for key in spellings(way.place.key)}
    keys |= {part.key for some in ways.values() for way in some for part in way.rest}
    index = NameIndex(lookup.called(keys - {""}))
    choices = {text: choosing.choose(text, some, index, on, default_province) for text, some in ways.items()}
    trace = succession.trace(key for choice in choices.values() for key in choice.old_keys)
    unknown = [choice for choice in choices.values() if not choice.groups]
    resolutions = {
        text: verdict.conclude(choice, trace, on) for text, choice in choices.items() if choice.groups
    }
    resolutions |= _unknown(unknown, default_province) if unknown else {}
    return [resolutions[text] for text in texts]


def _unknown(choices: Sequence[Choice], default_province: str | None) -> dict[str, Resolution]:
    """With what is spelled nearly so in the province. Nationwide nearly everything is near to something."""
    provinces = units.provinces()
    of_text = {choice.text: _province_of(choice.text, provinces, default_province) for choice in choices}
    names = _names_in({province.code for province in of_text.values() if province})
    near: dict[str, list[str]] = {}
    for choice in choices:
        province, places = of_text[choice.text], verdict.place_parts(choice.text)
        if choice.names_no_commune:
            near[choice.text] = []
            continue
        known = names.get(province.code, ()) if province else ()
        near[choice.text] = difflib.get_close_matches(places[0].key, known, NEAR, NEARNESS) if places else []
    found = lookup.called({key for keys in near.values() for key in keys})
    index = NameIndex(found)
    trace = succession.trace(unit.old_unit.key for unit in found if unit.old_unit)
    resolutions = {}
    for choice in choices:
        province = of_text[choice.text]
        candidates: dict[str, Candidate] = {}
        for key in near[choice.text]:
            for unit in index.called(key):
                if unit.level is Level.COMMUNE and province and unit.province.code == province.code:
                    for candidate in _candidates(unit, trace):
                        candidates.setdefault(candidate.commune.code, candidate)
        where = lower_first(province.full_name) if province else None
        resolutions[choice.text] = verdict.nothing(choice, list(candidates.values()), where)
    return resolutions


def _candidates(unit: NamedUnit, trace: verdict.Trace) -> Sequence[Candidate]:
    if unit.commune:
        return (Candidate(unit.commune),)
    old = unit.old_unit
    return [Candidate(item.commune, old, item.extent) for item in trace.get(old.key, ())] if old else ()


def _province_of(text: str, provinces: Sequence[ProvinceCard], default: str | None) -> ProvinceCard | None:
    """The province of today that the text names behind the commune, or else the default."""
    behind = {part.key for way in readings(text[:LONGEST]) for part in way.rest}
    for province in provinces:
        if behind & forms(province.full_name):
            return province
    return next((province for province in provinces if province.code == default), None)


def _names_in(province_codes: set[str]) -> dict[str, list[str]]:
    statement = (
        select(Name.province_code, Name.folded)
        .where(Name.whole, Name.level == Level.COMMUNE.value, Name.province_code.in_(sorted(province_codes)))
        .distinct()
        .order_by(Name.folded)
    )
    names: dict[str, list[str]] = defaultdict(list)
    for row in session().execute(statement):
        names[row.province_code].append(row.folded)
    return names
