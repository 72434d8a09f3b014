"""A product begun from what the state's register says of it, alone or with the words of one that is offered already."""

from dataclasses import replace
from typing import Final

from sqlalchemy import select

from marketplace.accounts.policy import require
from marketplace.catalog.data import ProductData
from marketplace.catalog.models import ProductImage
from marketplace.catalog.queries.desk import EditForm, for_editing
from marketplace.catalog.queries.unlisted import Unlisted, unlisted
from marketplace.catalog.services.drafting import create_draft
from marketplace.catalog.services.images import add_image
from marketplace.catalog.services.moderation import attach_recognition
from marketplace.certification.reference import product_sets
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid, NotFound
from marketplace.kernel.i18n import Message

_GONE: Final = Message("Giấy công nhận này không còn chờ bày bán. Chọn giấy khác.")


def begin_from_recognition(
    actor: Actor,
    producer_id: int,
    recognition_id: int,
    *,
    set_no: int | None = None,
    copy_of: int | None = None,
) -> int:
    """Begin a product that is offered under one of the producer's recognitions; returns its id.

    Name and place are the decision's; ``set_no`` where it names no set. The packs that it names wait in the form for
    their prices. ``copy_of`` is a product of the same producer whose other words and pictures are taken over; what its
    packs weigh and cost is only proposed in the form, so that no price goes into the shop unread.

    :raises Invalid: not one of the producer's recognitions that nothing is offered under, or no set.
    :raises NotFound: there is no product to copy.
    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "catalog.edit", producer=producer_id)
    with transaction():
        found = unlisted([producer_id], recognition_id)
        if not found:
            raise Invalid(_GONE, fields={"recognition": _GONE})
        paper = found[0]
        chosen = set_no or paper.set_no
        if chosen is None or chosen not in product_sets():
            wrong = Message("Chọn bộ sản phẩm trong 26 bộ.")
            raise Invalid(wrong, fields={"set_no": wrong})
        source = for_editing(producer_id, copy_of) if copy_of is not None else None
        if copy_of is not None and source is None:
            raise NotFound(Message("Không có sản phẩm này."))
        product_id = create_draft(actor, producer_id, _words(paper, chosen, source), copied_from=copy_of)
        attach_recognition(actor, product_id, paper.recognition_id)
        if source is not None:
            _take_over(actor, product_id, source)
    return product_id


def _words(paper: Unlisted, set_no: int, source: EditForm | None) -> ProductData:
    own = ProductData(
        name=paper.product_name,
        set_no=set_no,
        origin_commune_code=paper.commune_code,
        origin_printed=paper.printed_address[:200],
    )
    if source is None:
        return own
    return replace(
        source.live,
        name=own.name,
        set_no=own.set_no,
        origin_commune_code=own.origin_commune_code,
        origin_printed=own.origin_printed,
        # A number on the pack is of one product alone.
        gtin="",
    )


def _take_over(actor: Actor, product_id: int, source: EditForm) -> None:
    shown = session().execute(
        select(ProductImage.image_id)
        .where(ProductImage.product_id == source.product_id)
        .order_by(ProductImage.position, ProductImage.id)
    )
    for image_id in shown.scalars().all():
        add_image(actor, product_id, image_id)
