"""Approval: an application becomes a verified producer, all in one transaction."""

from typing import Any

from sqlalchemy import select

from marketplace.accounts import services as accounts
from marketplace.accounts.policy import Role
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current
from marketplace.producers.applications.access import ApplicationRow, in_hand
from marketplace.producers.applications.checklist import papers_begun
from marketplace.producers.applications.keeping import kept_answers, print_of, texts
from marketplace.producers.applications.machine import APPLICATION
from marketplace.producers.applications.models import ApplicationScan
from marketplace.producers.applications.moving import move, taken
from marketplace.producers.applications.services.comparing import ticked_by
from marketplace.producers.applications.services.submitting import complete_values, refuse_known_number
from marketplace.producers.data import PaperData, ProducerData
from marketplace.producers.events import ApplicationApproved
from marketplace.producers.kinds import PaperKind
from marketplace.producers.payout import services as payout
from marketplace.producers.services.papers import enter_paper, verify_paper
from marketplace.producers.services.registration import enter
from marketplace.producers.services.standing import verify


def approve(actor: Actor, code: str, *, seen: int | None = None) -> int:
    """Approve what another officer has proposed; returns the id of the verified producer that it becomes. ``seen``
    is the round that was looked at.

    Its papers hold all scans of each kind, its bank account is the one that was compared, and the applicant owns
    it. What the applicant entered the officer verifies: two officers and the applicant are three people.

    :raises NotAllowed: the officer proposed it, has compared a line of it, or it is their own.
    :raises Invalid: something has come to be missing since, such as a paper that ran out.
    :raises InvalidMove: nobody has proposed it, or it is decided.
    :raises Conflict: another officer has it or was faster, or the tax number has become a producer's.
    :raises NotFound: none, or none of the officer's place.
    """
    with transaction():
        row = in_hand(actor, code, "producers.verify", seen=seen)
        APPLICATION.next(row.name or row.code, row.state, "approve")
        if row.proposed_by == actor.ref:
            raise NotAllowed(Message("Người đề nghị duyệt không tự duyệt được: cần một cán bộ khác."))
        if actor.ref in ticked_by(row):
            # Who compares finds, who approves answers for it: a proposal between the two does not make them two people.
            raise NotAllowed(
                Message(
                    "Anh chị đã đối chiếu vài mục của hồ sơ này, không tự duyệt được: cần một cán bộ khác."
                )
            )
        values, errors = complete_values(row, clock.today())
        if errors:
            raise Invalid(Message("Hồ sơ còn thiếu hoặc chưa đúng vài mục."), fields=errors)
        refuse_known_number(row, values, print_of(values["tax_code"], values["kind"]))
        # Taken before anything is made of it: who comes second waits here, and is told.
        row = taken(row)
        producer_id = _make_producer(actor, row, values)
        move(
            actor,
            row,
            "approve",
            producer_id=producer_id,
            decided_by=actor.ref,
            decided_at=clock.now(),
            claimed_by=None,
            claimed_at=None,
        )
        accounts.grant(
            Actor.system("onboarding"),
            row.applicant_id,
            Role.PRODUCER_OWNER,
            "producer",
            str(producer_id),
        )
        emit(ApplicationApproved(row.code, row.applicant_id, producer_id))
    return producer_id


def _make_producer(actor: Actor, row: ApplicationRow, values: dict[str, Any]) -> int:
    applicant = row.applicant_ref
    data = ProducerData(
        kind=values["kind"],
        legal_name=values["legal_name"],
        representative=values["representative"],
        phone=values["phone"],
        tax_code=values["tax_code"],
        commune_code=values["commune_code"],
        display_name=values.get("display_name", ""),
        email=values.get("email", ""),
        registration_no=values["registration_no"],
        registration_on=values["registration_on"],
        registration_issuer=values["registration_issuer"],
        street=values["street"],
        printed_address=values.get("printed_address", ""),
        introduction=values.get("introduction", ""),
        story=values.get("story", ""),
    )
    producer_id = enter(actor, data, entered_by=applicant, demo=current().is_demo)
    verify(actor, producer_id)
    for paper in _papers(row, values):
        paper_id = enter_paper(actor, producer_id, paper, entered_by=applicant)
        verify_paper(actor, paper_id, with_producer=True)
    payout.enter_verified(
        actor,
        producer_id,
        bank=values["bank"],
        account=values["bank_account"],
        holder=values["bank_holder"],
        entered_by=applicant,
    )
    return producer_id


def _papers(row: ApplicationRow, values: dict[str, Any]) -> list[PaperData]:
    """The papers with all their scans. A business registration says what the step of that name asked."""
    scans: dict[str, list[int]] = {}
    rows = session().execute(
        select(ApplicationScan.kind, ApplicationScan.file_id)
        .where(ApplicationScan.application_id == row.id)
        .order_by(ApplicationScan.position)
    )
    for scan in rows:
        scans.setdefault(scan.kind, []).append(scan.file_id)
    found = []
    for kind in papers_begun(texts(kept_answers(row.id)), scans):
        if kind is PaperKind.BUSINESS_REGISTRATION:
            said = [values[f"registration_{each}"] for each in ("no", "issuer", "on")]
            expires = None
        else:
            said = [values[f"paper.{kind}.{each}"] for each in ("number", "issuer", "issued_on")]
            expires = values.get(f"paper.{kind}.expires_on")
        number, issuer, issued_on = said
        found.append(
            PaperData(
                kind=kind,
                number=number,
                issuer=issuer,
                issued_on=issued_on,
                expires_on=expires,
                file_id=scans[kind][0],
                further_file_ids=tuple(scans[kind][1:]),
            )
        )
    return found
