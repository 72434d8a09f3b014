"""A product's page as it will be: of a draft, and of a live product with what is wanted of it laid over."""

import json
from dataclasses import fields, replace
from typing import Any, Final

from sqlalchemy import select

from marketplace.catalog.kinds import RevisionState
from marketplace.catalog.measures import unit_price
from marketplace.catalog.models import Revision
from marketplace.catalog.parts import PackRow
from marketplace.catalog.queries.detail import Origin, Pack, ProductDetail
from marketplace.kernel.db import session
from marketplace.media.queries import pictures
from marketplace.places import queries as places

_WORDS: Final = frozenset(field.name for field in fields(ProductDetail)) - {"origin", "packs", "pictures"}


def as_wanted(found: ProductDetail) -> ProductDetail:
    """A product as a buyer will see it once everything that waits is approved.

    One statement, a few more where a revision adds pictures or moves its place. Nothing stands against buying here:
    what does is in ``result``.
    """
    changes = _changes(found.product_id)
    words = {name: value for name, value in changes.get("fields", {}).items() if name in _WORDS}
    return replace(
        found,
        **words,
        origin=_origin(found.origin, changes.get("fields", {})),
        packs=_packs(found.packs, changes),
        pictures=(*found.pictures, *pictures(changes.get("images", ())).values()),
        refusal=None,
    )


def _changes(product_id: int) -> dict[str, Any]:
    text = session().scalar(
        select(Revision.changes).where(
            Revision.product_id == product_id, Revision.state == RevisionState.SUBMITTED
        )
    )
    found: dict[str, Any] = json.loads(text) if text else {}
    return found


def _origin(live: Origin, wanted: dict[str, Any]) -> Origin:
    printed = wanted.get("origin_printed", live.printed)
    code = wanted.get("origin_commune_code", live.commune_code)
    if code is None or code == live.commune_code:
        return replace(live, printed=printed)
    commune = places.commune(code)
    return Origin(
        commune.code,
        commune.full_name,
        commune.slug,
        commune.province.code,
        commune.province.name,
        commune.province.slug,
        printed,
    )


def _packs(live: tuple[Pack, ...], changes: dict[str, Any]) -> tuple[Pack, ...]:
    changed = changes.get("packs", {})
    rows = [replace(pack.row, **changed.get(str(pack.row.id), {})) for pack in live]
    rows += [
        PackRow(
            id=-place,
            label=each["label"],
            sku=each.get("sku", ""),
            price=each["price"],
            net_amount=each["net_amount"],
            net_unit=each["net_unit"],
            gross_grams=each["gross_grams"],
            active=True,
            free=0,
            sold_out_at=None,
        )
        for place, each in enumerate(changes.get("new_packs", ()), start=1)
    ]
    return tuple(Pack(row, unit_price(row.price, row.net_amount, row.net_unit, row.label)) for row in rows)
