"""The fields of the minutes as they lie in their table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from marketplace.inspection.models import InspectionAnswer
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session


@dataclass(frozen=True, slots=True)
class Kept:
    """A field as it was typed last, and with which version of the minutes it became so."""

    value: str
    version: int
    typed_by: str
    typed_at: datetime


def kept_answers(inspection_id: int) -> dict[str, Kept]:
    """All fields that hold something, or held something once; one statement."""
    rows = session().execute(
        select(
            InspectionAnswer.name,
            InspectionAnswer.value,
            InspectionAnswer.version,
            InspectionAnswer.typed_by,
            InspectionAnswer.typed_at,
        ).where(InspectionAnswer.inspection_id == inspection_id)
    )
    return {row.name: Kept(row.value, row.version, row.typed_by, row.typed_at) for row in rows}


def texts(kept: Mapping[str, Kept]) -> dict[str, str]:
    """Field → text, the empty ones left out."""
    return {name: each.value for name, each in kept.items() if each.value}


def write(actor: Actor, inspection_id: int, changed: Mapping[str, str], version: int) -> None:
    """Put texts into fields. One that was emptied stays, so that its being emptied has a version, too."""
    if not changed:
        return
    here, now = session(), clock.now()
    here.execute(
        delete(InspectionAnswer).where(
            InspectionAnswer.inspection_id == inspection_id, InspectionAnswer.name.in_(sorted(changed))
        )
    )
    here.execute(
        insert(InspectionAnswer),
        [
            {
                "inspection_id": inspection_id,
                "name": name,
                "value": text,
                "version": version,
                "typed_by": actor.ref,
                "typed_at": now,
            }
            for name, text in sorted(changed.items())
        ],
    )
