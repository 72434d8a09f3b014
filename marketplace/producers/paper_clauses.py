"""What statements about papers ask for: which wait, which have nobody to follow them."""

from typing import Final

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from marketplace.producers.models import Paper

WAITS: Final[ColumnElement[bool]] = and_(
    Paper.verified_at.is_(None), Paper.returned_at.is_(None), Paper.withdrawn_at.is_(None)
)
"""Nobody has decided about it yet."""

_NEXT = aliased(Paper, name="next_paper")

NO_SUCCESSOR: Final[ColumnElement[bool]] = or_(
    Paper.replaced_by.is_(None),
    exists().where(
        _NEXT.id == Paper.replaced_by, or_(_NEXT.returned_at.is_not(None), _NEXT.withdrawn_at.is_not(None))
    ),
)
"""No other paper stands in its place or waits to: one that was sent back or withdrawn does neither."""
