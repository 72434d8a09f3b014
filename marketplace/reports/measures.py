"""Counts of the register as of an instant, by place, product group, star, kind of holder: each one statement that the
database groups, however many recognitions there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, select

from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries.dimensions import group_column, producer_kind_column
from marketplace.certification.queries.register_filter import RegisterFilter, conditions
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message


class By(StrEnum):
    """What is counted apart."""

    PROVINCE = "tinh"
    COMMUNE = "xa"
    GROUP = "nhom"
    STAR = "sao"
    KIND = "loai"

    @property
    def label(self) -> Message:
        """What the reader chooses it by."""
        return _LABELS[self]


_LABELS: Final = {
    By.PROVINCE: Message("Tỉnh, thành phố"),
    By.COMMUNE: Message("Xã, phường"),
    By.GROUP: Message("Nhóm sản phẩm"),
    By.STAR: Message("Hạng sao"),
    By.KIND: Message("Loại chủ thể"),
}

COLUMNS: Final = (
    Standing.VERIFIED,
    Standing.EXPIRING,
    Standing.GRACE,
    Standing.SUSPENDED,
    Standing.EXPIRED,
    Standing.REVOKED,
)
"""How recognitions stand that are counted. Drafts, those that were replaced and those withdrawn are in no figure."""


@dataclass(frozen=True, slots=True)
class Count:
    """One line: what is counted (a code, a number as text), and how many recognitions stand how."""

    key: str
    standings: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.standings.values())

    @property
    def holding(self) -> int:
        """Those whose star stands: in their 36 months or in grace, not stopped."""
        return sum(count for standing, count in self.standings.items() if standing.holds)


def counted(
    scope: RegisterScope,
    by: By,
    wanted: RegisterFilter | None = None,
    *,
    on: datetime | None = None,
) -> tuple[Count, ...]:
    """How many recognitions there are of each, as of the instant ``on`` (default: now); 1 statement.

    Every recognition in the scope and under the filter stands in one line and one column, so the lines add up to the
    register's list under the same filter.
    """
    moment = Moment.of(on)
    key, standing = _column(by).label("key"), standing_column(moment).label("standing")
    inner = (
        select(key, standing)
        .where(
            *conditions(scope, wanted or RegisterFilter(), moment),
            standing_column(moment).in_([each.value for each in COLUMNS]),
        )
        .subquery()
    )
    found: dict[str, dict[Standing, int]] = {}
    rows = select(inner.c.key, inner.c.standing, func.count()).group_by(inner.c.key, inner.c.standing)
    for row in session().execute(rows):
        found.setdefault(str(row[0]), {})[Standing(row[1])] = row[2]
    return tuple(
        Count(each, {column: found[each].get(column, 0) for column in COLUMNS}) for each in sorted(found)
    )


def _column(by: By) -> Any:
    return {
        By.PROVINCE: Recognition.province_code,
        By.COMMUNE: Recognition.commune_code,
        By.GROUP: group_column(),
        By.STAR: Recognition.star,
        By.KIND: producer_kind_column(),
    }[by]
