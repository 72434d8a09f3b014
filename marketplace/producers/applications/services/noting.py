"""Notes: remarks that an officer is still writing. Nobody but officers sees them until the application goes back."""

from collections.abc import Mapping

from sqlalchemy import delete, insert

from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import one_line
from marketplace.producers.applications.access import in_hand
from marketplace.producers.applications.answers import ALL_FIELDS
from marketplace.producers.applications.checklist import is_place_for_scans
from marketplace.producers.applications.kinds import WITH_OFFICERS
from marketplace.producers.applications.models import REMARK_LIMIT, ApplicationNote
from marketplace.producers.applications.queries.notes import notes
from marketplace.producers.applications.services.holding import hold


def note(actor: Actor, code: str, said: Mapping[str, str], *, seen: int | None = None) -> None:
    """Keep remarks by question or place for scans (``scan.<kind>``); the empty name is about the whole. A blank one is
    taken away, what is not in ``said`` stays. Writing claims a free application; what is as it was changes nothing.

    :raises Invalid: one that is too long, or about something that is not asked; nothing is kept then.
    :raises Conflict: another officer has it, it was sent anew since round ``seen``, or it does not lie with officers.
    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: it is the officer's own application.
    """
    given = {name: one_line(text) for name, text in said.items()}
    refuse_unusable({name: text for name, text in given.items() if name})
    if len(given.get("", "")) > REMARK_LIMIT:
        message = Message("Dài quá %(limit)s ký tự.", {"limit": REMARK_LIMIT})
        raise Invalid(message, fields={"reason": message})
    with transaction() as here:
        row = in_hand(actor, code, seen=seen)
        if row.state not in WITH_OFFICERS:
            raise Conflict(
                Message("Hồ sơ đang ở bước “%(state)s”: cán bộ chưa có việc.", {"state": row.state.label})
            )
        before = notes(row.id)
        changed = {name: text for name, text in given.items() if text != before.get(name, "")}
        if not changed:
            return
        hold(actor, row)
        here.execute(
            delete(ApplicationNote).where(
                ApplicationNote.application_id == row.id, ApplicationNote.name.in_(sorted(changed))
            )
        )
        now = clock.now()
        rows = [
            {"application_id": row.id, "name": name, "text": text, "by": actor.ref, "at": now}
            for name, text in changed.items()
            if text
        ]
        if rows:
            here.execute(insert(ApplicationNote), rows)


def refuse_unusable(remarks: Mapping[str, str]) -> None:
    """:class:`Invalid` for a remark that is too long, or about something that is not asked."""
    errors: dict[str, Message | str] = {}
    for name, text in remarks.items():
        if name not in ALL_FIELDS and not is_place_for_scans(name):
            errors[name] = Message("Hồ sơ không có mục này.")
        elif len(text) > REMARK_LIMIT:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": REMARK_LIMIT})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
