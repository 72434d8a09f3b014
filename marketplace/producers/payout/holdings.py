"""The accounts of a producer in full, for its owner's copy and for what the law keeps; and letting go of them."""

from typing import Any

from sqlalchemy import select, update

from marketplace.kernel.db import session
from marketplace.kernel.sealing import sealer
from marketplace.producers.payout.models import BankAccount


def accounts_of(producer_id: int) -> list[dict[str, Any]]:
    """Every account with its number opened; whoever calls notes who is given it. One statement."""
    rows = session().execute(
        select(
            BankAccount.bank,
            BankAccount.account_sealed,
            BankAccount.holder,
            BankAccount.state,
            BankAccount.entered_at,
        )
        .where(BankAccount.producer_id == producer_id)
        .order_by(BankAccount.id)
    )
    return [
        {
            "bank": row.bank,
            "number": sealer().open(row.account_sealed, about(producer_id)),
            "holder": row.holder,
            "state": row.state,
            "entered_at": row.entered_at,
        }
        for row in rows
    ]


def forget_holder(producer_id: int) -> None:
    """Leave of the accounts that there were some. In a transaction."""
    session().execute(
        update(BankAccount)
        .where(BankAccount.producer_id == producer_id)
        .values(holder="", tail="", account_sealed=sealer().seal("", about(producer_id)))
    )


def about(producer_id: int) -> str:
    """What a sealed number is bound to."""
    return f"bank_account:{producer_id}"
