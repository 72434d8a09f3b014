"""How an application moves."""

from typing import Final

from marketplace.kernel.states import StateMachine
from marketplace.producers.applications.kinds import OPEN, WITH_OFFICERS, WRITABLE
from marketplace.producers.applications.kinds import ApplicationState as State

APPLICATION: Final = StateMachine(
    {
        "submit": (WRITABLE, State.SUBMITTED),
        "take_back": ({State.SUBMITTED}, State.DRAFT),
        "return": (WITH_OFFICERS, State.RETURNED),
        "propose": ({State.SUBMITTED}, State.PROPOSED),
        "reopen": ({State.PROPOSED}, State.SUBMITTED),
        "approve": ({State.PROPOSED}, State.APPROVED),
        "refuse": (WITH_OFFICERS, State.REFUSED),
        "withdraw": (OPEN, State.WITHDRAWN),
    }
)
"""What two officers have agreed on is final; what was refused or withdrawn is begun anew, not taken up again."""
