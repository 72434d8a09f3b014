"""How inspections and the cases that follow from them move."""

from typing import Final

from marketplace.inspection.kinds import AppealState, InspectionState, MisuseState, ProposalState
from marketplace.kernel.states import StateMachine

INSPECTION: Final = StateMachine(
    {
        "conclude": ({InspectionState.DRAFT}, InspectionState.CONCLUDED),
        "drop": ({InspectionState.DRAFT}, InspectionState.DROPPED),
    }
)
"""What was concluded stays as evidence; who sees it otherwise inspects again."""

PROPOSAL: Final = StateMachine(
    {
        "submit": ({ProposalState.DRAFTED}, ProposalState.SUBMITTED),
        "revoke": ({ProposalState.SUBMITTED}, ProposalState.REVOKED),
        "reject": ({ProposalState.SUBMITTED}, ProposalState.REJECTED),
        "withdraw": ({ProposalState.DRAFTED, ProposalState.SUBMITTED}, ProposalState.WITHDRAWN),
    }
)

MISUSE: Final = StateMachine(
    {
        "handle": ({MisuseState.OPEN}, MisuseState.HANDLED),
        "close": ({MisuseState.OPEN, MisuseState.HANDLED}, MisuseState.CLOSED),
    }
)

APPEAL: Final = StateMachine(
    {
        "uphold": ({AppealState.OPENED}, AppealState.UPHELD),
        "dismiss": ({AppealState.OPENED}, AppealState.DISMISSED),
        "withdraw": ({AppealState.OPENED}, AppealState.WITHDRAWN),
    }
)
"""An appeal that was decided is not taken up again here; the courts are another way."""
