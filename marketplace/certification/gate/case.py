"""What every rule is asked about: the facts, and the instant with the legal day it falls on."""

from collections.abc import Container
from datetime import date, datetime

from marketplace.certification.facts import (
    CertificateFacts,
    PaperFacts,
    PaperKind,
    ProducerFacts,
    ProductFacts,
)
from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import Calendar, calendar_of
from marketplace.kernel import clock


class Case:
    """The facts at one instant. Made once for an evaluation and handed to each rule; nothing changes it."""

    __slots__ = ("calendar", "certificate", "day", "on", "papers", "producer", "product")

    def __init__(
        self,
        product: ProductFacts,
        certificate: CertificateFacts | None,
        producer: ProducerFacts,
        papers: tuple[PaperFacts, ...],
        on: datetime,
    ) -> None:
        self.day: date = clock.local(on).date()
        self.product = product
        self.certificate = certificate_at(certificate, self.day)
        self.producer = producer
        self.papers = papers
        self.on = on
        issued_on = self.certificate.issued_on if self.certificate else None
        self.calendar: Calendar | None = calendar_of(issued_on) if issued_on else None

    def paper(self, kinds: Container[PaperKind]) -> tuple[PaperFacts | None, PaperFacts | None]:
        """The paper of those kinds that holds longest today, and the one to speak of when none does."""
        best: PaperFacts | None = None
        last: PaperFacts | None = None
        for paper in self.papers:
            if paper.kind not in kinds:
                continue
            if paper.holds(self.day):
                best = paper if best is None else _longer(best, paper)
            last = paper if last is None else _longer(last, paper)
        return best, last


def certificate_at(certificate: CertificateFacts | None, day: date) -> CertificateFacts | None:
    """The recognition that counted on ``day``: the given one, or an earlier one it replaced after that day."""
    here = certificate
    while (
        here is not None
        and here.previous is not None
        and (here.state is not RecordState.VERIFIED or here.issued_on is None or day < here.issued_on)
    ):
        here = here.previous
    return here


def _longer(one: PaperFacts, other: PaperFacts) -> PaperFacts:
    return other if (other.valid_until or date.max) > (one.valid_until or date.max) else one
