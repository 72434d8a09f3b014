"""What goes into the shop, what comes out of it, and under which recognition."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.events import ProductHidden, ProductPublished, ProductSentBack
from marketplace.catalog.kinds import ProductState, RevisionState
from marketplace.catalog.models import Product, Revision
from marketplace.catalog.services.access import (
    decides,
    must_be_one,
    product_for_either,
    product_to_edit,
    product_to_moderate,
    refuse_own_work,
)
from marketplace.catalog.services.drafting import move
from marketplace.catalog.services.listing import mark
from marketplace.catalog.services.remarking import (
    checked_remark,
    checked_remarks,
    places_of,
    write_down,
)
from marketplace.catalog.services.revisions import withdraw_revision
from marketplace.certification.models import Recognition
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message


def approve(actor: Actor, product_id: int, *, version: int | None = None) -> None:
    """Let a product into the shop. Whether it is *sold* is the gate's word at every instant. ``version`` was read.

    :raises NotAllowed: not a moderator of the product's place, or one of its producer's people.
    :raises InvalidMove: it does not wait for approval.
    :raises Conflict: it was changed meanwhile.
    """
    with transaction():
        product = product_to_moderate(actor, product_id)
        refuse_own_work(actor, product, product.submitted_by)
        if version is not None and version != product.version:
            must_be_one(None)
        move(actor, product, "approve", published_at=product.published_at or clock.now(), remark="")
        emit(ProductPublished(product_id))
        mark([product_id])


def reject(
    actor: Actor,
    product_id: int,
    remark: str = "",
    parts: Mapping[str, str] = MappingProxyType({}),
    *,
    version: int | None = None,
) -> None:
    """Send a product back with remarks on the whole or on ``parts`` of it (see ``remarks.parts_of``).

    Errors as :func:`approve`, and ``Invalid`` without a remark.
    """
    remark, said = checked_remarks(remark, parts)
    with transaction():
        product = product_to_moderate(actor, product_id)
        refuse_own_work(actor, product, product.submitted_by)
        if version is not None and version != product.version:
            must_be_one(None)
        places = places_of(product_id, said)
        move(actor, product, "reject", remark=remark, submitted_by="")
        write_down(actor, product_id, None, said, places)
        emit(ProductSentBack(product_id, remark))


def hide(actor: Actor, product_id: int, remark: str = "") -> None:
    """Take a live product out of the shop for a while. A moderator gives a reason, and only one can bring it back then,
    also where its producer had hidden it already.

    On a hidden product a remark says that a moderator hid it: of the producer's own people none is kept, also if they
    are moderators besides.

    :raises Invalid: a moderator gave no reason.
    :raises InvalidMove: it is not live, nor hidden for a moderator.
    """
    with transaction():
        product = product_for_either(actor, product_id)
        verb, kept = "hide", ""
        if decides(actor, product):
            kept = checked_remark(remark)
            verb = "keep_hidden" if product.state == ProductState.HIDDEN else "hide"
        move(actor, product, verb, remark=kept)
        emit(ProductHidden(product_id, kept))
        mark([product_id])


def unhide(actor: Actor, product_id: int) -> None:
    """Bring a hidden product back. :class:`NotAllowed` for all of its producer where a moderator hid it."""
    with transaction():
        product = product_for_either(actor, product_id)
        if product.state == ProductState.HIDDEN and product.remark and not decides(actor, product):
            raise NotAllowed(Message("Cán bộ đã ẩn sản phẩm này: %(remark)s", {"remark": product.remark}))
        move(actor, product, "unhide", remark="")
        mark([product_id])


def retire(actor: Actor, product_id: int) -> None:
    """Stop offering a product for good. Orders and their lots remain; a change that waits is dropped. ``InvalidMove``
    while it waits for approval.
    """
    with transaction():
        move(actor, product_to_edit(actor, product_id), "retire")
        waits = select(Revision.id).where(
            Revision.product_id == product_id, Revision.state == RevisionState.SUBMITTED
        )
        if (revision_id := session().execute(waits).scalar_one_or_none()) is not None:
            withdraw_revision(actor, revision_id)
        mark([product_id])


def attach_recognition(actor: Actor, product_id: int, recognition_id: int | None) -> None:
    """Say under which recognition a product is offered; ``None`` takes it off.

    Nothing is believed by this: the gate compares name, holder and packs with the register (rule G06).

    :raises NotFound: no such recognition.
    :raises Conflict: the recognition is attached to another producer, another product is offered under it, or the
        product was retired.
    """
    with transaction() as here:
        product = product_for_either(actor, product_id)
        if product.state == ProductState.RETIRED:
            raise Conflict(Message("Sản phẩm đã thôi bán, không sửa nữa."))
        if recognition_id == product.recognition_id:
            return
        if recognition_id is not None:
            _check_holder(product, recognition_id)
        try:
            with savepoint():
                attached = here.execute(
                    update(Product)
                    .where(Product.id == product_id, Product.state == product.state)
                    .values(recognition_id=recognition_id, changed_at=clock.now())
                    .returning(Product.id)
                ).one_or_none()
        except IntegrityError:
            raise Conflict(Message("Đã có sản phẩm bày bán theo giấy công nhận này.")) from None
        must_be_one(attached)
        audit.record(
            actor,
            "catalog.product.recognition_attached",
            "product",
            product_id,
            {"from": product.recognition_id, "to": recognition_id},
        )
        mark([product_id])


def _check_holder(product: Product, recognition_id: int) -> None:
    row = (
        session()
        .execute(select(Recognition.id, Recognition.producer_id).where(Recognition.id == recognition_id))
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có giấy công nhận này trong sổ."))
    if row.producer_id not in {None, product.producer_id}:
        raise Conflict(Message("Giấy công nhận này thuộc chủ thể khác."))
