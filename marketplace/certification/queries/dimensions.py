"""By what recognitions are told apart and counted, said in SQL: product group, kind of holder."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from marketplace.certification.kinds import RegimeCode
from marketplace.certification.models import Recognition
from marketplace.certification.product_groups import GROUPS, UNKNOWN, groups_by_set
from marketplace.producers.models import Producer

NO_PRODUCER: Final = "none"
"""Stands for recognitions that no producer of the market is tied to."""


def group_column() -> ColumnElement[Any]:
    """The product group of each recognition: 1 to 6, or ``UNKNOWN``."""
    old, now = groups_by_set(RegimeCode.R1048), groups_by_set(None)
    is_old = Recognition.regime == RegimeCode.R1048.value
    return case(
        *(
            (
                or_(
                    and_(is_old, Recognition.criteria_set.in_(_sets(old, group))),
                    and_(~is_old, Recognition.criteria_set.in_(_sets(now, group))),
                ),
                group,
            )
            for group in GROUPS
        ),
        else_=UNKNOWN,
    )


def producer_kind_column() -> ColumnElement[Any]:
    """What kind of producer each recognition's holder is here, or ``NO_PRODUCER``."""
    kind = (
        select(Producer.kind).where(Producer.id == Recognition.producer_id).correlate(Recognition)
    ).scalar_subquery()
    return func.coalesce(kind, NO_PRODUCER)


def _sets(groups: Any, wanted: int) -> list[int]:
    return [number for number, group in groups.items() if group == wanted]
