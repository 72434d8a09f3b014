"""When a product goes off sale because a paper ends, as the gate sees the days ahead. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from marketplace.catalog.facts import Offer
from marketplace.certification.facts import PaperFacts
from marketplace.kernel import clock
from marketplace.kernel.i18n import Message

PAPER_RULES: Final = frozenset({"G10", "G11", "G12", "G14"})
"""The rules of the gate that ask for papers."""

PaperKey = tuple[str, str, date]
"""Kind, number and day of issue: by which a paper is known to the gate, which knows no ids."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A product goes off sale with the beginning of ``day`` because these papers ended the day before.

    Without ``papers`` it is off sale now for want of one; ``reasons`` say of which, in an officer's words. ``others``:
    so many more products of this producer go with it, which nobody names.
    """

    product_id: int
    name: str
    day: date
    papers: frozenset[PaperKey]
    reasons: tuple[Message, ...]
    others: int = 0


def key_of(paper: PaperFacts) -> PaperKey:
    """How a paper is found again among those of its owner."""
    return paper.kind.value, paper.number, paper.issued_on


def lapse_of(offer: Offer, now: datetime) -> Lapse | None:
    """The next time that papers take ``offer`` off sale, or that they do now; ``None`` where they never will.

    A product that is off sale for another reason, or goes before for one, is not a matter of papers.
    """
    for window in offer.windows(now):
        if not window.listed:
            start = window.from_
            break
    else:
        return None
    result = offer.evaluate(start)
    reasons = tuple(verdict.officer for verdict in result.failed if verdict.code in PAPER_RULES)
    if not reasons or len(reasons) < len(result.failed):
        return None
    day = clock.local(start).date()
    if start == now:
        return Lapse(offer.product_id, offer.product.name, day, frozenset(), reasons)
    last = day - timedelta(days=1)
    ended = [paper for paper in offer.papers if paper.is_verified and paper.valid_until == last]
    if not _holds(offer, ended, start):
        return None
    guilty = [
        each for each in ended if not _holds(offer, [one for one in ended if one is not each], start)
    ] or ended
    return Lapse(
        offer.product_id, offer.product.name, day, frozenset(key_of(each) for each in guilty), reasons
    )


def is_missed(offer: Offer, key: PaperKey, on: datetime) -> bool:
    """Whether a rule that asks for papers fails at ``on`` for want of this one, which has ended by then. What the offer
    has of other kinds now is taken to be renewed in time: whether it is, is that paper's matter.
    """

    def failing(*endless: PaperFacts) -> set[str]:
        papers = tuple(
            replace(paper, valid_until=None) if paper in endless else paper for paper in offer.papers
        )
        return {each.code for each in replace(offer, papers=papers).evaluate(on).failed} & PAPER_RULES

    today = clock.local(clock.now()).date()
    others = [paper for paper in offer.papers if paper.kind.value != key[0] and paper.holds(today)]
    own = [paper for paper in offer.papers if key_of(paper) == key]
    return bool(failing(*others) - failing(*others, *own))


def _holds(offer: Offer, longer: Collection[PaperFacts], on: datetime) -> bool:
    """Whether it would be on sale at ``on``, if these papers had no end."""
    papers = tuple(
        replace(paper, valid_until=None) if any(paper is one for one in longer) else paper
        for paper in offer.papers
    )
    return replace(offer, papers=papers).evaluate(on).listed
