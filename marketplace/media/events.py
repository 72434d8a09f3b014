"""What happened to files. Each is told inside the transaction that did it."""

from dataclasses import dataclass

from marketplace.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PictureChanged(Event):
    """A picture has other words, or more sizes to choose from."""

    image_id: int
