"""Certificates as the gate is told of them, for one product or for a page of them, in one statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any, Final, cast

from sqlalchemy import Row, Table, bindparam, select

from marketplace.certification.facts import CertificateFacts, Filing, Revocation, Suspension
from marketplace.certification.kinds import (
    EvidenceGrade,
    IssuerKind,
    RecordState,
    RegimeCode,
    RevocationGround,
    Round,
)
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.packs import parse_packs
from marketplace.kernel.db import session

COLUMNS: Final = (
    Recognition.id,
    Recognition.code,
    Recognition.lineage,
    Recognition.decision_no,
    Recognition.issued_on,
    Recognition.issuer_kind,
    Recognition.issuer_name,
    Recognition.star,
    Recognition.product_name,
    Recognition.holder_name,
    Recognition.scan_hash,
    Recognition.grade,
    Recognition.state,
    Recognition.packs,
    Recognition.holder_tax_id,
    Recognition.producer_id,
    Recognition.province_code,
    Recognition.commune_code,
    Recognition.old_unit,
    Recognition.issuer_province_code,
    Recognition.regime,
    Recognition.round,
    Recognition.authority_accepted,
    Recognition.criteria_set,
    Recognition.score,
    Recognition.criterion_scores,
    Recognition.product_code,
    Recognition.units_known,
    Recognition.filing_receipt_no,
    Recognition.filed_on,
    Recognition.filing_confirmed_by,
    Recognition.filing_result_on,
    Recognition.superseded_on,
    Recognition.revoked_at,
    Recognition.revocation_decision_no,
    Recognition.revocation_ground,
)
_STOPS: Final = (
    SuspensionPeriod.since,
    SuspensionPeriod.until,
    SuspensionPeriod.reason,
    SuspensionPeriod.paper_no,
)

_RECOGNITION: Final = cast(Table, Recognition.__table__)
_SUSPENSION: Final = cast(Table, SuspensionPeriod.__table__)

# Made once and over Core columns: it stands behind every list, basket and page. That records which nobody verified come
# along is no harm; asking for the state here would lead the planner to read the whole register.
_LINES: Final = (
    select(
        *(_RECOGNITION.c[column.key] for column in COLUMNS), *(_SUSPENSION.c[column.key] for column in _STOPS)
    )
    .select_from(_RECOGNITION.outerjoin(_SUSPENSION, _SUSPENSION.c.recognition_id == _RECOGNITION.c.id))
    .where(
        _RECOGNITION.c.lineage.in_(
            select(_RECOGNITION.c.lineage).where(_RECOGNITION.c.id.in_(bindparam("ids", expanding=True)))
        )
    )
    .order_by(_RECOGNITION.c.issued_on, _RECOGNITION.c.id, _SUSPENSION.c.since)
)


def certificate_facts(recognition_ids: Iterable[int]) -> dict[int, CertificateFacts]:
    """For each recognition, what the gate has to know, whatever instant it is asked about; 1 statement.

    The facts are those of the newest verified decision on the same product, with the earlier ones behind it in
    ``previous``: a product that is attached to an old recognition follows its upgrades by itself. A recognition whose
    product was never verified stands for itself. Unknown ids are left out.
    """
    wanted = sorted(set(recognition_ids))
    if not wanted:
        return {}
    rows: dict[int, list[Any]] = {}
    for row in session().execute(_LINES, {"ids": wanted}):
        rows.setdefault(row.id, []).append(row)
    single = {each: _single(found) for each, found in rows.items()}
    chains: dict[str, list[CertificateFacts]] = {}
    for each, facts in single.items():
        if facts.state is RecordState.VERIFIED:
            chains.setdefault(rows[each][0].lineage, []).append(facts)
    heads = {lineage: chained(chain) for lineage, chain in chains.items()}
    return {each: heads.get(rows[each][0].lineage, single[each]) for each in wanted if each in rows}


def chained(chain: Sequence[CertificateFacts]) -> CertificateFacts:
    """The last of a product's verified certificates, in order of issue, each with the one before as ``previous``."""
    return reduce(lambda before, here: replace(here, previous=before), chain)


def _single(rows: Sequence[Row[Any]]) -> CertificateFacts:
    row = rows[0]
    filing = _filing(row.filing_receipt_no, row.filed_on, row.filing_result_on)
    is_confirmed = row.filing_confirmed_by is not None
    return facts_of(
        row,
        filing=filing if is_confirmed else None,
        waiting_filing=None if is_confirmed else filing,
        suspensions=tuple(
            Suspension(each.since, each.until, each.reason, each.paper_no) for each in rows if each.since
        ),
        revocation=Revocation(
            row.revoked_at, row.revocation_decision_no, RevocationGround(row.revocation_ground)
        )
        if row.revoked_at
        else None,
        superseded_on=row.superseded_on,
    )


def facts_of(record: Any, **later: Any) -> CertificateFacts:
    """What a record says by itself. ``record`` is a row of ``COLUMNS`` or a view with the same names.

    ``later`` is what became of it afterwards: ``filing``, ``waiting_filing``, ``suspensions``, ``revocation``,
    ``superseded_on``.
    """
    return CertificateFacts(
        code=record.code,
        decision_no=record.decision_no,
        issued_on=record.issued_on,
        issuer=IssuerKind(record.issuer_kind),
        issuer_name=record.issuer_name,
        star=record.star,
        product_name=record.product_name,
        holder_name=record.holder_name,
        scan_hash=record.scan_hash,
        grade=EvidenceGrade(record.grade) if record.grade else None,
        state=RecordState(record.state),
        packs=parse_packs(tuple(record.packs)),
        holder_tax_id=record.holder_tax_id,
        producer_id=record.producer_id,
        province_code=record.province_code,
        commune_code=record.commune_code,
        old_unit=record.old_unit,
        issuer_province_code=record.issuer_province_code,
        regime=RegimeCode(record.regime) if record.regime else None,
        round=Round(record.round) if record.round else None,
        authority_accepted=record.authority_accepted,
        criteria_set=record.criteria_set,
        score=record.score,
        criterion_scores=record.criterion_scores,
        product_code=record.product_code,
        units_known=record.units_known,
        **later,
    )


def _filing(receipt_no: str, filed_on: date | None, result_on: date | None) -> Filing | None:
    return Filing(receipt_no, filed_on, result_on) if filed_on else None
