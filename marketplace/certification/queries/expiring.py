"""What runs out soon, in the steps in which holders are told: 210, 180, 120 and 30 days before the end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries.register import RegisterRow, all_rows
from marketplace.certification.queries.register_filter import RegisterFilter, Sort
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session

STEPS: Final = (30, 120, 180, 210)
"""Days before the last day: ours (210, 30), and the ends of the filing window (180, 120; 26/2026/QĐ-TTg art. 6)."""


@dataclass(frozen=True, slots=True)
class ExpiringStep:
    """The recognitions whose last day is ``above`` + 1 to ``within`` days away, soonest first."""

    above: int
    within: int
    rows: tuple[RegisterRow, ...]

    @property
    def unfiled(self) -> int:
        """How many of them have no dossier for re-evaluation on file."""
        return sum(row.filed_on is None for row in self.rows)


def expiring(scope: RegisterScope, *, on: datetime | None = None) -> tuple[ExpiringStep, ...]:
    """Everything that ends within 210 days and still stands, step by step; 1 statement."""
    moment = Moment.of(on)
    rows = [
        row
        for row in all_rows(scope, RegisterFilter(expires_within=STEPS[-1]), sort=Sort.EXPIRES, on=moment.on)
        if row.standing in {Standing.VERIFIED, Standing.EXPIRING, Standing.SUSPENDED}
    ]
    return tuple(
        ExpiringStep(above, within, tuple(row for row in rows if above < row.days_left <= within))
        for above, within in zip((-1, *STEPS), STEPS, strict=False)
    )


def expiring_count(scope: RegisterScope, days: int = 180, *, on: datetime | None = None) -> int:
    """How many stand and end within ``days``, for the number beside a menu entry; 1 statement."""
    moment = Moment.of(on)
    standings = [each.value for each in (Standing.VERIFIED, Standing.EXPIRING, Standing.SUSPENDED)]
    statement = (
        select(func.count())
        .select_from(Recognition)
        .where(
            scope.clause(),
            Recognition.expires_on.between(moment.day, moment.day + timedelta(days=days)),
            standing_column(moment).in_(standings),
        )
    )
    return session().scalar(statement) or 0
