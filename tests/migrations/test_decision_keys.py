"""Records that were entered before numbers were compared past their spelling get the keys of today, and back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Engine, MetaData, Table, insert, text

from marketplace import migrate

BEFORE, AFTER = "c4d81f0a6e37", "7be05f92d4c8"
NUMBERS = [
    # number, key before, state, key after; all of one product and holder
    ("2394/QĐ-UBND", "2394/qđ-ubnd|2024|42", "verified", "2394/qdubnd|2024|42"),
    ("02394 / QD–UBND", "02394/qd–ubnd|2024|42", "draft", "2394/qdubnd|2024|42|2"),
    ("2394/qdubnd", "2394/qdubnd|2024|42", "submitted", "2394/qdubnd|2024|42|3"),
    ("2394/QĐUBND", "2394/qđubnd|2024|42", "withdrawn", "2394/qdubnd|2024|42"),
    ("2394", "2394|2024|42", "draft", "2394/|2024|42"),
    ("không số", "khôngsố|2024|42", "draft", "khongso|2024|42"),
]


def keys(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT decision_key FROM mkt_certification_recognition ORDER BY id")
        ).scalars()
        return list(found)


def a_row(engine: Engine, name: str, /, **values: Any) -> None:
    """A row of a table as it is at this revision; columns that are not given hold something of their type."""
    table = Table(name, MetaData(), autoload_with=engine)
    plain = {str: "", int: 4, bool: False, date: date(2024, 10, 15), datetime: datetime(2024, 10, 15, 8)}  # noqa: DTZ001 -- written as stored
    filled: dict[str, Any] = {
        column.name: {} if isinstance(column.type, JSON) else plain[column.type.python_type]
        for column in table.columns
        if not column.nullable
    }
    with engine.begin() as connection:
        connection.execute(insert(table).values({**filled, **values}))


def test_keys_of_decisions_are_made_anew(engine: Engine) -> None:
    migrate.upgrade(engine, BEFORE)
    a_row(engine, "mkt_places_region", key="r")
    a_row(engine, "mkt_places_province", code="42", region_key="r")
    a_row(engine, "mkt_places_commune", code="18550", province_code="42")
    for number, (decision, key, state, _after) in enumerate(NUMBERS, start=1):
        a_row(
            engine,
            "mkt_certification_recognition",
            id=number,
            code=f"R{number}",
            decision_no=decision,
            decision_key=key,
            state=state,
            issuer_province_code="42",
            province_code="42",
            commune_code="18550",
            expires_on=date(2027, 10, 15),
            entered_by="user:1",
            verified_by="user:2",
            verified_at=datetime(2024, 10, 16, 8),  # noqa: DTZ001 -- written as stored
        )
    migrate.upgrade(engine, AFTER)
    assert keys(engine) == [after for *_, after in NUMBERS]
    migrate.downgrade(engine, BEFORE)
    assert keys(engine) == [before for _, before, *_ in NUMBERS]
    migrate.upgrade(engine, AFTER)
    assert keys(engine) == [after for *_, after in NUMBERS]
