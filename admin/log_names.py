"""Names of the people, places and producers that entries of the log speak of."""

from collections.abc import Iterable

from marketplace.accounts import queries as accounts
from marketplace.kernel.audit_log import LogEntry
from marketplace.places import queries as places
from marketplace.producers import queries as producers

from .presenters.log_details import Names, wanted_names


def names_in(entries: Iterable[LogEntry]) -> Names:
    """The names; four statements at most, however many entries there are."""
    wanted: dict[str, set[str]] = {"user": set(), "province": set(), "commune": set(), "producer": set()}
    for entry in entries:
        kind, _colon, ref = entry.actor.partition(":")
        for what, which in {(kind, ref), *wanted_names(entry.data)}:
            wanted.setdefault(what, set()).add(which)
    names: dict[tuple[str, str], str] = {}
    if users := _ids(wanted["user"]):
        names |= {("user", str(number)): name for number, name in accounts.names_of(users).items()}
    if wanted["province"]:
        names |= {("province", each.code): each.name for each in places.provinces()}
    if wanted["commune"]:
        names |= {("commune", code): each.line for code, each in places.communes(wanted["commune"]).items()}
    if sellers := _ids(wanted["producer"]):
        found = producers.sellers(sellers)
        names |= {("producer", str(number)): each.display_name for number, each in found.items()}
    return names


def _ids(refs: set[str]) -> list[int]:
    return sorted(int(ref) for ref in refs if ref.isdigit() and len(ref) < 10)
