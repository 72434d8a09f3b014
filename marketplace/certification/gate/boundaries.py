"""When what the gate says could change: the days and instants at which any fact begins or ends to count."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from marketplace.certification.facts import (
    CertificateFacts,
    PaperFacts,
    ProducerFacts,
    ProductFacts,
    Suspension,
)
from marketplace.certification.lifecycle import calendar_of
from marketplace.certification.reference import category_rules
from marketplace.kernel import clock

_DAY: Final = timedelta(days=1)


def days(
    product: ProductFacts, certificate: CertificateFacts | None, papers: tuple[PaperFacts, ...]
) -> Iterator[date]:
    """Every day whose beginning (in Vietnam) could change the result, in no order, past ones included."""
    here = certificate
    while here is not None:
        if here.issued_on is not None:
            calendar = calendar_of(here.issued_on)
            yield here.issued_on
            yield calendar.expires_on + _DAY
            if here.filing is not None:
                yield here.filing.filed_on
                yield calendar.grace_ends + _DAY
                if here.filing.result_on is not None:
                    yield here.filing.result_on
        if here.superseded_on is not None:
            yield here.superseded_on
        here = here.previous
    for paper in papers:
        yield paper.issued_on
        if paper.valid_until is not None:
            yield paper.valid_until + _DAY
    for rule in category_rules().get(product.product_set, ()):
        yield rule.first_day
        if rule.last_day is not None:
            yield rule.last_day + _DAY


def instants(certificate: CertificateFacts | None, producer: ProducerFacts) -> Iterator[datetime]:
    """Every instant inside a day that could change the result, in no order, past ones included."""
    here = certificate
    while here is not None:
        if here.revocation is not None:
            yield here.revocation.at
        yield from _ends(here.suspensions)
        here = here.previous
    yield from _ends(producer.suspensions)


def following(
    product: ProductFacts,
    certificate: CertificateFacts | None,
    producer: ProducerFacts,
    papers: tuple[PaperFacts, ...],
    on: datetime,
) -> datetime | None:
    """The first boundary after ``on``, in UTC; ``None`` when nothing will ever change by itself."""
    today = clock.local(on).date()
    next_day = min((day for day in days(product, certificate, papers) if day > today), default=None)
    start = clock.start_of_day(next_day) if next_day is not None else None
    return min(
        (each for each in (start, *instants(certificate, producer)) if each is not None and each > on),
        default=None,
    )


def after(
    product: ProductFacts,
    certificate: CertificateFacts | None,
    producer: ProducerFacts,
    papers: tuple[PaperFacts, ...],
    start: datetime,
) -> list[datetime]:
    """All boundaries after ``start``, in order."""
    every = {clock.start_of_day(day) for day in set(days(product, certificate, papers))}
    every.update(instants(certificate, producer))
    return sorted(each for each in every if each > start)


def _ends(suspensions: tuple[Suspension, ...]) -> Iterator[datetime]:
    for suspension in suspensions:
        yield suspension.since
        if suspension.until is not None:
            yield suspension.until
