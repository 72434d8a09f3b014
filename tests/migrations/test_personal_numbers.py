"""Numbers of persons that lay in the open are sealed; going back, they are opened again."""

from datetime import date

from flask import Flask
from sqlalchemy import Engine, text

from marketplace import migrate
from marketplace.kernel.sealing import sealer
from tests.migrations.test_decision_keys import a_row

BEFORE, AFTER = "d81f5a2c90e6", "e7a90c4d1b58"
COLUMNS = {"mkt_producers_producer": "tax_code", "mkt_certification_recognition": "holder_tax_id"}
NUMBERS = ["042179003412", "0314409058", "0314409058-001", "", "042180001122"]


def numbers(engine: Engine, table: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text(f"SELECT {COLUMNS[table]} FROM {table} ORDER BY id")))


def test_those_of_persons_and_no_others(app: Flask, engine: Engine) -> None:
    migrate.upgrade(engine, BEFORE)
    a_row(engine, "mkt_places_region", key="r")
    a_row(engine, "mkt_places_province", code="42", region_key="r")
    a_row(engine, "mkt_places_commune", code="18550", province_code="42")
    place = {"province_code": "42", "commune_code": "18550"}
    for number, said in enumerate(NUMBERS, start=1):
        a_row(
            engine,
            "mkt_producers_producer",
            id=number,
            slug=f"p{number}",
            standing="applied",
            tax_code=said,
            **place,
        )
        a_row(
            engine,
            "mkt_certification_recognition",
            id=number,
            code=f"C{number}",
            lineage=f"L{number}",
            state="draft",
            decision_key=f"D{number}",
            product_key=f"P{number}",
            expires_on=date(2027, 10, 15),
            issuer_province_code="42",
            holder_tax_id=said,
            **place,
        )
    with app.app_context():
        migrate.upgrade(engine, AFTER)
        sealed = [sealer().seal_alike(each, "tax_code") if len(each) == 12 else each for each in NUMBERS]
        for table in COLUMNS:
            assert numbers(engine, table) == sealed
        migrate.downgrade(engine, BEFORE)
    for table in COLUMNS:
        assert numbers(engine, table) == NUMBERS
