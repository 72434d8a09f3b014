"""Mails to producers about their papers and their account: one is about to end, one was looked at by an officer.

Each job may run twice; ``send_mail`` lets each mail out once.
"""

from collections.abc import Collection
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, insert, or_, select
from sqlalchemy.exc import IntegrityError

from marketplace.accounts import queries as accounts
from marketplace.accounts.policy import Role
from marketplace.catalog.queries.paper_outlook import PaperOutlook, paper_outlook
from marketplace.kernel import clock, formats
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.i18n import Message, ngettext, speaking
from marketplace.kernel.i18n import gettext as _
from marketplace.kernel.outbox import PermanentFailure, enqueue
from marketplace.kernel.state import current
from marketplace.notifications.catalogue import KINDS
from marketplace.notifications.models import PaperReminder
from marketplace.notifications.notice_words import Why, why
from marketplace.notifications.queries import Told, people_of_producer, to_mail
from marketplace.notifications.services import notify, send_mail
from marketplace.producers import queries as producers
from marketplace.producers.applications.requirements import Level, required
from marketplace.producers.models import Paper
from marketplace.producers.paper_clauses import NO_SUCCESSOR
from marketplace.producers.payout import queries as payout
from marketplace.producers.payout.states import AccountState
from marketplace.producers.queries import PaperView, Seller

THRESHOLDS: Final = (60, 30, 7, 0)
"""Days before the last day of a paper on which its producer is told, each once."""
_DESK: Final = "/quan-ly/chu-the"
FROM_HOUR: Final = 6
"""The local hour from which on people are written to."""
_DAY: Final = timedelta(days=1)


def remind_of_papers() -> None:
    """Note the papers that have come nearer to their end, and have their producers told; one statement where none has.

    A paper that was verified later than 60 days before its end is told of at once, and then at the next threshold.
    """
    now = clock.now()
    if clock.local(now).hour < FROM_HOUR:
        return
    for paper_id, days in due(Paper, PaperReminder, clock.today(), NO_SUCCESSOR):
        # Another worker may be doing the same: whose row stands has the mail sent.
        with transaction(), suppress(IntegrityError), savepoint() as here:
            here.execute(insert(PaperReminder).values(paper_id=paper_id, days=days, noted_at=now))
            enqueue("notifications.paper_ending", paper_id=paper_id, days=days)


def paper_ending(paper_id: int, days: int) -> None:
    """Tell the producer that a paper ends and what goes off sale then. Nothing where it is not asked of it, or was
    replaced meanwhile, or another one serves as well.
    """
    paper = producers.paper(paper_id)
    if paper is None or paper.expires_on is None:
        raise PermanentFailure(f"there is no paper {paper_id} that ends")
    seller, papers = _seller(paper.producer_id), producers.papers_of(paper.producer_id)
    if not paper.verified or paper.withdrawn or _is_followed(paper, papers):
        return
    outlook = paper_outlook(seller.id)
    key = (paper.kind.value, paper.number, paper.issued_on)
    lapses = [lapse for lapse in outlook.lapses if key in lapse.papers]
    gone, others = [lapse.name for lapse in lapses], sum(lapse.others for lapse in lapses)
    if not gone and not _is_asked(paper, papers, seller, outlook):
        return
    left = (paper.expires_on - clock.today()).days
    about, path = f"{paper_id}:{days}", f"{_DESK}/giay-to/{paper_id}/thay"
    notify(
        "paper_ending",
        about,
        people_of_producer(seller.id, Role.PRODUCER_OWNER),
        path=path,
        paper=paper.kind.label,
        day=paper.expires_on,
        seller=seller.display_name,
    )
    for reader in readers_of(seller, "paper_ending", about):
        with speaking(reader.locale):
            headline, reason = headline_of(paper.kind.label, left), why_told("paper_ending", reader)
            rest = [_("và %(n)s sản phẩm nữa", n=others)] if others else []
        send_mail(
            "paper_ending",
            about,
            reader.email,
            reader.locale,
            Message(
                "%(paper)s hết hạn ngày %(day)s",
                {"paper": paper.kind.label, "day": formats.day(paper.expires_on)},
            ),
            why=reason,
            headline=headline,
            seller=seller.display_name,
            paper=paper,
            until=formats.day(paper.expires_on),
            off_from=formats.day(paper.expires_on + _DAY),
            gone=[*gone, *rest],
            url=current().address + path,
        )


def paper_decided(paper_id: int) -> None:
    """Tell the producer that a paper was verified, or what has to be mended."""
    paper = producers.paper(paper_id)
    if paper is None:
        raise PermanentFailure(f"there is no paper {paper_id}")
    if paper.waits or paper.withdrawn:
        return
    words = {"paper": paper.kind.label, "number": paper.number}
    subject = (
        Message("%(paper)s số %(number)s: đã xác minh", words)
        if paper.verified
        else Message("%(paper)s số %(number)s: cần sửa", words)
    )
    seller = _seller(paper.producer_id)
    for reader in to_mail("paper_decided", str(paper_id)):
        with speaking(reader.locale):
            reason = why_told("paper_decided", reader)
        send_mail(
            "paper_decided",
            str(paper_id),
            reader.email,
            reader.locale,
            subject,
            why=reason,
            seller=seller.display_name,
            paper=paper,
            until=formats.day(paper.expires_on) if paper.expires_on else "",
            url=f"{_desk()}/giay-to" if paper.verified else f"{_desk()}/giay-to/{paper_id}/thay",
        )


def bank_account_decided(account_id: int) -> None:
    """Tell the producer that it is paid to another account from now on, or why it is not. Whoever did not ask for it
    hears of it so.
    """
    account = payout.bank_account(account_id)
    if account is None:
        raise PermanentFailure(f"there is no bank account {account_id}")
    if account.state is AccountState.PENDING:
        return
    verified = account.state is not AccountState.REFUSED
    words = {"number": account.covered}
    seller = _seller(account.producer_id)
    for reader in accounts.owners_of(seller.id):
        send_mail(
            "bank_account_decided",
            str(account_id),
            reader.email,
            reader.locale,
            Message("Tài khoản nhận tiền %(number)s: đã xác minh", words)
            if verified
            else Message("Tài khoản nhận tiền %(number)s: chưa được nhận", words),
            seller=seller.display_name,
            account=account,
            verified=verified,
            url=f"{_desk()}/nhan-tien",
        )


def due(paper: Any, noted: Any, today: date, *which: ColumnElement[bool]) -> list[tuple[int, int]]:
    """Verified papers of the table ``paper`` and the thresholds that they have reached and ``noted`` has not; one
    statement. ``which`` of them count.
    """
    wanted: list[ColumnElement[bool]] = []
    for days, after in zip(THRESHOLDS, (*THRESHOLDS[1:], -1), strict=True):
        known = exists().where(noted.paper_id == paper.id, noted.days == days)
        first, last = today + timedelta(days=after), today + timedelta(days=days)
        wanted.append(and_(paper.expires_on > first, paper.expires_on <= last, ~known))
    rows = session().execute(
        select(paper.id, paper.expires_on)
        .where(
            paper.verified_at.is_not(None),
            paper.withdrawn_at.is_(None),
            paper.expires_on >= today,
            paper.expires_on <= today + timedelta(days=THRESHOLDS[0]),
            or_(*wanted),
            *which,
        )
        .order_by(paper.expires_on, paper.id)
    )
    return [
        (row.id, min(each for each in THRESHOLDS if (row.expires_on - today).days <= each)) for row in rows
    ]


def _is_followed(paper: PaperView, papers: Collection[PaperView]) -> bool:
    return any(each.id == paper.replaced_by and not each.return_reason for each in papers)


def _is_asked(paper: PaperView, papers: Collection[PaperView], seller: Seller, outlook: PaperOutlook) -> bool:
    """Whether the producer has to have such a paper, and none that goes on after it."""
    assert paper.expires_on is not None
    after = paper.expires_on + _DAY
    return any(
        paper.kind in each.papers
        and not any(other.kind in each.papers and other.holds(after) for other in papers)
        for each in required(seller.kind, outlook.sets, clock.today())
        if each.level is Level.REQUIRED
    )


def headline_of(paper: Message, left: int) -> str:
    """How long a paper still holds, ``left`` days from now on."""
    if left > 0:
        return ngettext("%(paper)s còn %(n)s ngày", "%(paper)s còn %(n)s ngày", left, paper=str(paper))
    if left == 0:
        return _("Hôm nay là ngày cuối của %(paper)s", paper=str(paper))
    return _("%(paper)s đã hết hạn", paper=str(paper))


def readers_of(seller: Seller, kind: str, ref: str) -> tuple[Told, ...]:
    """Those who speak for a producer and want it mailed; the address that it has in the register where none of them
    has an account.
    """
    if accounts.owners_of(seller.id) or not seller.email:
        return to_mail(kind, ref)
    return (Told(0, seller.email, "vi"),)


def why_told(kind: str, reader: Told) -> Why | None:
    """Why somebody with an account is written to; nothing for an address alone."""
    return why(KINDS[kind], reader.user_id) if reader.user_id else None


def _seller(producer_id: int) -> Seller:
    return producers.sellers([producer_id])[producer_id]


def _desk() -> str:
    return f"{current().address}{_DESK}"
