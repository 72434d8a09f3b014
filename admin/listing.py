"""How a list is asked for in an address, and the links that lead to its neighbours. The parameters are ``q`` and what
the list names, ``xep`` (order, ``-`` turns it round) and ``trang`` (page).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request, url_for

from marketplace.kernel.days import TooFar, day
from marketplace.kernel.i18n import Message
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.paging import Page
from marketplace.web.numbers import read_page

from .view_models import Column, Link, PageLinks

PAGE, SORT = "trang", "xep"
MOST_CHARACTERS = 200


def asked(name: str) -> str:
    """What was asked for under that name, on one line; empty when nothing was."""
    return " ".join(request.args.get(name, "").split())[:MOST_CHARACTERS]


def asked_page(name: str = PAGE) -> int:
    """The page that was asked for; 1 for anything that is no page number. A page with several lists names each."""
    return read_page(request.args.get(name))


def asked_among(name: str, known: Mapping[str, Any] | Sequence[str], default: str) -> str:
    """What was asked for if there is such a thing, else the default."""
    value = asked(name)
    return value if value in known else default


def asked_sort(known: Mapping[str, Any] | Sequence[str], default: str) -> str:
    """The order that was asked for: a known name, with or without ``-`` in front."""
    value = asked(SORT)
    return value if value in known or value.removeprefix("-") in known else default


def asked_day(name: str) -> date | None:
    """A day as people here write it (``31/12/2027``) or as programs do; ``None`` for anything else."""
    try:
        return day(asked(name))
    except ValueError:
        return None


def day_error(name: str) -> str:
    """What is wrong with the day that was asked for: it does not narrow the list. Empty when nothing is."""
    try:
        day(asked(name))
    except TooFar:
        return _("Ngày quá xa.")
    except ValueError:
        return _("Ghi ngày như 12/6/2024.")
    return ""


def here(endpoint: str | None = None, /, **changes: Any) -> str:
    """The address of this list with some parameters changed (empty: left out), or of another view with the same."""
    kept = {name: value for name, value in request.args.items() if name != PAGE}
    values: dict[str, Any] = {**kept, **changes}
    return url_for(
        endpoint or request.endpoint or "",
        **(request.view_args or {}),
        **{name: value for name, value in values.items() if value not in {"", None}},
    )


def column(label: Message | str, kind: str = "", key: str = "", now: str = "") -> Column:
    """A column; with a ``key`` its head sorts by it, or turns the order round. ``now`` is the present order."""
    if not key:
        return Column(str(label), kind)
    up, down = now == key, now == f"-{key}"
    url = here(**{SORT: f"-{key}" if up else key})
    return Column(str(label), kind, url, "ascending" if up else "descending" if down else "")


def page_links(page: Page[Any], name: str = PAGE) -> PageLinks | None:
    """Links to the pages of a list: the first, the last, and those around this one. ``None`` for a single page."""
    if page.pages <= 1:
        return None
    shown = sorted({1, page.pages, *range(max(1, page.number - 1), min(page.pages, page.number + 1) + 1)})
    items: list[Link] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append(Link("…", ""))
        items.append(Link(str(number), here(**{name: number}), current=number == page.number))
    return PageLinks(
        page.number,
        page.pages,
        tuple(items),
        here(**{name: page.number - 1}) if page.has_prev else "",
        here(**{name: page.number + 1}) if page.has_next else "",
    )


def shown(page: Page[Any]) -> dict[str, Any]:
    """What a list page says of its rows: which they are, of how many, and the links to the others."""
    first = page.first
    return {
        "first": first,
        "last": first + len(page.items) - 1 if page.items else 0,
        "total": page.total,
        "pages": page_links(page),
    }
