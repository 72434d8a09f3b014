"""One product's page, whether it can be bought or not."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import bindparam, select

from marketplace.catalog.columns import PRODUCER_FACTS, PRODUCT_FACTS
from marketplace.catalog.facts import Offer
from marketplace.catalog.kinds import ProductState
from marketplace.catalog.measures import UnitPrice, unit_price
from marketplace.catalog.parts import PackRow, PaperRow
from marketplace.catalog.queries import loading
from marketplace.catalog.refusal import refusal
from marketplace.catalog.tables import COMMUNE, PRODUCER, PRODUCT, PROVINCE
from marketplace.certification.facts import CertificateFacts
from marketplace.certification.gate import GateResult
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.media.queries import pictures
from marketplace.media.variants import StoredPicture
from marketplace.places.names import full_name
from marketplace.producers.queries.sellers import SELLER_COLUMNS, Seller, seller_of, with_place

_COMMUNE: Final = COMMUNE.alias("origin_commune")
_PROVINCE: Final = PROVINCE.alias("origin_province")

_WORDS: Final = (
    "slug", "summary", "description", "story", "ingredients", "storage", "usage", "warning", "shelf_life",
    "shelf_life_days", "gtin", "origin_mark_kind", "origin_mark_no", "return_policy", "origin_printed",
    "published_at", "demo",
)  # fmt: skip

SHOWN: Final = frozenset({ProductState.LIVE, ProductState.HIDDEN, ProductState.RETIRED})
"""States in which a product has a page. A hidden or retired one says so there; links to it do not break."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a product is from: the commune (with its type) and province of today, and what the pack still prints."""

    commune_code: str | None
    commune: str
    commune_slug: str
    province_code: str
    province: str
    province_slug: str
    printed: str

    @property
    def line(self) -> str:
        """In one line: Xã Hương Đô, Hà Tĩnh."""
        return ", ".join(part for part in (self.commune, self.province) if part)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack with its unit price. How many are left is for ``stock.queries`` to say."""

    row: PackRow
    unit_price: UnitPrice

    @property
    def variant_id(self) -> int:
        """The id that baskets and stock know it by."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """Everything a product's page needs.

    ``result`` is the gate's word at ``result.on``; ``refusal`` says in a buyer's words why nothing can be bought,
    ``None`` when it can. ``certificate`` is the recognition that counts at that instant, ``papers`` those of the
    product and of its producer. ``abv_tenths`` is alcohol in tenths of a percent by volume.
    """

    product_id: int
    slug: str
    name: str
    state: ProductState
    set_no: int
    summary: str
    description: str
    story: str
    ingredients: str
    storage: str
    usage: str
    warning: str
    shelf_life: str
    shelf_life_days: int | None
    storage_class: str
    abv_tenths: int | None
    gtin: str
    origin_mark: str
    origin_mark_kind: str
    origin_mark_no: str
    season_mask: int
    return_policy: str
    published_at: datetime | None
    demo: bool
    origin: Origin
    packs: tuple[Pack, ...]
    pictures: tuple[StoredPicture, ...]
    seller: Seller
    papers: tuple[PaperRow, ...]
    offer: Offer
    result: GateResult
    refusal: Message | None
    closed: tuple[tuple[date, date], ...] = ()
    """First and last days on which the seller sends nothing."""

    @property
    def certificate(self) -> CertificateFacts | None:
        """The recognition that counts at that instant, or the one attached where none does."""
        return self.result.badge.certificate or self.offer.certificate


_PAGE: Final = (
    select(
        *PRODUCT_FACTS,
        *PRODUCER_FACTS,
        *SELLER_COLUMNS,
        *(PRODUCT.c[name].label(f"p_{name}") for name in _WORDS),
        PRODUCT.c.origin_commune_code,
        _COMMUNE.c.name.label("origin_commune_name"),
        _COMMUNE.c.unit_type.label("origin_commune_type"),
        _COMMUNE.c.slug.label("origin_commune_slug"),
        PRODUCT.c.origin_province_code,
        _PROVINCE.c.name.label("origin_province"),
        _PROVINCE.c.slug.label("origin_province_slug"),
    )
    .select_from(
        with_place(PRODUCT.join(PRODUCER, PRODUCER.c.id == PRODUCT.c.producer_id))
        .outerjoin(_COMMUNE, _COMMUNE.c.code == PRODUCT.c.origin_commune_code)
        .join(_PROVINCE, _PROVINCE.c.code == PRODUCT.c.origin_province_code)
    )
    .where(PRODUCT.c.slug == bindparam("slug"))
)


def product_detail(slug: str, *, drafts: bool = False) -> ProductDetail | None:
    """The product with this slug as it stands at this instant, also one that may not be sold; four statements.

    ``None`` for an unknown one, and for one that never was in the shop unless ``drafts`` (a preview for its producer
    and for moderators; who may see it is for the caller to ask).
    """
    on = clock.now()
    row = session().execute(_PAGE, {"slug": slug}).one_or_none()
    if row is None or not (drafts or row.product_state in SHOWN):
        return None
    loaded = loading.load([row])[row.product_id]
    result = loaded.offer.evaluate(on)
    found = pictures(loaded.own.images)
    return ProductDetail(
        product_id=row.product_id,
        name=row.product_name,
        state=ProductState(row.product_state),
        set_no=row.product_set,
        storage_class=row.storage_class,
        abv_tenths=row.abv_tenths,
        origin_mark=row.origin_mark,
        season_mask=row.season_mask,
        origin=_origin(row),
        packs=tuple(
            Pack(pack, unit_price(pack.price, pack.net_amount, pack.net_unit, pack.label))
            for pack in loaded.own.packs
        ),
        pictures=tuple(found[image_id] for image_id in loaded.own.images if image_id in found),
        seller=seller_of(row),
        papers=(*loaded.own.papers, *loaded.sellers.papers),
        offer=loaded.offer,
        result=result,
        refusal=refusal(row.product_name, row.product_state, result),
        closed=tuple(loaded.sellers.closed),
        **{name: getattr(row, f"p_{name}") for name in _WORDS if name != "origin_printed"},
    )


def slug_of(product_id: int) -> str | None:
    """The address of a product's page; one statement."""
    return session().execute(select(PRODUCT.c.slug).where(PRODUCT.c.id == product_id)).scalar_one_or_none()


def _origin(row: Any) -> Origin:
    named = row.origin_commune_name is not None
    return Origin(
        row.origin_commune_code,
        full_name(row.origin_commune_type, row.origin_commune_name) if named else "",
        row.origin_commune_slug or "",
        row.origin_province_code,
        row.origin_province,
        row.origin_province_slug,
        row.p_origin_printed,
    )
