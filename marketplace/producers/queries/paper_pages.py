"""The papers of one producer in pages, and those by which one sees what it still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.producers.kinds import PaperKind
from marketplace.producers.models import Paper
from marketplace.producers.paper_clauses import WAITS
from marketplace.producers.queries.papers import PAPER_COLUMNS, PaperView, paper_view

_AFTER = aliased(Paper, name="after")
_GONE: Final = exists().where(
    _AFTER.id == Paper.replaced_by,
    _AFTER.withdrawn_at.is_(None),
    or_(_AFTER.verified_at.is_not(None), Paper.return_reason != ""),
)
"""Another paper has taken its place: one that was verified, or for one that was sent back any."""
_BY_KIND: Final = case({kind.value: place for place, kind in enumerate(PaperKind)}, value=Paper.kind)
_NEWEST: Final = (Paper.issued_on.desc(), Paper.id.desc())
_ENDLESS: Final = date.max


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page of papers, those that count first, by kind, the newest of each first; then those whose place another has
    taken, whose ids are ``gone``, ``past`` in all. ``after``: what has come or is to come in place of one, by its id.
    """

    page: Page[PaperView]
    gone: frozenset[int]
    past: int
    after: dict[int, PaperView]


def paper_page(producer_id: int, *, number: int = 1, size: int = 50) -> PaperPage:
    """A page of a producer's papers; 3 statements. Withdrawn ones are left out; a page beyond the last is the last."""
    here = session()
    own = (Paper.producer_id == producer_id, Paper.withdrawn_at.is_(None))
    total, past = here.execute(select(func.count(), func.count().filter(_GONE)).where(*own)).one()
    number = max(1, min(number, -(-total // size)))
    rows = here.execute(
        select(*PAPER_COLUMNS, _GONE.label("gone"))
        .where(*own)
        .order_by(_GONE, _BY_KIND, *_NEWEST)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    items = tuple(paper_view(tuple(row)[:-1]) for row in rows)
    return PaperPage(
        Page(items, total, number, size),
        frozenset(row.id for row in rows if row.gone),
        past,
        _by_id(each.replaced_by for each in items),
    )


def leading_papers(producer_id: int, today: date) -> tuple[PaperView, ...]:
    """Of each kind the paper that holds longest, the newest that waits and the newest that was verified, where there is
    one: whoever asks what is missing need not look at more. One statement. Sorted by kind, the newest first.
    """
    holds = and_(
        Paper.verified_at.is_not(None),
        Paper.issued_on <= today,
        or_(Paper.expires_on.is_(None), Paper.expires_on >= today),
    )
    longest = func.coalesce(Paper.expires_on, _ENDLESS).desc()
    firsts = {
        "holds": _first(holds, longest, *_NEWEST),
        "waits": _first(and_(WAITS, Paper.return_reason == ""), *_NEWEST),
        "verified": _first(Paper.verified_at.is_not(None), *_NEWEST),
    }
    ranked = (
        select(Paper.id, *(first.label(name) for name, first in firsts.items()))
        .where(Paper.producer_id == producer_id, Paper.withdrawn_at.is_(None))
        .subquery("ranked")
    )
    wanted = select(ranked.c.id).where(or_(*(ranked.c[name] == 1 for name in firsts)))
    rows = session().execute(
        select(*PAPER_COLUMNS).where(Paper.id.in_(wanted)).order_by(Paper.kind, *_NEWEST)
    )
    return tuple(paper_view(row) for row in rows)


def _first(condition: Any, *order: Any) -> Any:
    """1 for the first of its kind under ``condition``; more or nothing for others."""
    place = func.row_number().over(partition_by=(Paper.kind, condition), order_by=order)
    return case((condition, place))


def _by_id(ids: Iterable[int | None]) -> dict[int, PaperView]:
    wanted = sorted({each for each in ids if each is not None})
    rows = session().execute(select(*PAPER_COLUMNS).where(Paper.id.in_(wanted), Paper.withdrawn_at.is_(None)))
    return {row.id: paper_view(row) for row in rows}
