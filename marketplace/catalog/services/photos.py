"""A producer's own photos of its products: taken in, turned, cut, described."""

from sqlalchemy import select

from marketplace.catalog.kinds import ProductState, RevisionState
from marketplace.catalog.models import Product, ProductImage, Revision
from marketplace.catalog.services.access import product_to_edit, refuse_unchangeable
from marketplace.catalog.services.images import add_image, refuse_without_room, replace_image
from marketplace.catalog.services.revisions import want_images, wanted_images
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message
from marketplace.media import editing
from marketplace.media import queries as media
from marketplace.media import services as files

_SHOWN = (ProductState.SUBMITTED, ProductState.LIVE, ProductState.HIDDEN)
"""What a moderator has read, or is about to."""

WORDS_ARE_READ = Message(
    "Ảnh này đang ở gian hàng hoặc đang chờ duyệt, lời tả không đổi ngay được. "
    "Gửi một ảnh đã sửa rồi tả ảnh ấy trong lúc chờ duyệt."
)


def add_photo(actor: Actor, product_id: int, data: bytes, *, alt: str = "") -> None:
    """Take in a photo and show it behind the others; on a product that is live or hidden a revision wants it.

    Without ``alt`` the product's name says what is to be seen.

    :raises Invalid: it is no usable picture.
    :raises Conflict: the product has pictures enough, waits for approval or was retired.
    """
    product = product_to_edit(actor, product_id)
    refuse_unchangeable(product)
    refuse_without_room(product_id)  # before anything of it is kept
    image_id = files.store_image(
        actor, data, alt=alt or product.name, owner=f"producer:{product.producer_id}"
    )
    add_image(actor, product_id, image_id)


def turn_photo(actor: Actor, product_id: int, image_id: int, degrees: int) -> None:
    """Show a photo turned clockwise by 90, 180 or 270 degrees. ``Conflict`` as for :func:`describe_photo`."""
    _of_producer(actor, product_id, image_id)
    _put(actor, product_id, image_id, editing.derive_image(actor, image_id, turn=degrees))


def square_photo(actor: Actor, product_id: int, image_id: int, part: str) -> None:
    """Show the largest square of a photo: the ``begin``, ``middle`` or ``end`` of its longer side.

    ``Conflict`` as for :func:`describe_photo`.
    """
    _of_producer(actor, product_id, image_id)
    found = media.picture(image_id)
    crop = editing.square(found.width, found.height, part)
    _put(actor, product_id, image_id, editing.derive_image(actor, image_id, crop=crop))


def describe_photo(actor: Actor, product_id: int, image_id: int, alt: str) -> None:
    """Say in words what a photo shows, for who cannot see it.

    No words get into the shop that no moderator has read: a photo that is shown keeps its words, whichever of the
    producer's products shows it. One that a revision wants can be described, and the revision's number grows.

    :raises Invalid: the words are too long.
    :raises Conflict: a product that is live, hidden or waits for approval shows the photo, or another's revision
        wants it.
    """
    with transaction():
        product = _of_producer(actor, product_id, image_id)
        _refuse_shown(product, image_id)
        wanted = wanted_images(product_id)
        if image_id in wanted:
            want_images(actor, product, wanted)
        files.describe_image(actor, image_id, alt=alt, caption=media.picture(image_id).caption)


def _put(actor: Actor, product_id: int, image_id: int, by: int) -> None:
    """Show ``by`` in place of a photo. The same picture may lie there since before, with words nobody has read."""
    product = product_to_edit(actor, product_id)
    if (
        product.state in _SHOWN
        and image_id not in wanted_images(product_id)
        and media.picture(by).alt != media.picture(image_id).alt
    ):
        raise Conflict(WORDS_ARE_READ)
    replace_image(actor, product_id, image_id, by)


def _refuse_shown(product: Product, image_id: int) -> None:
    shown = select(Product.id).join(ProductImage, ProductImage.product_id == Product.id)
    shown = shown.where(ProductImage.image_id == image_id, Product.state.in_(_SHOWN)).limit(1)
    others = (
        select(Revision.product_id)
        .join(Product, Product.id == Revision.product_id)
        .where(
            Product.producer_id == product.producer_id,
            Product.id != product.id,
            Revision.state == RevisionState.SUBMITTED,
        )
    )
    here = session()
    if here.execute(shown).one_or_none() is not None or any(
        image_id in wanted_images(other) for other in here.execute(others).scalars().all()
    ):
        raise Conflict(WORDS_ARE_READ)


def _of_producer(actor: Actor, product_id: int, image_id: int) -> Product:
    """``NotFound`` for a picture that is not the producer's own: nobody else's words or pixels are changed."""
    product = product_to_edit(actor, product_id)
    refuse_unchangeable(product)
    if editing.owner_of(image_id) != f"producer:{product.producer_id}":
        raise NotFound(Message("Không có ảnh này."))
    return product
