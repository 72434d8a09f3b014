"""How many recognitions run out soon."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session


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
