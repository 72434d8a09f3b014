"""Ending an inspection: the verdict, and what begins with it in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from marketplace.certification import services as register
from marketplace.certification.kinds import RevocationGround
from marketplace.inspection import limits
from marketplace.inspection.access import InspectionCore, inspection_for, refuse_own_people
from marketplace.inspection.events import InspectionConcluded, MisuseFound
from marketplace.inspection.holding import producer_of
from marketplace.inspection.keeping import kept_answers, texts
from marketplace.inspection.kinds import (
    Check,
    EvidenceKind,
    InspectionState,
    MisuseState,
    ProposalState,
    Verdict,
)
from marketplace.inspection.models import InspectionClash, InspectionFile, InspectionSave, Misuse, Proposal
from marketplace.inspection.moving import FASTER, move_inspection
from marketplace.inspection.reading import Reading, article_of, missing, read, recommended
from marketplace.inspection.registered import Head, head_of, open_stop
from marketplace.inspection.services.saving import not_writable, writable
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import DEFAULT_LOCALE, Message, speaking
from marketplace.producers.reasons import check_reason


@dataclass(frozen=True, slots=True)
class Concluded:
    """What came of it: the codes of the proposal to revoke or of the misuse, if one began; whether the product is
    stopped now.
    """

    proposal: str
    misuse: str
    suspended: bool


def conclude(actor: Actor, code: str, *, seen: int | None = None) -> Concluded:
    """Conclude an inspection by what was typed; nothing of it changes any more. ``seen`` is the version looked at.

    A failed one stops the product at once, in this transaction, and drafts the proposal to revoke with the ground that
    fits the failed check or the one that was typed; the days of the authority begin with this instant. A product
    without a certificate that counts has nothing to stop: where its mark was at fault, that is a case of misuse, and
    any other fault stands in the minutes, which the producer is told of. A product that was stopped already
    stays stopped by what stopped it, and the case does not lift that.

    :raises Invalid: names what is missing or does not fit together, and fields with two wordings (``clash``).
    :raises Conflict: concluded or dropped already, changed since ``seen``, or the register moved on at this moment.
    :raises NotFound: none of the actor's places. :raises NotAllowed: not an officer, or of the producer's own people.
    """
    with transaction():
        core = writable(actor, code)
        if seen is not None and seen != core.version:
            raise Conflict(FASTER)
        answers = texts(kept_answers(core.id))
        found = read(answers)
        head = head_of(core.recognition_id) if core.recognition_id is not None else None
        certified = head is not None and head.in_force
        _refuse_unfinished(core, found, answers, certified=certified)
        now = clock.now()
        producer_id = core.producer_id
        if producer_id is None and head is not None:
            producer_id = producer_of(head.id)
            refuse_own_people(actor, producer_id)
        move_inspection(core, "conclude", concluded_by=actor.ref, concluded_at=now, producer_id=producer_id)
        session().execute(delete(InspectionSave).where(InspectionSave.inspection_id == core.id))
        verdict = found.verdict
        assert verdict is not None, "what is missing was refused"
        proposal = misuse = ""
        suspended = False
        if verdict is Verdict.FAIL and head is not None and certified:
            proposal = _propose(actor, core, head, producer_id, found, answers, now)
            suspended = True
        elif verdict is Verdict.FAIL and Check.MARK in found.faults:
            misuse = _open_misuse(actor, core, producer_id, answers, now)
        told = {"verdict": verdict, "proposal": proposal, "misuse": misuse}
        audit.record(actor, "inspection.inspection.concluded", "inspection", code, told)
        emit(InspectionConcluded(core.id, code, producer_id, core.recognition_id, verdict, proposal, misuse))
    return Concluded(proposal, misuse, suspended)


def drop(actor: Actor, code: str, reason: str) -> None:
    """Put minutes away that were begun by mistake. They stay, with their reason, and count for nothing.

    :raises Invalid: no reason. :raises Conflict: concluded or dropped already. :raises NotFound: none of the actor's.
    """
    reason = check_reason(reason)
    with transaction():
        core = inspection_for(actor, "inspection.conduct", code)
        if core.state is InspectionState.CONCLUDED:
            raise not_writable(core.state)
        move_inspection(core, "drop", dropped_reason=reason)
        audit.record(actor, "inspection.inspection.dropped", "inspection", code, {"reason": reason})


def _refuse_unfinished(
    core: InspectionCore, found: Reading, answers: Mapping[str, str], *, certified: bool
) -> None:
    here = session()
    stamps = here.scalar(
        select(func.count()).where(
            InspectionFile.inspection_id == core.id, InspectionFile.kind == EvidenceKind.STAMP
        )
    )
    lacking: dict[str, Message | str] = {**missing(found, answers, certified=certified, stamps=stamps or 0)}
    if here.scalar(select(func.count()).where(InspectionClash.inspection_id == core.id)):
        lacking["clash"] = Message("Còn chỗ có hai cách ghi: chọn một rồi mới kết luận.")
    if lacking:
        raise Invalid(Message("Biên bản chưa đủ để kết luận."), fields=lacking)


def _propose(
    actor: Actor,
    core: InspectionCore,
    head: Head,
    producer_id: int | None,
    found: Reading,
    answers: Mapping[str, str],
    now: datetime,
) -> str:
    """Stop the product and draft the proposal; its code."""
    ground = found.ground or recommended(found) or RevocationGround.OTHER_CONCLUSION
    article = answers.get("article", "").strip() or article_of(ground)
    before = open_stop(head.id)
    running = before is not None and before.since <= now
    with speaking(DEFAULT_LOCALE):  # of record: the same in whatever language the officer reads
        reason = f"Kiểm tra {core.code} kết luận không đạt: {ground.label}"
    try:
        register.suspend(actor, head.id, reason, paper_no=f"Biên bản {core.code}", quiet=True)
    except Conflict:
        # Stopped already, in the same name or a higher one; anything else leaves nothing to stop it.
        after = open_stop(head.id)
        if after is None or after.since > now:
            raise
        before, running = after, True
    stop = open_stop(head.id)
    # What ran may have been lifted at this moment: then the one that runs now is new, and this case's.
    ran_before = running and before is not None and stop is not None and stop.id == before.id
    own = None if ran_before else stop
    code = codes.new()
    session().execute(
        insert(Proposal).values(
            code=code,
            inspection_id=core.id,
            state=ProposalState.DRAFTED,
            recognition_id=head.id,
            producer_id=producer_id,
            province_code=head.province_code,
            commune_code=head.commune_code,
            ground=ground,
            article=article,
            note=answers.get("summary", ""),
            concluded_at=now,
            due_on=limits.last_day(limits.DECISION, now),
            suspension_id=own.id if own else None,
            suspended_as=own.suspended_as if own else None,
            inspected_by=core.begun_by,
            drafted_by=actor.ref,
            drafted_at=now,
        )
    )
    told = {"inspection": core.code, "ground": ground}
    audit.record(actor, "inspection.proposal.drafted", "proposal", code, told)
    return code


def _open_misuse(
    actor: Actor, core: InspectionCore, producer_id: int | None, answers: Mapping[str, str], now: datetime
) -> str:
    code = codes.new()
    note = answers.get(f"{Check.MARK}_note", "") or answers.get("summary", "")
    misuse_id: int = (
        session()
        .execute(
            insert(Misuse)
            .values(
                code=code,
                inspection_id=core.id,
                state=MisuseState.OPEN,
                producer_id=producer_id,
                province_code=core.province_code,
                commune_code=core.commune_code,
                note=note,
                opened_by=actor.ref,
                opened_at=now,
                changed_at=now,
            )
            .returning(Misuse.id)
        )
        .scalar_one()
    )
    audit.record(actor, "inspection.misuse.opened", "misuse", code, {"inspection": core.code})
    emit(MisuseFound(misuse_id, code, producer_id))
    return code
