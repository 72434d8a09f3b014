"""The queue of applications of the officer's places, as a list and as a table to take away."""

from typing import Any

from flask import Blueprint, Response

from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard
from marketplace.producers.applications import queries, services
from marketplace.producers.applications.queries import QueueTab, ReviewScope
from marketplace.producers.kinds import ProducerKind
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import long_csv_file, show
from ..listing import asked, asked_among, asked_page, asked_sort
from ..presenters.officer_applications import COMMUNE, KIND, SORTS, TAB, queue_csv, queue_page


def register(bp: Blueprint) -> None:
    """Put the pages on the blueprint."""
    bp.add_url_rule("/can-bo/ho-so", "applications", queue)
    bp.add_url_rule("/can-bo/ho-so.csv", "applications_csv", as_table)


@allows("producers.review")
def queue() -> Response:
    """One tab of the queue, in pages. A fixed number of statements."""
    scope, wanted = queries.scope_of(current_actor()), _asked()
    sort, narrowed = wanted.pop("sort"), {key: wanted[key] for key in ("text", "kind", "commune")}
    page = queue_page(
        queries.queue(scope, tab=wanted["tab"], sort=sort, number=asked_page(), **narrowed),
        queries.queue_counts(scope, **narrowed),
        _communes(scope),
        tab=wanted["tab"],
        sort=sort,
        **narrowed,
    )
    return show("list.html", page, frame.officer())


@allows("producers.review")
def as_table() -> Response:
    """All rows of the tab under the same filter; who took them is kept."""
    return long_csv_file("ho-so-dang-ky", queue_csv(services.export_queue(current_actor(), **_asked())))


def _asked() -> dict[str, Any]:
    return {
        "tab": QueueTab(asked_among(TAB, [tab.value for tab in QueueTab], QueueTab.WAITING.value)),
        "text": asked("q"),
        "kind": asked_among(KIND, [kind.value for kind in ProducerKind], ""),
        "commune": asked(COMMUNE),
        "sort": asked_sort(SORTS, "waiting"),
    }


def _communes(scope: ReviewScope) -> tuple[CommuneCard, ...]:
    """The communes to narrow by, of an officer of one province; one of several provinces looks by name."""
    only = next(iter(scope.provinces), None) if len(scope.provinces) == 1 and not scope.everything else None
    return places.communes_of(only) if only else ()
