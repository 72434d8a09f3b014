"""Doing what a plan says, by the verbs that the pages use. Part of an open transaction."""

from collections.abc import Iterable

from marketplace.catalog.data import PackChange, PackData
from marketplace.catalog.imports.plan import ProductPlan
from marketplace.catalog.services.beginning import begin_from_recognition
from marketplace.catalog.services.drafting import edit
from marketplace.catalog.services.pack_table import save_packs
from marketplace.catalog.services.packs import add_pack
from marketplace.catalog.services.price_table import change_packs
from marketplace.kernel.actor import Actor


def apply(actor: Actor, producer_id: int, products: Iterable[ProductPlan]) -> None:
    """Begin what is new, change what changes. Words of a live product become its revision, as on its page.

    :raises Conflict: somebody changed one of them since it was read; nothing is kept then.
    """
    prices: list[PackChange] = []
    for plan in products:
        if plan.is_new:
            _begin(actor, producer_id, plan)
            continue
        assert plan.known is not None
        product, versions = plan.known, {"version": plan.known.version, "number": plan.known.number}
        if plan.data is not None:
            edit(actor, product.product_id, plan.data, **versions)
            # The edit has moved them on; from here on this transaction holds the row.
            versions = {}
        if plan.packs is not None:
            save_packs(actor, product.product_id, plan.packs, **versions)
        prices += plan.prices
    change_packs(actor, prices)


def _begin(actor: Actor, producer_id: int, plan: ProductPlan) -> None:
    assert plan.paper is not None
    assert plan.data is not None
    product_id = begin_from_recognition(
        actor, producer_id, plan.paper.recognition_id, set_no=plan.data.set_no
    )
    edit(actor, product_id, plan.data)
    for pack in plan.packs or ():
        add_pack(
            actor,
            product_id,
            PackData(
                label=pack.label,
                price=pack.price,
                gross_grams=pack.gross_grams,
                net_amount=pack.net_amount,
                net_unit=pack.net_unit,
                sku=pack.sku,
            ),
        )
