"""Looking up what is to be changed, and asking whether this actor may."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from marketplace.accounts.policy import may, refuse_own_people, require, speaks_for
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product, Variant
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, writers_take_turns
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.i18n import Message

OWN_WORK = Message("Người gửi không tự duyệt được: cần một người khác.")
CHANGED_MEANWHILE = Message("Có người vừa sửa sản phẩm này. Tải lại trang rồi sửa tiếp.")


def product_to_edit(actor: Actor, product_id: int) -> Product:
    """The product, for somebody of its producer. ``NotFound``, ``NotAllowed``."""
    product = _product(product_id)
    require(actor, "catalog.edit", producer=product.producer_id)
    return product


def product_to_moderate(actor: Actor, product_id: int) -> Product:
    """The product, for a moderator of the place it is from. ``NotFound``, ``NotAllowed``."""
    product = _product(product_id)
    require(
        actor,
        "catalog.moderate",
        province=product.origin_province_code,
        commune=product.origin_commune_code,
    )
    return product


def may_moderate(actor: Actor, product: Product) -> bool:
    """True for a moderator of the place the product is from."""
    return may(
        actor,
        "catalog.moderate",
        province=product.origin_province_code,
        commune=product.origin_commune_code,
    )


def decides(actor: Actor, product: Product) -> bool:
    """True for a moderator of the place who is none of the producer's own people."""
    return may_moderate(actor, product) and not speaks_for(actor, product.producer_id)


def product_for_either(actor: Actor, product_id: int) -> Product:
    """The product, for its producer or a moderator of its place. ``NotFound``, ``NotAllowed``."""
    product = _product(product_id)
    if not may_moderate(actor, product):
        require(actor, "catalog.edit", producer=product.producer_id)
    return product


def variant_to_edit(actor: Actor, variant_id: int) -> tuple[Variant, Product]:
    """A pack and its product, for somebody of the producer. ``NotFound``, ``NotAllowed``."""
    variant = session().get(Variant, variant_id, populate_existing=True)
    if variant is None:
        raise NotFound(Message("Không có quy cách này."))
    return variant, product_to_edit(actor, variant.product_id)


def refuse_unchangeable(product: Product) -> None:
    """:class:`Conflict` for a product whose words cannot be changed as it stands."""
    if product.state == ProductState.SUBMITTED:
        raise Conflict(Message("Sản phẩm đang chờ duyệt. Rút về bản nháp rồi sửa."))
    if product.state == ProductState.RETIRED:
        raise Conflict(Message("Sản phẩm đã thôi bán, không sửa nữa."))


def hold(product_ids: Iterable[int]) -> None:
    """Wait until nobody else stops packs of these products: two that stop one each would both leave the other's.

    Nothing to do where writers take turns by themselves.
    """
    if not writers_take_turns():
        for product_id in sorted(set(product_ids)):
            session().execute(update(Product).where(Product.id == product_id).values(version=Product.version))


def refuse_own_work(actor: Actor, product: Product, submitted_by: str) -> None:
    """:class:`NotAllowed` for who sent it in, and for anybody who works for its producer."""
    if submitted_by == actor.ref:
        raise NotAllowed(OWN_WORK)
    refuse_own_people(actor, product.producer_id)


def must_be_one(found: Any) -> None:
    """:class:`Conflict` unless a conditional UPDATE came back with its row."""
    if found is None:
        raise Conflict(CHANGED_MEANWHILE)


def _product(product_id: int) -> Product:
    product = (
        session()
        .execute(select(Product).where(Product.id == product_id).execution_options(populate_existing=True))
        .scalar_one_or_none()
    )
    if product is None:
        raise NotFound(Message("Không có sản phẩm này."))
    return product
