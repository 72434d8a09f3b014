"""The report on decisions that look too good to be true, as a list and as a table to take away."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from marketplace.inspection import queries
from marketplace.inspection.queries.anomalies import Anomaly, AnomalyKind
from marketplace.inspection.services.exporting import export_anomalies
from marketplace.kernel import clock
from marketplace.kernel.errors import Invalid
from marketplace.kernel.paging import Page
from marketplace.places import queries as places
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import csv_file, show
from ..listing import asked, asked_among, asked_day, asked_page, here
from ..presenters.inspection_anomalies import (
    COMMUNE,
    KIND,
    SINCE,
    UNTIL,
    anomalies_csv,
    anomalies_page,
)
from .inspection_list import only_province

AT = "/can-bo/bat-thuong"
USUAL = timedelta(days=90)
"""The period that is looked at where nobody asks for another."""
SIZE = 50
FIELD_OF = {"since": SINCE, "until": UNTIL}


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule(AT, "inspection_anomalies", anomalies)
    bp.add_url_rule(f"{AT}.csv", "inspection_anomalies_csv", as_table)


@allows("inspection.view")
def anomalies() -> Response:
    """The groups of a period. A fixed number of statements."""
    scope = queries.scope_of(current_actor())
    wanted, errors = _asked(), dict[str, str]()
    try:
        found = _narrowed(queries.anomalies(scope, wanted["since"], wanted["until"]), wanted)
    except Invalid as refusal:
        found = ()
        errors = {FIELD_OF.get(name, name): str(text) for name, text in refusal.fields.items()}
    last = max(1, -(-len(found) // SIZE))
    at = min(asked_page(), last)
    page = Page(found[(at - 1) * SIZE : at * SIZE], len(found), at, SIZE)
    only = only_province(scope)
    communes = places.communes_of(only) if only else ()
    return show("list.html", anomalies_page(page, communes, **wanted, errors=errors), frame.officer())


@allows("inspection.view")
def as_table() -> AnyResponse:
    """All recognitions of the groups under the same filter; who took them is kept."""
    wanted = _asked()
    try:
        found = export_anomalies(current_actor(), wanted["since"], wanted["until"])
    except Invalid:
        return redirect(here(".inspection_anomalies"))
    return csv_file("dau-hieu-bat-thuong", anomalies_csv(_narrowed(found, wanted)))


def _asked() -> dict[str, Any]:
    until = asked_day(UNTIL) or clock.today()
    return {
        "kind": asked_among(KIND, [each.value for each in AnomalyKind], ""),
        "commune": asked(COMMUNE),
        "since": asked_day(SINCE) or until - USUAL,
        "until": until,
    }


def _narrowed(found: tuple[Anomaly, ...], wanted: dict[str, Any]) -> tuple[Anomaly, ...]:
    return tuple(
        each
        for each in found
        if wanted["kind"] in {"", each.kind} and wanted["commune"] in {"", each.commune_code}
    )
