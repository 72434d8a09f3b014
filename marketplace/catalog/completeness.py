"""What an offer still lacks before it can be sent in, and where in its form that is filled in. Pure."""

from collections.abc import Iterable
from typing import Final

from marketplace.catalog.kinds import StorageClass
from marketplace.catalog.product_rules import alcohol_errors
from marketplace.certification.fields import Field, in_order, required_of_product
from marketplace.kernel.i18n import Message

FORM_FIELDS: Final = {
    Field.NAME: "name",
    Field.CATEGORY: "set_no",
    Field.PRICE: "packs",
    Field.UNIT: "packs",
    Field.NET_CONTENT: "packs",
    Field.ORIGIN: "origin_commune_code",
    Field.SHELF_LIFE: "shelf_life",
    Field.INGREDIENTS: "ingredients",
    Field.STORAGE: "storage",
    Field.USE: "usage",
    Field.WARNING: "warning",
    Field.IMAGE: "images",
    Field.RETURN_POLICY: "return_policy",
}
"""Where in the form a mandatory field is filled in."""


def lacking(
    *,
    set_no: int,
    abv_tenths: int | None,
    filled: frozenset[Field],
    storage_class: str,
    gross_grams: Iterable[int],
) -> dict[str, Message | str]:
    """What is missing by field of the form, empty when nothing is (Law 19/2023/QH15 art. 37).

    ``filled`` is what is said already, ``gross_grams`` the weight of each pack that is offered.
    """
    missing: dict[str, Message | str] = {}
    for field in in_order(required_of_product(set_no) - filled):
        missing.setdefault(FORM_FIELDS[field], Message("Còn thiếu %(field)s.", {"field": field.label}))
    missing |= alcohol_errors(set_no, abv_tenths)
    if StorageClass(storage_class).by_parcel and any(grams == 0 for grams in gross_grams):
        missing["packs"] = Message("Ghi khối lượng cả bao bì của từng quy cách, để tính phí giao.")
    return missing
