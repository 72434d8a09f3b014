"""What an officer has to do today."""

from collections.abc import Iterator, Mapping

from flask import Blueprint, Response, url_for

from marketplace.accounts import policy
from marketplace.catalog.queries import moderation
from marketplace.certification import queries as recognitions
from marketplace.certification.annex import queries as imports
from marketplace.certification.annex.states import BatchState
from marketplace.certification.claims import queries as claims
from marketplace.certification.queries import Tab
from marketplace.inspection import queries as inspections
from marketplace.inspection.kinds import AppealState, MisuseState
from marketplace.inspection.queries.inspection_list import InspectionTab
from marketplace.kernel.actor import Actor
from marketplace.kernel.i18n import gettext as _
from marketplace.producers.applications import queries as applications
from marketplace.producers.joining import queries as pairs
from marketplace.producers.joining.kinds import PairState
from marketplace.web.access import allows, current_actor

from .. import frame
from ..answers import show
from ..presenters.officer_today import Waiting, day_page
from ..view_models import Link


def register(bp: Blueprint) -> None:
    """Put the page on the blueprint."""
    bp.add_url_rule("/can-bo/hom-nay", "officer_today", today)


@allows("certification.desk")
def today() -> Response:
    """What waits in the officer's places, the most urgent first. A fixed number of statements for each role."""
    actor, counts = current_actor(), frame.officer_counts()
    found = [*_cases(actor), *_producers(actor, counts), *_records(actor, counts)]
    return show("officer_today.html", day_page(found, _links(actor)), frame.officer(counts))


def _cases(actor: Actor) -> Iterator[Waiting]:
    scope = inspections.scope_of(actor)
    if policy.may(actor, "inspection.decide", any_scope=True):
        nearest = inspections.waiting(actor, size=1)
        until = next((each.due_on for each in nearest.items), None)
        yield Waiting("proposals", nearest.total, until=until)
        yield Waiting("appeals", inspections.appeal_counts(scope)[AppealState.OPENED])
    if policy.may(actor, "inspection.conduct", any_scope=True):
        yield Waiting("overdue", inspections.overdue_count(scope))
        yield Waiting("misuses", inspections.misuse_counts(scope)[MisuseState.OPEN])
        yield Waiting("drafts", inspections.inspection_counts(scope, mine=True)[InspectionTab.DRAFT])


def _producers(actor: Actor, counts: Mapping[str, int]) -> Iterator[Waiting]:
    if policy.may(actor, "producers.review", any_scope=True):
        longest = applications.queue(applications.scope_of(actor), size=1)
        since = next((each.submitted_at for each in longest.items), None)
        # Those that were proposed wait too, for whoever did not propose them.
        yield Waiting("applications", counts["applications"], since=since)
    if policy.may(actor, "catalog.moderate", any_scope=True):
        first = moderation.waiting(*policy.places(actor, "catalog.moderate"), size=1)
        yield Waiting("products", first.total, since=next((each.since for each in first.items), None))
    if policy.may(actor, "producers.verify", any_scope=True):
        yield Waiting("papers", counts["second_looks"])
    if policy.may(actor, "certification.claims", any_scope=True):
        yield Waiting("claims", claims.waiting_count(*policy.places(actor, "certification.claims")))
    if policy.may(actor, "producers.join", any_scope=True):
        found = pairs.pair_counts(*policy.places(actor, "producers.join"))
        yield Waiting("pairs", found[PairState.OPEN] + found[PairState.PROPOSED])


def _records(actor: Actor, counts: Mapping[str, int]) -> Iterator[Waiting]:
    scope = recognitions.scope_of(actor)
    if policy.may(actor, "certification.enter", any_scope=True):
        yield Waiting("records", recognitions.counts(scope)[Tab.WAITING])
    if policy.may(actor, "certification.confirm_import", any_scope=True):
        found = imports.counts(imports.provinces_of(actor, "certification.confirm_import"))
        yield Waiting("imports", found[BatchState.SUBMITTED])
    yield Waiting("expiring", counts["expiring"])


def _links(actor: Actor) -> tuple[Link, ...]:
    places = (
        ("inspection.conduct", ".inspection_new", _("Kiểm tra mới"), "scan-search"),
        ("certification.view", ".register", _("Sổ công nhận"), "landmark"),
        ("certification.view", ".statistics", _("Thống kê"), "gauge"),
    )
    return tuple(
        Link(label, url_for(endpoint), icon)
        for permission, endpoint, label, icon in places
        if policy.may(actor, permission, any_scope=True)
    )
