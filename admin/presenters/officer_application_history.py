"""What was done to an application, by whom and when: from the audit log, with the reasons that were given."""

from collections.abc import Mapping, Sequence

from marketplace.kernel import clock, formats
from marketplace.kernel.audit_log import LogEntry
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.kinds import IdScan
from marketplace.producers.applications.queries import ApplicationView

from ..view_models import Step
from .log_actions import ACTIONS

_OF = "producers.application."
_APPLICANTS_OWN = frozenset({"started", "scan_added", "scan_removed"})
"""Of what the applicant has done while writing only the sending is shown."""
_PAST = {"return": "returned", "refuse": "refused", "withdraw": "withdrawn"}


def refs_of(entries: Sequence[LogEntry]) -> set[str]:
    """Everybody who is named in these entries."""
    return {each.actor for each in entries} | {str(each.data["to"]) for each in entries if "to" in each.data}


def history(
    view: ApplicationView, entries: Sequence[LogEntry], people: Mapping[str, str]
) -> tuple[Step, ...]:
    """The way of an application so far, the newest first. ``entries`` come in that order."""
    reasons = {(_PAST[event.move], event.round): event.reason for event in view.events if event.move in _PAST}
    steps = []
    for entry in entries:
        verb = entry.action.removeprefix(_OF)
        if not entry.action.startswith(_OF) or verb in _APPLICANTS_OWN:
            continue
        said = [people.get(entry.actor, entry.actor), _what(entry, people)]
        said.append(reasons.get((verb, entry.data.get("round", 0)), ""))
        title = ACTIONS.get(entry.action, entry.action)
        if verb == "submitted" and entry.data.get("round", 1) > 1:
            title = _("Gửi lại, lần %(n)s", n=entry.data["round"])
        steps.append(
            Step(
                str(title),
                formats.moment(entry.at),
                ". ".join(each for each in said if each),
                clock.local(entry.at).isoformat(timespec="minutes"),
            )
        )
    return tuple(steps)


def _what(entry: LogEntry, people: Mapping[str, str]) -> str:
    field, kind, to = (str(entry.data.get(name, "")) for name in ("field", "kind", "to"))
    if field in ALL_FIELDS:
        return str(ALL_FIELDS[field].label)
    if kind in list(IdScan):
        return str(IdScan(kind).label)
    return people.get(to, to)
