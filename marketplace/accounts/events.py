"""What happened to accounts."""

from dataclasses import dataclass

from marketplace.kernel.events import Event
from marketplace.kernel.i18n import Message


@dataclass(frozen=True, slots=True)
class RolesChanged(Event):
    """A person's roles are not what they were."""

    user_id: int


@dataclass(frozen=True, slots=True)
class InvitationSent(Event):
    """Somebody was invited, or is to be written to again; ``round`` tells the letters apart."""

    invitation_id: int
    round: int


@dataclass(frozen=True, slots=True)
class InvitationEnded(Event):
    """An invitation was accepted, declined or taken back: nobody has to answer it any more."""

    invitation_id: int


@dataclass(frozen=True, slots=True)
class FactorResetAsked(Event):
    """An operator asked that a person's second factor be taken off; another one has to confirm it."""

    reset_id: int
    user_id: int
    asked_by: int


@dataclass(frozen=True, slots=True)
class FactorResetWithdrawn(Event):
    """Nobody has to confirm it any more."""

    reset_id: int


@dataclass(frozen=True, slots=True)
class SecondFactorReset(Event):
    """Two operators took off a person's second factor; they have to set up a telephone again."""

    reset_id: int
    user_id: int


@dataclass(frozen=True, slots=True)
class ConsentWithdrawn(Event):
    """A person took back their consent to a purpose (see ``consent_texts``)."""

    user_id: int
    purpose: str


@dataclass(frozen=True, slots=True)
class ConsentSaid(Event):
    """A person agreed to the text in force, or took their consent back: they need not be asked any more."""

    user_id: int
    purpose: str


@dataclass(frozen=True, slots=True)
class RoleTaken(Event):
    """A person holds a role no longer: what that desk told them is not theirs any more."""

    user_id: int
    role: str
    scope: str
    ref: str


@dataclass(frozen=True, slots=True)
class DataRequestOpened(Event):
    """A person asked something about their data (see ``privacy.kinds.RequestKind``)."""

    code: str


@dataclass(frozen=True, slots=True)
class DataRequestMoved(Event):
    """What a person asked about their data was ``extended``, ``done``, ``refused`` or ``cancelled``."""

    code: str
    verb: str


@dataclass(frozen=True, slots=True)
class ErasureHeld(Event):
    """The day of an erasure has come and something has to be finished first; ``why`` is the first of these."""

    code: str
    why: Message


@dataclass(frozen=True, slots=True)
class BreachEntered(Event):
    """Personal data got where it must not: the authority has to be told within 72 hours."""

    code: str


@dataclass(frozen=True, slots=True)
class BreachTold(Event):
    """The authority knows of a breach."""

    code: str
