"""What the catalogue does when something happened to producers, recognitions, pictures or stock: the listing follows.

Stock stands beside the catalogue, so its event is known here by its shape alone.
"""

from typing import Protocol

from marketplace.catalog.services.availability import Ask, note_availability
from marketplace.catalog.services.joining import move_products
from marketplace.catalog.services.listing import mark_products_of, mark_products_under, mark_products_with
from marketplace.certification.events import RecognitionEvent
from marketplace.media.events import PictureChanged
from marketplace.producers.events import ProducersJoined


class AboutProducer(Protocol):
    """Any event of ``producers.events``."""

    @property
    def producer_id(self) -> int:
        """The producer it is about."""
        ...


class AboutStock(Protocol):
    """``stock.events.AvailabilityChanged``."""

    @property
    def variant_ids(self) -> tuple[int, ...]:
        """The packs."""
        ...

    @property
    def ask(self) -> Ask:
        """What says how much of them can be sold."""
        ...


def on_producer(event: AboutProducer) -> None:
    """Identity, standing, name or papers of a producer changed."""
    mark_products_of(event.producer_id)


def on_producers_joined(event: ProducersJoined) -> None:
    """The products of the one are the other's."""
    move_products(event.actor, event.producer_id, event.gone_id)


def on_recognition(event: RecognitionEvent) -> None:
    """A recognition was verified, suspended, lifted, revoked, followed by another, filed for or attached."""
    mark_products_under(event.line)


def on_picture(event: PictureChanged) -> None:
    """A picture was described, or its sizes were cut."""
    mark_products_with(event.image_id)


def on_availability(event: AboutStock) -> None:
    """Packs were received, sold, held, let go or counted."""
    note_availability(event.variant_ids, event.ask)
