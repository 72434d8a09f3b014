"""What is told when something happens to people's accounts. Only fills the outbox."""

from marketplace.accounts.events import InvitationSent, SecondFactorReset
from marketplace.kernel.outbox import enqueue


def on_invitation_sent(event: InvitationSent) -> None:
    """Write to whoever is invited."""
    enqueue("notifications.invitation", invitation_id=event.invitation_id, round_=event.round)


def on_second_factor_reset(event: SecondFactorReset) -> None:
    """Write to the person concerned."""
    enqueue("notifications.second_factor_reset", reset_id=event.reset_id)
