"""From a code to a record in any state, for the officers' pages."""

from sqlalchemy import select

from marketplace.certification.models import Recognition
from marketplace.kernel import codes
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message


def id_of(code: str) -> int:
    """The record of that public code, verified or not; 1 statement. :class:`NotFound`."""
    found: int | None = session().scalar(
        select(Recognition.id).where(Recognition.code == codes.normalise(code))
    )
    if found is None:
        raise NotFound(Message("Sổ không có bản ghi này."))
    return found
