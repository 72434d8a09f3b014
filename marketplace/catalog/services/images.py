"""Pictures of a product. The files are media's; here is which ones, in which order."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import ProductImage
from marketplace.catalog.product_rules import MAX_IMAGES
from marketplace.catalog.services import writing
from marketplace.catalog.services.access import hold, product_to_edit, refuse_unchangeable
from marketplace.catalog.services.listing import mark
from marketplace.catalog.services.revisions import want_image, want_images, wanted_images
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.media.models import Image


def add_image(actor: Actor, product_id: int, image_id: int) -> int | None:
    """Show a picture that was uploaded for this producer (or is the site's own) behind the others.

    On a product that is live or hidden it becomes part of the revision, whose id is returned.

    :raises NotFound: no such picture, or somebody else's.
    :raises Conflict: the product has pictures enough, waits for approval or was retired.
    """
    with transaction():
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        owner = session().execute(select(Image.owner).where(Image.id == image_id)).scalar_one_or_none()
        if owner not in {"", f"producer:{product.producer_id}"}:
            raise NotFound(Message("Không có ảnh này."))
        refuse_without_room(product_id)
        if product.state != ProductState.DRAFT:
            return want_image(actor, product, image_id)
        writing.append_image(product_id, image_id)
        audit.record(actor, "catalog.image.added", "product", product_id, {"image": image_id})
    return None


def refuse_without_room(product_id: int) -> None:
    """:class:`Conflict` when the product has, or its revision wants, as many pictures as there may be."""
    if len(_images(product_id)) + len(wanted_images(product_id)) >= MAX_IMAGES:
        raise Conflict(Message("Mỗi sản phẩm có nhiều nhất %(n)s ảnh.", {"n": MAX_IMAGES}))


def remove_image(actor: Actor, product_id: int, image_id: int) -> None:
    """Stop showing a picture, at once: taking away can mislead nobody. One that only a revision wants is not wanted
    any more.

    :raises NotFound: the product has no such picture.
    :raises Conflict: the last picture of a live product (the law wants one shown), or it waits for approval.
    """
    with transaction() as here:
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        hold([product_id])  # two that take one away each would both leave the other's
        shown, wanted = _images(product_id), wanted_images(product_id)
        if image_id in wanted:
            want_images(actor, product, [each for each in wanted if each != image_id])
            return
        if image_id not in shown:
            raise NotFound(Message("Không có ảnh này."))
        if len(shown) == 1 and product.state == ProductState.LIVE:
            raise Conflict(Message("Sản phẩm đang bày bán phải có ít nhất một ảnh."))
        here.execute(
            delete(ProductImage).where(
                ProductImage.product_id == product_id, ProductImage.image_id == image_id
            )
        )
        audit.record(actor, "catalog.image.removed", "product", product_id, {"image": image_id})
        mark([product_id])


def reorder_images(actor: Actor, product_id: int, image_ids: Sequence[int]) -> None:
    """Show the pictures in this order, at once. The first is the one on cards.

    :raises Invalid: not exactly the pictures the product has.
    """
    with transaction() as here:
        product_to_edit(actor, product_id)
        shown = _images(product_id)
        if sorted(shown) != sorted(image_ids):
            message = Message("Danh sách ảnh đã đổi. Tải lại trang rồi xếp tiếp.")
            raise Invalid(message, fields={"images": message})
        if list(image_ids) == shown:
            return
        for place, image_id in enumerate(image_ids):
            here.execute(
                update(ProductImage)
                .where(ProductImage.product_id == product_id, ProductImage.image_id == image_id)
                .values(position=place)
            )
        audit.record(actor, "catalog.image.reordered", "product", product_id, {"images": list(image_ids)})
        mark([product_id])


def replace_image(actor: Actor, product_id: int, image_id: int, by: int) -> None:
    """Show a picture made from this one in its place, at once: turning and cutting away add nothing to it.

    :raises NotFound: the product has no such picture.
    """
    if by == image_id:
        return
    with transaction() as here:
        product = product_to_edit(actor, product_id)
        refuse_unchangeable(product)
        shown, wanted = _images(product_id), wanted_images(product_id)
        if image_id in wanted:
            want_images(actor, product, [by if each == image_id else each for each in wanted])
            return
        if image_id not in shown:
            raise NotFound(Message("Không có ảnh này."))
        mine = ProductImage.product_id == product_id, ProductImage.image_id == image_id
        if by in shown:
            here.execute(delete(ProductImage).where(*mine))
        else:
            here.execute(update(ProductImage).where(*mine).values(image_id=by))
        audit.record(actor, "catalog.image.replaced", "product", product_id, {"image": image_id, "by": by})
        mark([product_id])


def _images(product_id: int) -> list[int]:
    return list(
        session()
        .execute(
            select(ProductImage.image_id)
            .where(ProductImage.product_id == product_id)
            .order_by(ProductImage.position, ProductImage.image_id)
        )
        .scalars()
    )
