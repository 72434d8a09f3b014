"""One recognition as the verbs see it, and the one guarded way to change it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from marketplace.accounts.policy import require
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.services.own_people import refuse_own_people
from marketplace.kernel import clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import nfc


@dataclass(frozen=True, slots=True)
class Record:
    """What a verb has to know of a recognition before it does anything."""

    id: int
    code: str
    lineage: str
    state: RecordState
    version: int
    decision_no: str
    issued_on: date
    star: int
    issuer_kind: str
    regime: str
    round: str
    product_name: str
    scan_hash: str
    grade: str
    entered_by: str
    producer_id: int | None
    holder_tax_id: str
    holder_name: str
    commune_code: str
    province_code: str
    filing_receipt_no: str
    filed_on: date | None
    filing_by: str | None
    filing_confirmed_by: str | None
    filing_waiting_no: str | None
    filing_waiting_by: str | None
    filing_result_on: date | None
    superseded_on: date | None
    revoked_at: datetime | None
    demo: bool


_COLUMNS = tuple(getattr(Recognition, name) for name in Record.__dataclass_fields__)


def load(recognition_id: int) -> Record:
    """The recognition; 1 statement. :class:`NotFound`."""
    return load_all([recognition_id])[recognition_id]


def load_all(recognition_ids: Collection[int]) -> dict[int, Record]:
    """The recognitions by id; 1 statement, none for none. :class:`NotFound` where one is missing."""
    if not recognition_ids:
        return {}
    rows = session().execute(select(*_COLUMNS).where(Recognition.id.in_(recognition_ids)))
    found = {row.id: Record(**{**row._mapping, "state": RecordState(row.state)}) for row in rows}
    if len(found) < len(set(recognition_ids)):
        raise NotFound(Message("Sổ không có bản ghi này."))
    return found


def load_for(actor: Actor, permission: str, recognition_id: int) -> Record:
    """The recognition, if the actor holds ``permission`` for its place.

    :raises NotFound: there is none.
    :raises NotAllowed: it lies outside the actor's scope.
    """
    record = load(recognition_id)
    require(actor, permission, province=record.province_code, commune=record.commune_code)
    return record


def load_to_decide(actor: Actor, permission: str, recognition_id: int) -> Record:
    """As :func:`load_for`, of somebody who decides what it is worth; :class:`NotAllowed` for the people of the producer
    that holds it, whatever else they are.
    """
    record = load_for(actor, permission, recognition_id)
    refuse_own_people(actor, record.producer_id, record.holder_tax_id, record.holder_name)
    return record


def line_of(lineage: str) -> tuple[int, ...]:
    """The ids of all recognitions of the same product, withdrawn ones left out; 1 statement."""
    return lines_of([lineage]).get(lineage, ())


def lines_of(lineages: Collection[str]) -> dict[str, tuple[int, ...]]:
    """As :func:`line_of`, for many; 1 statement."""
    statement = (
        select(Recognition.lineage, Recognition.id)
        .where(Recognition.lineage.in_(lineages), Recognition.state != RecordState.WITHDRAWN)
        .order_by(Recognition.id)
    )
    found: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for row in session().execute(statement):
        found[row.lineage] += (row.id,)
    return found


def change(recognition_id: int, *guards: ColumnElement[bool], **values: Any) -> bool:
    """Change the row if every guard still holds; False when somebody else was faster.

    The guards are looked at by the database in the same statement that writes, so two who act at once cannot both
    succeed.
    """
    done = session().scalar(
        update(Recognition)
        .where(Recognition.id == recognition_id, *guards)
        .values(**values, version=Recognition.version + 1, changed_at=clock.now())
        .returning(Recognition.id)
    )
    return done is not None


def refuse_ended(record: Record) -> None:
    """:class:`Conflict` where the record does not count: not verified, revoked, or replaced by a newer decision."""
    if record.state is not RecordState.VERIFIED:
        raise Conflict(Message("Bản ghi chưa được duyệt."))
    if record.revoked_at is not None:
        raise Conflict(Message("Giấy chứng nhận đã bị thu hồi."))
    if record.superseded_on is not None:
        raise Conflict(Message("Giấy chứng nhận đã được thay bằng quyết định mới."))


def words(text: str, field: str, *, limit: int = 500, missing: Message) -> str:
    """``text`` on one line. :class:`Invalid`, naming ``field``, when it is empty or longer than ``limit``."""
    text = " ".join(nfc(text).split())
    if not text:
        raise Invalid(missing, fields={field: missing})
    if len(text) > limit:
        too_long = Message("Dài quá %(limit)s ký tự.", {"limit": limit})
        raise Invalid(too_long, fields={field: too_long})
    return text
