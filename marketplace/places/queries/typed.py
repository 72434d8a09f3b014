"""The commune that somebody typed by name, old or new, where a form asks for one."""

from dataclasses import dataclass

from marketplace.kernel.errors import NotFound
from marketplace.kernel.text import fold
from marketplace.places.cards import Candidate, CommuneCard
from marketplace.places.queries.searching import search
from marketplace.places.queries.units import commune

_MOST = 8


@dataclass(frozen=True, slots=True)
class ReadCommune:
    """The commune that was meant; where the name means several today, those to choose from."""

    commune: CommuneCard | None
    choices: tuple[Candidate, ...] = ()


def read_commune(code: str, name: str, province: str = "") -> ReadCommune:
    """The commune that was chosen by its code, else the only one that the typed name can mean.

    ``province`` is the code of the present province in which the name is looked for; empty: all.
    """
    if code:
        try:
            return ReadCommune(commune(code))
        except NotFound:
            pass
    if not name.strip():
        return ReadCommune(None)
    found = search(name, province or None, limit=_MOST)
    wanted = {fold(name), fold(name.partition(",")[0])}
    exact = tuple(each for each in found if _names(each) & wanted) or tuple(found)
    return ReadCommune(exact[0].commune) if len(exact) == 1 else ReadCommune(None, exact)


def _names(candidate: Candidate) -> set[str]:
    units = (candidate.commune, candidate.old_unit) if candidate.old_unit else (candidate.commune,)
    return {fold(name) for unit in units for name in (unit.name, unit.full_name)}
