"""What the gate is told about an offer, made of the catalogue's and the producers' rows. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from marketplace.catalog.kinds import ProductState, StorageClass
from marketplace.catalog.parts import PaperRow, Parts
from marketplace.certification import gate, reference
from marketplace.certification.facts import (
    CertificateFacts,
    PaperFacts,
    PaperKind,
    ProducerFacts,
    ProductFacts,
    Suspension,
)
from marketplace.certification.fields import Field
from marketplace.certification.gate import GateResult, Window
from marketplace.certification.packs import Pack, parse_pack
from marketplace.producers.identity import is_valid_tax_code
from marketplace.producers.kinds import ProducerKind, Standing

_KNOWN_PAPERS = frozenset(PaperKind)


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that decides whether a product may be sold, at any instant.

    ``is_live`` is ours (approved, not hidden), the rest is the gate's.
    """

    product_id: int
    is_live: bool
    product: ProductFacts
    certificate: CertificateFacts | None
    producer: ProducerFacts
    papers: tuple[PaperFacts, ...]

    def evaluate(self, on: datetime) -> GateResult:
        """What the gate says at the instant ``on``."""
        return gate.evaluate(self.product, self.certificate, self.producer, self.papers, on)

    def windows(self, start: datetime) -> tuple[Window, ...]:
        """The future from ``start`` on, as the gate sees it."""
        return gate.windows(self.product, self.certificate, self.producer, self.papers, start)


def offer(row: Any, own: Parts, sellers: Parts, certificate: CertificateFacts | None) -> Offer:
    """The facts of one product, from a row of ``columns.PRODUCT_FACTS`` and ``PRODUCER_FACTS`` and its parts."""
    return Offer(
        row.product_id,
        row.product_state == ProductState.LIVE,
        product_facts(row, own),
        certificate,
        producer_facts(row, sellers),
        tuple(paper_facts((*own.papers, *sellers.papers))),
    )


def product_facts(row: Any, own: Parts) -> ProductFacts:
    """The product's part."""
    packs = tuple(_pack(pack.label) for pack in own.packs if pack.active)
    return ProductFacts(
        name=row.product_name,
        product_set=row.product_set,
        packs=packs,
        filled=frozenset(_filled_by_product(row, own, has_packs=bool(packs))),
        by_parcel=StorageClass(row.storage_class).by_parcel,
        abv=row.abv_tenths,
        origin_mark=row.origin_mark,
    )


def producer_facts(row: Any, sellers: Parts) -> ProducerFacts:
    """The producer's part. Who closed is stopped for good."""
    return ProducerFacts(
        id=row.producer_id,
        legal_name=row.producer_legal_name,
        tax_id=row.producer_tax_code,
        tax_id_valid=_tax_code_holds(row.producer_tax_code, row.producer_kind),
        registration_no=row.producer_registration_no,
        identity_verified=row.producer_verified_at is not None and row.producer_standing != Standing.APPLIED,
        filled=frozenset(_filled_by_producer(row)),
        suspensions=tuple(
            Suspension(stop.since, stop.until, stop.reason, stop.paper_no, stop.for_good)
            for stop in sellers.stops
        ),
    )


def paper_facts(papers: Iterable[PaperRow]) -> Iterator[PaperFacts]:
    """Papers of the kinds that a rule asks for."""
    for paper in papers:
        if paper.kind in _KNOWN_PAPERS:
            yield PaperFacts(
                PaperKind(paper.kind),
                paper.number,
                paper.issued_on,
                paper.expires_on,
                paper.issuer,
                paper.verified,
                paper.mark,
            )


def _filled_by_product(row: Any, own: Parts, *, has_packs: bool) -> Iterator[Field]:
    fresh = reference.product_sets()[row.product_set].is_fresh_food
    said = {
        Field.NAME: row.product_name,
        Field.CATEGORY: True,
        Field.PRICE: has_packs,
        Field.UNIT: has_packs,
        Field.NET_CONTENT: has_packs,
        Field.ORIGIN: row.has_origin,
        # Fresh goods have no date of expiry; the law is content with when they are harvested.
        Field.SHELF_LIFE: row.has_shelf_life or (fresh and row.season_mask),
        Field.INGREDIENTS: row.has_ingredients,
        Field.STORAGE: row.has_storage,
        Field.USE: row.has_usage,
        Field.WARNING: row.has_warning,
        Field.IMAGE: own.images,
        Field.RETURN_POLICY: row.has_return_policy,
    }
    return (field for field, value in said.items() if value)


def _filled_by_producer(row: Any) -> Iterator[Field]:
    said = {
        Field.LEGAL_NAME: row.producer_legal_name,
        Field.PRODUCER_TYPE: row.producer_kind,
        Field.ADDRESS: row.producer_street,
        Field.PHONE: row.producer_phone,
        Field.TAX_ID: row.producer_tax_code,
        Field.REGISTRATION: row.producer_registration_no
        and row.producer_registration_on
        and row.producer_registration_issuer,
    }
    return (field for field, value in said.items() if value)


@lru_cache(maxsize=8192)
def _pack(label: str) -> Pack:
    return parse_pack(label)


@lru_cache(maxsize=8192)
def _tax_code_holds(tax_code: str, kind: str) -> bool:
    return is_valid_tax_code(tax_code, ProducerKind(kind))
