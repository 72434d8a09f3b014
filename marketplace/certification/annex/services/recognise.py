"""From a row that two officers agree on to a verified recognition in the register."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select

from marketplace.accounts.policy import Role
from marketplace.certification import regimes
from marketplace.certification.annex.assess.draft import RowDraft
from marketplace.certification.annex.services.batch import Batch
from marketplace.certification.issuers import LOCAL
from marketplace.certification.kinds import RegimeCode, Round
from marketplace.certification.models import Recognition
from marketplace.certification.services import RecognitionData
from marketplace.certification.services.taking_over import Entry
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message


def entrant_of(batch: Batch) -> Actor:
    """Who entered the rows: the officer who handed the batch over, with the right that was looked at then.

    The confirmer acts; the entrant is named in the record and is never the same person.
    """
    kind, _, ident = batch.submitted_by.partition(":")
    if kind == "system":
        return Actor.system(ident)
    return Actor(kind, "", int(ident), (Grant(Role.OFFICER, "province", batch.province_code),))


def entries_of(batch: Batch, drafts: Sequence[RowDraft], accepted: Collection[int]) -> list[Entry]:
    """What the rows say, ready to be taken over; at most 1 statement. ``accepted`` are rows whose authority the actor
    has looked at.

    :raises Invalid: a row lacks what a recognition has.
    """
    followed = _followed({draft.follows for draft in drafts if draft.follows is not None})
    entries = []
    for draft in drafts:
        data, follows = recognition_of(batch, draft), None
        if draft.follows is not None:
            follows, star = followed[draft.follows]
            if data.round not in {Round.UPGRADE, Round.RE_EVALUATION}:
                # The annex does not say why it evaluated again; a higher star is what an upgrade is.
                data = replace(data, round=Round.UPGRADE if data.star > star else Round.RE_EVALUATION)
        entries.append(Entry(data=data, follows=follows, accept_authority=draft.number in accepted))
    return entries


def recognition_of(batch: Batch, draft: RowDraft) -> RecognitionData:
    """What the register is told. The file is the evidence: its hash, its name, and the row.

    Words that are stored are Vietnamese, as the register is, whatever language the confirming officer reads in.
    """
    if not (draft.decision_no and draft.decided_on and draft.issuer and draft.star and draft.commune_code):
        raise Invalid(Message("Hàng %(row)s còn thiếu.", {"row": draft.number}))
    regime = regimes.regime_on(draft.decided_on)
    return RecognitionData(
        decision_no=draft.decision_no,
        issued_on=draft.decided_on,
        issuer=draft.issuer,
        issuer_name=draft.issuer_name or draft.issuer.label.msgid,
        issuer_province_code=batch.province_code if draft.issuer in LOCAL else None,
        round=draft.round,
        star=draft.star,
        score=draft.score,
        # Annex I of 26/2026/QĐ-TTg names the sets; earlier decisions counted theirs differently.
        criteria_set=draft.product_set if regime and regime.code == RegimeCode.R26_2026 else None,
        product_code=draft.product_code,
        product_name=draft.product,
        packs=draft.packs,
        holder_name=draft.holder,
        holder_tax_id=draft.tax_code,
        printed_address=draft.address,
        old_unit=draft.old_unit,
        commune_code=draft.commune_code,
        scan_hash=batch.sha256,
        grade=batch.declared.grade,
        evidence_source=f"{batch.file_name[:200]}, hàng {draft.number}",
        note=_note(draft),
    )


def _note(draft: RowDraft) -> str:
    """What the annex says and the register has no column for."""
    parts: Sequence[tuple[str, str]] = (
        ("Ghi chú", draft.note),
        ("Nhóm", draft.group),
        ("Loại hình", draft.holder_type),
        ("Đại diện", draft.representative),
        ("Giấy chứng nhận", draft.certificate_no),
    )
    return "\n".join(f"{label}: {text}" for label, text in parts if text)


def _followed(codes: Collection[str]) -> dict[str, tuple[int, int]]:
    """The ids and the stars of the recognitions that rows continue, which never change; 1 statement, none for none."""
    if not codes:
        return {}
    statement = select(Recognition.code, Recognition.id, Recognition.star).where(Recognition.code.in_(codes))
    return {row.code: (row.id, row.star) for row in session().execute(statement)}
