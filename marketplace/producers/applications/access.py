"""Whose an application is and who may work on it. What is not somebody's to see does not exist for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from marketplace.accounts.policy import may
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotAllowed, NotFound
from marketplace.kernel.i18n import Message
from marketplace.producers.applications.kinds import WRITABLE, ApplicationState
from marketplace.producers.applications.models import Application


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """The columns that verbs look at before they act."""

    id: int
    code: str
    applicant_id: int
    state: ApplicationState
    name: str
    province_code: str | None
    commune_code: str | None
    round: int
    submitted_at: datetime | None
    claimed_by: int | None
    proposed_by: str
    version: int

    @property
    def applicant_ref(self) -> str:
        """The applicant as the audit log names them."""
        return f"user:{self.applicant_id}"


def own(actor: Actor, code: str) -> ApplicationRow:
    """The actor's own application; :class:`NotFound` for another's. One statement."""
    row = _row(code)
    if row is None or actor.id is None or row.applicant_id != actor.id:
        raise _unknown()
    return row


def own_writable(actor: Actor, code: str) -> ApplicationRow:
    """As :func:`own`; :class:`Conflict` where it lies with officers or is closed."""
    row = own(actor, code)
    if row.state not in WRITABLE:
        raise not_writable(row.state)
    return row


def not_writable(state: ApplicationState) -> Conflict:
    """The refusal for whoever types into an application that is not theirs to change just now."""
    return Conflict(Message("Hồ sơ đang ở bước “%(state)s”, chưa sửa được.", {"state": state.label}))


def reviewable(actor: Actor, code: str, *permissions: str) -> ApplicationRow:
    """An application that lies with the officers of its place; one statement. ``permissions`` are asked for beside
    ``producers.review``.

    :raises NotFound: it was never submitted, or its place is not the actor's.
    :raises NotAllowed: it is the actor's own: nobody reviews themselves.
    """
    row = _row(code)
    if row is None or row.submitted_at is None or row.state is ApplicationState.DRAFT:
        raise _unknown()
    for permission in ("producers.review", *permissions):
        if not may(actor, permission, province=row.province_code, commune=row.commune_code):
            raise _unknown()
    if actor.id == row.applicant_id:
        raise NotAllowed(Message("Không ai xem xét hồ sơ của chính mình: cần một cán bộ khác."))
    return row


def in_hand(actor: Actor, code: str, *permissions: str, seen: int | None = None) -> ApplicationRow:
    """As :func:`reviewable`; :class:`Conflict` where another officer has claimed it, or where it was sent anew since
    the officer looked: ``seen`` is the round that was looked at.
    """
    row = reviewable(actor, code, *permissions)
    if seen is not None and seen != row.round:
        raise Conflict(Message("Chủ thể đã gửi lại hồ sơ từ lúc mở trang. Xem bản mới rồi làm tiếp."))
    if row.claimed_by is not None and row.claimed_by != actor.id:
        raise Conflict(Message("Một cán bộ khác đang xem xét hồ sơ này."))
    return row


def _row(code: str) -> ApplicationRow | None:
    columns: list[Any] = [getattr(Application, name) for name in ApplicationRow.__dataclass_fields__]
    found = session().execute(select(*columns).where(Application.code == code)).one_or_none()
    if found is None:
        return None
    return ApplicationRow(**{**found._mapping, "state": ApplicationState(found.state)})


def _unknown() -> NotFound:
    return NotFound(Message("Không có hồ sơ này."))
