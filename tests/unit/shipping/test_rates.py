"""The tariff to the đồng: a base for the first kilogram, a step for each half kilogram begun after it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalog.kinds import StorageClass
from marketplace.shipping import rates
from marketplace.shipping.rates import EVERYWHERE, NEAR, STORAGE, Price, price

DAY = date(2026, 11, 21)
ZONES = ("same_province", "same_region", "adjacent_region", "far")
AMBIENT = frozenset({"ambient"})
DAYS = {"same_province": (1, 2), "same_region": (1, 3), "adjacent_region": (2, 3), "far": (3, 5)}


@pytest.mark.parametrize(
    ("grams", "fees"),
    [
        (1, (16_000, 20_000, 22_000, 28_000)),
        (1_000, (16_000, 20_000, 22_000, 28_000)),
        (1_001, (17_000, 21_500, 24_000, 30_500)),
        (1_500, (17_000, 21_500, 24_000, 30_500)),
        (1_501, (18_000, 23_000, 26_000, 33_000)),
        (5_600, (26_000, 35_000, 42_000, 53_000)),
        (30_000, (74_000, 107_000, 138_000, 173_000)),
        # Heavier than one parcel may be: two parcels, two bases, and each gives its first kilogram.
        (30_001, (89_000, 125_500, 158_000, 198_500)),
        (60_000, (148_000, 214_000, 276_000, 346_000)),
    ],
)
def test_dry_goods_by_weight_and_zone(grams: int, fees: tuple[int, ...]) -> None:
    for zone, fee in zip(ZONES, fees, strict=True):
        assert price(zone, grams, AMBIENT, DAY) == Price(fee, *DAYS[zone])


@pytest.mark.parametrize("storage", ["chilled", "frozen", "live-plant"])
def test_what_must_stay_cold_goes_near_or_not_at_all(storage: str) -> None:
    for zone in ZONES:
        found = price(zone, 2_000, frozenset({storage}), DAY)
        if zone in NEAR:
            assert found == price(zone, 2_000, AMBIENT, DAY)
        else:
            assert found == Price(0, 0, 0, STORAGE[storage].refusal)


def test_fresh_goods_are_hurried_where_the_ordinary_way_is_too_long() -> None:
    fresh = frozenset({"ambient-fresh"})
    for zone in ("same_province", "same_region", "adjacent_region"):
        assert price(zone, 5_600, fresh, DAY) == price(zone, 5_600, AMBIENT, DAY)
    # 53.000 đ, and 1.500 đ more for each of 10 steps and the 2 half kilograms of the base; three days at most.
    assert price("far", 5_600, fresh, DAY) == Price(71_000, 3, 3)
    assert price("far", 1_000, fresh, DAY) == Price(31_000, 3, 3)


@pytest.mark.parametrize(
    ("storage", "words"),
    [
        ("service", "Dịch vụ dùng tại chỗ, không gửi bưu kiện."),
        ("live-animal", "Không gửi bưu kiện; chủ thể giao hoặc anh chị đến nhận."),
    ],
)
def test_what_is_not_sent_anywhere_says_so(storage: str, words: str) -> None:
    # And has no weight: a service is not packed.
    for zone in ZONES:
        assert str(price(zone, 0, frozenset({storage}), DAY).refusal) == words


def test_the_strictest_goods_decide_for_the_parcel() -> None:
    mixed = frozenset({"ambient", "ambient-fresh", "frozen"})
    assert price("same_region", 3_000, mixed, DAY) == Price(26_000, 1, 3)
    assert str(price("far", 3_000, mixed, DAY).refusal) == (
        "Hàng đông lạnh chỉ giao trong tỉnh và các tỉnh cùng vùng."
    )
    assert price("far", 3_000, frozenset({"ambient", "ambient-fresh"}), DAY).days_max == 3


@pytest.mark.parametrize("grams", [0, -5])
def test_a_parcel_weighs_something(grams: int) -> None:
    with pytest.raises(ValueError, match="weighs"):
        price("far", grams, AMBIENT, DAY)


def test_no_tariff_before_the_first() -> None:
    with pytest.raises(ValueError, match="no tariff"):
        rates.tariff_on(date(2019, 12, 31))
    assert rates.tariff_on(date(2020, 1, 1)) is rates.TARIFFS[0]


def test_every_storage_class_of_the_catalogue_has_its_rule() -> None:
    assert set(STORAGE) == {each.value for each in StorageClass}
    assert all(rule.zones <= EVERYWHERE for rule in STORAGE.values())


@given(
    zone=st.sampled_from(ZONES),
    grams=st.integers(1, 200_000),
    more=st.integers(0, 50_000),
    storage=st.sampled_from(["ambient", "ambient-fresh"]),
)
def test_more_weight_never_costs_less(zone: str, grams: int, more: int, storage: str) -> None:
    light = price(zone, grams, frozenset({storage}), DAY)
    heavy = price(zone, grams + more, frozenset({storage}), DAY)
    assert light.fee <= heavy.fee
    assert light.fee > 0
    assert light.days_min <= light.days_max


@given(zone=st.sampled_from(ZONES), grams=st.integers(1, 100_000))
def test_further_away_never_costs_less(zone: str, grams: int) -> None:
    fees = [price(each, grams, AMBIENT, DAY).fee for each in ZONES]
    assert fees == sorted(fees)
