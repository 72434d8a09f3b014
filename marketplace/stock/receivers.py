"""What stock does when something happened to producers."""

from marketplace.producers.events import ProducersJoined
from marketplace.stock.services.joining import move_lots


def on_producers_joined(event: ProducersJoined) -> None:
    """The lots of the one are the other's."""
    move_lots(event.actor, event.producer_id, event.gone_id)
