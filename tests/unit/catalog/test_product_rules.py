from dataclasses import replace
from typing import Any

import pytest

from marketplace.catalog.data import PackData, ProductData
from marketplace.catalog.kinds import NetUnit
from marketplace.catalog.product_rules import checked_pack, checked_product, checked_sku
from marketplace.kernel.errors import Invalid

PLAIN = ProductData(name="Cam Khe Mây", set_no=1, origin_commune_code="18550")
BOX = PackData(label="Thùng 5 kg", price=225_000, gross_grams=5_600)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 161}, "name"),
        ({"set_no": 27}, "set_no"),
        ({"storage_class": "by-air"}, "storage_class"),
        ({"shelf_life_days": 0}, "shelf_life_days"),
        ({"season_mask": 4096}, "season_mask"),
        ({"gtin": "8938501234567"}, "gtin"),
        ({"set_no": 14}, "abv_tenths"),
        ({"set_no": 14, "abv_tenths": 1001}, "abv_tenths"),
        ({"origin_mark": "Cam Khe Mây"}, "origin_mark_kind"),
        ({"origin_mark_no": "00072"}, "origin_mark"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_product(replace(PLAIN, **changes))
    assert list(refused.value.fields) == [field]


def test_words_are_stored_composed_and_tidy() -> None:
    values = checked_product(
        replace(PLAIN, name="  Cam   Khe Ma\u0302y ", description=" Hai đoạn.\n\nĐoạn sau. ")
    )
    assert values["name"] == "Cam Khe Mây"
    assert values["description"] == "Hai đoạn.\n\nĐoạn sau."


def test_a_spirit_says_how_strong_it_is() -> None:
    assert checked_product(replace(PLAIN, set_no=14, abv_tenths=395))["abv_tenths"] == 395


def test_the_net_content_is_read_from_the_label() -> None:
    assert checked_pack(BOX) == {
        "label": "Thùng 5 kg",
        "price": 225_000,
        "gross_grams": 5_600,
        "net_amount": 5_000,
        "net_unit": "g",
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"label": ""}, "label"),
        ({"label": "gói nhỏ xinh"}, "net_amount"),
        ({"net_amount": 4_000, "net_unit": NetUnit.GRAM}, "net_amount"),
        ({"gross_grams": -1}, "gross_grams"),
        ({"gross_grams": 4_999}, "gross_grams"),
        ({"gross_grams": 1_000_001}, "gross_grams"),
        ({"price": 0}, "price"),
        ({"price": 1_000_000_001}, "price"),
    ],
)
def test_packs_that_cannot_be(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked_pack(replace(BOX, **changes))
    assert field in refused.value.fields


def test_oil_may_weigh_a_tenth_less_than_water() -> None:
    oil = PackData(label="Chai 500 ml", price=90_000, gross_grams=450)
    assert checked_pack(oil)["gross_grams"] == 450
    with pytest.raises(Invalid):
        checked_pack(replace(oil, gross_grams=449))


def test_a_named_number_of_pieces_may_be_made_more_exact() -> None:
    bunch = PackData(
        label="Nải chuối", price=30_000, gross_grams=1_500, net_amount=1_200, net_unit=NetUnit.GRAM
    )
    assert (checked_pack(bunch)["net_amount"], checked_pack(bunch)["net_unit"]) == (1_200, "g")


@pytest.mark.parametrize("price", [1.0, "225000", True, None])
def test_money_is_whole_dong(price: Any) -> None:
    with pytest.raises(TypeError):
        checked_pack(replace(BOX, price=price))


def test_stock_keeping_codes() -> None:
    assert checked_sku(" cam-5kg ") == "CAM-5KG"
    for wrong in ("cam 5kg", "x" * 41):
        with pytest.raises(Invalid):
            checked_sku(wrong)
