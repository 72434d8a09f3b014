"""The list of what ends: by the days that are left, what ended and goes on in grace, what has ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, case, exists, func, not_, or_, select

from marketplace.certification.lifecycle import GRACE, Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries import RegisterFilter, RegisterRow, RegisterScope
from marketplace.certification.queries.register import row_of, select_rows
from marketplace.certification.queries.register_filter import narrowed
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.notifications.letters.models import EndingNotice, HolderNote, LetterLine, LetterRecipient
from marketplace.notifications.letters.states import MailState, NoticeState


class Window(StrEnum):
    """Parts of the list: by days to the last one (210–181, 180–121, 120–31, 30–0), in grace, ended."""

    ALL = "tat-ca"
    D210 = "210"
    D180 = "180"
    D120 = "120"
    D30 = "30"
    GRACE = "gia-han"
    ENDED = "het-han"

    @property
    def label(self) -> Message:
        """What the tab is called."""
        return _LABELS[self]


_LABELS: Final = {
    Window.ALL: Message("Tất cả"),
    Window.D210: Message("Còn 181–210 ngày"),
    Window.D180: Message("Còn 121–180 ngày"),
    Window.D120: Message("Còn 31–120 ngày"),
    Window.D30: Message("Còn 0–30 ngày"),
    Window.GRACE: Message("Gia hạn"),
    Window.ENDED: Message("Đã hết hạn"),
}
_DAYS: Final = {Window.D210: (181, 210), Window.D180: (121, 180), Window.D120: (31, 120), Window.D30: (0, 30)}
_RUNNING: Final = tuple(each.value for each in (Standing.VERIFIED, Standing.EXPIRING, Standing.SUSPENDED))


class ToldFilter(StrEnum):
    """Whether somebody was told."""

    UNTOLD = "chua"
    TOLD = "roi"
    TO_PRINT = "can-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingFilter:
    """What the list is narrowed to. ``filed`` is whether a dossier for re-evaluation is noted."""

    window: Window = Window.ALL
    text: str = ""
    province: str | None = None
    commune: str | None = None
    told: ToldFilter | None = None
    filed: bool | None = None


def ending(
    scope: RegisterScope, wanted: EndingFilter, *, page: int = 1, size: int = 50, on: datetime | None = None
) -> Page[RegisterRow]:
    """A page of the list as it is at ``on`` (default: now), the first to end first; 2 statements."""
    moment = Moment.of(on)
    clauses = _conditions(scope, wanted, moment)
    total = session().scalar(select(func.count()).select_from(Recognition).where(*clauses)) or 0
    number = max(1, min(page, -(-total // size)))
    statement = select_rows(moment).where(*clauses).order_by(*_ORDER)
    found = session().execute(statement.limit(size).offset((number - 1) * size))
    return Page(tuple(row_of(each, moment) for each in found), total, number, size)


def ending_ids(scope: RegisterScope, wanted: EndingFilter, *, limit: int) -> tuple[int, ...]:
    """The ids of the list in its order, at most ``limit``; 1 statement."""
    moment = Moment.of(None)
    clauses = _conditions(scope, wanted, moment)
    return tuple(session().scalars(select(Recognition.id).where(*clauses).order_by(*_ORDER).limit(limit)))


def ending_counts(
    scope: RegisterScope, wanted: EndingFilter, *, on: datetime | None = None
) -> dict[Window, int]:
    """How many each part would show under the same filter; 1 statement."""
    moment = Moment.of(on)
    parts = [each for each in Window if each is not Window.ALL]
    clauses = [scope.clause(), _near(moment), *_narrowed(wanted, moment)]
    inner = select(case(*((_in(each, moment), each.value) for each in parts), else_="").label("part"))
    grouped = inner.where(*clauses).subquery()
    rows = session().execute(select(grouped.c.part, func.count()).group_by(grouped.c.part))
    found = {row[0]: row[1] for row in rows}
    counts: dict[Window, int] = {each: found.get(each.value, 0) for each in parts}
    counts[Window.ALL] = sum(counts.values())
    return counts


def to_print_count(scope: RegisterScope) -> int:
    """How many of them an office has to tell on paper; 1 statement."""
    moment = Moment.of(None)
    clauses = _conditions(scope, EndingFilter(told=ToldFilter.TO_PRINT), moment)
    return session().scalar(select(func.count()).select_from(Recognition).where(*clauses)) or 0


_ORDER: Final = (Recognition.expires_on, Recognition.sort_key, Recognition.id)


def _conditions(scope: RegisterScope, wanted: EndingFilter, moment: Moment) -> list[ColumnElement[bool]]:
    window = _near(moment)
    within = (
        or_(*(_in(each, moment) for each in Window if each is not Window.ALL))
        if wanted.window is Window.ALL
        else _in(wanted.window, moment)
    )
    return [scope.clause(), window, within, *_narrowed(wanted, moment)]


def _near(moment: Moment) -> ColumnElement[bool]:
    """What any part can hold, so that the index on the last day serves."""
    return Recognition.expires_on.between(
        moment.day - GRACE, moment.day + timedelta(days=_DAYS[Window.D210][1])
    )


def _in(window: Window, moment: Moment) -> ColumnElement[bool]:
    standing = standing_column(moment)
    if window is Window.GRACE:
        return standing == Standing.GRACE.value
    if window is Window.ENDED:
        return standing == Standing.EXPIRED.value
    first, last = _DAYS[window]
    return and_(
        Recognition.expires_on.between(moment.day + timedelta(days=first), moment.day + timedelta(days=last)),
        standing.in_(_RUNNING),
    )


def _narrowed(wanted: EndingFilter, moment: Moment) -> list[ColumnElement[bool]]:
    clauses = narrowed(
        RegisterFilter(text=wanted.text, province=wanted.province, commune=wanted.commune), moment
    )
    if wanted.filed is not None:
        filed = Recognition.filed_on.is_not(None)
        clauses.append(filed if wanted.filed else not_(filed))
    if wanted.told is ToldFilter.TO_PRINT:
        clauses.append(_notice(EndingNotice.state == NoticeState.TO_PRINT))
    elif wanted.told is not None:
        heard = or_(
            _notice(EndingNotice.state == NoticeState.SENT),
            exists().where(HolderNote.recognition_id == Recognition.id),
            exists().where(
                LetterLine.recognition_id == Recognition.id,
                LetterRecipient.id == LetterLine.recipient_id,
                or_(LetterRecipient.mail == MailState.SENT, LetterRecipient.printed_at.is_not(None)),
            ),
        )
        clauses.append(heard if wanted.told is ToldFilter.TOLD else not_(heard))
    return clauses


def _notice(state: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(EndingNotice.recognition_id == Recognition.id, state)
