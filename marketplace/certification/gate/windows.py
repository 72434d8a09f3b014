"""When an offer will be listed, computed ahead: intervals that stay true without any job having run."""

from dataclasses import dataclass
from datetime import datetime

from marketplace.certification.facts import CertificateFacts, PaperFacts, ProducerFacts, ProductFacts
from marketplace.certification.gate import boundaries
from marketplace.certification.gate.badge import BadgeState
from marketplace.certification.gate.evaluate import evaluate


@dataclass(frozen=True, slots=True)
class Window:
    """What holds from ``from_`` until, not including, ``until`` (``None``: for good). ``star`` is shown on the
    plate.
    """

    from_: datetime
    until: datetime | None
    listed: bool
    star: int | None
    badge_state: BadgeState

    def contains(self, on: datetime) -> bool:
        """True at instants inside."""
        return self.from_ <= on and (self.until is None or on < self.until)


def windows(
    product: ProductFacts,
    certificate: CertificateFacts | None,
    producer: ProducerFacts,
    papers: tuple[PaperFacts, ...],
    start: datetime,
) -> tuple[Window, ...]:
    """The future from ``start`` on, without gap or overlap; neighbours always differ.

    A catalogue may store them as a hint: until somebody changes a fact they say what :func:`evaluate` would say.
    """
    found: list[Window] = []
    starts = [start, *boundaries.after(product, certificate, producer, papers, start)]
    for begin, end in zip(starts, [*starts[1:], None], strict=True):
        result = evaluate(product, certificate, producer, papers, begin)
        window = Window(begin, end, result.listed, result.badge.star, result.badge.state)
        last = found[-1] if found else None
        if last and (last.listed, last.star, last.badge_state) == (
            window.listed,
            window.star,
            window.badge_state,
        ):
            found[-1] = Window(last.from_, end, last.listed, last.star, last.badge_state)
        else:
            found.append(window)
    return tuple(found)
