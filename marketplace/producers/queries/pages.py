"""One producer: its page, its past, its form."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.producers.data import ProducerData
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer, StandingPeriod
from marketplace.producers.queries.papers import PaperView, papers_of
from marketplace.producers.queries.sellers import SELLERS, Seller, seller_of


@dataclass(frozen=True, slots=True)
class ProducerPage:
    """A producer with its words and its papers."""

    seller: Seller
    introduction: str
    story: str
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """How a producer stood from ``since`` until, not including, ``until``."""

    standing: Standing
    since: datetime
    until: datetime | None
    reason: str
    paper_no: str
    actor: str
    id: int


_PERIOD: Final = (
    StandingPeriod.standing,
    StandingPeriod.starts_at,
    StandingPeriod.ends_at,
    StandingPeriod.reason,
    StandingPeriod.paper_no,
    StandingPeriod.actor,
    StandingPeriod.id,
)


def producer_by_slug(slug: str) -> ProducerPage | None:
    """A producer's page, also of one that is suspended or closed; ``None`` for an unknown one. Two statements."""
    return _page(Producer.slug == slug)


def producer_by_id(producer_id: int) -> ProducerPage | None:
    """As :func:`producer_by_slug`."""
    return _page(Producer.id == producer_id)


def standings_of(producer_id: int) -> tuple[StandingView, ...]:
    """How a producer came to stand as it does, oldest first; one statement."""
    rows = session().execute(
        select(*_PERIOD).where(StandingPeriod.producer_id == producer_id).order_by(StandingPeriod.id)
    )
    return tuple(StandingView(Standing(row[0]), *row[1:]) for row in rows)


def standing_now(producer_ids: Collection[int]) -> dict[int, StandingView]:
    """How these producers stand, since when and why, by id; one statement."""
    rows = session().execute(
        select(StandingPeriod.producer_id, *_PERIOD).where(
            StandingPeriod.producer_id.in_(sorted(producer_ids)), StandingPeriod.ends_at.is_(None)
        )
    )
    return {row[0]: StandingView(Standing(row[1]), *row[2:]) for row in rows}


def for_editing(producer_id: int) -> tuple[ProducerData, int] | None:
    """What the form is filled with, and the version to hand back with it; one statement."""
    names = [field.name for field in fields(ProducerData)]
    row = (
        session()
        .execute(
            select(Producer.version, *(getattr(Producer, name) for name in names)).where(
                Producer.id == producer_id
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    values = {name: getattr(row, name) for name in names}
    return ProducerData(**{**values, "kind": ProducerKind(row.kind)}), row.version


def _page(which: Any) -> ProducerPage | None:
    row = (
        session()
        .execute(SELLERS.add_columns(Producer.introduction, Producer.story).where(which))
        .one_or_none()
    )
    if row is None:
        return None
    return ProducerPage(seller_of(row), row.introduction, row.story, papers_of(row.seller_id))
