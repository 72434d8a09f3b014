"""The pictures of an inspection that the inspected producer may see: those of a concluded one."""

from sqlalchemy import select

from marketplace.inspection.kinds import InspectionState
from marketplace.inspection.models import Inspection
from marketplace.inspection.queries.inspection_detail import files_of
from marketplace.inspection.queries.views import EvidenceView
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message


def own_files(producer_id: int, code: str) -> tuple[EvidenceView, ...]:
    """What was photographed at a concluded inspection of a producer; 3 statements. Whose it is the caller knows.

    Whoever is to be stopped or revoked may look at what it rests on. :class:`NotFound` for a draft, and for anybody
    else's.
    """
    found: int | None = session().scalar(
        select(Inspection.id).where(
            Inspection.code == code,
            Inspection.producer_id == producer_id,
            Inspection.state == InspectionState.CONCLUDED,
        )
    )
    if found is None:
        raise NotFound(Message("Không có biên bản này."))
    return files_of(found)
