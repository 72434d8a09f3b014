"""Beginning the minutes of an inspection."""

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import may
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.inspection.access import inspection_for, refuse_own_people
from marketplace.inspection.holding import producer_of
from marketplace.inspection.kinds import InspectionState
from marketplace.inspection.models import Inspection, InspectionAnswer
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold, one_line
from marketplace.places import queries as places
from marketplace.producers import queries as producers

_NAME_LIMIT = 200
_KEY_LIMIT = 64


@dataclass(frozen=True, slots=True)
class _Subject:
    recognition_id: int | None
    producer_id: int | None
    holder: str
    product_name: str
    province_code: str
    commune_code: str


def begin(
    actor: Actor,
    *,
    recognition_id: int | None = None,
    producer_id: int | None = None,
    product_name: str = "",
    holder: str = "",
    commune_code: str = "",
    follows: str = "",
    client_key: str = "",
) -> str:
    """Begin the minutes of a visit and return their code.

    About a product with a certificate: ``recognition_id`` alone. About one without: ``product_name`` and the
    ``producer_id``, or where the producer is not known here the ``holder`` as it is called and its ``commune_code``.
    About whether a fault was mended: ``follows``, the code of the concluded inspection, alone. ``client_key`` is the
    device's own name for this beginning: sent again, it gives the code that it gave. The officer who begins stands in
    the team as its first.

    :raises Invalid: names what is missing or does not exist (``recognition_id``, ``product_name``, ``holder``,
        ``commune_code``).
    :raises Conflict: the inspection to follow is not concluded.
    :raises NotFound: the place is none of the actor's.
    :raises NotAllowed: the actor is one of the producer's own people.
    """
    client_key = one_line(client_key)[:_KEY_LIMIT]
    if client_key and (known := _known(actor, client_key)):
        return known
    follows_id: int | None = None
    if follows:
        before = inspection_for(actor, "inspection.conduct", follows)
        if before.state is not InspectionState.CONCLUDED:
            raise Conflict(Message("Lần kiểm tra trước chưa kết luận."))
        follows_id, recognition_id, producer_id = before.id, before.recognition_id, before.producer_id
        product_name, holder, commune_code = before.product_name, before.holder, before.commune_code
    if recognition_id is not None:
        subject = _recognised(recognition_id)
    else:
        subject = _bare(producer_id, one_line(product_name), one_line(holder), commune_code.strip())
    if not may(actor, "inspection.conduct", province=subject.province_code, commune=subject.commune_code):
        raise NotFound(Message("Không có sản phẩm này."))
    refuse_own_people(actor, subject.producer_id)
    with transaction():
        code = codes.new()
        try:
            inspection_id = _insert(actor, subject, code, client_key, follows_id)
        except IntegrityError:
            # Sent twice at once: the other one has made it.
            known = _known(actor, client_key) if client_key else None
            if known is None:
                raise
            return known
        if actor.name:
            session().execute(
                insert(InspectionAnswer).values(
                    inspection_id=inspection_id,
                    name="team_1_name",
                    value=actor.name[:120],
                    version=1,
                    typed_by=actor.ref,
                    typed_at=clock.now(),
                )
            )
        told = {"recognition": subject.recognition_id, "producer": subject.producer_id}
        audit.record(actor, "inspection.inspection.begun", "inspection", code, told)
    return code


def _insert(actor: Actor, subject: _Subject, code: str, client_key: str, follows_id: int | None) -> int:
    now = clock.now()
    with savepoint() as here:
        made: int = here.execute(
            insert(Inspection)
            .values(
                code=code,
                state=InspectionState.DRAFT,
                recognition_id=subject.recognition_id,
                producer_id=subject.producer_id,
                holder=subject.holder,
                product_name=subject.product_name,
                province_code=subject.province_code,
                commune_code=subject.commune_code,
                folded=fold(f"{subject.holder} {subject.product_name} {code}")[:640],
                follows_id=follows_id,
                client_key=client_key,
                begun_by=actor.ref,
                begun_at=now,
                changed_at=now,
            )
            .returning(Inspection.id)
        ).scalar_one()
    return made


def _known(actor: Actor, client_key: str) -> str | None:
    return (
        session()
        .execute(
            select(Inspection.code).where(
                Inspection.begun_by == actor.ref, Inspection.client_key == client_key
            )
        )
        .scalar_one_or_none()
    )


def _recognised(recognition_id: int) -> _Subject:
    """The product of a verified recognition; one that was never verified is nobody's business but the register's."""
    row = (
        session()
        .execute(
            select(
                Recognition.state,
                Recognition.producer_id,
                Recognition.holder_name,
                Recognition.product_name,
                Recognition.province_code,
                Recognition.commune_code,
            ).where(Recognition.id == recognition_id)
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có sản phẩm này."))
    if row.state != RecordState.VERIFIED:
        wrong = Message("Giấy công nhận này chưa được duyệt vào sổ.")
        raise Invalid(wrong, fields={"recognition_id": wrong})
    return _Subject(
        recognition_id,
        row.producer_id if row.producer_id is not None else producer_of(recognition_id),
        row.holder_name,
        row.product_name,
        row.province_code,
        row.commune_code,
    )


def _bare(producer_id: int | None, product_name: str, holder: str, commune_code: str) -> _Subject:
    errors: dict[str, Message | str] = {}
    if not product_name:
        errors["product_name"] = Message("Ghi tên sản phẩm như trên nhãn.")
    for name, text in (("product_name", product_name), ("holder", holder)):
        if len(text) > _NAME_LIMIT:
            errors[name] = Message("Dài quá %(limit)s ký tự.", {"limit": _NAME_LIMIT})
    province_code = ""
    if producer_id is not None:
        seller = producers.sellers([producer_id]).get(producer_id)
        if seller is None:
            raise NotFound(Message("Không có chủ thể này."))
        holder, province_code, commune_code = seller.legal_name, seller.province_code, seller.commune_code
    else:
        if not holder:
            errors["holder"] = Message("Ghi tên cơ sở như trên nhãn hoặc biển hiệu.")
        found = places.communes([commune_code]).get(commune_code) if commune_code else None
        if found is None:
            errors["commune_code"] = Message("Chọn xã, phường nơi kiểm tra.")
        else:
            province_code = found.province.code
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return _Subject(None, producer_id, holder, product_name, province_code, commune_code)
