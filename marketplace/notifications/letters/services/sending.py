"""Letting a letter out: by mail to whoever has an address, on paper to whom one chooses. Each holder gets each once."""

from enum import StrEnum
from typing import Final

from sqlalchemy import select, update

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, session, transaction
from marketplace.kernel.errors import Conflict, Invalid
from marketplace.kernel.i18n import Message
from marketplace.kernel.outbox import enqueue
from marketplace.notifications.letters.data import blanks
from marketplace.notifications.letters.models import EndingNotice, Letter, LetterLine, LetterRecipient
from marketplace.notifications.letters.queries.addresses import readers_of
from marketplace.notifications.letters.queries.letters import LetterView
from marketplace.notifications.letters.services.access import NOTIFY, seen
from marketplace.notifications.letters.services.writing import GONE
from marketplace.notifications.letters.states import LetterState, MailState, NoticeState, Way

_OPEN: Final = Message("Còn chỗ “[…]” chưa điền.")


class Whom(StrEnum):
    """Whose pages are printed."""

    ALL = "tat-ca"
    UNMAILED = "khong-email"


def send(actor: Actor, code: str, *, version: int | None = None) -> int:
    """Have the letter mailed to every holder with an address who was not mailed yet; gives how many.

    A draft goes out with this and changes no more. Pressing twice mails once: whoever is on the way or has it is left
    alone. Mails that failed are tried again.

    :raises Invalid: something in it is still open.
    :raises Conflict: nobody is left to mail, or a draft of another ``version`` was read.
    """
    view = _issued(actor, code, version)
    with transaction() as here:
        _issue(actor, view)
        _found_meanwhile(view.id)
        queued = list(
            here.scalars(
                update(LetterRecipient)
                .where(
                    LetterRecipient.letter_id == view.id,
                    LetterRecipient.mail.in_([MailState.WAITING, MailState.FAILED]),
                )
                .values(mail=MailState.QUEUED, trouble="")
                .returning(LetterRecipient.id)
            )
        )
        if not queued:
            raise Conflict(Message("Không còn ai để gửi: đã gửi rồi, hoặc không có e-mail."))
        for each in sorted(queued):
            enqueue("notifications.holder_letter", recipient_id=each)
        audit.record(actor, "notifications.letter.mailed", "letter", view.code, {"recipients": len(queued)})
    return len(queued)


def print_out(
    actor: Actor, code: str, whom: Whom = Whom.ALL, *, version: int | None = None
) -> tuple[int, ...]:
    """Note that the pages are printed; gives the holders (recipients) to print, in order. A draft goes out with this.

    Printing again gives the same pages and notes nothing new.

    :raises Invalid: something in it is still open.
    :raises Conflict: nobody is to be printed, or a draft of another ``version`` was read.
    """
    view = _issued(actor, code, version)
    now = clock.now()
    with transaction() as here:
        _issue(actor, view)
        wanted = [LetterRecipient.letter_id == view.id]
        if whom is Whom.UNMAILED:
            wanted.append(LetterRecipient.mail.in_([MailState.NO_ADDRESS, MailState.FAILED]))
        chosen = tuple(here.scalars(select(LetterRecipient.id).where(*wanted).order_by(LetterRecipient.id)))
        if not chosen:
            raise Conflict(Message("Không có trang nào để in."))
        fresh = list(
            here.scalars(
                update(LetterRecipient)
                .where(LetterRecipient.id.in_(chosen), LetterRecipient.printed_at.is_(None))
                .values(printed_at=now, printed_by=actor.ref)
                .returning(LetterRecipient.id)
            )
        )
        if fresh:
            settle_notices(fresh, Way.PRINT)
            audit.record(
                actor, "notifications.letter.printed", "letter", view.code, {"recipients": len(fresh)}
            )
    return chosen


def settle_notices(recipient_ids: list[int], way: Way) -> None:
    """The notices that waited for paper, of what these holders hold, are told with the letter; joins a transaction."""
    of_letter = select(LetterLine.recognition_id).where(LetterLine.recipient_id.in_(recipient_ids))
    session().execute(
        update(EndingNotice)
        .where(EndingNotice.recognition_id.in_(of_letter), EndingNotice.state == NoticeState.TO_PRINT)
        .values(state=NoticeState.TOLD, told_at=clock.now(), how=way.value)
    )


def _issued(actor: Actor, code: str, version: int | None) -> LetterView:
    """The letter as it may go out."""
    view = seen(actor, code, NOTIFY)
    if view.state is LetterState.DRAFT:
        open_ones = blanks(view)
        if open_ones:
            raise Invalid(_OPEN, fields=dict.fromkeys(open_ones, _OPEN))
        if version is not None and version != view.version:
            raise Conflict(GONE)
    return view


def _issue(actor: Actor, view: LetterView) -> None:
    """A draft becomes a letter that changes no more; one that is out already stays as it is."""
    if view.state is not LetterState.DRAFT:
        return
    done = session().execute(
        update(Letter)
        .where(Letter.id == view.id, Letter.state == LetterState.DRAFT, Letter.version == view.version)
        .values(
            state=LetterState.ISSUED,
            issued_at=clock.now(),
            issued_by=actor.ref,
            version=Letter.version + 1,
        )
    )
    if rowcount(done) != 1:
        raise Conflict(GONE)
    audit.record(actor, "notifications.letter.issued", "letter", view.code, {"number": view.number})


def _found_meanwhile(letter_id: int) -> None:
    """Those who had no address when the letter was written may have one now."""
    rows = session().execute(
        select(LetterRecipient.id, LetterRecipient.producer_id).where(
            LetterRecipient.letter_id == letter_id,
            LetterRecipient.mail == MailState.NO_ADDRESS,
            LetterRecipient.producer_id.is_not(None),
        )
    )
    of_producer = {row.producer_id: row.id for row in rows}
    reached = readers_of(of_producer)
    if reached:
        session().execute(
            update(LetterRecipient)
            .where(LetterRecipient.id.in_([of_producer[each] for each in reached]))
            .values(mail=MailState.WAITING)
        )
