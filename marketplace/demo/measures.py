"""What officers did to the made-up cases: filings taken in, a suspension, a revocation, a producer stopped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import select

from marketplace.catalog.models import Product
from marketplace.certification import services
from marketplace.certification.kinds import RevocationGround
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.demo.catalogue import Case, Good, words
from marketplace.demo.steps import Shelf, Step
from marketplace.kernel.db import session
from marketplace.producers import services as producers
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

_SUSPENDED, _REVOKED, _MAKER_SUSPENDED = 6, 11, 4
"""Days ago."""


@dataclass(frozen=True, slots=True)
class _Now:
    """How a made-up product stands on this site."""

    recognition_id: int
    producer_id: int
    province_code: str
    is_filed: bool
    is_revoked: bool
    is_suspended: bool
    maker_standing: str


def steps(shelf: Shelf) -> Iterator[Step]:
    """The measures that have not been taken yet."""
    made_up = [good for _, good in shelf.offers() if not good.is_real]
    now = _standings([good.slug for good in made_up])
    for good in made_up:
        step = _WANTED.get(good.case)
        if step is not None:
            yield from step(shelf, good, now[good.slug])


def _file(shelf: Shelf, good: Good, now: _Now) -> Iterator[Step]:
    if not now.is_filed:
        filed_on = shelf.days.filed_on(good)
        at = max(shelf.days.at(filed_on, 15), shelf.days.at(shelf.days.ago(40), 15))
        enters, confirms = shelf.people.officers(now.province_code)
        receipt = f"{good.serial}/BN-OCOP (DEMO)"

        def do() -> None:
            services.record_filing(enters, now.recognition_id, receipt, filed_on)
            services.confirm_filing(confirms, now.recognition_id, receipt)

        yield Step(at, do)


def _suspend(shelf: Shelf, good: Good, now: _Now) -> Iterator[Step]:
    if not now.is_suspended:
        officer = shelf.people.officers(now.province_code)[1]
        reason = words()["decisions"]["suspension"]
        do = partial(
            services.suspend, officer, now.recognition_id, reason, paper_no=f"{good.serial}/BB-HK (DEMO)"
        )
        yield Step(shelf.days.at(shelf.days.ago(_SUSPENDED), 10), do)


def _revoke(shelf: Shelf, good: Good, now: _Now) -> Iterator[Step]:
    if not now.is_revoked:
        do = partial(
            services.revoke,
            shelf.people.chair,
            now.recognition_id,
            decision_no=f"{good.serial}/QĐ-UBND-TH (DEMO)",
            ground=RevocationGround.BELOW_CRITERIA,
            note=words()["decisions"]["revocation"],
        )
        yield Step(shelf.days.at(shelf.days.ago(_REVOKED), 14), do)


def _stop_maker(shelf: Shelf, good: Good, now: _Now) -> Iterator[Step]:
    if now.maker_standing == Standing.VERIFIED:
        officer = shelf.people.officers(now.province_code)[1]
        reason = words()["decisions"]["maker_suspension"]
        do = partial(
            producers.suspend, officer, now.producer_id, reason, paper_no=f"{good.serial}/QĐ-TD (DEMO)"
        )
        yield Step(shelf.days.at(shelf.days.ago(_MAKER_SUSPENDED), 9), do)


_WANTED: Final[dict[Case, Callable[[Shelf, Good, _Now], Iterator[Step]]]] = {
    Case.GRACE: _file,
    Case.GRACE_ENDING: _file,
    Case.SUSPENDED: _suspend,
    Case.REVOKED: _revoke,
    Case.MAKER_SUSPENDED: _stop_maker,
}


def _standings(slugs: list[str]) -> dict[str, _Now]:
    stopped = select(SuspensionPeriod.id).where(SuspensionPeriod.recognition_id == Recognition.id).exists()
    rows = session().execute(
        select(
            Product.slug,
            Recognition.id,
            Producer.id.label("producer_id"),
            Producer.province_code,
            Recognition.filed_on.is_not(None).label("filed"),
            Recognition.revoked_at.is_not(None).label("revoked"),
            stopped.label("stopped"),
            Producer.standing,
        )
        .join(Recognition, Recognition.id == Product.recognition_id)
        .join(Producer, Producer.id == Product.producer_id)
        .where(Product.slug.in_(slugs))
    )
    return {
        row.slug: _Now(
            row.id, row.producer_id, row.province_code, row.filed, row.revoked, row.stopped, row.standing
        )
        for row in rows
    }
