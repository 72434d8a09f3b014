"""What goes out by itself before a star ends, and the mails of letters. Each job may run twice; ``send_mail`` lets each
mail out once.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import Role
from marketplace.certification import queries as register
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.queries import RecognitionView
from marketplace.kernel import clock, formats
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.i18n import Message, ngettext, speaking
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.outbox import PermanentFailure, enqueue
from marketplace.kernel.state import current
from marketplace.notifications.letters import papers
from marketplace.notifications.letters.models import EndingNotice, LetterRecipient
from marketplace.notifications.letters.queries import held, letter, recipient
from marketplace.notifications.letters.queries.addresses import readers_of
from marketplace.notifications.letters.services.sending import settle_notices
from marketplace.notifications.letters.states import STEPS, MailState, NoticeState, Way
from marketplace.notifications.mailer import MailRefused
from marketplace.notifications.queries import people_of_producer
from marketplace.notifications.services import notify, send_mail

FROM_HOUR: Final = 6
"""The local hour from which on people are written to; what was noted at midnight waits for it."""
AT_ONCE: Final = 500
"""How many are noted in one minute's work."""
_FILING: Final = frozenset({180, 120})
"""Steps that ask for nothing but the filing."""


def remind_of_endings() -> None:
    """Note the recognitions that have come to a step before their end, from the first moment of the local day on, and
    have their holders told; one statement where none has.

    One that is verified later is told of the step it stands in, and then of the next. Whoever has an account is mailed;
    the others stand in the officers' list of who is told on paper.
    """
    now = clock.now()
    due = _due(clock.today())
    reached = readers_of({producer_id for _id, producer_id, _days, _filed in due if producer_id is not None})
    wait = max(timedelta(), clock.start_of_day(clock.today()) + timedelta(hours=FROM_HOUR) - now)
    for recognition_id, producer_id, days, filed in due:
        readers = reached.get(producer_id) if producer_id is not None else None
        state = NoticeState.QUEUED if readers and readers.by_account else NoticeState.TO_PRINT
        if filed and days in _FILING:
            state = NoticeState.NOT_NEEDED
        # Another worker may be doing the same: whose row stands has the mail sent.
        with transaction(), suppress(IntegrityError), savepoint() as here:
            here.execute(
                insert(EndingNotice).values(
                    recognition_id=recognition_id, days=days, state=state, noted_at=now, how="", whom=""
                )
            )
            if state is NoticeState.QUEUED:
                args = {"recognition_id": recognition_id, "days": days}
                enqueue("notifications.recognition_ending", delay=wait or None, **args)


def recognition_ending(recognition_id: int, days: int) -> None:
    """Tell a holder what to do by when. On paper, if nobody of theirs has an account any more."""
    state = session().scalar(
        select(EndingNotice.state).where(
            EndingNotice.recognition_id == recognition_id, EndingNotice.days == days
        )
    )
    if state is None:
        raise PermanentFailure(f"nobody noted that recognition {recognition_id} ends in {days} days")
    if state != NoticeState.QUEUED:
        return
    view = register.recognition(recognition_id)
    if view.revoked_at is not None or _is_followed(view):
        _settle(recognition_id, days, NoticeState.NOT_NEEDED)
        return
    reached = readers_of([view.producer_id]) if view.producer_id is not None else {}
    readers = [each for found in reached.values() if found.by_account for each in found.readers]
    if view.producer_id is not None:
        notify(
            "recognition_ending",
            f"{recognition_id}:{days}",
            people_of_producer(view.producer_id, Role.PRODUCER_OWNER),
            path=f"/sao/{view.code}",
            product=view.product_name,
            day=view.expires_on,
        )
    refused = 0
    for reader in readers:
        with speaking(reader.locale):
            said = _said(view)
        try:
            send_mail(
                "recognition_ending",
                f"{recognition_id}:{days}",
                reader.email,
                reader.locale,
                Message(
                    "%(product)s: sao OCOP hết hạn ngày %(day)s",
                    {"product": view.product_name, "day": formats.day(view.expires_on)},
                ),
                record=view,
                said=said,
                until=formats.day(view.expires_on),
                url=f"{current().address}/sao/{view.code}",
            )
        except MailRefused:
            refused += 1
    whom = ", ".join(reader.email for reader in readers)[:300]
    if not readers or refused == len(readers):
        _settle(recognition_id, days, NoticeState.TO_PRINT)
    else:
        _settle(recognition_id, days, NoticeState.SENT, at=clock.now(), how=Way.MAIL.value, whom=whom)


def holder_letter(recipient_id: int) -> None:
    """Mail a letter to one of its holders."""
    found = recipient(recipient_id)
    if found is None:
        raise PermanentFailure(f"there is no holder {recipient_id} of a letter")
    to, code = found
    if to.mail is not MailState.QUEUED:
        return
    reached = readers_of([to.producer_id]) if to.producer_id is not None else {}
    readers = [each for one in reached.values() for each in one.readers]
    if not readers:
        _mailed(recipient_id, MailState.NO_ADDRESS)
        return
    view = letter(code)
    holder = held([to])[to.id]
    paper = papers.page(view, holder)
    try:
        for reader in readers:
            send_mail(
                "holder_letter",
                f"{code}:{recipient_id}",
                reader.email,
                reader.locale,
                Message(
                    "%(about)s (%(agency)s)", {"about": _upper_first(paper.about), "agency": view.agency}
                ),
                paper=paper,
                number=view.number,
            )
    except MailRefused as refusal:
        _mailed(recipient_id, MailState.FAILED, trouble=str(refusal)[:300])
        return
    whom = ", ".join(reader.email for reader in readers)[:300]
    _mailed(recipient_id, MailState.SENT, mailed_at=clock.now(), mailed_to=whom)


def _due(today: date) -> list[tuple[int, int | None, int, bool]]:
    """Recognitions with producer, the step they stand in that nobody has noted, and whether a dossier is filed."""
    wanted: list[ColumnElement[bool]] = []
    for days, after in zip(STEPS, (*STEPS[1:], -1), strict=True):
        noted = exists().where(EndingNotice.recognition_id == Recognition.id, EndingNotice.days == days)
        first, last = today + timedelta(days=after), today + timedelta(days=days)
        wanted.append(and_(Recognition.expires_on > first, Recognition.expires_on <= last, ~noted))
    rows = session().execute(
        select(
            Recognition.id,
            Recognition.producer_id,
            Recognition.expires_on,
            Recognition.filed_on.is_not(None).label("filed"),
        )
        .where(
            Recognition.state == RecordState.VERIFIED,
            Recognition.revoked_at.is_(None),
            or_(Recognition.superseded_on.is_(None), Recognition.superseded_on > today),
            Recognition.expires_on.between(today, today + timedelta(days=STEPS[0])),
            or_(*wanted),
        )
        .order_by(Recognition.expires_on, Recognition.id)
        .limit(AT_ONCE)
    )
    return [
        (
            row.id,
            row.producer_id,
            min(each for each in STEPS if (row.expires_on - today).days <= each),
            bool(row.filed),
        )
        for row in rows
    ]


def _is_followed(view: RecognitionView) -> bool:
    return view.superseded_on is not None and view.superseded_on <= clock.today()


def _said(view: RecognitionView) -> dict[str, str]:
    """What a notice says, on the day it is sent: how much is left, and what to do by when."""
    days, left = view.calendar, (view.expires_on - clock.today()).days
    return {
        "headline": _headline(left),
        "todo": todo(view.filed_on, left, days.window_opens, days.window_closes),
    }


def _headline(left: int) -> str:
    if left > 0:
        return ngettext("Sao OCOP còn %(n)s ngày", "Sao OCOP còn %(n)s ngày", left)
    return _("Hôm nay là ngày cuối của sao OCOP") if left == 0 else _("Sao OCOP đã hết hạn")


def todo(filed_on: date | None, left: int, opens: date, closes: date) -> str:
    """What the holder has to do, in one sentence."""
    if filed_on is not None:
        return _(
            "Đã nộp hồ sơ đánh giá lại ngày %(day)s. Chờ kết quả; hết hạn mà chưa có kết quả thì sao còn giữ nhiều "
            "nhất 180 ngày.",
            day=formats.day(filed_on),
        )
    if left > 180:
        return _(
            "Chuẩn bị hồ sơ đánh giá lại. Nộp tại UBND cấp xã từ %(opens)s đến hết %(closes)s.",
            opens=formats.day(opens),
            closes=formats.day(closes),
        )
    if left >= 120:
        return _(
            "Nộp hồ sơ đánh giá lại tại UBND cấp xã đến hết ngày %(closes)s.", closes=formats.day(closes)
        )
    return _(
        "Đã quá hạn nộp ngày %(closes)s. Nộp ngay hôm nay: hồ sơ nộp khi giấy còn hạn vẫn được gia hạn nhiều nhất 180 "
        "ngày, hết hạn mà chưa nộp là thôi bán.",
        closes=formats.day(closes),
    )


def _settle(
    recognition_id: int,
    days: int,
    state: NoticeState,
    *,
    at: datetime | None = None,
    how: str = "",
    whom: str = "",
) -> None:
    with transaction() as here:
        here.execute(
            update(EndingNotice)
            .where(
                EndingNotice.recognition_id == recognition_id,
                EndingNotice.days == days,
                EndingNotice.state == NoticeState.QUEUED,
            )
            .values(state=state, told_at=at, how=how, whom=whom)
        )


def _mailed(recipient_id: int, state: MailState, **values: Any) -> None:
    with transaction() as here:
        done = here.scalar(
            update(LetterRecipient)
            .where(LetterRecipient.id == recipient_id, LetterRecipient.mail == MailState.QUEUED)
            .values(mail=state, **values)
            .returning(LetterRecipient.id)
        )
        if done is not None and state is MailState.SENT:
            settle_notices([recipient_id], Way.MAIL)


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
