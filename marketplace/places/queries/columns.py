"""The columns that make cards, and cards made of them."""

from typing import Any

from sqlalchemy import Label

from marketplace.places.cards import CommuneCard, OldUnitCard, ProvinceCard
from marketplace.places.models import Commune, OldUnit, Province
from marketplace.places.names import Level

PROVINCE: tuple[Label[Any], ...] = (
    Province.code.label("province_code"),
    Province.name.label("province_name"),
    Province.unit_type.label("province_type"),
    Province.slug.label("province_slug"),
    Province.name_en.label("province_name_en"),
    Province.region_key.label("province_region"),
)

COMMUNE: tuple[Label[Any], ...] = (
    Commune.code.label("commune_code"),
    Commune.name.label("commune_name"),
    Commune.unit_type.label("commune_type"),
    Commune.slug.label("commune_slug"),
    Commune.withdrawn_on.label("commune_withdrawn_on"),
)

OLD_UNIT: tuple[Label[Any], ...] = (
    OldUnit.key.label("old_key"),
    OldUnit.listing.label("old_listing"),
    OldUnit.level.label("old_level"),
    OldUnit.code.label("old_code"),
    OldUnit.name.label("old_name"),
    OldUnit.unit_type.label("old_type"),
    OldUnit.district_key.label("old_district_key"),
    OldUnit.district.label("old_district"),
    OldUnit.province_key.label("old_province_key"),
    OldUnit.province.label("old_province"),
    OldUnit.province_code.label("old_province_code"),
    OldUnit.listed_until.label("old_listed_until"),
)


def province_card(row: Any) -> ProvinceCard:
    """From the columns of ``PROVINCE``."""
    return ProvinceCard(
        row.province_code,
        row.province_name,
        row.province_type,
        row.province_slug,
        row.province_name_en,
        row.province_region,
    )


def commune_card(row: Any) -> CommuneCard:
    """From the columns of ``COMMUNE`` and ``PROVINCE``."""
    return CommuneCard(
        row.commune_code,
        row.commune_name,
        row.commune_type,
        row.commune_slug,
        province_card(row),
        row.commune_withdrawn_on,
    )


def old_unit_card(row: Any) -> OldUnitCard:
    """From the columns of ``OLD_UNIT``."""
    return OldUnitCard(
        row.old_key,
        row.old_listing,
        Level(row.old_level),
        row.old_code,
        row.old_name,
        row.old_type,
        row.old_district_key,
        row.old_district,
        row.old_province_key,
        row.old_province,
        row.old_province_code,
        row.old_listed_until,
    )
