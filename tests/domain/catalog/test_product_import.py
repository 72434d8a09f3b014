"""Two hundred rows of products: every fault named, applied as a whole, applied once."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from marketplace.catalog.imports import queries, services
from marketplace.catalog.imports.comparing import index_of
from marketplace.catalog.imports.exporting import export_table
from marketplace.catalog.imports.plan import Effect
from marketplace.catalog.models import PriceChange, Product, Revision, Variant
from marketplace.catalog.services import PackData
from marketplace.kernel.actor import Actor
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import Base, session
from marketplace.kernel.errors import Invalid
from marketplace.reports import products as table
from tests import stories
from tests.data.product_imports import files
from tests.factories import PackDataFactory
from tests.unchanged import nothing_changed

OLD, NEW = 30, 70


class Farm:
    """A producer with thirty products on sale and seventy recognitions that nothing is offered under."""

    def __init__(self) -> None:
        self.producer_id = stories.producer(legal_name="HTX Vườn Trăm Gốc")
        self.seller: Actor = stories.owner(self.producer_id)
        packs = (
            PackDataFactory(label="Thùng 5 kg", price=225_000, gross_grams=5_600),
            PackDataFactory(label="Túi 2 kg", price=95_000, gross_grams=2_100),
        )
        goods = [
            stories.goods(producer_id=self.producer_id, name=f"Cam số {n}", packs=packs, stock_of_each=0)
            for n in range(OLD)
        ]
        self.product_ids = [each.product_id for each in goods]
        for n in range(NEW):
            words = {"product_name": f"Cam mới {n}", "holder_name": "HTX Vườn Trăm Gốc"}
            stories.recognition(**words, packs=("Thùng 5 kg", "Túi 2 kg"))
        index = index_of(self.producer_id, ())
        self.slugs = [each.slug for each in index.products]
        self.papers = [each.code for each in sorted(index.unlisted, key=lambda each: each.recognition_id)]
        stories.goods(
            packs=[PackData(label="Thùng 5 kg", price=1_000, gross_grams=5_600, sku="NGUOI-KHAC-1")]
        )

    def upload(self, data: bytes, name: str = "san-pham.xlsx") -> queries.ImportView:
        code = services.upload(self.seller, self.producer_id, name, data)
        return queries.view([self.producer_id], code)


@pytest.fixture
def farm(app: Flask) -> Farm:
    return Farm()


def entries() -> int:
    return session().execute(select(func.count(AuditEntry.seq))).scalar_one()


def catalogue() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the catalogue, but for the files that came in."""
    return {
        each.name: [tuple(row) for row in session().execute(select(each).order_by(*each.primary_key))]
        for each in Base.metadata.sorted_tables
        if each.name.startswith("mkt_catalog_") and not each.name.startswith("mkt_catalog_import")
    }


def counted(table_of: Any) -> int:
    return session().execute(select(func.count()).select_from(table_of)).scalar_one()


def test_two_hundred_rows_with_ten_faults_then_mended_then_again(farm: Farm) -> None:
    rows = files.two_hundred(farm.slugs, farm.papers)
    assert len(rows) == 200
    before = catalogue()
    faulty = farm.upload(files.xlsx(files.with_faults(rows)))
    found = {(each.row, each.letter): str(each.message) for each in faulty.report.faults}
    assert found == {at: said for at, (_typed, said) in files.FAULTS.items()}
    assert len(faulty.report.faults) == 10
    assert {each.typed for each in faulty.report.faults if each.letter in "FA"} == {
        "195,000",
        "khong-co-san-pham-nay",
    }
    with nothing_changed(), pytest.raises(Invalid, match="Còn 10 chỗ sai"):
        services.confirm(farm.seller, faulty.row.code, version=faulty.row.version)
    assert catalogue() == before

    sound = files.xlsx(rows)
    mended = farm.upload(sound)
    assert (mended.report.faults, mended.report.notes) == ((), ())
    assert mended.report.counts() == {
        Effect.NEW_PRODUCT: 70,
        Effect.NEW_PACK: 140,
        Effect.PRICE: 30,
        Effect.SALE: 0,
        Effect.WORDS: 35,
        Effect.PACK_WORDS: 0,
    }
    products, packs, prices = counted(Product), counted(Variant), counted(PriceChange)
    done = services.confirm(farm.seller, mended.row.code, version=mended.row.version)
    assert done.at_once
    assert done.counts == mended.report.counts()
    assert (counted(Product) - products, counted(Variant) - packs) == (70, 140)
    assert counted(PriceChange) - prices == 140 + 30
    assert counted(Revision) == 0
    names = select(Product.name, Product.state).where(Product.name.like("Cam mới %")).order_by(Product.id)
    assert [tuple(row) for row in session().execute(names)] == [(f"Cam mới {n}", "draft") for n in range(70)]

    noted, stood = entries(), catalogue()
    again = farm.upload(sound)
    assert (again.row.code, again.row.applied) == (mended.row.code, True)
    twice = services.confirm(farm.seller, again.row.code, version=again.row.version)
    assert (twice.at_once, twice.counts) == (False, done.counts)
    renamed = farm.upload(files.csv(rows), "cung-noi-dung.csv")
    assert (renamed.report.changed_rows, renamed.report.faults) == (0, ())
    nothing = services.confirm(farm.seller, renamed.row.code, version=renamed.row.version)
    assert set(nothing.counts.values()) == {0}
    # Only that another file was brought in is noted; the same one leaves no trace at all.
    assert entries() == noted + 1
    assert catalogue() == stood


def test_what_goes_out_changes_nothing_when_it_comes_in(farm: Farm) -> None:
    found = export_table(farm.seller, farm.producer_id)
    rows = list(table.rows_of(found.products, found.recognitions))
    assert len(rows) == 60
    for data, name in ((table.workbook(rows), "a.xlsx"), (table.csv(rows), "a.csv")):
        view = farm.upload(data, name)
        assert (view.report.faults, view.report.changed_rows, len(view.report.rows)) == ((), 0, 60)


def test_a_code_that_another_producer_uses_is_free(farm: Farm) -> None:
    rows = files.two_hundred(farm.slugs, farm.papers)
    new = next(number for number, each in enumerate(rows) if each.get(files.Column.RECOGNITION))
    rows[new] = {**rows[new], files.Column.SKU: "NGUOI-KHAC-1"}
    view = farm.upload(files.csv(rows))
    assert view.report.faults == ()
    services.confirm(farm.seller, view.row.code, version=view.row.version)
    whose = select(Variant.producer_id).where(Variant.sku == "NGUOI-KHAC-1").order_by(Variant.id)
    other, own = session().execute(whose).scalars()
    assert (own, other != own) == (farm.producer_id, True)
    # By its code the same producer's row is found again, and nobody else's.
    index = index_of(farm.producer_id, {"NGUOI-KHAC-1"})
    (found,) = index.skus.values()
    assert found in {each.product_id for each in index.products}
