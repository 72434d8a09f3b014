"""Recognitions whose holder nobody has found among the producers of the market."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.queries.holders import named
from marketplace.certification.queries.scope import RegisterScope
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold_tokens
from marketplace.producers.joining.queries import Candidate, like_name


@dataclass(frozen=True, slots=True)
class Loose:
    """A recognition without a producer, and those it may be of, the likeliest first."""

    id: int
    code: str
    product_name: str
    holder_name: str
    holder_tax_id: str
    star: int
    decision_no: str
    issued_on: date
    commune_code: str
    province_code: str
    candidates: tuple[Candidate, ...]


def loose_of(legal_name: str, tax_code: str) -> int:
    """How many verified recognitions are a holder's by number, or by name where they print none, and attached to no
    producer; one statement.
    """
    return (
        session()
        .execute(
            select(func.count(Recognition.id)).where(
                Recognition.producer_id.is_(None),
                Recognition.state == RecordState.VERIFIED,
                named(tax_code, legal_name),
            )
        )
        .scalar_one()
    )


def loose(scope: RegisterScope, text: str = "", *, page: int = 1, size: int = 30) -> Page[Loose]:
    """Verified recognitions that are attached to no producer, by their holders' names; three statements."""
    clauses = [
        scope.clause(),
        Recognition.producer_id.is_(None),
        Recognition.state == RecordState.VERIFIED,
        *(Recognition.folded.contains(word) for word in fold_tokens(text)),
    ]
    total = session().execute(select(func.count(Recognition.id)).where(*clauses)).scalar_one()
    number = max(1, min(page, -(-total // size)))
    rows = (
        session()
        .execute(
            select(
                Recognition.id,
                Recognition.code,
                Recognition.product_name,
                Recognition.holder_name,
                Recognition.holder_tax_id,
                Recognition.star,
                Recognition.decision_no,
                Recognition.issued_on,
                Recognition.commune_code,
                Recognition.province_code,
            )
            .where(*clauses)
            .order_by(Recognition.holder_key, Recognition.sort_key, Recognition.id)
            .limit(size)
            .offset((number - 1) * size)
        )
        .all()
    )
    found = like_name({(row.holder_name, row.holder_tax_id, row.province_code) for row in rows})
    items = tuple(
        Loose(
            **row._mapping,
            candidates=found[(row.holder_name, row.holder_tax_id, row.province_code)],
        )
        for row in rows
    )
    return Page(items, total, number, size)
