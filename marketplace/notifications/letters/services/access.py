"""Which letter a person may work on."""

from marketplace.accounts import policy
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotFound
from marketplace.notifications.letters.queries.letters import LetterView, letter

NOTIFY = "certification.notify"


def may_see(actor: Actor, view: LetterView, permission: str = "certification.view") -> bool:
    """Whether the letter lies in the actor's places: all of its holders do."""
    return policy.may(actor, permission, province=view.province_code, commune=view.commune_code)


def seen(actor: Actor, code: str, permission: str = "certification.view") -> LetterView:
    """The letter, if the actor may do that with it; ``NotFound`` otherwise, whether it exists or not."""
    view = letter(code)
    if not may_see(actor, view, permission):
        raise NotFound
    return view
