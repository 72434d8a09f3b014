"""Who was there at an inspection: kept with the minutes, which are an office's file, and forgotten when its term ends.

Nobody's erasure changes the minutes: what was found has to stay with who found it and who heard it (``keep_inspection``
of the terms of the law on personal data). What was decided stays without them.
"""

from datetime import date
from typing import Final

from sqlalchemy import delete, exists, select

from marketplace.accounts.privacy.terms import term
from marketplace.inspection.fields import TEAM
from marketplace.inspection.models import Inspection, InspectionAnswer, InspectionClash
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction

PEOPLE: Final = ("present", *(name for pair in TEAM for name in pair))
BATCH: Final = 50
SYSTEM: Final = Actor.system("retention")


def forget_people() -> None:
    """Take the names out of minutes whose term has ended, ``BATCH`` at most; one statement where there are none."""
    today = clock.today()
    # Counted from the end of the year in which they were concluded.
    before = clock.start_of_day(date(today.year - term("keep_inspection", today).amount, 1, 1))
    named = exists().where(InspectionAnswer.inspection_id == Inspection.id, InspectionAnswer.name.in_(PEOPLE))
    due = select(Inspection.id, Inspection.code).where(Inspection.concluded_at < before, named).limit(BATCH)
    for row in session().execute(due).all():
        with transaction() as here:
            for table in (InspectionAnswer, InspectionClash):
                here.execute(delete(table).where(table.inspection_id == row.id, table.name.in_(PEOPLE)))
            audit.record(SYSTEM, "inspection.people.forgotten", "inspection", row.code)
