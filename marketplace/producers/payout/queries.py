"""Reads on bank accounts. Numbers leave here covered; ``services.reveal_bank_account`` shows one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from marketplace.accounts.within import within
from marketplace.kernel.db import session
from marketplace.producers.models import Producer
from marketplace.producers.payout.banks import banks
from marketplace.producers.payout.models import BankAccount
from marketplace.producers.payout.states import AccountState


@dataclass(frozen=True, slots=True)
class BankAccountView:
    """An account without its number. ``entered_by`` and ``decided_by`` are as the audit log names people."""

    id: int
    producer_id: int
    producer: str
    bank: str
    tail: str
    holder: str
    state: AccountState
    entered_by: str
    entered_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str

    @property
    def bank_name(self) -> str:
        """The bank's short name; its six digits where the list has lost it."""
        found = banks().get(self.bank)
        return found.short if found else self.bank

    @property
    def covered(self) -> str:
        """The number as it is shown: ``•••• 5678``."""
        return f"•••• {self.tail}".strip()


_ACCOUNTS: Final = select(
    BankAccount.id,
    BankAccount.producer_id,
    Producer.display_name,
    BankAccount.bank,
    BankAccount.tail,
    BankAccount.holder,
    BankAccount.state,
    BankAccount.entered_by,
    BankAccount.entered_at,
    BankAccount.decided_by,
    BankAccount.decided_at,
    BankAccount.reason,
).join(Producer, Producer.id == BankAccount.producer_id)


def bank_accounts_of(producer_id: int) -> tuple[BankAccountView, ...]:
    """Every account that a producer ever entered, the last first; one statement."""
    rows = session().execute(
        _ACCOUNTS.where(BankAccount.producer_id == producer_id).order_by(BankAccount.id.desc())
    )
    return tuple(_view(row) for row in rows)


def bank_account(account_id: int) -> BankAccountView | None:
    """One account; one statement. Ask only for whom it may be shown."""
    row = session().execute(_ACCOUNTS.where(BankAccount.id == account_id)).one_or_none()
    return _view(row) if row is not None else None


def bank_accounts_waiting(
    *, provinces: Collection[str] | None, communes: Collection[str] = ()
) -> tuple[BankAccountView, ...]:
    """Accounts that wait for an officer of these provinces or communes, the longest first; one statement.

    ``provinces`` ``None`` is everywhere.
    """
    statement = _ACCOUNTS.where(
        BankAccount.state == AccountState.PENDING,
        within(Producer.province_code, Producer.commune_code, provinces, communes),
    )
    return tuple(_view(row) for row in session().execute(statement.order_by(BankAccount.id)))


def _view(row: Any) -> BankAccountView:
    identity, producer_id, producer, bank, tail, holder, state, *rest = row
    return BankAccountView(identity, producer_id, producer, bank, tail, holder, AccountState(state), *rest)
