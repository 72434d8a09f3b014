"""The claimant's verbs. Nothing they are told depends on who is in the register."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import presence
from marketplace.accounts.phones import read_phone
from marketplace.certification.claims.access import about, move, own
from marketplace.certification.claims.kinds import ClaimState, ProofKind
from marketplace.certification.claims.models import Claim, ClaimScan
from marketplace.certification.events import ClaimOpened
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import sealer
from marketplace.kernel.text import one_line
from marketplace.media import services as media
from marketplace.media.models import File
from marketplace.places.models import Commune
from marketplace.producers.identity import normalise_tax_code
from marketplace.producers.kinds import ProducerKind

_LIMITS = {"holder_name": 200, "decision_no": 80, "note": 500}
_REQUIRED = {
    "holder_name": Message("Ghi tên chủ thể như trên giấy chứng nhận."),
    "decision_no": Message("Ghi số quyết định công nhận, ví dụ 2394/QĐ-UBND."),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClaimData:
    """What a claimant types, and the files they sent before (``store_proof``), by their kind."""

    holder_name: str
    decision_no: str
    tax_code: str
    phone: str
    commune_code: str
    note: str = ""
    proofs: Mapping[ProofKind, int]


def store_proof(actor: Actor, kind: ProofKind, data: bytes) -> int:
    """Take in a scan and return its id; what shows who a person is lies sealed.

    :raises Invalid: neither PDF nor photo, or not a usable one. :raises NotAllowed: nobody is signed in.
    """
    return media.store_paper(actor, data, kind=kind, owner=_owner(actor), sealed=kind.sealed)


def open_claim(actor: Actor, data: ClaimData) -> str:
    """Say that a holder in the register is oneself; returns the code of the claim. An officer of the place looks at it.

    :raises Invalid: names the fields at fault; ``claim_certificate`` where its scan is missing.
    :raises Conflict: the account has a claim that waits.
    :raises NotAllowed: nobody is signed in.
    """
    if actor.id is None:
        raise NotAllowed
    values, number = _checked(actor, data)
    with transaction() as here:
        presence.hold(actor)
        code, now = codes.new(), clock.now()
        try:
            with savepoint():
                claim_id: int = here.execute(
                    insert(Claim)
                    .values(
                        **values,
                        code=code,
                        claimant_id=actor.id,
                        state=ClaimState.OPENED,
                        tax_sealed=sealer().seal(number, about(code)),
                        tax_tail=number[-4:],
                        opened_at=now,
                    )
                    .returning(Claim.id)
                ).scalar_one()
        except IntegrityError:
            raise Conflict(Message("Anh chị có một đề nghị đang chờ cán bộ xem.")) from None
        rows = [
            {"claim_id": claim_id, "kind": kind, "file_id": file_id, "position": place}
            for place, (kind, file_id) in enumerate(sorted(data.proofs.items()), start=1)
        ]
        here.execute(insert(ClaimScan), rows)
        audit.record(actor, "certification.claim.opened", "claim", code, {"decision": values["decision_no"]})
        emit(ClaimOpened(code, actor.id))
    return code


def check_claim(actor: Actor, data: ClaimData) -> None:
    """:class:`Invalid` names everything that is wrong with a claim, without opening it."""
    _checked(actor, data)


def withdraw(actor: Actor, code: str) -> None:
    """Give the claim up. What was sent stays as evidence.

    :raises InvalidMove: it is decided. :raises NotFound: it is not the actor's own.
    """
    with transaction():
        row = own(actor, code)
        move(actor, row, "withdraw")


def _checked(actor: Actor, data: ClaimData) -> tuple[dict[str, str], str]:
    values = {name: one_line(getattr(data, name)) for name in _LIMITS}
    errors: dict[str, Message | str] = {name: text for name, text in _REQUIRED.items() if not values[name]}
    for name, limit in _LIMITS.items():
        if len(values[name]) > limit:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
    number = ""
    try:
        number = normalise_tax_code(data.tax_code, ProducerKind.HOUSEHOLD)
    except Invalid as refusal:
        errors |= refusal.fields
    try:
        values["phone"] = read_phone(data.phone)
    except Invalid as refusal:
        errors["phone"] = refusal.fields.get("phone", refusal.message)
    place = (
        session()
        .execute(
            select(Commune.code, Commune.province_code).where(
                Commune.code == data.commune_code, Commune.withdrawn_on.is_(None)
            )
        )
        .one_or_none()
    )
    if place is None:
        errors["commune"] = Message("Chọn xã, phường trong danh sách hiện nay.")
    if ProofKind.CERTIFICATE not in data.proofs or not _are_own(actor, data.proofs):
        errors[ProofKind.CERTIFICATE] = Message("Gửi ảnh chụp hoặc bản quét giấy chứng nhận.")
    if errors or place is None:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return {**values, "commune_code": place.code, "province_code": place.province_code}, number


def _are_own(actor: Actor, proofs: Mapping[ProofKind, int]) -> bool:
    """True where the files were sent by this very person for this: ids come back from a form."""
    rows = session().execute(
        select(File.id, File.kind).where(File.id.in_(proofs.values()), File.owner == _owner(actor))
    )
    return {(ProofKind(row.kind), row.id) for row in rows} == set(proofs.items())


def _owner(actor: Actor) -> str:
    return f"claimant:{actor.id}"
