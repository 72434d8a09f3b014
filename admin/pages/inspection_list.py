"""Inspections of the officer's places, as a list."""

from typing import Any

from flask import Blueprint, Response

from marketplace.accounts import policy
from marketplace.inspection import queries
from marketplace.inspection.kinds import Occasion
from marketplace.inspection.queries import InspectionTab
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import show
from ..listing import asked, asked_among, asked_day, asked_page, asked_sort
from ..presenters.inspection_list import (
    COMMUNE,
    MINE,
    OCCASION,
    SINCE,
    SORTS,
    TAB,
    TABS,
    UNTIL,
    list_page,
)


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo/kiem-tra", "inspections", inspections)


@allows("inspection.view")
def inspections() -> Response:
    """One tab of the list, in pages. A fixed number of statements."""
    actor, scope = current_actor(), queries.scope_of(current_actor())
    tab = InspectionTab(asked_among(TAB, [each.value for each in TABS], InspectionTab.DRAFT.value))
    sort, mine = asked_sort(SORTS, "-changed"), asked(MINE) == "toi"
    wanted: dict[str, Any] = {
        "text": asked("q"),
        "occasion": asked_among(OCCASION, [each.value for each in Occasion], ""),
        "commune": asked(COMMUNE),
        "since": asked_day(SINCE),
        "until": asked_day(UNTIL),
    }
    page = list_page(
        queries.inspections(scope, tab=tab, mine=mine, sort=sort, number=asked_page(), **wanted),
        queries.inspection_counts(scope, mine=mine, **wanted),
        places.communes_of(only) if (only := only_province(scope)) else (),
        tab=tab,
        mine=mine,
        sort=sort,
        may_begin=policy.may(actor, "inspection.conduct", any_scope=True),
        **wanted,
    )
    return show("list.html", page, frame.officer())


def only_province(scope: Any) -> str | None:
    """The province whose communes are there to choose from, of somebody with one; others look by name."""
    if scope.everything or len(scope.provinces) != 1:
        return None
    only: str = next(iter(scope.provinces))
    return only
