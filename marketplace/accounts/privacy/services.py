"""Verbs on requests about one's own data, and what operators answer."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import presence
from marketplace.accounts.events import DataRequestMoved, DataRequestOpened
from marketplace.accounts.policy import require
from marketplace.accounts.privacy.kinds import BY_HAND, RequestKind, RequestState
from marketplace.accounts.privacy.models import WORDS_LIMIT, DataRequest
from marketplace.accounts.privacy.terms import term, until
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.kernel.personal import keepers
from marketplace.kernel.text import nfc

_OPEN: Final = RequestState.OPEN.value
_ALONE: Final = Actor.system("privacy").ref


def ask_copy(actor: Actor) -> str:
    """Ask for a copy of everything that is held about oneself; a job makes it. Returns the request's code.

    Asked again while one is being made it is the same.
    """
    with transaction():
        code, is_new = _open(actor, RequestKind.EXPORT)
        if is_new:
            enqueue("accounts.make_copy", code=code)
    return code


def obstacles(user_id: int) -> tuple[Message, ...]:
    """Why an account cannot be erased yet, one sentence for each thing to do first."""
    return tuple(message for keeper in keepers() for message in keeper.obstacles(user_id))


def ask_erasure(actor: Actor) -> str:
    """Ask to be erased: done by itself when the time to think again is over. Returns the request's code.

    :raises Conflict: something has to be done first; the message says what.
    """
    user_id = _self(actor)
    with transaction():
        for message in obstacles(user_id):
            raise Conflict(message)
        return _open(actor, RequestKind.ERASE)[0]


def ask(actor: Actor, kind: str, words: str) -> str:
    """Ask an operator for what is not done by itself. Returns the request's code.

    :raises Invalid: there is no such request (``kind``), or it says nothing or too much (``words``).
    :raises Conflict: one of the kind is open.
    """
    fields: dict[str, Message | str] = {}
    if kind not in BY_HAND:
        fields["kind"] = Message("Chọn điều anh chị muốn.")
    text = nfc(words.strip())
    if not 10 <= len(text) <= WORDS_LIMIT:
        fields["words"] = Message(
            "Ghi rõ dữ liệu nào, muốn thế nào (10 đến %(n)s ký tự).", {"n": WORDS_LIMIT}
        )
    if fields:
        raise Invalid(Message("Chưa gửi được yêu cầu."), fields=fields)
    with transaction():
        code, is_new = _open(actor, RequestKind(kind), text)
        if not is_new:
            message = Message("Yêu cầu loại này đang được làm; chờ trả lời rồi gửi tiếp.")
            raise Conflict(message, fields={"kind": message})
    return code


def cancel(actor: Actor, code: str) -> None:
    """Take back one's own request while nothing was done.

    :raises NotFound: it is not the actor's own. :raises Conflict: it is done, or was taken back.
    """
    user_id, now = _self(actor), clock.now()
    with transaction() as here:
        mine = (DataRequest.code == code, DataRequest.user_id == user_id)
        if here.execute(select(DataRequest.id).where(*mine)).first() is None:
            raise NotFound
        changed = here.execute(
            update(DataRequest)
            .where(*mine, DataRequest.state == _OPEN)
            .values(state=RequestState.CANCELLED, ended_at=now, ended_by=actor.ref)
        )
        if rowcount(changed) == 0:
            raise Conflict(Message("Yêu cầu này đã kết thúc."))
        audit.record(actor, "accounts.data_request.cancelled", "data_request", code)
        emit(DataRequestMoved(code, "cancelled"))


def receive(actor: Actor, code: str) -> None:
    """Note that the person was told their request has arrived.

    :raises NotAllowed: the actor does not run the site. :raises Conflict: it was noted, or is over.
    """
    _change(
        actor,
        code,
        "received",
        DataRequest.received_at.is_(None),
        received_at=clock.now(),
        received_by=actor.ref,
    )


def extend(actor: Actor, code: str, reason: str) -> None:
    """Move the limit, once, as the law lets, with the reason that the person reads. Errors as :func:`receive`, and

    :raises Invalid: no reason (field ``answer``).
    """
    reason = _reason(reason, 500)
    require(actor, "accounts.privacy")
    more = timedelta(days=term("extension", clock.today()).amount)
    with transaction() as here:
        due = here.execute(select(DataRequest.due_at).where(DataRequest.code == code)).scalar_one_or_none()
        if due is None:
            raise NotFound
        _change(
            actor, code, "extended", DataRequest.extended_why == "", due_at=due + more, extended_why=reason
        )


def answer(actor: Actor, code: str, text: str, *, done: bool) -> None:
    """End a request that is done by hand, with what the person reads: that it was done, or why it cannot be.

    Errors as :func:`extend`; an erasure and a copy do themselves, and somebody's own request another answers.
    """
    text = _reason(text, WORDS_LIMIT)
    now = clock.now()
    state = RequestState.DONE if done else RequestState.REFUSED
    _change(
        actor,
        code,
        "done" if done else "refused",
        DataRequest.kind.in_(BY_HAND),
        state=state,
        answer=text,
        ended_at=now,
        ended_by=actor.ref,
    )


def _change(actor: Actor, code: str, verb: str, *guard: ColumnElement[bool], **values: object) -> None:
    require(actor, "accounts.privacy")
    with transaction() as here:
        owner = here.execute(select(DataRequest.user_id).where(DataRequest.code == code)).scalar_one_or_none()
        if owner is None:
            raise NotFound
        if owner == actor.id:
            raise NotAllowed(Message("Không ai tự trả lời yêu cầu của mình: cần một người vận hành khác."))
        changed = here.execute(
            update(DataRequest)
            .where(DataRequest.code == code, DataRequest.state == _OPEN, *guard)
            .values(**values)
        )
        if rowcount(changed) == 0:
            raise Conflict(Message("Việc này đã làm rồi, hoặc yêu cầu đã kết thúc. Tải lại trang."))
        audit.record(actor, f"accounts.data_request.{verb}", "data_request", code)
        if verb != "received":
            emit(DataRequestMoved(code, verb))


def _open(actor: Actor, kind: RequestKind, words: str = "") -> tuple[str, bool]:
    """The code of the open request of that kind, and whether it is new. In a transaction."""
    user_id, now, today = _self(actor), clock.now(), clock.today()
    here, code = session(), codes.new()
    presence.hold(actor)
    # What does itself needs nobody's answer: that it has arrived is told as it is asked.
    alone = kind not in BY_HAND
    try:
        with savepoint():
            here.execute(
                insert(DataRequest).values(
                    code=code,
                    user_id=user_id,
                    kind=kind.value,
                    state=_OPEN,
                    words=words,
                    asked_at=now,
                    answer_due_at=until("answer", now, today),
                    due_at=until(kind.value, now, today),
                    runs_after=until("erase_wait", now, today) if kind is RequestKind.ERASE else None,
                    extended_why="",
                    received_at=now if alone else None,
                    received_by=_ALONE if alone else "",
                    file_name="",
                    answer="",
                    ended_by="",
                )
            )
    except IntegrityError:
        found: str = here.execute(
            select(DataRequest.code).where(
                DataRequest.user_id == user_id, DataRequest.kind == kind.value, DataRequest.state == _OPEN
            )
        ).scalar_one()
        return found, False
    audit.record(actor, "accounts.data_request.opened", "data_request", code, {"kind": kind.value})
    emit(DataRequestOpened(code))
    return code, True


def _reason(text: str, limit: int) -> str:
    found = nfc(text.strip())
    if not 10 <= len(found) <= limit:
        message = Message("Ghi câu trả lời cho người hỏi (10 đến %(n)s ký tự).", {"n": limit})
        raise Invalid(message, fields={"answer": message})
    return found


def _self(actor: Actor) -> int:
    if actor.id is None:
        raise NotAllowed
    return actor.id
