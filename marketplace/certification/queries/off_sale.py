"""Which recognitions the authorities have stopped or revoked, for what was sold under them before."""

from collections.abc import Collection

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.queries.standing import Moment, covering
from marketplace.kernel.db import session


def stopped_by_order(codes: Collection[str]) -> frozenset[str]:
    """Of these public codes those whose product is suspended or revoked now, by its newest decision; one statement."""
    wanted = sorted({code for code in codes if code})
    return stopped_among(wanted) if wanted else frozenset()


def stopped_among(codes: list[str] | Select[str]) -> frozenset[str]:
    """As :func:`stopped_by_order`; of the codes that a statement finds, however many, too: one statement with it."""
    moment, asked, line = Moment.of(), aliased(Recognition), aliased(Recognition)
    newest = (
        select(line.id)
        .where(line.lineage == asked.lineage, line.state == RecordState.VERIFIED)
        .order_by(line.issued_on.desc(), line.id.desc())
        .limit(1)
        .correlate(asked)
        .scalar_subquery()
    )
    revoked = and_(Recognition.revoked_at.is_not(None), Recognition.revoked_at <= moment.on)
    suspended = exists().where(covering(moment)).correlate(Recognition)
    return frozenset(
        session().scalars(
            select(asked.code)
            .select_from(asked)
            .join(Recognition, Recognition.id == newest)
            .where(asked.code.in_(codes), or_(revoked, suspended))
        )
    )
