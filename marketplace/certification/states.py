"""How the record of a recognition moves. What time does to a verified one is in ``lifecycle``."""

from typing import Final

from marketplace.certification.kinds import RecordState
from marketplace.kernel.states import StateMachine

RECORD: Final = StateMachine(
    {
        "edit": ({RecordState.DRAFT}, RecordState.DRAFT),
        "submit": ({RecordState.DRAFT}, RecordState.SUBMITTED),
        "send_back": ({RecordState.SUBMITTED}, RecordState.DRAFT),
        "verify": ({RecordState.SUBMITTED}, RecordState.VERIFIED),
        "withdraw": ({RecordState.DRAFT, RecordState.SUBMITTED}, RecordState.WITHDRAWN),
    }
)
"""A verified record is never withdrawn or edited: it is revoked, suspended or followed by a newer decision."""
