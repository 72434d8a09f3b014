"""Who sells, as a contract has to name them; also for statements of other domains that join the producer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from marketplace.kernel.db import session
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.identity import format_phone, masked
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer

SELLER_COMMUNE: Final = aliased(Commune)
SELLER_PROVINCE: Final = aliased(Province)


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
        return format_phone(self.phone)

    @property
    def public_tax_code(self) -> str:
        """The tax number for pages: a person's own number with its middle covered, an organisation's in full."""
        return masked(self.tax_code)


_OWN: Final = (
    "id", "slug", "kind", "display_name", "legal_name", "representative", "phone", "email", "tax_code",
    "registration_no", "registration_on", "registration_issuer", "street", "commune_code", "province_code",
    "printed_address", "standing", "verified_at", "demo",
)  # fmt: skip

SELLER_COLUMNS: Final[tuple[Any, ...]] = (
    *(getattr(Producer, name).label(f"seller_{name}") for name in _OWN),
    SELLER_COMMUNE.name.label("seller_commune_name"),
    SELLER_COMMUNE.unit_type.label("seller_commune_type"),
    SELLER_COMMUNE.slug.label("seller_commune_slug"),
    SELLER_PROVINCE.name.label("seller_province"),
    SELLER_PROVINCE.slug.label("seller_province_slug"),
)
"""Columns for a statement that has the producer joined with :func:`with_place`; :func:`seller_of` reads them."""


def with_place(statement: Select[Any]) -> Select[Any]:
    """``statement``, which has the producer in it, with the producer's commune and province."""
    return statement.join(SELLER_COMMUNE, SELLER_COMMUNE.code == Producer.commune_code).join(
        SELLER_PROVINCE, SELLER_PROVINCE.code == Producer.province_code
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


def sellers(producer_ids: Collection[int]) -> dict[int, Seller]:
    """Sellers by id; one statement, none for no ids."""
    if not producer_ids:
        return {}
    rows = session().execute(
        with_place(select(*SELLER_COLUMNS)).where(Producer.id.in_(sorted(set(producer_ids))))
    )
    return {row.seller_id: seller_of(row) for row in rows}
