"""Pages of the shop, remembered whole for visitors who have not signed in, and never a second out of date.

A remembered page is asked three things before it is shown again, with one small statement and what the page itself
asked for: is the listing's number the same, has none of its instants come (see ``catalog.queries.freshness``), is it
still the same local day; and is all that the page said it depends on, such as the packs left, as it was. So what
certificates, producers and products are at this second is what is seen, with no job having run.

A host whose templates show each visitor something of its own leaves ``MARKETPLACE_PAGE_MEMORY_MB`` at 0.
"""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec

from flask import current_app, g, request, session
from werkzeug.wrappers import Response

from marketplace.catalog.queries.freshness import Freshness, freshness
from marketplace.kernel import clock, i18n
from marketplace.kernel.state import current
from marketplace.web.access import current_person
from marketplace.web.page_memory import KeptPage, PageMemory
from marketplace.web.replies import has_notes

from . import visitor

P = ParamSpec("P")
Page = str | Response

_MEMO = "storefront.pages"
_FRESH = "_marketplace_fresh"
_CHECKS = "_marketplace_page_checks"
_LONGEST_ADDRESS = 500
"""Nobody who clicks gets a longer one; made-up ones are not worth the memory."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a page was made from: the listing as it was, until when the day lasts, and what else the page looked at,
    each with the print of the answer it got: an answer may be long, and only whether it is another one matters.
    """

    fresh: Freshness
    day_ends: datetime
    checks: tuple[tuple[Callable[[], Any], bytes], ...]

    def still_hold(self, number: int, on: datetime) -> bool:
        """True when the page would be made the same now."""
        return (
            self.fresh.covers(number, on)
            and on < self.day_ends
            and all(_print(ask()) == seen for ask, seen in self.checks)
        )


def remembered(
    *, by: Callable[[], Hashable] = lambda: None
) -> Callable[[Callable[P, Page]], Callable[P, Page]]:
    """Remember the pages of a view. ``by`` gives what they depend on beside their address, the language and the
    number in the basket.
    """

    def decorate(view: Callable[P, Page]) -> Callable[P, Page]:
        @wraps(view)
        def remembering(*args: P.args, **values: P.kwargs) -> Page:
            visitor.count_cart()
            memory = _memory()
            if memory is None or not _is_for_anybody():
                return view(*args, **values)
            key = (
                request.url_root, request.full_path, i18n.locale(), visitor.cart_count(), current().is_demo, by()
            )  # fmt: skip
            kept = memory.get(key)
            if kept is not None and kept.made_from.still_hold(fresh().number, clock.now()):
                return _varies(kept.answer())
            # Asked before anything else is: what changes while the page is made makes the page out of date.
            known = fresh()
            made = view(*args, **values)
            if not isinstance(made, str):
                return made
            if _is_for_anybody() and not session.modified and len(request.full_path) <= _LONGEST_ADDRESS:
                tomorrow = clock.start_of_day(clock.local(known.at).date() + timedelta(days=1))
                sources = Sources(known, tomorrow, tuple(g.get(_CHECKS, ())))
                memory.put(key, KeptPage.of(sources, made))
            return _varies(current_app.make_response(made))

        return remembering

    return decorate


def fresh() -> Freshness:
    """How fresh the listing is, asked once a request."""
    if _FRESH not in g:
        setattr(g, _FRESH, freshness())
    known: Freshness = getattr(g, _FRESH)
    return known


def depends_on(ask: Callable[[], Any], answer: Any) -> None:
    """The page being made holds while ``ask`` gives ``answer``. ``ask`` must not hold anything of the request."""
    g.setdefault(_CHECKS, []).append((ask, _print(answer)))


def _print(answer: Any) -> bytes:
    """16 bytes that differ when the answer does. Answers are numbers and frozen dataclasses, whose words say it all."""
    return hashlib.blake2b(repr(answer).encode(), digest_size=16).digest()


def _memory() -> PageMemory[Sources] | None:
    state = current()
    if state.settings.page_memory_mb == 0:
        return None
    memory: PageMemory[Sources] = state.memo.setdefault(
        _MEMO, PageMemory[Sources](state.settings.page_memory_mb * 1_000_000)
    )
    return memory


def _is_for_anybody() -> bool:
    """False where the page has something of this visitor's alone: a name, a note, a token."""
    return (
        request.method in {"GET", "HEAD"}
        and not has_notes()
        and "csrf" not in current_app.extensions
        and current_person() is None
    )


def _varies(answer: Response) -> Response:
    answer.vary.add("Accept-Encoding")
    # A browser may keep it, and asks each time: what may be sold can change any second.
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
