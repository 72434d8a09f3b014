"""What the register does when something happened to producers."""

from marketplace.certification.services.joining import move_recognitions
from marketplace.producers.events import ProducersJoined


def on_producers_joined(event: ProducersJoined) -> None:
    """The recognitions and claims of the one are the other's."""
    move_recognitions(event.actor, event.producer_id, event.gone_id)
