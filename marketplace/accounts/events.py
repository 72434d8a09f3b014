"""What happened to accounts."""

from dataclasses import dataclass

from marketplace.kernel.events import Event


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
