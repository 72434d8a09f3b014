"""Remarks that are still being written."""

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.producers.applications.models import ApplicationNote


def notes(application_id: int) -> dict[str, str]:
    """What officers have noted so far, by question or place for scans; the empty name is about the whole. One
    statement.
    """
    rows = session().execute(
        select(ApplicationNote.name, ApplicationNote.text).where(
            ApplicationNote.application_id == application_id
        )
    )
    return {row.name: row.text for row in rows}
