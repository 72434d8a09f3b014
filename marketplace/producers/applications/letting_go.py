"""Letting go of what somebody sent with an application: when they are erased, and when it came to nothing long ago."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from marketplace.accounts.privacy import restricted
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.state import current
from marketplace.media.forgetting import forget_paper
from marketplace.media.services import read_paper
from marketplace.producers.applications.access import ApplicationRow, own
from marketplace.producers.applications.keeping import kept_answers, texts
from marketplace.producers.applications.kinds import OPEN, WRITABLE, ApplicationState
from marketplace.producers.applications.models import (
    Application,
    ApplicationAnswer,
    ApplicationCheck,
    ApplicationEvent,
    ApplicationNote,
    ApplicationRemark,
    ApplicationScan,
)
from marketplace.producers.applications.moving import move
from marketplace.producers.models import Paper, PaperScan

BATCH = 20
GONE = "–"
RETENTION, ERASURE = Actor.system("retention"), Actor.system("erasure")
_OVER = (ApplicationState.REFUSED.value, ApplicationState.WITHDRAWN.value)


def codes_of(user_id: int) -> tuple[str, ...]:
    """The person's applications, oldest first; one statement."""
    rows = session().execute(
        select(Application.code).where(Application.applicant_id == user_id).order_by(Application.id)
    )
    return tuple(rows.scalars())


def held(user_id: int) -> tuple[list[dict[str, Any]], tuple[tuple[str, bytes], ...]]:
    """Everything of a person's applications, opened: answers, scans, what was remarked (not by whom), moves.

    Whoever calls notes who is given it.
    """
    here, found, files = session(), [], []
    for code in codes_of(user_id):
        row = here.execute(
            select(Application.id, Application.state, Application.created_at).where(Application.code == code)
        ).one()
        remarks = here.execute(
            select(
                ApplicationRemark.round, ApplicationRemark.name, ApplicationRemark.text, ApplicationRemark.at
            )
            .where(ApplicationRemark.application_id == row.id)
            .order_by(ApplicationRemark.id)
        )
        moves = here.execute(
            select(ApplicationEvent.state, ApplicationEvent.reason, ApplicationEvent.at)
            .where(ApplicationEvent.application_id == row.id)
            .order_by(ApplicationEvent.id)
        )
        found.append(
            {
                "code": code,
                "state": row.state,
                "created_at": row.created_at,
                "answers": texts(kept_answers(row.id)),
                "remarks": [dict(each._mapping) for each in remarks],
                "moves": [dict(each._mapping) for each in moves],
            }
        )
        for scan in _scans(row.id):
            data, mime = read_paper(scan.file_id)
            files.append((f"{code}-{scan.kind}-{scan.position}.{mime.rpartition('/')[2]}", data))
    return found, tuple(files)


def withdraw_open(user_id: int) -> None:
    """Withdraw what is not decided, in the person's name."""
    for code in codes_of(user_id):
        row = own(Actor("user", "", user_id), code)
        if row.state in OPEN:
            _withdraw(Actor("user", "", user_id), row)


def let_go_of(user_id: int) -> None:
    """Erase a person's applications; of an approved one what was said is sealed away first. In a transaction."""
    withdraw_open(user_id)
    here = session()
    for row in here.execute(
        select(Application.id, Application.code, Application.state, Application.created_at)
        .where(Application.applicant_id == user_id)
        .order_by(Application.id)
    ).all():
        if row.state == ApplicationState.APPROVED.value:
            kept = texts(kept_answers(row.id))
            if kept:
                restricted.keep(
                    user_id, "application", row.code, kept, term="keep_seller", since=row.created_at
                )
        _empty(ERASURE, row.id)
        here.execute(
            update(Application)
            .where(Application.id == row.id)
            .values(name="", folded="", tax_print="", let_go_at=clock.now())
        )


def forget_old() -> int:
    """Let go of applications that came to nothing and were not touched for as long as a setting says.

    Refused and withdrawn ones are emptied; what lies unfinished is withdrawn first. Scans of papers that were sent
    back that long ago go too. ``BATCH`` at most, each once; one statement each where there is nothing. How many.
    """
    before = clock.now() - timedelta(days=current().settings.scan_retention_days)
    states = (*_OVER, *sorted(state.value for state in WRITABLE))
    due = (
        session()
        .execute(
            select(Application.id)
            .where(
                Application.state.in_(states),
                Application.changed_at <= before,
                Application.let_go_at.is_(None),
            )
            .order_by(Application.changed_at)
            .limit(BATCH)
        )
        .scalars()
        .all()
    )
    return sum(_forget_application(each, before) for each in due) + _forget_returned_papers(before)


def _forget_application(application_id: int, before: Any) -> bool:
    with transaction() as here:
        claimed = here.execute(
            update(Application)
            .where(
                Application.id == application_id,
                Application.let_go_at.is_(None),
                Application.changed_at <= before,
            )
            .values(let_go_at=clock.now())
            .returning(Application.code, Application.state, Application.applicant_id)
        ).one_or_none()
        if claimed is None:
            return False
        if claimed.state not in _OVER:
            _withdraw(RETENTION, own(Actor("user", "", claimed.applicant_id), claimed.code))
        scans = _empty(RETENTION, application_id)
        audit.record(RETENTION, "producers.application.let_go", "application", claimed.code, {"rows": scans})
    return True


def _forget_returned_papers(before: Any) -> int:
    returned = (
        Paper.returned_at <= before,
        Paper.file_id.is_not(None),
        Paper.verified_at.is_(None),
    )
    due = session().execute(select(Paper.id, Paper.file_id).where(*returned).limit(BATCH)).all()
    count = 0
    for row in due:
        with transaction() as here:
            taken = here.execute(
                update(Paper)
                .where(Paper.id == row.id, *returned)
                .values(file_id=None)
                .returning(Paper.producer_id)
            ).scalar_one_or_none()
            if taken is None:
                continue
            further = here.execute(
                delete(PaperScan).where(PaperScan.paper_id == row.id).returning(PaperScan.file_id)
            )
            for file_id in (row.file_id, *sorted(further.scalars())):
                forget_paper(RETENTION, file_id)
                audit.record(RETENTION, "producers.paper.scan_let_go", "producer", taken, {"file": file_id})
            count += 1
    return count


def _withdraw(actor: Actor, row: ApplicationRow) -> None:
    move(actor, row, "withdraw", claimed_by=None, claimed_at=None)


def _empty(actor: Actor, application_id: int) -> int:
    """Delete answers, scans and what officers noted; how many scans went. In a transaction."""
    here, scans = session(), _scans(application_id)
    for table in (ApplicationAnswer, ApplicationScan, ApplicationNote, ApplicationCheck):
        here.execute(delete(table).where(table.application_id == application_id))
    here.execute(
        update(ApplicationRemark).where(ApplicationRemark.application_id == application_id).values(text=GONE)
    )
    here.execute(
        update(ApplicationEvent)
        .where(ApplicationEvent.application_id == application_id, ApplicationEvent.reason != "")
        .values(reason=GONE)
    )
    for scan in scans:
        forget_paper(actor, scan.file_id)
    return len(scans)


def _scans(application_id: int) -> Any:
    return (
        session()
        .execute(
            select(ApplicationScan.kind, ApplicationScan.position, ApplicationScan.file_id)
            .where(ApplicationScan.application_id == application_id)
            .order_by(ApplicationScan.id)
        )
        .all()
    )
