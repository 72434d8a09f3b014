"""Entering the producers of the demo market, each with its people and papers, verified by a second officer."""

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from marketplace.certification import reference
from marketplace.certification.lifecycle import add_months
from marketplace.demo import people as persons
from marketplace.demo.catalogue import Case, Maker, makers, words
from marketplace.demo.days import Days
from marketplace.demo.marks import phone, pick, tax_code
from marketplace.demo.people import People
from marketplace.kernel import clock
from marketplace.kernel.db import session, transaction
from marketplace.places import queries as places
from marketplace.places.cards import CommuneCard
from marketplace.producers import services
from marketplace.producers.data import PaperData, ProducerData
from marketplace.producers.kinds import PaperKind, ProducerKind
from marketplace.producers.models import Producer

_SMALL: Final = frozenset({ProducerKind.HOUSEHOLD, ProducerKind.GROUP, ProducerKind.FARM})
"""Small growers of fresh produce sign a commitment in place of a food-safety certificate."""

_YEARS_OF_FOOD_SAFETY: Final = 3
_LAPSED_DAYS_AGO: Final = 5
_VERIFIED_AFTER: Final = timedelta(hours=6)


def enter_makers(days: Days, people: People) -> int:
    """Enter the producers that are missing, one transaction each. Returns how many were."""
    known = set(session().execute(select(Producer.slug).where(Producer.demo)).scalars())
    missing = [maker for maker in makers() if maker.key not in known]
    communes = places.communes({maker.place.commune_code for maker in missing})
    for maker in missing:
        with transaction():
            _enter(maker, communes[maker.place.commune_code], days, people)
    return len(missing)


def _enter(maker: Maker, commune: CommuneCard, days: Days, people: People) -> None:
    at = days.registered_at(maker)
    enters, verifies = people.officers(commune.province.code)
    with clock.hold(at):
        producer_id = services.register(enters, _data(maker, commune, at), slug=maker.key, demo=True)
        owner = persons.staff(maker, producer_id, people)
        papers = [services.add_paper(owner, producer_id, paper) for paper in _papers(maker, days, at)]
    with clock.hold(at + _VERIFIED_AFTER):
        for paper_id in papers:
            services.verify_paper(verifies, paper_id)
        services.verify(verifies, producer_id)


def _data(maker: Maker, commune: CommuneCard, at: datetime) -> ProducerData:
    said = words()["makers"]
    street = said["street_rural" if commune.unit_type == "xã" else "street_urban"]
    printed = maker.place.printed
    street = street.format(n=1 + pick(maker.key, "street", of=9))
    return ProducerData(
        kind=maker.kind,
        legal_name=maker.name,
        representative=said["representative"],
        phone=phone(maker.serial),
        tax_code=tax_code(maker.serial),
        commune_code=commune.code,
        display_name=maker.name,
        email=persons.owner_email(maker),
        registration_no=f"DEMO-{commune.province.code}-{maker.serial:04}",
        registration_on=_founded_on(maker, at),
        registration_issuer=said["registrar"],
        street=street,
        printed_address=f"{street}, {printed}",
        introduction=said["introduction"].format(name=maker.name, place=commune.line),
        story=words()["stories"].get(maker.goods[0].slug, ""),
    )


def _founded_on(maker: Maker, at: datetime) -> date:
    return clock.local(at).date() - timedelta(days=300 + pick(maker.key, "founded", of=2500))


def _papers(maker: Maker, days: Days, at: datetime) -> list[PaperData]:
    """What the gate asks of an establishment with such goods, and HACCP where goods have four stars or more."""
    said, number = words()["makers"], f"DEMO-{maker.serial:04}"
    issued = clock.local(at).date() - timedelta(days=20 + pick(maker.key, "food", of=150))
    until = add_months(issued, 12 * _YEARS_OF_FOOD_SAFETY)
    papers = [
        PaperData(
            kind=PaperKind.BUSINESS_REGISTRATION,
            number=f"ĐKKD-{number}",
            issuer=said["registrar"],
            issued_on=_founded_on(maker, at),
        )
    ]
    sets = [reference.product_sets()[good.set_no] for good in maker.goods]
    if any(each.needs_food_safety for each in sets):
        is_small = maker.kind in _SMALL and all(each.is_fresh_food for each in sets)
        kind = PaperKind.FOOD_SAFETY_COMMITMENT if is_small else PaperKind.FOOD_SAFETY
        if maker.goods[0].case is Case.FOOD_PAPER_LAPSED:
            until = days.ago(_LAPSED_DAYS_AGO)
            issued = add_months(until, -12 * _YEARS_OF_FOOD_SAFETY)
        papers.append(_paper(kind, f"ATTP-{number}", said["food_office"], issued, until))
    if any(each.needs_quality_paper for each in sets) and max(good.star for good in maker.goods) > 3:
        papers.append(_paper(PaperKind.HACCP, f"HACCP-{number}", said["certifier"], issued, until))
    if any(good.set_no == 18 for good in maker.goods):
        papers.append(_paper(PaperKind.GMP, f"GMP-{number}", said["health_office"], issued, until))
    return papers


def _paper(kind: PaperKind, number: str, issuer: str, issued: date, until: date) -> PaperData:
    return PaperData(kind=kind, number=number, issuer=issuer, issued_on=issued, expires_on=until)


def ids() -> dict[str, int]:
    """The producers by key; one statement."""
    found = session().execute(select(Producer.slug, Producer.id).where(Producer.demo))
    return {row.slug: row.id for row in found}
