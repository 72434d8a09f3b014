from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from bench.statements import statements
from marketplace.shipping.queries import Item, Quote, quote
from tests.factories import HA_NOI, HA_TINH

NGHE_AN, HO_CHI_MINH = "40", "79"


@pytest.mark.parametrize(
    ("to", "zone", "fee", "days"),
    [
        (HA_TINH, "same_province", 26_000, (23, 24)),
        (NGHE_AN, "same_region", 35_000, (23, 25)),
        (HA_NOI, "adjacent_region", 42_000, (24, 25)),
        (HO_CHI_MINH, "far", 53_000, (25, 27)),
    ],
)
def test_a_box_from_ha_tinh(app: Flask, to: str, zone: str, fee: int, days: tuple[int, int]) -> None:
    """It leaves one day after the order, 21/11/2026, and travels as its zone says."""
    found = quote(HA_TINH, to, [Item(5_600, 1, "ambient")])
    assert found == Quote(fee, date(2026, 11, days[0]), date(2026, 11, days[1]), zone)


def test_items_weigh_together(app: Flask) -> None:
    together = quote(HA_TINH, HA_NOI, [Item(5_600, 2, "ambient"), Item(2_200, 1, "ambient-fresh")])
    assert together == Quote(72_000, date(2026, 11, 24), date(2026, 11, 25), "adjacent_region")


def test_what_cannot_go_has_no_fee_and_no_days(app: Flask) -> None:
    found = quote(HA_TINH, HO_CHI_MINH, [Item(600, 1, "chilled")])
    assert (found.fee, found.arrives_from, found.arrives_until, found.zone) == (0, None, None, "far")
    assert str(found.refusal) == "Hàng giữ mát chỉ giao trong tỉnh và các tỉnh cùng vùng."


def test_a_quote_is_one_statement(app: Flask, session: Session) -> None:
    with statements(session.get_bind().engine) as sent:
        quote(HA_TINH, HA_NOI, [Item(100, 1, "ambient")] * 10)
    assert len(sent) == 1
