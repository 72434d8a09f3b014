"""Who sells, as a contract has to name them; also for statements of other domains that join the producer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, FromClause, Join, Table, bindparam, select

from marketplace.accounts.phones import show_phone
from marketplace.kernel.db import session
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.identity import masked
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer

PRODUCER: Final = cast(Table, Producer.__table__)
_COMMUNE: Final = cast(Table, Commune.__table__).alias("seller_commune")
_PROVINCE: Final = cast(Table, Province.__table__).alias("seller_province")


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, with everything that the law wants said before a contract (Law 19/2023/QH15 art. 37)."""

    id: int
    slug: str
    kind: ProducerKind
    display_name: str
    legal_name: str
    representative: str
    phone: str
    email: str
    tax_code: str
    registration_no: str
    registration_on: date | None
    registration_issuer: str
    street: str
    commune_code: str
    commune: str
    commune_slug: str
    province_code: str
    province: str
    province_slug: str
    printed_address: str
    standing: Standing
    verified_at: datetime | None
    demo: bool

    @property
    def address(self) -> str:
        """The address of today in one line: street, commune with its type, province."""
        return ", ".join(part for part in (self.street, self.commune, self.province) if part)

    @property
    def phone_text(self) -> str:
        """The telephone number as it is written in Vietnam."""
        return show_phone(self.phone)

    @property
    def public_tax_code(self) -> str:
        """The tax number for pages: a person's own number with its middle covered, an organisation's in full."""
        return masked(self.tax_code)


_OWN: Final = (
    "id", "slug", "kind", "display_name", "legal_name", "representative", "phone", "email", "tax_code",
    "registration_no", "registration_on", "registration_issuer", "street", "commune_code", "province_code",
    "printed_address", "standing", "verified_at", "demo",
)  # fmt: skip

SELLER_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    *(PRODUCER.c[name].label(f"seller_{name}") for name in _OWN),
    _COMMUNE.c.name.label("seller_commune_name"),
    _COMMUNE.c.unit_type.label("seller_commune_type"),
    _COMMUNE.c.slug.label("seller_commune_slug"),
    _PROVINCE.c.name.label("seller_province"),
    _PROVINCE.c.slug.label("seller_province_slug"),
)
"""Columns for a statement from :func:`with_place`; :func:`seller_of` reads them."""


def with_place(tables: FromClause) -> Join:
    """``tables``, which have the producer among them, with the producer's commune and province."""
    return tables.join(_COMMUNE, _COMMUNE.c.code == PRODUCER.c.commune_code).join(
        _PROVINCE, _PROVINCE.c.code == PRODUCER.c.province_code
    )


def seller_of(row: Any) -> Seller:
    """The seller in a row of ``SELLER_COLUMNS``."""
    values = {name: getattr(row, f"seller_{name}") for name in _OWN}
    values["kind"], values["standing"] = ProducerKind(row.seller_kind), Standing(row.seller_standing)
    return Seller(
        **values,
        commune=full_name(row.seller_commune_type, row.seller_commune_name),
        commune_slug=row.seller_commune_slug,
        province=row.seller_province,
        province_slug=row.seller_province_slug,
    )


SELLERS: Final = select(*SELLER_COLUMNS).select_from(with_place(PRODUCER))
"""All sellers, to be narrowed."""

_SELLERS: Final = SELLERS.where(PRODUCER.c.id.in_(bindparam("ids", expanding=True)))


def sellers(producer_ids: Collection[int]) -> dict[int, Seller]:
    """Sellers by id; one statement, none for no ids."""
    if not producer_ids:
        return {}
    rows = session().execute(_SELLERS, {"ids": sorted(set(producer_ids))})
    return {row.seller_id: seller_of(row) for row in rows}
