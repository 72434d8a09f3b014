"""What inspection does when something happened to producers."""

from marketplace.inspection.joining import move_cases
from marketplace.producers.events import ProducersJoined


def on_producers_joined(event: ProducersJoined) -> None:
    """Whoever answers for the one answers for the other."""
    move_cases(event.actor, event.producer_id, event.gone_id)
