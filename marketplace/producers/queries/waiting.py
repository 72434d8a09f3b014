"""What producers entered and a second person has to look at: papers and bank accounts, in the places of an officer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    Subquery,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from marketplace.accounts.within import within
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold
from marketplace.producers.kinds import PaperKind, Standing
from marketplace.producers.models import Paper, Producer
from marketplace.producers.paper_clauses import WAITS
from marketplace.producers.payout.models import BankAccount
from marketplace.producers.payout.states import AccountState


class Waits(StrEnum):
    """What waits."""

    PAPER = "paper"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A paper or an account that waits. ``what`` says which: the paper with its number, the account by its end.

    ``id`` is that of the paper or the account; ``until`` the paper's last day. ``entered_by`` cannot decide about it.
    """

    waits: Waits
    id: int
    producer_id: int
    producer: str
    province_code: str
    commune_code: str
    kind: PaperKind | None
    number: str
    until: date | None
    entered_by: str
    entered_at: datetime

    @property
    def what(self) -> Message:
        """What it is called in a list."""
        if self.kind is None:
            return Message("Tài khoản ngân hàng")
        return self.kind.label


_COMMON: Final = (
    Producer.id.label("producer_id"),
    Producer.display_name.label("producer"),
    Producer.folded,
    Producer.province_code,
    Producer.commune_code,
)


def _rows(provinces: Collection[str] | None, communes: Collection[str]) -> Subquery:
    """Everything that waits in these places; whose producer has closed waits for nobody."""
    here = (
        Producer.standing != Standing.CLOSED,
        within(Producer.province_code, Producer.commune_code, provinces, communes),
    )
    papers = (
        select(
            literal(Waits.PAPER.value, String(8)).label("waits"),
            Paper.id.label("id"),
            *_COMMON,
            Paper.kind.label("kind"),
            Paper.number.label("number"),
            Paper.expires_on.label("until"),
            Paper.entered_by.label("entered_by"),
            Paper.entered_at.label("entered_at"),
        )
        .join(Producer, Producer.id == Paper.producer_id)
        .where(WAITS, *here)
    )
    accounts = (
        select(
            literal(Waits.ACCOUNT.value, String(8)).label("waits"),
            BankAccount.id.label("id"),
            *_COMMON,
            literal("", String(32)).label("kind"),
            BankAccount.tail.label("number"),
            cast(null(), Date).label("until"),
            BankAccount.entered_by.label("entered_by"),
            BankAccount.entered_at.label("entered_at"),
        )
        .join(Producer, Producer.id == BankAccount.producer_id)
        .where(BankAccount.state == AccountState.PENDING, *here)
    )
    return union_all(papers, accounts).subquery("waiting")


def waiting(
    provinces: Collection[str] | None,
    communes: Collection[str] = (),
    *,
    waits: Waits | None = None,
    text: str = "",
    newest: bool = False,
    page: int = 1,
    size: int = 50,
) -> Page[WaitingRow]:
    """What waits in these provinces and communes (``provinces`` ``None``: everywhere), the longest first.

    ``text`` is found in the producer's names, with or without marks, or in the number. Two statements.
    """
    rows = _rows(provinces, communes)
    wanted: list[ColumnElement[bool]] = [
        or_(
            rows.c.folded.contains(fold(word), autoescape=True),
            func.lower(rows.c.number).contains(word.lower(), autoescape=True),
        )
        for word in text.split()
    ]
    if waits is not None:
        wanted.append(rows.c.waits == waits)
    statement: Select[Any] = select(rows).where(*wanted)
    total = session().execute(select(func.count()).select_from(rows).where(*wanted)).scalar_one()
    order = (rows.c.entered_at, rows.c.waits, rows.c.id)
    found = session().execute(
        statement.order_by(*(each.desc() if newest else each for each in order))
        .limit(size)
        .offset((page - 1) * size)
    )
    return Page(tuple(_row(row) for row in found), total, page, size)


def waiting_counts(provinces: Collection[str] | None, communes: Collection[str] = ()) -> dict[Waits, int]:
    """How many of each wait in these places; one statement."""
    rows = _rows(provinces, communes)
    found = session().execute(select(rows.c.waits, func.count()).group_by(rows.c.waits))
    counts = {Waits(waits): number for waits, number in found}
    return {each: counts.get(each, 0) for each in Waits}


def _row(row: Any) -> WaitingRow:
    return WaitingRow(
        Waits(row.waits),
        row.id,
        row.producer_id,
        row.producer,
        row.province_code,
        row.commune_code,
        PaperKind(row.kind) if row.kind else None,
        row.number,
        row.until,
        row.entered_by,
        row.entered_at,
    )
