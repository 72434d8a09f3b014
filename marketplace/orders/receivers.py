"""What orders do when something happened to producers."""

from marketplace.orders.joining import move_orders
from marketplace.producers.events import ProducersJoined


def on_producers_joined(event: ProducersJoined) -> None:
    """Whoever packs for the one packs for the other."""
    move_orders(event.actor, event.producer_id, event.gone_id)
