"""From the units that fit a printed address to one answer, or to the question that has to be asked. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from marketplace.kernel.i18n import Message
from marketplace.places import extents
from marketplace.places.address import Part, parts, tidy
from marketplace.places.cards import Candidate, CommuneCard, OldUnitCard, Resolution, Successor
from marketplace.places.choosing import Choice
from marketplace.places.derive import TWO_LEVELS_FROM
from marketplace.places.matching import Fit, NamedUnit
from marketplace.places.names import Level, upper_first

Trace = Mapping[str, tuple[Successor, ...]]


def conclude(choice: Choice, trace: Trace, on: date | None) -> Resolution:
    """The answer for an address of which something was found."""
    of_groups = [_candidates(group, trace) for group in choice.groups]
    fits = choice.groups[0]
    agreed = set.intersection(*({item.commune.code for item in items} for items in of_groups))
    candidates = _once(item for items in of_groups for item in items)
    if len(of_groups) == 1:
        answer = _answer(fits, trace)
    else:
        # "Xã Kim Hoa (xã Sơn Trường cũ)": both names have to mean the same commune.
        candidates = tuple(item for item in candidates if item.commune.code in agreed) or candidates
        answer = candidates[0].commune if len(agreed) == 1 else None
    return Resolution(
        choice.text,
        commune=answer,
        old_unit=_old_unit(choice),
        candidates=candidates,
        details=tuple(part.text for part in fits[0].reading.before if part.level is not Level.COMMUNE),
        unknown=tuple(part.text for part in fits[0].strays),
        doubts=tuple(_doubts(fits[0], choice.districts, on)) if answer else (),
        problem=None if answer else _problem(choice, candidates, contradictory=not agreed),
    )


def nothing(choice: Choice, near: Sequence[Candidate], province: str | None) -> Resolution:
    """The answer where nothing was found; ``near`` is spelled nearly so, ``province`` is where we looked."""
    text = tidy(choice.text)
    named = place_parts(text)
    if not named:
        problem = Message("Chưa ghi địa chỉ.")
    elif choice.names_no_commune and not any(part.level is Level.COMMUNE for part in named):
        problem = Message("“%(text)s” chưa ghi xã, phường.", {"text": text})
    elif province:
        problem = Message(
            "Không tìm thấy “%(name)s” ở %(province)s.", {"name": named[0].text, "province": province}
        )
    else:
        problem = Message("Không tìm thấy “%(name)s”.", {"name": named[0].text})
    return Resolution(
        choice.text, candidates=tuple(near), unknown=tuple(part.text for part in named), problem=problem
    )


def place_parts(text: str) -> tuple[Part, ...]:
    """The parts of ``text`` that should name a commune: those that say so, or else the first."""
    found = parts(text)
    named = tuple(part for part in found if part.level is Level.COMMUNE)
    return named or tuple(part for part in found if not part.is_detail)[:1] or found[:1]


def _candidates(fits: Sequence[Fit], trace: Trace) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for fit in fits:
        if fit.unit.commune:
            found.append(Candidate(fit.unit.commune))
        elif fit.unit.old_unit:
            found += (
                Candidate(item.commune, fit.unit.old_unit, item.extent)
                for item in trace.get(fit.unit.old_unit.key, ())
            )
    return _once(found)


def _once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.commune.code, candidate)
    return tuple(found.values())


def _answer(fits: Sequence[Fit], trace: Trace) -> CommuneCard | None:
    """The commune that every fitting unit is or by default became."""
    answers = {_default(fit.unit, trace) for fit in fits}
    return answers.pop() if len(answers) == 1 else None


def _default(unit: NamedUnit, trace: Trace) -> CommuneCard | None:
    if unit.commune or not unit.old_unit:
        return unit.commune
    return extents.default([(item.extent, item.commune) for item in trace.get(unit.old_unit.key, ())])


def _old_unit(choice: Choice) -> OldUnitCard | None:
    """The one old unit that was printed. None where a commune of today fits as well as an old one."""
    named = [group[0].unit.old_unit for group in choice.groups if len(group) == 1]
    return next((unit for unit in named if unit), None)


def _doubts(fit: Fit, districts: Sequence[OldUnitCard], on: date | None) -> Iterator[Message]:
    unit = fit.unit
    name = unit.old_unit.printed if unit.old_unit else unit.commune.formal if unit.commune else unit.spelled
    for part in fit.strays:
        yield Message("“%(part)s” không khớp với nơi tìm thấy: %(unit)s.", {"part": part.text, "unit": name})
    if fit.other_type or fit.other_marks:
        yield Message(
            "Ghi “%(part)s”, danh mục ghi: %(unit)s.", {"part": fit.reading.place.text, "unit": name}
        )
    if unit.old_unit and not fit.reading.place.unit_type and not fit.by_district:
        for district in districts:
            if district.province_key == unit.old_unit.province_key:
                yield Message(
                    "“%(part)s” cũng là tên %(unit)s.",
                    {"part": fit.reading.place.text, "unit": district.printed},
                )
    if unit.commune and on and on < TWO_LEVELS_FROM:
        yield Message(
            "%(unit)s chỉ có từ 01/07/2025, sau ngày của văn bản.", {"unit": unit.commune.full_name}
        )


def _problem(choice: Choice, candidates: Sequence[Candidate], *, contradictory: bool) -> Message:
    text = tidy(choice.text)
    units = {fit.unit.ref: fit.unit for group in choice.groups for fit in group}
    if len(units) == 1:
        only = next(iter(units.values()))
        name = only.old_unit.printed if only.old_unit else only.spelled
        if not candidates:
            return Message("Chưa rõ %(unit)s nay thuộc xã, phường nào.", {"unit": name})
        return Message(
            "%(unit)s nay chia cho %(count)s xã, phường: hãy chọn một.",
            {"unit": upper_first(name), "count": len(candidates)},
        )
    if contradictory:
        return Message("“%(text)s” ghi hai nơi khác nhau.", {"text": text})
    return Message(
        "“%(text)s” có thể là một trong %(count)s nơi: hãy chọn, hoặc ghi thêm huyện, tỉnh.",
        {"text": text, "count": len(candidates)},
    )
