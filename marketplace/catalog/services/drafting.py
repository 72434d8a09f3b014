"""A producer's own work on its products: drafts, sending in, wanting something changed on what is live."""

from typing import Any, Final

from sqlalchemy import insert, select, update

from marketplace.accounts.policy import require
from marketplace.catalog import facts, parts
from marketplace.catalog.columns import PARTS, PRODUCT_FACTS
from marketplace.catalog.completeness import lacking
from marketplace.catalog.data import ProductData
from marketplace.catalog.events import ProductSubmitted, ProductTakenBack
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.catalog.product_rules import alcohol_errors, checked_product
from marketplace.catalog.services.access import must_be_one, product_to_edit, refuse_unchangeable
from marketplace.catalog.services.revisions import want_fields
from marketplace.catalog.states import PRODUCT
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import slugify
from marketplace.places.models import Commune
from marketplace.producers.standing_still import hold_open


def create_draft(
    actor: Actor,
    producer_id: int,
    data: ProductData,
    *,
    slug: str = "",
    demo: bool = False,
    copied_from: int | None = None,
) -> int:
    """Begin a product; returns its id. A draft may lack what the law wants said: that is asked when it is sent in.

    :raises Invalid: names the fields at fault.
    :raises Conflict: the producer has closed.
    :raises NotAllowed: not this producer's staff.
    """
    require(actor, "catalog.edit", producer=producer_id)
    values = checked_product(data, draft=True)
    province = province_of(values["origin_commune_code"])
    now = clock.now()
    with transaction() as here:
        hold_open(producer_id)
        product_id: int = here.execute(
            insert(Product)
            .values(
                **values,
                producer_id=producer_id,
                origin_province_code=province,
                slug=_free_slug(slug or values["name"]),
                state=ProductState.DRAFT,
                demo=demo,
                copied_from=copied_from,
                version=1,
                created_at=now,
                changed_at=now,
            )
            .returning(Product.id)
        ).scalar_one()
        audit.record(actor, "catalog.product.drafted", "product", product_id, {"producer": producer_id})
    return product_id


def edit(
    actor: Actor,
    product_id: int,
    data: ProductData,
    *,
    version: int | None = None,
    number: int | None = None,
) -> int | None:
    """Change the words of a product.

    A draft is changed at once (``None``). On a product that is live or hidden the change becomes a revision, whose id
    is returned: the live words stay until a moderator approves it. ``version`` is the one the form was filled from,
    ``number`` the open revision's then (0: there was none).

    :raises Invalid: names the fields at fault.
    :raises Conflict: somebody saved in between, or the product waits for approval or was retired.
    """
    values = checked_product(data, draft=True)
    values["origin_province_code"] = province_of(values["origin_commune_code"])
    with transaction() as here:
        product = product_to_edit(actor, product_id)
        if version is not None and version != product.version:
            must_be_one(None)
        changed = {name: value for name, value in values.items() if getattr(product, name) != value}
        refuse_unchangeable(product)
        if product.state != ProductState.DRAFT:
            errors = alcohol_errors(values["set_no"], values["abv_tenths"])
            if errors:
                raise Invalid(next(iter(errors.values())), fields=errors)
            return want_fields(actor, product, changed, number)
        if changed:
            must_be_one(
                here.execute(
                    update(Product)
                    .where(
                        Product.id == product_id,
                        Product.version == product.version,
                        Product.state == ProductState.DRAFT,
                    )
                    .values(**changed, version=product.version + 1, changed_at=clock.now())
                    .returning(Product.id)
                ).one_or_none()
            )
            audit.record(actor, "catalog.product.edited", "product", product_id, {"fields": sorted(changed)})
    return None


def submit(actor: Actor, product_id: int) -> None:
    """Send a draft to the moderators.

    :raises Invalid: what the law wants said is not complete; names the fields (Law 19/2023/QH15 art. 37).
    :raises InvalidMove: it is not a draft.
    """
    with transaction():
        product = product_to_edit(actor, product_id)
        _require_complete(product)
        # A new number: who read it before it was taken back and changed approves nothing any more.
        move(actor, product, "submit", submitted_by=actor.ref, remark="", version=product.version + 1)
        emit(ProductSubmitted(product_id))


def take_back(actor: Actor, product_id: int) -> None:
    """Turn a product that waits for approval into a draft again. ``InvalidMove`` if it does not wait."""
    with transaction():
        move(actor, product_to_edit(actor, product_id), "take_back", submitted_by="")
        emit(ProductTakenBack(product_id))


def move(actor: Actor, product: Product, verb: str, **values: Any) -> None:
    """Make a move of the state machine, guarded against somebody else having been faster; part of a transaction.

    :raises InvalidMove: the product does not stand where the move begins.
    """
    before = ProductState(product.state)
    after = PRODUCT.next(product.name, before, verb)
    must_be_one(
        session()
        .execute(
            update(Product)
            .where(
                Product.id == product.id,
                Product.state == before,
                Product.version == product.version,
                Product.remark == product.remark,  # a moderator may have just given one to what is hidden
            )
            .values(state=after, changed_at=clock.now(), **values)
            .returning(Product.id)
        )
        .one_or_none()
    )
    data = {"remark": values["remark"]} if values.get("remark") else {}
    audit.record(actor, f"catalog.product.{_PAST[verb]}", "product", product.id, data)


_PAST: Final = {
    "submit": "submitted",
    "take_back": "taken_back",
    "approve": "approved",
    "reject": "rejected",
    "hide": "hidden",
    "keep_hidden": "hidden",
    "unhide": "unhidden",
    "retire": "retired",
}


def province_of(commune_code: str) -> str:
    """The province of a commune of today. :class:`Invalid` for another code."""
    province = (
        session()
        .execute(
            select(Commune.province_code).where(Commune.code == commune_code, Commune.withdrawn_on.is_(None))
        )
        .scalar_one_or_none()
    )
    if province is None:
        message = Message("Chọn xã, phường nơi làm ra sản phẩm trong danh sách hiện nay.")
        raise Invalid(message, fields={"origin_commune_code": message})
    return province


def _require_complete(product: Product) -> None:
    here = session()
    row = here.execute(select(*PRODUCT_FACTS).where(Product.id == product.id)).one()
    owners = {"product_ids": [product.id], "producer_ids": []}
    own = parts.read(here.execute(PARTS, owners)).of_product(product.id)
    errors = lacking(
        set_no=product.set_no,
        abv_tenths=product.abv_tenths,
        filled=facts.product_facts(row, own).filled,
        storage_class=product.storage_class,
        gross_grams=[pack.gross_grams for pack in own.packs],
    )
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)


def _free_slug(wanted: str) -> str:
    """``wanted``, or with the first number that makes it new."""
    slug = slugify(wanted, limit=100) or "san-pham"
    taken = set(session().execute(select(Product.slug).where(Product.slug.like(f"{slug}%"))).scalars())
    if slug not in taken:
        return slug
    return next(free for n in range(2, len(taken) + 3) if (free := f"{slug}-{n}") not in taken)
