"""Doing something about a case: what became of it is said on its page, a refusal beside what was typed."""

from collections.abc import Callable

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from marketplace.accounts import policy
from marketplace.inspection.queries import nobody_decides
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.i18n import Message
from marketplace.web.access import current_actor
from marketplace.web.replies import note

from .. import frame
from ..answers import show
from ..presenters.inspection_deeds import CasePage, Refusal
from ..presenters.inspection_nobody import nobody_note
from ..view_models import Note

MakePage = Callable[[Refusal], CasePage]
"""The page of a case as it is now, with the form that was refused."""


def do(deed: str, verb: Callable[[], Message], made: MakePage, back: str) -> AnyResponse:
    """Do it and go back to the page at ``back``.

    What was refused comes back with its form as it was typed, also where somebody else was faster, as long as the form
    is still there; where it is not, why is said on top.
    """
    try:
        said = verb()
    except Invalid as refusal:
        return answer(made(Refusal.of(deed, request.form, refusal)), 422)
    except (Conflict, NotAllowed) as refusal:
        page = made(Refusal.of(deed, request.form, refusal))
        if any(each.id == deed for each in page.deeds):
            return answer(page, refusal.http_status)
        note("warn", str(refusal))
    else:
        note("ok", str(said))
    return redirect(back)


def answer(page: CasePage, status: int = 200) -> Response:
    """The page of a case in its frame."""
    return show("inspection_case.html", page, frame.officer(), status)


def undecidable_note(code: str) -> Note | None:
    """What a case says that waits and that nobody is left to decide; at most 8 statements."""
    return nobody_note(nobody_decides(code), may_manage=policy.may(current_actor(), "accounts.manage"))
