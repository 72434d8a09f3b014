"""Days that run after an inspection: whoever has to act reads before one ends, and once more when it is past. And what
waits for an authority in whose name nobody may decide: whoever can mend that reads it.
"""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, case, exists, select

from marketplace.inspection import queries as inspections
from marketplace.inspection.kinds import ProposalState
from marketplace.inspection.models import Inspection, Proposal
from marketplace.inspection.queries.inspection_list import OVERDUE
from marketplace.inspection.registered import UNDECIDED
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.notifications.deciding import NOBODY, WAITING, tell
from marketplace.notifications.models import Notice
from marketplace.notifications.paper_jobs import FROM_HOUR
from marketplace.notifications.queries import officers_of, people_of_producer
from marketplace.notifications.services import notify

DAYS_BEFORE: Final = 3
"""So many days before its last one a decision is asked for again."""
AT_ONCE: Final = 100
"""So many are told in one minute's work."""
_OFFICE: Final = "/quan-ly/can-bo"
_SYSTEM: Final = Actor.system("notifications")


def remind_of_deadlines() -> None:
    """Tell who has to act on what comes to its end or is past it, each step once; four statements where nothing does
    and nothing lies before an authority.
    """
    if clock.local(clock.now()).hour < FROM_HOUR:
        return
    _of_decisions()
    _of_remedies()
    _of_the_undecidable()


def _of_decisions() -> None:
    """A proposal that waits is the authority's; one that nobody has submitted yet, the officers'."""
    today = clock.today()
    kind = case((Proposal.due_on < today, "proposal_late"), else_="proposal_due")
    about = Proposal.code + ":" + Proposal.state
    cases = session().execute(
        select(Proposal.code, Proposal.state, Proposal.recognition_id, kind.label("kind"), about.label("ref"))
        .where(
            Proposal.state.in_(UNDECIDED),
            Proposal.due_on <= today + timedelta(days=DAYS_BEFORE),
            ~_told(kind, about),
        )
        .order_by(Proposal.id)
        .limit(AT_ONCE)
    )
    for each in cases.all():
        view = inspections.proposal(_SYSTEM, each.code)
        found = inspections.concerned(each.recognition_id)
        people = found.deciders if each.state == ProposalState.SUBMITTED else found.officers
        notify(
            each.kind,
            each.ref,
            people - found.producer,
            path=f"{_OFFICE}/de-nghi-thu-hoi/{each.code}",
            product=view.about.product_name,
            seller=view.about.holder,
            due=f"{view.due_on:%d/%m/%Y}",
        )


def _of_remedies() -> None:
    """What had to be mended by yesterday, and nobody has looked at since, is the officers' to look at."""
    rows = session().execute(
        select(
            Inspection.code,
            Inspection.remedy_by,
            Inspection.producer_id,
            Inspection.province_code,
            Inspection.commune_code,
        )
        .where(OVERDUE, Inspection.remedy_by < clock.today(), ~_told("remedy_late", Inspection.code))
        .order_by(Inspection.id)
        .limit(AT_ONCE)
    )
    for row in rows.all():
        about = inspections.inspection(_SYSTEM, row.code).about
        own = people_of_producer(row.producer_id) if row.producer_id is not None else ()
        notify(
            "remedy_late",
            row.code,
            set(officers_of(row.province_code, row.commune_code)) - set(own),
            path=f"{_OFFICE}/kiem-tra/{row.code}",
            product=about.product_name,
            seller=about.holder,
            day=f"{row.remedy_by:%d/%m/%Y}",
        )


def _of_the_undecidable() -> None:
    """That nobody may decide is told once, also where it came about later, as when an account is switched off; and that
    somebody may again, to whoever that is.
    """
    waiting = inspections.at_authority()
    if not waiting:
        return
    stuck: set[str] = set()
    heard: dict[str, set[int]] = {}
    told = select(Notice.kind, Notice.ref, Notice.user_id).where(
        Notice.kind.in_((NOBODY, *WAITING)), Notice.ref.in_([each.code for each in waiting])
    )
    for row in session().execute(told):
        if row.kind == NOBODY:
            stuck.add(row.ref)
        else:
            heard.setdefault(row.ref, set()).add(row.user_id)
    for each in waiting:
        # Of what was never stuck, those who decide heard when it came.
        again = each.code in stuck and not each.free <= heard.get(each.code, set())
        if again if each.free else each.code not in stuck:
            tell(each)


def _told(kind: Any, ref: Any) -> ColumnElement[bool]:
    return exists().where(Notice.kind == kind, Notice.ref == ref)
