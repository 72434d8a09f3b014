"""The open suspensions that a recognition falls under because it is of the same product."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased

from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A suspension that nobody has lifted: of the recognition ``code``, for the product of ``recognition_id``."""

    recognition_id: int
    id: int
    code: str
    since: datetime
    reason: str
    paper_no: str
    suspended_by: str
    suspended_as: str | None


@dataclass(frozen=True, slots=True)
class ProductStop:
    """A suspension that nobody has lifted, of the recognition ``recognition_id``, with what it takes to lift it."""

    id: int
    recognition_id: int
    code: str
    lineage: str
    province_code: str
    commune_code: str
    suspended_as: str | None


def open_stops(recognition_ids: Collection[int]) -> list[OpenStop]:
    """The open suspensions of other verified recognitions of the products of these; 1 statement.

    The product is the same where the records are one line, and where name and holder are the same (one key, one tax
    number or one producer): a decision entered anew as if it were the first is no way round a suspension. What was
    revoked stops nothing any more: after it there has to be a new decision, and that one stands for itself.
    """
    here, other = aliased(Recognition), aliased(Recognition)
    statement = (
        _open_of(
            here,
            other,
            here.id,
            SuspensionPeriod.id,
            other.code,
            SuspensionPeriod.since,
            SuspensionPeriod.reason,
            SuspensionPeriod.paper_no,
            SuspensionPeriod.suspended_by,
            SuspensionPeriod.suspended_as,
        )
        .where(here.id.in_(recognition_ids), here.id != other.id)
        .order_by(here.id, SuspensionPeriod.since, SuspensionPeriod.id)
    )
    return [OpenStop(*row) for row in session().execute(statement)]


def product_stops(recognition_ids: Collection[int]) -> list[ProductStop]:
    """The open suspensions of these recognitions, and of every other that stops or is stopped with them, in the order
    of their ids. The same product is what it is for :func:`open_stops`; where a third record ties two that have
    nothing in common, all three are one. 2 statements, seldom more.
    """
    found: dict[int, ProductStop] = {}
    asked: set[int] = set()
    while wanted := {*recognition_ids, *(stop.recognition_id for stop in found.values())} - asked:
        here, other = aliased(Recognition), aliased(Recognition)
        columns = (
            SuspensionPeriod.id,
            other.id,
            other.code,
            other.lineage,
            other.province_code,
            other.commune_code,
            SuspensionPeriod.suspended_as,
        )
        statement = _open_of(here, other, *columns).where(here.id.in_(wanted))
        found |= {row[0]: ProductStop(*row) for row in session().execute(statement)}
        asked |= wanted
    return [found[each] for each in sorted(found)]


def _open_of(here: Any, other: Any, *columns: Any) -> Select[Any]:
    """``columns`` of the open suspensions that ``other`` is under, beside each ``here`` that is of the same product."""
    ours, theirs = aliased(Producer), aliased(Producer)
    their_numbers = (other.holder_tax_id, theirs.tax_code)
    one_holder = or_(
        other.holder_key == here.holder_key,
        other.producer_id == here.producer_id,
        and_(here.holder_tax_id != "", here.holder_tax_id.in_(their_numbers)),
        and_(ours.tax_code != "", ours.tax_code.in_(their_numbers)),
    )
    one_product = or_(here.lineage == other.lineage, and_(here.product_key == other.product_key, one_holder))
    return (
        select(*columns)
        .select_from(SuspensionPeriod)
        .join(other, other.id == SuspensionPeriod.recognition_id)
        .outerjoin(theirs, theirs.id == other.producer_id)
        .join(here, or_(here.lineage == other.lineage, here.product_key == other.product_key))
        .outerjoin(ours, ours.id == here.producer_id)
        .where(
            SuspensionPeriod.until.is_(None),
            other.state == RecordState.VERIFIED,
            or_(other.revoked_at.is_(None), other.id == here.id),
            one_product,
        )
    )
