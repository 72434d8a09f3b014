"""What is entered about a product, its packs and its papers, as values."""

from dataclasses import dataclass
from datetime import date

from marketplace.catalog.kinds import NetUnit, StorageClass
from marketplace.certification.facts import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductData:
    """The words and numbers of a product.

    ``set_no`` is the product set of 26/2026/QĐ-TTg, 1 to 26. ``origin_commune_code`` is the present unit,
    ``origin_printed`` the old units that the pack still prints. ``abv_tenths`` is alcohol in tenths of a percent by
    volume. ``season_mask`` has bit 0 for January; 0 is all year.
    """

    name: str
    set_no: int
    origin_commune_code: str
    origin_printed: str = ""
    summary: str = ""
    description: str = ""
    story: str = ""
    ingredients: str = ""
    storage: str = ""
    usage: str = ""
    warning: str = ""
    shelf_life: str = ""
    shelf_life_days: int | None = None
    storage_class: StorageClass = StorageClass.AMBIENT
    abv_tenths: int | None = None
    gtin: str = ""
    origin_mark: str = ""
    origin_mark_kind: str = ""
    origin_mark_no: str = ""
    season_mask: int = 0
    return_policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackData:
    """A pack. ``label`` is what it is called ("Thùng 5 kg"); its net content is read from it where ``net_amount`` is
    not given. ``gross_grams`` is its weight ready for a parcel, ``price`` đồng with VAT. An empty ``sku`` is made up.
    """

    label: str
    price: int
    gross_grams: int
    net_amount: int | None = None
    net_unit: NetUnit | None = None
    sku: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPaperData:
    """A paper about the product as its scan shows it. ``mark`` is the protected mark a right-of-use is about."""

    kind: PaperKind
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None = None
    mark: str = ""
    file_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRowData:
    """A row of the form of packs. ``variant_id`` is ``None`` for a new one; ``seen_price`` is the price that the form
    showed, so that one who was faster is not overruled. ``active``: it is offered. The net content is read from the
    label where ``net_amount`` is not given.
    """

    variant_id: int | None
    label: str
    price: int
    gross_grams: int
    sku: str = ""
    active: bool = True
    seen_price: int | None = None
    net_amount: int | None = None
    net_unit: NetUnit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """What is wanted of a pack among many: another price in đồng than the one that was seen, or whether it is offered;
    ``None`` leaves it as it is.
    """

    variant_id: int
    price: int | None = None
    seen_price: int | None = None
    active: bool | None = None
