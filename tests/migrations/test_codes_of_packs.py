"""Codes of packs become their producer's own; going back, the later one of two equal ones is told apart."""

from sqlalchemy import Engine, text

from marketplace import migrate
from tests.migrations.test_decision_keys import a_row

BEFORE, AFTER = "c3e91f60b7a4", "d81f5a2c90e6"


def packs(engine: Engine, columns: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        found = connection.execute(text(f"SELECT {columns} FROM mkt_catalog_variant ORDER BY id"))
        return [tuple(row) for row in found]


def test_each_code_is_its_producers(engine: Engine) -> None:
    migrate.upgrade(engine, BEFORE)
    a_row(engine, "mkt_places_region", key="r")
    a_row(engine, "mkt_places_province", code="42", region_key="r")
    a_row(engine, "mkt_places_commune", code="18550", province_code="42")
    for number in (1, 2):
        place = {"province_code": "42", "commune_code": "18550"}
        a_row(engine, "mkt_producers_producer", id=number, slug=f"p{number}", standing="applied", **place)
    for number in (1, 2):
        a_row(
            engine,
            "mkt_catalog_product",
            id=number,
            producer_id=3 - number,
            slug=f"s{number}",
            state="draft",
            storage_class="ambient",
            origin_province_code="42",
            origin_commune_code="18550",
        )
        a_row(engine, "mkt_catalog_variant", id=number, product_id=number, sku=f"A{number}", net_unit="g")
    migrate.upgrade(engine, AFTER)
    assert packs(engine, "id, producer_id, sku") == [(1, 2, "A1"), (2, 1, "A2")]
    with engine.begin() as connection:
        connection.execute(text("UPDATE mkt_catalog_variant SET sku = 'CAM-5'"))
    migrate.downgrade(engine, BEFORE)
    assert packs(engine, "id, sku") == [(1, "CAM-5"), (2, "CAM-5-2")]
