"""A market of any size, the same one for the same seed on the same day: ``python -m bench.catalogue --products 10000``.

Services write one product at a time, with two pairs of eyes and an audit entry for each step. Ten thousand would take
a quarter of an hour, so here the rows that services leave behind are inserted in bulk, and what is derived from them
(listing, search index) is derived by the services themselves. ``tests/domain/test_generated_catalogue.py`` holds the
two against each other. Works in the database that the site's settings name, on SQLite and PostgreSQL; the tables and
places must be there, products need not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import Table, func, insert, select
from stdnum.vn import mst

from bench import words
from marketplace.catalog import services as catalog
from marketplace.catalog.listing_models import Availability
from marketplace.catalog.measures import net_of
from marketplace.catalog.models import PriceChange, Product, ProductImage, ProductPaper, Variant
from marketplace.catalog.stock_hint import CAP
from marketplace.certification import lifecycle
from marketplace.certification.decision_numbers import number_key
from marketplace.certification.kinds import EvidenceGrade, IssuerKind, RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key
from marketplace.certification.reference import product_sets
from marketplace.certification.regimes import Authorised, check_authority, regime_on
from marketplace.kernel import clock, codes, outbox
from marketplace.kernel.db import Base, session, transaction
from marketplace.kernel.text import fold, slugify
from marketplace.media.models import Image
from marketplace.places.models import Commune, Province
from marketplace.producers.models import Paper, Producer, StandingPeriod
from marketplace.producers.naming import sort_key
from marketplace.search import services as search
from marketplace.stock.models import Lot, Movement

ENTERED, VERIFIED = "system:bench-1", "system:bench-2"
OWNER: Final = "bench"
"""Owner of the generated pictures, by which a generated market is known."""
PER_PRODUCER: Final = 8
PICTURES: Final = 200
SOLD_OUT: Final = 0.05
"""Share of products without stock."""
EXPIRED: Final = 0.02
"""Share of products whose recognition has lapsed: they are in the catalogue and not in the shop."""

Row = dict[str, Any]


class Generator:
    """Makes the rows of one market. Everything random comes from ``seed``, every day from today."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.now, self.today = clock.now(), clock.today()
        self.rows: dict[type[Base], list[Row]] = {}
        self._next: dict[type[Base], int] = {}
        here = session()
        if here.execute(select(Image.id).where(Image.owner == OWNER).limit(1)).first():
            raise RuntimeError("this market was generated before; begin with an empty one")
        self._slugs = {slug for each in (Product.slug, Producer.slug) for slug in here.scalars(select(each))}
        self.provinces: Mapping[str, str] = dict(here.execute(select(Province.code, Province.name)).all())
        self.communes = here.execute(
            select(Commune.code, Commune.name, Commune.province_code).order_by(Commune.code)
        ).all()

    def market(self, products: int) -> None:
        """All rows of a market of that many products."""
        pictures = [self._picture(number) for number in range(min(PICTURES, products))]
        for number in range(products):
            if number % PER_PRODUCER == 0:
                producer = self._producer(number // PER_PRODUCER)
            self._product(number + 1, producer, pictures)

    def write(self) -> None:
        """Insert everything."""
        with transaction() as here:
            for model, rows in self.rows.items():
                for start in range(0, len(rows), 2_000):
                    here.execute(insert(_table(model)), rows[start : start + 2_000])
            if here.get_bind().dialect.name == "postgresql":
                for model in self.rows:
                    _let_the_sequence_follow(_table(model))

    def _add(self, model: type[Base], **values: Any) -> int:
        if model not in self.rows:
            self.rows[model] = []
            table = _table(model)
            key = next(iter(table.primary_key))
            highest = session().execute(select(func.max(key))).scalar_one()
            self._next[model] = (highest or 0) + 1
        row_id = self._next[model]
        self._next[model] += 1
        if "id" in _table(model).c:
            values["id"] = row_id
        self.rows[model].append(values)
        return row_id

    def _slug(self, name: str) -> str:
        slug, number = slugify(name, limit=100), 1
        while slug in self._slugs:
            number += 1
            slug = f"{slugify(name, limit=100)}-{number}"
        self._slugs.add(slug)
        return slug

    def _days_ago(self, least: int, most: int) -> date:
        return self.today - timedelta(days=self.random.randint(least, most))

    def _code(self) -> str:
        body = "".join(self.random.choices(codes.ALPHABET, k=8))
        return body + codes.check_character(body)

    def _picture(self, number: int) -> int:
        return self._add(
            Image,
            sha256=f"{number + 1:064x}",
            owner=OWNER,
            stem=f"{number + 1:032x}",
            mime="image/jpeg",
            bytes=180_000,
            width=1200,
            height=900,
            kind="photo",
            alt="Ảnh sản phẩm",
            caption="ảnh minh hoạ",
            placeholder=words.PLACEHOLDER,
            variants="240awj 480awj 720awj 960awj",
            created_at=self.now,
        )

    def _producer(self, number: int) -> Row:
        random, commune = self.random, self.random.choice(self.communes)
        name = f"HTX {commune.name} {number + 1}"
        legal = f"Hợp tác xã Nông nghiệp {commune.name} {number + 1}"
        since = clock.start_of_day(self._days_ago(300, 900))
        values: Row = {
            "slug": self._slug(name),
            "kind": "cooperative",
            "legal_name": legal,
            "display_name": name,
            "folded": fold(f"{name} {legal}"),
            "sort_key": sort_key(name),
            "representative": f"{random.choice(words.FAMILY)} {random.choice(words.GIVEN)}",
            "phone": f"+8491{random.randint(2_000_000, 9_999_999)}",
            "email": f"htx{number + 1}@bench.example.vn",
            "tax_code": _tax_code(number + 1),
            "registration_no": f"{commune.province_code}A8{number:06d}",
            "registration_on": self._days_ago(1_000, 3_000),
            "registration_issuer": "Phòng Tài chính",
            "street": f"Thôn {random.randint(1, 12)}",
            "commune_code": commune.code,
            "province_code": commune.province_code,
            "standing": "verified",
            "verified_at": since,
            "entered_by": ENTERED,
            "created_at": since,
            "changed_at": since,
        }
        producer_id = self._add(Producer, **values)
        self._add(
            StandingPeriod,
            producer_id=producer_id,
            standing="verified",
            starts_at=since,
            ends_at=None,
            actor=VERIFIED,
        )
        self._paper(Paper, {"producer_id": producer_id}, "food_safety")
        return {**values, "id": producer_id, "commune": commune.name}

    def _paper(self, model: type[Base], owner: Row, kind: str) -> None:
        issued = self._days_ago(60, 500)
        self._add(
            model,
            **owner,
            kind=kind,
            number=f"{self.random.randint(1, 999)}/{issued.year}",
            issuer="Chi cục Quản lý chất lượng",
            issued_on=issued,
            expires_on=issued + timedelta(days=1_095),
            entered_by=ENTERED,
            entered_at=clock.start_of_day(issued),
            verified_by=VERIFIED,
            verified_at=clock.start_of_day(issued),
        )

    def _decided(self, star: int, least: int, most: int) -> tuple[date, IssuerKind]:
        """A day so many days ago, and who could recognise that star on it."""
        while True:
            issued = self._days_ago(least, most)
            for issuer in words.ISSUERS:
                if check_authority(issued, star, issuer).result is Authorised.OK:
                    return issued, issuer

    def _recognition(self, name: str, producer: Row, kind: words.Kind) -> tuple[int, date]:
        random = self.random
        lapsed = random.random() < EXPIRED
        star = random.choices((3, 4), (6, 4))[0]
        issued, issuer = self._decided(star, 1_200 if lapsed else 30, 1_500 if lapsed else 1_000)
        code, decision, province = (
            self._code(),
            f"{random.randint(100, 9_999)}/QĐ-UBND",
            producer["province_code"],
        )
        regime = regime_on(issued)
        recognition_id = self._add(
            Recognition,
            code=code,
            lineage=code,
            decision_no=decision,
            decision_key=f"{number_key(decision)}|{issued.year}|{province}",
            issued_on=issued,
            expires_on=lifecycle.calendar_of(issued).expires_on,
            issuer_kind=issuer.value,
            issuer_name=f"{words.ISSUERS[issuer]} {self.provinces[province]}",
            issuer_province_code=province,
            regime=regime.code.value if regime else "",
            star=star,
            score=random.randint(7_000, 8_900) if star == 4 else random.randint(5_000, 6_900),
            criterion_scores={},
            product_name=name,
            product_key=name_key(name),
            packs=[label for label, _price, _grams in kind.packs],
            holder_name=producer["legal_name"],
            holder_key=name_key(producer["legal_name"]),
            holder_tax_id=producer["tax_code"],
            commune_code=producer["commune_code"],
            province_code=province,
            scan_hash=f"{random.getrandbits(256):064x}",
            grade=EvidenceGrade.A.value,
            state=RecordState.VERIFIED.value,
            entered_by=ENTERED,
            entered_at=self.now,
            verified_by=VERIFIED,
            verified_at=self.now,
            folded=fold(f"{name} {producer['legal_name']} {decision} {producer['commune']}"),
            sort_key=sort_key(name),
            changed_at=self.now,
        )
        return recognition_id, issued

    def _product(self, number: int, producer: Row, pictures: list[int]) -> None:
        random = self.random
        kind = random.choice(words.KINDS)
        words_of_it = (kind.name, random.choice(words.ADJECTIVES), producer["commune"], str(number))
        name = " ".join(word for word in words_of_it if word)
        said = {
            "name": name,
            "commune": producer["commune"],
            "province": self.provinces[producer["province_code"]],
        }
        recognition_id, issued = self._recognition(name, producer, kind)
        published = clock.start_of_day(max(issued + timedelta(days=3), self._days_ago(5, 400)))
        product_id = self._add(
            Product,
            slug=self._slug(name),
            producer_id=producer["id"],
            recognition_id=recognition_id,
            name=name,
            set_no=kind.set_no,
            origin_commune_code=producer["commune_code"],
            origin_province_code=producer["province_code"],
            origin_printed="",
            summary=words.SUMMARY.format(**said),
            description=words.DESCRIPTION.format(**said),
            ingredients="Nguyên liệu trong vùng, muối.",
            storage="Để nơi khô ráo, thoáng mát.",
            usage="Dùng trong bữa ăn hằng ngày.",
            warning="Không dùng khi bao bì hở.",
            shelf_life="12 tháng kể từ ngày làm",
            shelf_life_days=365,
            storage_class=kind.storage,
            season_mask=kind.months,
            return_policy="Đổi trong 7 ngày nếu lỗi do nhà làm.",
            state="live",
            published_at=published,
            submitted_by=ENTERED,
            created_at=published,
            changed_at=published,
        )
        if product_sets()[kind.set_no].needs_quality_paper:
            self._paper(ProductPaper, {"product_id": product_id}, "quality_declaration")
        for position, picture in enumerate(random.sample(pictures, min(len(pictures), random.randint(1, 3)))):
            self._add(ProductImage, product_id=product_id, image_id=picture, position=position)
        in_stock = random.random() >= SOLD_OUT
        for position, pack in enumerate(kind.packs):
            self._pack(producer["id"], product_id, position, pack, published, in_stock=in_stock)

    def _pack(
        self,
        producer_id: int,
        product_id: int,
        position: int,
        pack: tuple[str, int, int],
        at: Any,
        *,
        in_stock: bool,
    ) -> None:
        label, price, grams = pack
        price = round(price * self.random.uniform(0.7, 1.6), -3)
        net = net_of(label)
        assert net is not None, label
        variant_id = self._add(
            Variant,
            product_id=product_id,
            producer_id=producer_id,
            sku=f"P{product_id}-{position + 1}",
            label=label,
            net_amount=net[0],
            net_unit=net[1].value,
            gross_grams=grams,
            price=price,
            position=position,
            active=True,
        )
        self._add(PriceChange, variant_id=variant_id, price=price, at=at, actor=ENTERED)
        if in_stock:
            self._lot(producer_id, product_id, variant_id)

    def _lot(self, producer_id: int, product_id: int, variant_id: int) -> None:
        packs, until = self.random.randint(5, 400), self.today + timedelta(days=self.random.randint(20, 300))
        lot_id = self._add(
            Lot,
            producer_id=producer_id,
            variant_id=variant_id,
            code=f"L{variant_id}",
            produced_on=self._days_ago(1, 20),
            expires_on=until,
            on_hand=packs,
            reserved=0,
            received_at=self.now,
        )
        self._add(
            Movement,
            lot_id=lot_id,
            kind="received",
            delta=packs,
            ref=f"lot:{lot_id}",
            actor=ENTERED,
            at=self.now,
        )
        self._add(
            Availability,
            variant_id=variant_id,
            product_id=product_id,
            free=min(packs, CAP),
            sold_out_at=clock.end_exclusive(until),
        )


def fill(products: int, *, seed: int = 1) -> None:
    """Put a market of that many products into the current app's database, and derive listing and search index."""
    generator = Generator(seed)
    generator.market(products)
    generator.write()
    catalog.rebuild_all()
    search.rebuild()
    # What the listing told the index one batch at a time is done by the rebuild; nothing is left waiting.
    while outbox.sweep():
        pass


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _let_the_sequence_follow(table: Table) -> None:
    if "id" in table.c:
        highest = select(func.max(table.c.id)).scalar_subquery()
        session().execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))


def _tax_code(number: int) -> str:
    stems = (f"97{number:06d}{digit}" for digit in range(10))
    return next(code for stem in stems if len(code := stem + mst.calc_check_digit(stem)) == 10)


def main() -> None:
    """Fill the market that the settings name."""
    parser = argparse.ArgumentParser(prog="python -m bench.catalogue", description=__doc__)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from config.app import create_app

    begun = time.monotonic()
    with create_app().app_context():
        fill(given.products, seed=given.seed)
    print(f"{given.products} products in {time.monotonic() - begun:.1f} s")


if __name__ == "__main__":
    main()
