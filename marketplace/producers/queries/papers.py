"""Reads on papers of producers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select

from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.producers.kinds import PaperKind
from marketplace.producers.models import Paper, PaperScan, Producer
from marketplace.producers.paper_clauses import NO_SUCCESSOR


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper. ``verified`` says that a second person looked at it; a withdrawn one is shown to staff only.

    ``return_reason`` is what an officer wants mended; empty for one that was not sent back.
    """

    id: int
    producer_id: int
    kind: PaperKind
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None
    file_id: int | None
    verified: bool
    withdrawn: bool
    replaced_by: int | None
    return_reason: str
    entered_by: str
    entered_at: datetime

    @property
    def waits(self) -> bool:
        """True while no officer has decided about it."""
        return not (self.verified or self.withdrawn or self.return_reason)

    def holds(self, day: date) -> bool:
        """True on the days it covers, if it counts."""
        started = self.verified and not self.withdrawn and self.issued_on <= day
        return started and (self.expires_on is None or day <= self.expires_on)


PAPER_COLUMNS: Final = (
    Paper.id,
    Paper.producer_id,
    Paper.kind,
    Paper.number,
    Paper.issuer,
    Paper.issued_on,
    Paper.expires_on,
    Paper.file_id,
    Paper.verified_at.is_not(None).label("verified"),
    Paper.withdrawn_at.is_not(None).label("withdrawn"),
    Paper.replaced_by,
    Paper.return_reason,
    Paper.entered_by,
    Paper.entered_at,
)


def paper_view(row: Any) -> PaperView:
    """A row of ``PAPER_COLUMNS``."""
    identity, producer_id, kind, *rest = row
    return PaperView(identity, producer_id, PaperKind(kind), *rest)


def papers_of(producer_id: int, *, with_withdrawn: bool = False) -> tuple[PaperView, ...]:
    """A producer's papers by kind, the newest of each first; one statement."""
    statement = select(Paper).where(Paper.producer_id == producer_id)
    if not with_withdrawn:
        statement = statement.where(Paper.withdrawn_at.is_(None))
    rows = session().execute(
        statement.with_only_columns(*PAPER_COLUMNS).order_by(
            Paper.kind, Paper.issued_on.desc(), Paper.id.desc()
        )
    )
    return tuple(paper_view(row) for row in rows)


def paper_scans(papers: Collection[PaperView]) -> dict[int, tuple[int, ...]]:
    """The files of each paper by its id, in the order in which they are read; none for one without a scan. One
    statement. Ask only for whom the papers may be shown.
    """
    found: dict[int, tuple[int, ...]] = {
        each.id: (each.file_id,) if each.file_id is not None else () for each in papers
    }
    rows = session().execute(
        select(PaperScan.paper_id, PaperScan.file_id)
        .where(PaperScan.paper_id.in_(sorted(found)))
        .order_by(PaperScan.paper_id, PaperScan.position, PaperScan.file_id)
    )
    for row in rows:
        found[row.paper_id] += (row.file_id,)
    return found


def paper(paper_id: int) -> PaperView | None:
    """One paper, withdrawn or not; one statement. Ask only for whom it may be shown."""
    row = session().execute(select(*PAPER_COLUMNS).where(Paper.id == paper_id)).one_or_none()
    return paper_view(row) if row is not None else None


def papers_running_out(
    producer_ids: frozenset[int] | None, *, before: date, provinces: frozenset[str] | None = None
) -> tuple[PaperView, ...]:
    """Verified papers without a successor whose last day comes before ``before``, first to end first; one statement."""
    statement = select(*PAPER_COLUMNS).where(
        Paper.verified_at.is_not(None),
        Paper.withdrawn_at.is_(None),
        NO_SUCCESSOR,
        Paper.expires_on >= clock.today(),
        Paper.expires_on < before,
    )
    if producer_ids is not None:
        statement = statement.where(Paper.producer_id.in_(sorted(producer_ids)))
    if provinces is not None:
        statement = statement.join(Producer, Producer.id == Paper.producer_id).where(
            Producer.province_code.in_(sorted(provinces))
        )
    return tuple(paper_view(row) for row in session().execute(statement.order_by(Paper.expires_on, Paper.id)))
