"""A producer's own photos of its products: taken in, turned, cut, described."""

from marketplace.catalog.services.access import product_to_edit, refuse_unchangeable
from marketplace.catalog.services.images import add_image, replace_image
from marketplace.kernel.actor import Actor
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.media import editing
from marketplace.media import queries as media
from marketplace.media import services as files


def add_photo(actor: Actor, product_id: int, data: bytes, *, alt: str = "") -> None:
    """Take in a photo and show it behind the others; on a product that is live or hidden a revision wants it.

    Without ``alt`` the product's name says what is to be seen.

    :raises Invalid: it is no usable picture.
    :raises Conflict: the product has pictures enough, waits for approval or was retired.
    """
    product = product_to_edit(actor, product_id)
    refuse_unchangeable(product)
    image_id = files.store_image(
        actor, data, alt=alt or product.name, owner=f"producer:{product.producer_id}"
    )
    add_image(actor, product_id, image_id)


def turn_photo(actor: Actor, product_id: int, image_id: int, degrees: int) -> None:
    """Show a photo turned clockwise by 90, 180 or 270 degrees."""
    _of_producer(actor, product_id, image_id)
    replace_image(actor, product_id, image_id, editing.derive_image(actor, image_id, turn=degrees))


def square_photo(actor: Actor, product_id: int, image_id: int, part: str) -> None:
    """Show the largest square of a photo: the ``begin``, ``middle`` or ``end`` of its longer side."""
    _of_producer(actor, product_id, image_id)
    found = media.picture(image_id)
    crop = editing.square(found.width, found.height, part)
    replace_image(actor, product_id, image_id, editing.derive_image(actor, image_id, crop=crop))


def describe_photo(actor: Actor, product_id: int, image_id: int, alt: str) -> None:
    """Say in words what a photo shows, for who cannot see it. ``Invalid`` when the words are too long."""
    _of_producer(actor, product_id, image_id)
    files.describe_image(actor, image_id, alt=alt, caption=media.picture(image_id).caption)


def _of_producer(actor: Actor, product_id: int, image_id: int) -> None:
    """``NotFound`` for a picture that is not the producer's own: nobody else's words or pixels are changed."""
    product = product_to_edit(actor, product_id)
    refuse_unchangeable(product)
    if editing.owner_of(image_id) != f"producer:{product.producer_id}":
        raise NotFound(Message("Không có ảnh này."))
