"""How a claim stands and moves, and what is scanned for it."""

from enum import StrEnum
from typing import Final

from marketplace.kernel.i18n import Message
from marketplace.kernel.states import StateMachine


class ClaimState(StrEnum):
    """How a claim stands. The last three are final."""

    OPENED = "opened"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _STATES[self]


_STATES: Final = {
    ClaimState.OPENED: Message("Chờ xem"),
    ClaimState.PROPOSED: Message("Chờ người thứ hai"),
    ClaimState.ACCEPTED: Message("Đã giao chủ thể"),
    ClaimState.REFUSED: Message("Không được nhận"),
    ClaimState.WITHDRAWN: Message("Đã rút"),
}

WAITING: Final = frozenset({ClaimState.OPENED, ClaimState.PROPOSED})
"""In these a claim lies with officers; an account has one of them at a time."""

CLAIM: Final = StateMachine(
    {
        "propose": ({ClaimState.OPENED}, ClaimState.PROPOSED),
        "accept": (WAITING, ClaimState.ACCEPTED),
        "refuse": (WAITING, ClaimState.REFUSED),
        "withdraw": (WAITING, ClaimState.WITHDRAWN),
    }
)
"""A claim whose numbers agree is accepted by one officer; of any other one officer proposes what a second decides."""


class ProofKind(StrEnum):
    """What is scanned as proof."""

    CERTIFICATE = "claim_certificate"
    IDENTITY = "claim_identity"

    @property
    def label(self) -> Message:
        """What people call it."""
        return _PROOFS[self]

    @property
    def sealed(self) -> bool:
        """True for what shows who a person is: encrypted in the storage, each look at it noted."""
        return self is ProofKind.IDENTITY


_PROOFS: Final = {
    ProofKind.CERTIFICATE: Message("Giấy chứng nhận hoặc quyết định OCOP"),
    ProofKind.IDENTITY: Message("Căn cước hoặc giấy uỷ quyền"),
}
