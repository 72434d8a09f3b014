"""Bringing the products of the demo market into the shop: drafted by their makers, approved by another person."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from marketplace.catalog import services
from marketplace.catalog.data import PackData, ProductData
from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.models import Product
from marketplace.demo import prices
from marketplace.demo.catalogue import Good, Maker, goods, makers, words
from marketplace.demo.days import Days
from marketplace.demo.marks import barcode
from marketplace.demo.people import People
from marketplace.demo.pictures.shipped import CAPTION, illustrations_of
from marketplace.demo.product_papers import papers_of
from marketplace.demo.recognitions import recognise
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.media import services as media
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard

_NO_BARCODE: Final = frozenset({1, 2, 23, 26})
"""Sets whose goods are sold by weight, by the piece or as a service."""

_RETURNS: Final = {
    StorageClass.AMBIENT_FRESH: "fresh",
    StorageClass.CHILLED: "cold",
    StorageClass.FROZEN: "cold",
    StorageClass.LIVE_PLANT: "plant",
    StorageClass.SERVICE: "service",
}
_ALCOHOL: Final = frozenset({14, 15})
_CRAFTS: Final = frozenset({21, 22})


def publish_goods(days: Days, people: People, producer_ids: dict[str, int]) -> int:
    """Bring the products that are missing into the shop, in the order of their days, one transaction each.

    Returns how many were.
    """
    known = set(session().execute(select(Product.slug).where(Product.demo)).scalars())
    missing = sorted((good for good in goods() if good.slug not in known), key=days.published_at)
    communes = places.communes({good.place.commune_code for good in missing})
    by_key = {maker.key: maker for maker in makers()}
    for good in missing:
        maker = by_key[good.maker]
        at, commune = days.published_at(good), communes[good.place.commune_code]
        with clock.hold(at - timedelta(hours=4)):
            # Decoding a picture takes its time, so it is done before the database is held for writing.
            images = _pictures(people.maker(maker), good, producer_ids[maker.key])
        with transaction():
            _publish(good, maker, images, commune, days, people, producer_ids[maker.key])
    return len(missing)


def _publish(
    good: Good,
    maker: Maker,
    images: list[int],
    commune: CommuneCard,
    days: Days,
    people: People,
    producer_id: int,
) -> None:
    at, owner = days.published_at(good), people.maker(maker)
    _, verifies = people.officers(commune.province.code)
    with clock.hold(at - timedelta(hours=3)):
        product_id = services.create_draft(
            owner, producer_id, _data(good, commune), slug=good.slug, demo=True
        )
        for pack in good.packs:
            first = prices.first_price(good, pack, days)
            services.add_pack(
                owner, product_id, PackData(label=pack.label, price=first, gross_grams=pack.gross_grams)
            )
        for image_id in images:
            services.add_image(owner, product_id, image_id)
        day = clock.local(at).date()
        papers = [services.add_paper(owner, product_id, paper) for paper in papers_of(good, day, days)]
    with clock.hold(at - timedelta(hours=2)):
        recognise(good, maker, product_id, producer_id, commune, days, people)
        for paper_id in papers:
            services.verify_paper(verifies, paper_id)
    with clock.hold(at - timedelta(hours=1)):
        services.submit(owner, product_id)
    with clock.hold(at):
        services.approve(verifies, product_id)


def _pictures(owner: Actor, good: Good, producer_id: int) -> list[int]:
    return [
        media.store_image(
            owner,
            illustration.read(),
            alt=illustration.alt(good.name),
            caption=CAPTION,
            kind=media.ILLUSTRATION,
            owner=f"producer:{producer_id}",
        )
        for illustration in illustrations_of(good.slug)
    ]


def _data(good: Good, commune: CommuneCard) -> ProductData:
    kind: dict[str, Any] = dict(words()[good.words])
    names = {"name": good.name, "place": commune.line}
    return ProductData(
        name=good.name,
        set_no=good.set_no,
        origin_commune_code=commune.code,
        origin_printed=good.place.printed,
        summary=kind["summary"].format(**names),
        description=kind["description"].format(**names),
        story=words()["stories"].get(good.slug, ""),
        ingredients=kind["ingredients"],
        storage=kind["storage"],
        usage=kind["usage"],
        warning=kind["warning"],
        shelf_life=kind["life"],
        shelf_life_days=kind.get("days"),
        storage_class=good.storage_class,
        abv_tenths=kind.get("abv"),
        gtin="" if good.set_no in _NO_BARCODE else barcode(good.serial),
        origin_mark=good.mark,
        origin_mark_kind=good.mark_kind,
        origin_mark_no=good.mark_no,
        season_mask=good.season_mask,
        return_policy=words()["returns"][_returns(good)],
    )


def _returns(good: Good) -> str:
    if good.set_no in _ALCOHOL:
        return "alcohol"
    return "craft" if good.set_no in _CRAFTS else _RETURNS.get(good.storage_class, "ambient")
