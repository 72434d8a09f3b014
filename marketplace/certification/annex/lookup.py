"""What looking at a file has to ask the database: places, the register, other batches. At most a handful of statements
for each day on which decisions of the file were signed, however many rows there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from marketplace.certification.annex.assess.assess import Address, World
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.assess.duplicates import Registered
from marketplace.certification.annex.assess.place_checks import names_commune
from marketplace.certification.annex.models import ImportBatch
from marketplace.certification.annex.states import BatchState
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.kernel import clock
from marketplace.kernel.db import session
from marketplace.places import queries as places
from marketplace.places.cards import Candidate, Resolution

MOST_CHOICES = 40
"""Choices for one question; no old district of a province became more communes."""

MOST_SEARCHES = 12
"""Districts of one file whose communes are looked up; a province had no more than thirty, and few lists stop there."""


def world_of(
    province_code: str,
    sha256: str,
    batch_id: int | None = None,
    register: Sequence[Registered] | None = None,
) -> World:
    """The world in which a file of a province is looked at; ``batch_id`` is its own batch once there is one, and
    ``register`` is what :func:`register_of` said, where that was asked already.
    """
    return World(
        clock.today(),
        lambda addresses: _resolve(addresses, province_code),
        lambda drafts: _registered(drafts, province_code) if register is None else register,
        _seen(province_code, sha256, batch_id),
    )


def _resolve(addresses: Sequence[Address], province_code: str) -> Mapping[Address, Resolution]:
    by_day: dict[date | None, list[str]] = defaultdict(list)
    for text, day in addresses:
        by_day[day].append(text)
    found: dict[Address, Resolution] = {}
    for day, texts in by_day.items():
        for text, answer in zip(texts, places.resolve_printed_many(texts, day, province_code), strict=True):
            found[text, day] = replace(answer, candidates=_within(answer.candidates, province_code))
    return found | _of_districts(found, province_code)


def _of_districts(found: Mapping[Address, Resolution], province_code: str) -> dict[Address, Resolution]:
    """The answers for addresses that stop at a district, with its communes of today to choose from."""
    open_ = {
        text for (text, _), answer in found.items() if answer.commune is None and not names_commune(text)
    }
    choices = {
        text: _within(places.search(text, province_code, MOST_CHOICES), province_code)
        for text in sorted(open_)[:MOST_SEARCHES]
    }
    return {
        (text, day): replace(answer, candidates=choices[text])
        for (text, day), answer in found.items()
        if text in choices
    }


def _within(candidates: Sequence[Candidate], province_code: str) -> tuple[Candidate, ...]:
    """Choices in the province of the file: nothing else may be chosen."""
    return tuple(each for each in candidates if each.commune.province.code == province_code)[:MOST_CHOICES]


def _registered(drafts: Sequence[RowDraft], province_code: str) -> Sequence[Registered]:
    return register_of(province_code) if drafts else ()


def register_of(province_code: str) -> Sequence[Registered]:
    """The recognitions of the province, as far as rows are compared with them; 1 statement."""
    statement = (
        select(
            Recognition.code,
            Recognition.product_name,
            Recognition.holder_name,
            Recognition.holder_tax_id,
            Recognition.decision_no,
            Recognition.issued_on,
            Recognition.state,
            Recognition.revoked_at,
            Recognition.superseded_on,
        )
        .where(Recognition.province_code == province_code, Recognition.state != RecordState.WITHDRAWN)
        .order_by(Recognition.code)
    )
    return [
        Registered(
            row.code,
            row.product_name,
            row.holder_name,
            row.holder_tax_id,
            row.decision_no,
            row.issued_on,
            row.state == RecordState.VERIFIED and row.revoked_at is None and row.superseded_on is None,
        )
        for row in session().execute(statement)
    ]


def _seen(province_code: str, sha256: str, batch_id: int | None) -> tuple[str, ...]:
    statement = (
        select(ImportBatch.code)
        .where(
            ImportBatch.province_code == province_code,
            ImportBatch.sha256 == sha256,
            ImportBatch.state != BatchState.REJECTED,
            ImportBatch.id != (batch_id or 0),
        )
        .order_by(ImportBatch.id)
    )
    return tuple(session().scalars(statement))
