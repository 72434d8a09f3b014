"""Lists of products: fast from the listing, and each shown row asked of the gate once more."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select, true

from marketplace.catalog import seasons
from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.kinds import Sort
from marketplace.catalog.measures import UnitPrice, piece_of, pieces_of
from marketplace.catalog.queries import loading
from marketplace.catalog.queries.filters import EVERYTHING, ORDERS, Filters, conditions, narrowing, values
from marketplace.catalog.stock_hint import LOW_STOCK
from marketplace.catalog.tables import LISTING, PRODUCER, PRODUCT
from marketplace.certification.gate import Badge
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.media.queries import IMAGE, PICTURE_COLUMNS, picture_of
from marketplace.media.variants import StoredPicture

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ProductCard:
    """A product in a list, with the gate's word of this moment in ``badge``.

    ``price`` is đồng for the cheapest pack, ``packs`` how many sizes there are. ``stock_left`` is the number of packs
    left where that is ``LOW_STOCK`` or fewer, else ``None``. ``minimum_age`` is 0 where anybody may buy.
    """

    product_id: int
    slug: str
    name: str
    summary: str
    producer_id: int
    producer_slug: str
    producer_name: str
    commune_name: str
    province_code: str
    province_name: str
    group_no: int
    set_no: int
    star: int
    badge: Badge
    promotable: bool
    minimum_age: int
    price: int
    pack_label: str
    packs: int
    unit_price: UnitPrice
    picture: StoredPicture | None
    storage_class: str
    season_mask: int
    in_stock: bool
    stock_left: int | None
    published_at: datetime

    def is_in_season(self, month: int) -> bool:
        """True in its months, and always for what has none."""
        return seasons.is_in_season(self.season_mask, month)


_COLUMNS: Final = (
    *(
        LISTING.c[name].label(f"l_{name}")
        for name in (
            "id", "slug", "name", "summary", "producer_slug", "producer_name", "commune_name", "province_code",
            "province_name", "group_no", "set_no", "star", "price", "pack_label", "packs", "unit_price",
            "unit_price_per", "stock_left", "stock_until", "published_at",
        )
    ),
    *PICTURE_COLUMNS,
    *PRODUCT_FACTS,
    *PRODUCER_FACTS,
)  # fmt: skip


@lru_cache(maxsize=1024)
def _page_statement(sort: Sort, narrowing: tuple[str, ...], *, counted: bool) -> Select[Any]:
    """The statement of one shape of list. One row comes back even where the page is empty, so that the count comes
    along in the same statement.
    """
    wanted = conditions(narrowing)
    shown = (
        select(LISTING.c.id)
        .where(*wanted)
        .order_by(*ORDERS[sort])
        .limit(bindparam("size", type_=Integer))
        .offset(bindparam("skipped", type_=Integer))
        .subquery("shown")
    )
    count: ColumnElement[int] = bindparam("total", type_=Integer)
    if counted:
        count = select(func.count()).select_from(LISTING).where(*wanted).scalar_subquery()
    one = select(count.label("total")).subquery("one")
    return (
        select(one.c.total, *_COLUMNS)
        .select_from(
            one.outerjoin(shown, true())
            .outerjoin(LISTING, LISTING.c.id == shown.c.id)
            .outerjoin(PRODUCT, PRODUCT.c.id == LISTING.c.product_id)
            .outerjoin(PRODUCER, PRODUCER.c.id == PRODUCT.c.producer_id)
            .outerjoin(IMAGE, IMAGE.c.id == LISTING.c.image_id)
        )
        .order_by(*ORDERS[sort])
    )


_CARDS: Final = (
    select(*_COLUMNS)
    .select_from(
        LISTING.join(PRODUCT, PRODUCT.c.id == LISTING.c.product_id)
        .join(PRODUCER, PRODUCER.c.id == PRODUCT.c.producer_id)
        .outerjoin(IMAGE, IMAGE.c.id == LISTING.c.image_id)
    )
    .where(*conditions(("ids",)))
)


def product_list(
    filters: Filters = EVERYTHING,
    sort: Sort = Sort.DEFAULT,
    page: int = 1,
    size: int = 24,
    *,
    total: int | None = None,
) -> Page[ProductCard]:
    """One page of the products on sale at this instant; three statements.

    ``total`` is how many there are where the caller knows (``facets`` counts them too); else they are counted in the
    same statement. A row that the gate refuses though the listing had it is left out, and logged: the listing is only
    a hint.
    """
    on, number, narrowed = clock.now(), max(page, 1), narrowing(filters)
    given = values(filters, narrowed, on) | {"size": size, "skipped": (number - 1) * size}
    if total is not None:
        given["total"] = total
    rows = session().execute(_page_statement(sort, narrowed, counted=total is None), given).all()
    return Page(_cards(rows, on), rows[0].total, number, size)


def cards(product_ids: Collection[int]) -> tuple[ProductCard, ...]:
    """Those of these products that are on sale at this instant, in the order given; three statements."""
    on = clock.now()
    if not product_ids:
        return ()
    rows = session().execute(_CARDS, {"ids": sorted(set(product_ids)), "on": on}).all()
    found = {card.product_id: card for card in _cards(rows, on)}
    return tuple(found[product_id] for product_id in product_ids if product_id in found)


def _cards(rows: Collection[Any], on: datetime) -> tuple[ProductCard, ...]:
    rows = [row for row in rows if row.l_id is not None]
    loaded = loading.load(rows)
    made = []
    for row in rows:
        offer = loaded[row.product_id].offer
        result = offer.evaluate(on)
        if not (offer.is_live and result.listed):
            log.error("product %s is in the listing at %s though it is not on sale", row.product_id, on)
            continue
        in_stock = row.l_stock_until is not None and on < row.l_stock_until
        made.append(
            ProductCard(
                product_id=row.product_id,
                slug=row.l_slug,
                name=row.l_name,
                summary=row.l_summary,
                producer_id=row.producer_id,
                producer_slug=row.l_producer_slug,
                producer_name=row.l_producer_name,
                commune_name=row.l_commune_name,
                province_code=row.l_province_code,
                province_name=row.l_province_name,
                group_no=row.l_group_no,
                set_no=row.l_set_no,
                star=row.l_star,
                badge=result.badge,
                promotable=result.promotable,
                minimum_age=result.minimum_age or 0,
                price=row.l_price,
                pack_label=row.l_pack_label,
                packs=row.l_packs,
                unit_price=_unit_price(row),
                picture=picture_of(row._mapping),
                storage_class=row.storage_class,
                season_mask=row.season_mask,
                in_stock=in_stock,
                stock_left=row.l_stock_left if in_stock and row.l_stock_left <= LOW_STOCK else None,
                published_at=row.l_published_at,
            )
        )
    return tuple(made)


def _unit_price(row: Any) -> UnitPrice:
    dong, per = row.l_unit_price, row.l_unit_price_per
    piece = piece_of(row.l_pack_label, pieces_of(row.l_price, dong)) if per == "piece" else ""
    return UnitPrice(dong, per, piece)
