"""One proposal to revoke in full."""

from sqlalchemy import select

from marketplace.accounts.queries import people_of
from marketplace.certification.kinds import IssuerKind, RevocationGround
from marketplace.certification.models import Recognition
from marketplace.certification.regimes import revokers
from marketplace.inspection.access import proposal_for
from marketplace.inspection.appeal_models import Appeal
from marketplace.inspection.deciders import inspectors_of, refusal_of
from marketplace.inspection.kinds import Against, AppealState
from marketplace.inspection.models import Inspection, Proposal
from marketplace.inspection.queries.case_views import ProposalView
from marketplace.inspection.queries.parts import (
    BY_RECOGNITION,
    about_of,
    days_left,
    own_columns,
    placed,
)
from marketplace.inspection.registered import UNDECIDED, head_of, is_own_stop, open_stop, other_case
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session


def proposal(actor: Actor, code: str) -> ProposalView:
    """A proposal with all that became of it; at most 9 statements. :class:`NotFound` for none of the actor's places."""
    core = proposal_for(actor, "inspection.view", code)
    appeal = (
        select(Appeal.code)
        .where(Appeal.recognition_id == Proposal.recognition_id)
        .order_by(Appeal.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    annulled = (
        select(Appeal.decision_no)
        .where(
            Appeal.proposal_id == Proposal.id,
            Appeal.against == Against.REVOCATION,
            Appeal.state == AppealState.UPHELD,
        )
        .order_by(Appeal.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = placed(
        select(
            *own_columns(Proposal),
            Inspection.code.label("inspection"),
            appeal.label("appeal"),
            annulled.label("annulled_by"),
            *BY_RECOGNITION,
        )
        .join(Inspection, Inspection.id == Proposal.inspection_id)
        .join(Recognition, Recognition.id == Proposal.recognition_id),
        Proposal,
    )
    row = session().execute(statement.where(Proposal.id == core.id)).one()
    head = head_of(core.recognition_id)
    stop = open_stop(head.id) if head else None
    left = days_left(row.due_on, clock.today(), decided=core.state not in UNDECIDED)
    star = head.star if head else row.about_star
    return ProposalView(
        id=core.id,
        code=core.code,
        state=core.state,
        about=about_of(row, core.producer_id),
        ground=RevocationGround(row.ground),
        article=row.article,
        note=row.note,
        inspection=row.inspection,
        concluded_at=row.concluded_at,
        due_on=row.due_on,
        days_left=left,
        late=left is not None and left < 0,
        by_ministry=IssuerKind.MINISTRY in revokers(star, clock.today()),
        drafted_by=row.drafted_by,
        drafted_at=row.drafted_at,
        paper_no=row.paper_no,
        submitted_by=row.submitted_by,
        submitted_at=row.submitted_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        decision_no=row.decision_no,
        reason=row.reason,
        suspended=stop is not None and stop.since <= clock.now(),
        own_stop=is_own_stop(core, stop) and other_case(core.recognition_id, than=core.id) is None,
        is_inspector=actor.ref in inspectors_of(core.inspection_id),
        refusal=refusal_of(actor, core, head) if core.state in UNDECIDED else None,
        appeal=row.appeal or "",
        annulled_by=row.annulled_by or "",
        version=core.version,
        people=people_of({row.inspected_by, row.drafted_by, row.submitted_by, row.decided_by}),
    )
