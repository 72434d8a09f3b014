"""Writing a letter: to whom, its words, until it goes out."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Final

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import policy
from marketplace.certification.queries import scope_of
from marketplace.kernel import audit, clock, codes
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, savepoint, session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotFound
from marketplace.kernel.i18n import Message
from marketplace.notifications.letters.data import LetterData, read
from marketplace.notifications.letters.models import Letter, LetterLine, LetterRecipient
from marketplace.notifications.letters.queries.holders import Holder, holders
from marketplace.notifications.letters.services.access import NOTIFY, seen
from marketplace.notifications.letters.states import LetterState, MailState

MOST_PRODUCTS: Final = 2000
MOST_HOLDERS: Final = 500
"""More pages than these are no letter but a mailing; the list is narrowed by commune then."""

GONE = Message("Thư vừa được đổi hoặc đã phát hành. Tải lại trang.")


def write(actor: Actor, data: LetterData, recognition_ids: Collection[int], token: str) -> str:
    """Begin a letter to the holders of these recognitions; gives its code. Nothing goes out yet.

    The same ``token`` gives the same letter: a form that is sent twice writes one.

    :raises Invalid: the words (see :func:`data.read`), nobody chosen, or too many.
    :raises NotFound: one of them is not in the actor's places, or is no verified recognition.
    :raises NotAllowed: the actor writes no letters.
    """
    policy.require(actor, NOTIFY, any_scope=True)
    data, ids = read(data), set(recognition_ids)
    before = _of_token(actor, token)
    if before is not None:
        return before
    if not ids:
        raise Invalid(Message("Chưa chọn sản phẩm nào."), fields={"ids": Message("Chưa chọn sản phẩm nào.")})
    if len(ids) > MOST_PRODUCTS:
        raise _too_many()
    chosen = holders(scope_of(actor, NOTIFY), ids)
    if sum(len(each.products) for each in chosen) != len(ids):
        raise NotFound(Message("Có sản phẩm không thuộc địa bàn của anh chị hoặc chưa được duyệt."))
    if len(chosen) > MOST_HOLDERS:
        raise _too_many()
    code = codes.new()
    with transaction():
        try:
            with savepoint() as here:
                letter_id = here.execute(
                    insert(Letter)
                    .values(
                        **asdict(data),
                        **_place(chosen),
                        code=code,
                        token=token,
                        state=LetterState.DRAFT,
                        written_by=actor.ref,
                        created_at=clock.now(),
                        issued_by="",
                        version=1,
                    )
                    .returning(Letter.id)
                ).scalar_one()
        except IntegrityError:
            # The same form, sent twice at once: the other one's letter is this one.
            before = _of_token(actor, token)
            if before is None:
                raise
            return before
        for holder in chosen:
            _add(letter_id, holder)
        details = {"kind": data.kind, "recipients": len(chosen), "rows": len(ids)}
        audit.record(actor, "notifications.letter.written", "letter", code, details)
    return code


def save(actor: Actor, code: str, data: LetterData, *, version: int) -> None:
    """Put other words in a draft.

    :raises Invalid: see :func:`data.read`.
    :raises Conflict: it went out, or somebody else saved meanwhile.
    """
    view, data = seen(actor, code, NOTIFY), read(data)
    with transaction() as here:
        done = here.execute(
            update(Letter)
            .where(Letter.id == view.id, Letter.state == LetterState.DRAFT, Letter.version == version)
            .values(**asdict(data), version=Letter.version + 1)
        )
        if rowcount(done) != 1:
            raise Conflict(GONE)
        audit.record(actor, "notifications.letter.edited", "letter", view.code, {"kind": data.kind})


def take_out(actor: Actor, code: str, recipient_id: int) -> None:
    """Leave a holder out of a draft.

    :raises NotFound: the letter is not to them.
    :raises Conflict: it went out, or nobody would be left.
    """
    view = seen(actor, code, NOTIFY)
    if view.holders == 1:
        raise Conflict(Message("Thư còn một người nhận. Không gửi nữa thì bỏ cả thư."))
    with transaction() as here:
        # The letter's row first: whoever issues it at this moment waits, or has been first.
        held = here.execute(
            update(Letter)
            .where(Letter.id == view.id, Letter.state == LetterState.DRAFT, Letter.version == view.version)
            .values(version=Letter.version + 1)
        )
        if rowcount(held) != 1:
            raise Conflict(GONE)
        here.execute(delete(LetterLine).where(LetterLine.recipient_id == recipient_id, _in_letter(view.id)))
        name = here.scalar(
            delete(LetterRecipient)
            .where(LetterRecipient.id == recipient_id, LetterRecipient.letter_id == view.id)
            .returning(LetterRecipient.name)
        )
        if name is None:
            raise NotFound
        audit.record(actor, "notifications.letter.recipient_taken_out", "letter", view.code, {})


def drop(actor: Actor, code: str) -> None:
    """Throw a draft away. :class:`Conflict` for a letter that went out."""
    view = seen(actor, code, NOTIFY)
    with transaction() as here:
        done = here.execute(
            update(Letter)
            .where(Letter.id == view.id, Letter.state == LetterState.DRAFT)
            .values(state=LetterState.DROPPED, version=Letter.version + 1)
        )
        if rowcount(done) != 1:
            raise Conflict(Message("Thư đã phát hành thì không bỏ được."))
        audit.record(actor, "notifications.letter.dropped", "letter", view.code, {})


def _add(letter_id: int, holder: Holder) -> None:
    here = session()
    recipient_id = here.execute(
        insert(LetterRecipient)
        .values(
            letter_id=letter_id,
            holder_key=holder.key,
            producer_id=holder.producer_id,
            name=holder.name,
            mail=MailState.WAITING if holder.reached else MailState.NO_ADDRESS,
            mailed_to="",
            trouble="",
            printed_by="",
        )
        .returning(LetterRecipient.id)
    ).scalar_one()
    here.execute(
        insert(LetterLine),
        [{"recipient_id": recipient_id, "recognition_id": each.id} for each in holder.products],
    )


def _place(chosen: Collection[Holder]) -> dict[str, str | None]:
    """The province and the commune that all of them lie in, by which is told whose letter it is."""
    provinces = {each.province_code for holder in chosen for each in holder.products}
    communes = {each.commune_code for holder in chosen for each in holder.products}
    return {
        "province_code": next(iter(provinces)) if len(provinces) == 1 else None,
        "commune_code": next(iter(communes)) if len(communes) == 1 else None,
    }


def _of_token(actor: Actor, token: str) -> str | None:
    """The letter that this form has made already."""
    return session().scalar(select(Letter.code).where(Letter.token == token, Letter.written_by == actor.ref))


def _in_letter(letter_id: int) -> ColumnElement[bool]:
    return LetterLine.recipient_id.in_(
        select(LetterRecipient.id).where(LetterRecipient.letter_id == letter_id)
    )


def _too_many() -> Invalid:
    wrong = Message(
        "Một thư gửi nhiều nhất %(holders)s chủ thể. Lọc theo xã rồi soạn từng thư.",
        {"holders": MOST_HOLDERS},
    )
    return Invalid(wrong, fields={"ids": wrong})
