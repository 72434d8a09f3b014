"""What lies typed in carts from before is forgotten by when the cart was last used: nothing later is known."""

from datetime import datetime

from sqlalchemy import Engine, inspect, text

from marketplace import migrate
from tests.migrations.test_decision_keys import a_row

BEFORE, AFTER = "c41d90ab76e2", "5b7e20d4a913"
USED = datetime(2026, 11, 19, 8)  # noqa: DTZ001 -- written as stored


def test_carts_with_something_typed_get_the_instant_of_their_last_use(engine: Engine) -> None:
    migrate.upgrade(engine, BEFORE)
    for number, details in enumerate(("", '{"recipient": "Lan"}'), start=1):
        a_row(engine, "mkt_orders_cart", id=number, token=f"t{number}", details=details, touched_at=USED)
    migrate.upgrade(engine, AFTER)
    with engine.connect() as connection:
        same = text("SELECT id, typed_at = touched_at FROM mkt_orders_cart ORDER BY id")
        assert [tuple(row) for row in connection.execute(same)] == [(1, None), (2, True)]
    migrate.downgrade(engine, BEFORE)
    assert "typed_at" not in {column["name"] for column in inspect(engine).get_columns("mkt_orders_cart")}
    migrate.upgrade(engine, AFTER)
