"""Looking at what is sealed. Whoever does is noted."""

from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.access import own, reviewable
from marketplace.producers.applications.keeping import kept_answers


def reveal(actor: Actor, code: str, name: str) -> str:
    """A sensitive answer as it was typed, for the applicant and the officers of the place.

    :raises NotFound: not the actor's to see, or no sensitive answer of this name.
    """
    with transaction():
        try:
            row = own(actor, code)
        except NotFound:
            row = reviewable(actor, code)
        found = kept_answers(row.id).get(name)
        if found is None or not found.sealed:
            raise NotFound(Message("Hồ sơ không có mục này."))
        audit.record(actor, "producers.application.revealed", "application", row.code, {"field": name})
    return found.text
