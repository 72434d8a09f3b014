"""One recognition in full: for the officer's page, and for whoever asks why a product has its star."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, select

from marketplace.certification.kinds import RecordState, RevocationGround
from marketplace.certification.lifecycle import Calendar, Standing, calendar_of
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel import codes
from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.places.models import Commune, Province


@dataclass(frozen=True, slots=True)
class SuspensionView:
    """A suspension as the register shows it; ``until`` is not included, ``None`` while it is open. ``carried_from`` is
    the code of the recognition of the same product that it began with.
    """

    since: datetime
    until: datetime | None
    reason: str
    paper_no: str
    suspended_by: str
    suspended_as: str | None
    carried_from: str | None
    lifted_by: str
    lift_reason: str


@dataclass(frozen=True, slots=True)
class LineEntry:
    """Another recognition of the same product, earlier or later."""

    id: int
    code: str
    decision_no: str
    issued_on: date
    star: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class RecognitionView:
    """A recognition with everything known about it. Actors are references (``user:12``), scores hundredths."""

    id: int
    code: str
    lineage: str
    decision_no: str
    issued_on: date
    expires_on: date
    issuer_kind: str
    issuer_name: str
    issuer_province_code: str | None
    regime: str
    round: str
    star: int
    score: int | None
    criteria_set: int | None
    criterion_scores: dict[str, int]
    product_code: str
    units_known: bool | None
    product_name: str
    packs: list[str]
    holder_name: str
    holder_tax_id: str
    producer_id: int | None
    printed_address: str
    old_unit: str | None
    commune_code: str
    commune: str
    commune_type: str
    province_code: str
    province: str
    scan_hash: str
    scan_file_id: int | None
    grade: str
    evidence_source: str
    note: str
    state: str
    remark: str
    entered_by: str
    entered_at: datetime
    verified_by: str
    verified_at: datetime | None
    authority_accepted: bool
    filing_receipt_no: str
    filed_on: date | None
    filing_by: str | None
    filing_confirmed_by: str | None
    filing_waiting_no: str | None
    filing_waiting_by: str | None
    filing_result_on: date | None
    superseded_on: date | None
    revoked_at: datetime | None
    revocation_decision_no: str
    revocation_ground: str
    revocation_note: str
    demo: bool
    version: int
    changed_at: datetime
    standing: Standing
    suspensions: tuple[SuspensionView, ...]
    line: tuple[LineEntry, ...]

    @property
    def calendar(self) -> Calendar:
        """Its legal days: expiry, window, grace."""
        return calendar_of(self.issued_on)

    @property
    def receipt_no(self) -> str:
        """The number that was typed last: the one that waits for a second officer, if one does."""
        return self.filing_waiting_no or self.filing_receipt_no

    @property
    def receipt_waits_of(self) -> str | None:
        """Who noted or corrected the receipt, while a second officer has not confirmed it."""
        if self.filing_confirmed_by is None:
            return self.filing_by
        return self.filing_waiting_by

    @property
    def ground(self) -> RevocationGround | None:
        """Why it was revoked, if it was."""
        return RevocationGround(self.revocation_ground) if self.revocation_ground else None


_OWN: Final = tuple(
    name
    for name in RecognitionView.__dataclass_fields__
    if name not in {"commune", "commune_type", "province", "standing", "suspensions", "line"}
)


def recognition(recognition_id: int, *, on: datetime | None = None) -> RecognitionView:
    """The recognition as it is at ``on`` (default: now); 3 statements. :class:`NotFound`."""
    return _view(Recognition.id == recognition_id, Moment.of(on))


def recognition_by_code(code: str, *, on: datetime | None = None) -> RecognitionView:
    """The recognition whose public code was typed or scanned, in any spelling; 3 statements.

    :raises NotFound: no such code, or a record that was never verified: those are nobody's business but the register's.
    """
    clause = (Recognition.code == codes.normalise(code)) & (Recognition.state == RecordState.VERIFIED)
    return _view(clause, Moment.of(on))


def _view(clause: ColumnElement[bool], moment: Moment) -> RecognitionView:
    row = (
        session()
        .execute(
            select(
                *(getattr(Recognition, name) for name in _OWN),
                Commune.name.label("commune"),
                Commune.unit_type.label("commune_type"),
                Province.name.label("province"),
                standing_column(moment).label("standing"),
            )
            .join(Commune, Commune.code == Recognition.commune_code)
            .join(Province, Province.code == Recognition.province_code)
            .where(clause)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Sổ không có bản ghi này."))
    values = dict(row._mapping)
    values["standing"] = Standing(row.standing)
    return RecognitionView(**values, suspensions=_suspensions(row.id), line=_line(row, moment))


def _suspensions(recognition_id: int) -> tuple[SuspensionView, ...]:
    columns = [getattr(SuspensionPeriod, name) for name in SuspensionView.__dataclass_fields__]
    statement = (
        select(*columns)
        .where(SuspensionPeriod.recognition_id == recognition_id)
        .order_by(SuspensionPeriod.since, SuspensionPeriod.id)
    )
    return tuple(SuspensionView(*row) for row in session().execute(statement))


def _line(row: Any, moment: Moment) -> tuple[LineEntry, ...]:
    statement = (
        select(
            Recognition.id,
            Recognition.code,
            Recognition.decision_no,
            Recognition.issued_on,
            Recognition.star,
            standing_column(moment).label("standing"),
        )
        .where(
            Recognition.lineage == row.lineage,
            Recognition.id != row.id,
            Recognition.state != RecordState.WITHDRAWN,
        )
        .order_by(Recognition.issued_on, Recognition.id)
    )
    return tuple(
        LineEntry(each.id, each.code, each.decision_no, each.issued_on, each.star, Standing(each.standing))
        for each in session().execute(statement)
    )
