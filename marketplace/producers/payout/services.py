"""Verbs on bank accounts: a producer enters one, an officer verifies or refuses it; looking at a number is noted."""

from typing import Any

from sqlalchemy import insert, select, update

from marketplace.accounts.policy import may, refuse_own_people
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message
from marketplace.kernel.sealing import sealer
from marketplace.kernel.text import one_line
from marketplace.producers.events import BankAccountDecided, BankAccountEntered
from marketplace.producers.masking import ending
from marketplace.producers.models import Producer
from marketplace.producers.payout.banks import read_account, read_bank
from marketplace.producers.payout.models import BankAccount
from marketplace.producers.payout.states import ACCOUNT, AccountState
from marketplace.producers.reasons import check_reason
from marketplace.producers.standing_still import hold_open

HOLDER_LIMIT = 120


def change_bank_account(actor: Actor, producer_id: int, *, bank: str, account: str, holder: str) -> int:
    """Enter the account that a producer wishes to be paid to; returns its id. Until an officer has verified it the old
    one stays. One that was waiting is replaced; the same once more is the one that waits: a button was pressed twice.

    :raises Invalid: names the fields at fault (``bank``, ``bank_account``, ``bank_holder``).
    :raises NotFound: not a producer that the actor may speak for.
    :raises Conflict: the producer has closed.
    """
    values = _checked(bank, account, holder)
    with transaction() as here:
        if not may(actor, "producers.edit", producer=producer_id):
            raise _unknown()
        hold_open(producer_id)  # two windows that send at once come one after the other
        waiting = _waiting(producer_id, values)
        if waiting is not None:
            return waiting
        here.execute(
            update(BankAccount)
            .where(BankAccount.producer_id == producer_id, BankAccount.state == AccountState.PENDING)
            .values(state=AccountState.REPLACED)
        )
        account_id = _insert(producer_id, values, AccountState.PENDING, actor.ref)
        _tell(actor, "entered", producer_id, account_id)
        emit(BankAccountEntered(producer_id, account_id))
    return account_id


def enter_verified(
    actor: Actor, producer_id: int, *, bank: str, account: str, holder: str, entered_by: str
) -> int:
    """Enter a new producer's first account, which ``actor`` has compared with what ``entered_by`` wrote; for a verb
    that has asked who may. Returns its id. :class:`Invalid` as :func:`change_bank_account`.
    """
    values = _checked(bank, account, holder)
    with transaction():
        account_id = _insert(
            producer_id,
            values,
            AccountState.VERIFIED,
            entered_by,
            decided_by=actor.ref,
            decided_at=clock.now(),
        )
        _tell(actor, "verified", producer_id, account_id)
        emit(BankAccountDecided(producer_id, account_id, verified=True, first=True))
    return account_id


def enter_again(actor: Actor, producer_id: int, of_id: int) -> bool:
    """Two producers have become one: the account that ``producer_id`` was paid to, or wished to be, waits to be
    verified as that of ``of_id``, unless that one has an account of its own. What the first had stays in its past. True
    where an account waits now; part of an open transaction of a verb that has asked who may.
    """
    here = session()
    rows = here.execute(
        select(BankAccount)
        .where(
            BankAccount.producer_id.in_((producer_id, of_id)),
            BankAccount.state.in_((AccountState.PENDING, AccountState.VERIFIED)),
        )
        .with_only_columns(
            BankAccount.id,
            BankAccount.producer_id,
            BankAccount.bank,
            BankAccount.account_sealed,
            BankAccount.holder,
            BankAccount.state,
            BankAccount.entered_by,
        )
        .order_by(BankAccount.state, BankAccount.id)
    ).all()
    theirs = [row for row in rows if row.producer_id == producer_id]
    here.execute(
        update(BankAccount)
        .where(BankAccount.id.in_([row.id for row in theirs]))
        .values(state=AccountState.REPLACED)
    )
    if not theirs or len(rows) > len(theirs):
        return False
    last = theirs[-1]
    values = {
        "bank": last.bank,
        "bank_account": sealer().open(last.account_sealed, _about(producer_id)),
        "holder": last.holder,
    }
    account_id = _insert(of_id, values, AccountState.PENDING, last.entered_by)
    _tell(actor, "entered", of_id, account_id)
    emit(BankAccountEntered(of_id, account_id))
    return True


def verify_bank_account(actor: Actor, account_id: int) -> None:
    """Confirm an account; from now on the producer is paid to it and to no other.

    :raises NotFound: none, or none of the officer's place.
    :raises NotAllowed: the same person entered it.
    :raises Conflict: it does not wait any more.
    """
    with transaction() as here:
        row = _for_officer(actor, account_id)
        here.execute(
            update(BankAccount)
            .where(
                BankAccount.producer_id == row.producer_id,
                BankAccount.state == AccountState.VERIFIED,
                BankAccount.id != account_id,
            )
            .values(state=AccountState.REPLACED)
        )
        _decide(actor, row, "verify")
        _tell(actor, "verified", row.producer_id, account_id)
        emit(BankAccountDecided(row.producer_id, account_id, verified=True))


def refuse_bank_account(actor: Actor, account_id: int, reason: str) -> None:
    """Refuse an account that waits; the old one stays. Errors as :func:`verify_bank_account`, and

    :raises Invalid: no reason, or one that is too long.
    """
    reason = check_reason(reason)
    with transaction():
        row = _for_officer(actor, account_id)
        _decide(actor, row, "refuse", reason=reason)
        _tell(actor, "refused", row.producer_id, account_id)
        emit(BankAccountDecided(row.producer_id, account_id, verified=False))


def reveal_bank_account(actor: Actor, account_id: int) -> str:
    """The whole number, for the producer's owner and the officers of its place. Who looked is noted.

    :raises NotFound: none, or not for the actor.
    """
    with transaction():
        row = _account(account_id)
        owner = may(actor, "producers.edit", producer=row.producer_id)
        if not owner and not may(
            actor, "producers.verify", province=row.province_code, commune=row.commune_code
        ):
            raise _unknown()
        number = sealer().open(row.account_sealed, _about(row.producer_id))
        _tell(actor, "revealed", row.producer_id, account_id)
    return number


def _waiting(producer_id: int, values: dict[str, str]) -> int | None:
    """The account that waits, if it is the same."""
    row = (
        session()
        .execute(
            select(BankAccount.id, BankAccount.bank, BankAccount.account_sealed, BankAccount.holder).where(
                BankAccount.producer_id == producer_id, BankAccount.state == AccountState.PENDING
            )
        )
        .one_or_none()
    )
    if row is None or (row.bank, row.holder) != (values["bank"], values["holder"]):
        return None
    same = sealer().open(row.account_sealed, _about(producer_id)) == values["bank_account"]
    return int(row.id) if same else None


def _checked(bank: str, account: str, holder: str) -> dict[str, str]:
    values: dict[str, str] = {"holder": one_line(holder)}
    errors: dict[str, Message | str] = {}
    for name, read, text in (("bank", read_bank, bank), ("bank_account", read_account, account)):
        try:
            values[name] = read(text)
        except Invalid as refusal:
            errors |= refusal.fields
    if not values["holder"]:
        errors["bank_holder"] = Message("Ghi tên chủ tài khoản như ngân hàng ghi.")
    elif len(values["holder"]) > HOLDER_LIMIT:
        errors["bank_holder"] = Message("Dài quá %(limit)s ký tự.", {"limit": HOLDER_LIMIT})
    if errors:
        raise Invalid(next(iter(errors.values())), fields=errors)
    return values


def _insert(
    producer_id: int, values: dict[str, str], state: AccountState, entered_by: str, **decision: Any
) -> int:
    account_id: int = (
        session()
        .execute(
            insert(BankAccount)
            .values(
                producer_id=producer_id,
                bank=values["bank"],
                account_sealed=sealer().seal(values["bank_account"], _about(producer_id)),
                tail=ending(values["bank_account"]),
                holder=values["holder"],
                state=state,
                entered_by=entered_by,
                entered_at=clock.now(),
                **decision,
            )
            .returning(BankAccount.id)
        )
        .scalar_one()
    )
    return account_id


def _decide(actor: Actor, row: Any, move: str, **values: Any) -> None:
    after = ACCOUNT.next(str(Message("Tài khoản ngân hàng")), AccountState(row.state), move)
    decided = session().execute(
        update(BankAccount)
        .where(BankAccount.id == row.id, BankAccount.state == row.state)
        .values(state=after, decided_by=actor.ref, decided_at=clock.now(), **values)
        .returning(BankAccount.id)
    )
    if decided.one_or_none() is None:
        raise Conflict(Message("Có người vừa xử lý tài khoản này. Tải lại trang."))


def _for_officer(actor: Actor, account_id: int) -> Any:
    row = _account(account_id)
    if not may(actor, "producers.verify", province=row.province_code, commune=row.commune_code):
        raise _unknown()
    if row.entered_by == actor.ref:
        raise NotAllowed(Message("Người nhập tài khoản không tự xác minh được: cần một cán bộ khác."))
    refuse_own_people(actor, row.producer_id)
    return row


def _account(account_id: int) -> Any:
    row = (
        session()
        .execute(
            select(
                BankAccount.id,
                BankAccount.producer_id,
                BankAccount.account_sealed,
                BankAccount.state,
                BankAccount.entered_by,
                Producer.province_code,
                Producer.commune_code,
            )
            .join(Producer, Producer.id == BankAccount.producer_id)
            .where(BankAccount.id == account_id)
        )
        .one_or_none()
    )
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFound:
    return NotFound(Message("Không có tài khoản ngân hàng này."))


def _about(producer_id: int) -> str:
    return f"bank_account:{producer_id}"


def _tell(actor: Actor, verb: str, producer_id: int, account_id: int) -> None:
    audit.record(
        actor, f"producers.bank_account.{verb}", "producer", producer_id, {"bank_account": account_id}
    )
