"""What waits for a moderator, and what would change."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.accounts.within import within
from marketplace.catalog.kinds import ProductState, RevisionState
from marketplace.catalog.models import Product, Revision
from marketplace.catalog.queries.desk import FORM, pieces_of
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold_tokens
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something for a moderator: a new product (``revision_id`` ``None``, ``number`` is its version) or a revision."""

    product_id: int
    slug: str
    name: str
    producer_id: int
    producer_name: str
    province_code: str
    revision_id: int | None
    number: int
    submitted_by: str
    since: datetime
    commune_code: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with what is live and what is wanted."""

    field: str
    live: Any
    wanted: Any


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision as a moderator reads it: what would change. Approve it with its ``number``."""

    id: int
    product_id: int
    producer_id: int
    number: int
    state: RevisionState
    submitted_by: str
    submitted_at: datetime
    remark: str
    differences: tuple[Difference, ...]
    changed_packs: dict[int, dict[str, Any]]
    new_packs: tuple[dict[str, Any], ...]
    new_images: tuple[int, ...]


_ITS_PRODUCER = aliased(Producer)
_GOES_ON: Final = ~exists().where(
    _ITS_PRODUCER.id == Product.producer_id, _ITS_PRODUCER.standing == Standing.CLOSED
)
"""Nothing can be let in that a producer sent in before it closed for good."""

TABS: Final[dict[str, tuple[ColumnElement[bool], ...]]] = {
    "waiting": (or_(Product.state == ProductState.SUBMITTED, Revision.id.is_not(None)), _GOES_ON),
    "new": (Product.state == ProductState.SUBMITTED, _GOES_ON),
    "changed": (Revision.id.is_not(None), _GOES_ON),
    "live": (Product.state == ProductState.LIVE,),
    "hidden": (Product.state == ProductState.HIDDEN,),
}
"""What a moderator looks at: what waits, of that the new and the changed; what is in the shop, and what is hidden."""


def waiting(
    provinces: frozenset[str] | None,
    communes: frozenset[str] = frozenset(),
    *,
    tab: str = "waiting",
    text: str = "",
    newest: bool = False,
    page: int = 1,
    size: int = 50,
) -> Page[Waiting]:
    """What waits for a moderator of these provinces and communes (``None``: all), the longest first; two statements.

    ``text`` narrows by the slug of the product and the folded name of the producer, so marks do not matter.
    """
    here, number = session(), max(page, 1)
    wanted: list[ColumnElement[bool]] = [*TABS[tab], _whose(provinces, communes)]
    for word in fold_tokens(text):
        in_slug = Product.slug.contains(word, autoescape=True)
        wanted.append(or_(in_slug, Producer.folded.contains(word, autoescape=True)))
    submitted = (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
    since = func.coalesce(Revision.submitted_at, Product.changed_at)
    total = here.execute(
        select(func.count(Product.id))
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(Revision, submitted)
        .where(*wanted)
    ).scalar_one()
    rows: Iterable[Any] = here.execute(
        select(
            Product.id,
            Product.slug,
            Product.name,
            Product.producer_id,
            Producer.display_name,
            Product.origin_province_code,
            Revision.id,
            func.coalesce(Revision.number, Product.version),
            func.coalesce(Revision.submitted_by, Product.submitted_by),
            since,
            Product.origin_commune_code,
        )
        .join(Producer, Producer.id == Product.producer_id)
        .outerjoin(Revision, submitted)
        .where(*wanted)
        .order_by(since.desc() if newest else since, Product.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    return Page(tuple(Waiting(*row) for row in rows), total, number, size)


def waiting_counts(
    provinces: frozenset[str] | None, communes: frozenset[str] = frozenset()
) -> dict[str, int]:
    """How many products stand under each of ``TABS``; one statement."""
    submitted = (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
    row = (
        session()
        .execute(
            select(*(func.count(Product.id).filter(*conditions) for conditions in TABS.values()))
            .outerjoin(Revision, submitted)
            .where(_whose(provinces, communes))
        )
        .one()
    )
    return dict(zip(TABS, row, strict=True))


def waiting_count(provinces: frozenset[str] | None, communes: frozenset[str] = frozenset()) -> int:
    """How many products wait for a moderator of these places; one statement."""
    submitted = (Revision.product_id == Product.id) & (Revision.state == RevisionState.SUBMITTED)
    return (
        session()
        .execute(
            select(func.count(Product.id))
            .outerjoin(Revision, submitted)
            .where(*TABS["waiting"], _whose(provinces, communes))
        )
        .scalar_one()
    )


def _whose(provinces: frozenset[str] | None, communes: frozenset[str]) -> ColumnElement[bool]:
    return within(Product.origin_province_code, Product.origin_commune_code, provinces, communes)


def revision(revision_id: int) -> RevisionView | None:
    """A revision with what is live beside what is wanted; one statement. Who may see it is for the caller to ask."""
    row = (
        session()
        .execute(
            select(
                Revision.id,
                Revision.product_id,
                Product.producer_id,
                Revision.number,
                Revision.state,
                Revision.submitted_by,
                Revision.submitted_at,
                Revision.remark.label("revision_remark"),
                Revision.changes,
                *(getattr(Product, name).label(f"live_{name}") for name in FORM),
            )
            .join(Product, Product.id == Revision.product_id)
            .where(Revision.id == revision_id)
        )
        .one_or_none()
    )
    if row is None:
        return None
    changes = json.loads(row.changes)
    return RevisionView(
        row.id,
        row.product_id,
        row.producer_id,
        row.number,
        RevisionState(row.state),
        row.submitted_by,
        row.submitted_at,
        row.revision_remark,
        differences=tuple(
            Difference(name, getattr(row, f"live_{name}"), value)
            for name, value in changes.get("fields", {}).items()
            if name in FORM
        ),
        **pieces_of(changes),
    )
