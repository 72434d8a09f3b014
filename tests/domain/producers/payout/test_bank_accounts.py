"""Bank accounts: entered by the producer, checked by an officer, one of each kind at a time, never in the open."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.accounts.policy import Role
from marketplace.kernel.actor import Actor, Grant
from marketplace.kernel.audit import AuditEntry
from marketplace.kernel.db import session, transaction
from marketplace.kernel.errors import Conflict, Invalid, InvalidMove, NotAllowed, NotFound
from marketplace.kernel.sealing import SEALED
from marketplace.producers import services as producers
from marketplace.producers.payout import queries, services
from marketplace.producers.payout.models import BankAccount
from marketplace.producers.payout.states import AccountState
from tests import stories
from tests.conftest import NOON, Statements

NUMBER = "3900 2050 12345"


def enter(actor: Actor, producer_id: int, account: str = NUMBER, bank: str = "970405") -> int:
    return services.change_bank_account(
        actor, producer_id, bank=bank, account=account, holder=" HTX  KHE MAY "
    )


def rows() -> list[tuple[Any, ...]]:
    session().expire_all()
    table = BankAccount.__table__
    audited = session().execute(select(AuditEntry.seq)).scalars().all()
    return [*map(tuple, session().execute(select(table).order_by(table.c.id))), tuple(audited)]


def states(producer_id: int) -> list[str]:
    return [each.state.value for each in reversed(queries.bank_accounts_of(producer_id))]


def refused(deed: Callable[[], object], error: type[Exception]) -> Any:
    """The refusal, after making sure that it changed nothing."""
    before = rows()
    with pytest.raises(error) as found:
        deed()
    assert rows() == before
    return found.value


def test_an_account_waits_and_is_sealed(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    account_id = enter(owner, producer_id)
    (view,) = queries.bank_accounts_of(producer_id)
    assert (view.id, view.bank, view.bank_name, view.tail) == (account_id, "970405", "Agribank", "2345")
    assert (view.covered, view.holder) == ("•••• 2345", "HTX KHE MAY")
    assert (view.state, view.entered_by, view.entered_at) == (AccountState.PENDING, owner.ref, NOON)
    assert (view.decided_by, view.decided_at, view.reason) == ("", None, "")
    sealed = session().execute(select(BankAccount.account_sealed)).scalar_one()
    assert sealed.startswith(SEALED)
    assert "3900205012345" not in sealed


def test_the_old_one_is_paid_to_until_the_new_one_is_verified(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    services.verify_bank_account(stories.officer(1), enter(owner, producer_id))
    second = enter(owner, producer_id, "111122223333")
    assert states(producer_id) == ["verified", "pending"]
    services.verify_bank_account(stories.officer(1), second)
    assert states(producer_id) == ["replaced", "verified"]


def test_another_one_takes_the_place_of_one_that_waits(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    first, officer = enter(owner, producer_id), stories.officer(1)
    enter(owner, producer_id, "111122223333")
    assert states(producer_id) == ["replaced", "pending"]
    refused(lambda: services.verify_bank_account(officer, first), InvalidMove)


def test_the_same_account_sent_twice_waits_once(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    first = enter(owner, producer_id)
    before = rows()
    assert enter(owner, producer_id) == first
    assert rows() == before
    services.refuse_bank_account(stories.officer(1), first, "Tên không khớp")
    assert enter(owner, producer_id) != first
    assert states(producer_id) == ["refused", "pending"]


def test_a_refused_one_leaves_the_old_one(app: Flask) -> None:
    producer_id = stories.producer()
    owner, officer = stories.owner(producer_id), stories.officer(1)
    services.verify_bank_account(officer, enter(owner, producer_id))
    second = enter(owner, producer_id, "111122223333")
    services.refuse_bank_account(officer, second, " Tên chủ tài khoản  khác ")
    assert states(producer_id) == ["verified", "refused"]
    view = queries.bank_accounts_of(producer_id)[0]
    assert (view.reason, view.decided_by, view.decided_at) == (
        "Tên chủ tài khoản khác",
        officer.ref,
        NOON,
    )
    for deed in (services.verify_bank_account, lambda a, i: services.refuse_bank_account(a, i, "lại")):
        refused(lambda do=deed: do(officer, second), InvalidMove)


def test_a_refusal_has_a_reason(app: Flask) -> None:
    producer_id = stories.producer()
    account_id, officer = enter(stories.owner(producer_id), producer_id), stories.officer(1)
    for reason, text in (("  ", "Ghi lý do."), ("x" * 501, "Dài quá 500 ký tự.")):
        refusal = refused(
            lambda said=reason: services.refuse_bank_account(officer, account_id, said), Invalid
        )
        assert {name: str(each) for name, each in refusal.fields.items()} == {"reason": text}


def test_every_fault_is_named_and_no_number_repeated(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    refusal = refused(
        lambda: services.change_bank_account(owner, producer_id, bank="1", account="123a", holder=" "),
        Invalid,
    )
    assert {name: str(each) for name, each in refusal.fields.items()} == {
        "bank": "Chọn ngân hàng trong danh sách.",
        "bank_account": "Số tài khoản có từ 6 đến 19 chữ số.",
        "bank_holder": "Ghi tên chủ tài khoản như ngân hàng ghi.",
    }
    refusal = refused(
        lambda: services.change_bank_account(
            owner, producer_id, bank="970405", account=NUMBER, holder="x" * 121
        ),
        Invalid,
    )
    assert {name: str(each) for name, each in refusal.fields.items()} == {"bank_holder": "Dài quá 120 ký tự."}


def test_only_who_owns_the_producer_enters_one(app: Flask) -> None:
    producer_id = stories.producer()
    people = [
        stories.staff(producer_id),
        stories.owner(stories.producer()),
        stories.officer(1),
        stories.person("nguoi-la"),
        Actor.guest(),
    ]
    for actor in people:
        refused(lambda who=actor: enter(who, producer_id), NotFound)
    owner = stories.owner(producer_id)
    refused(lambda: enter(owner, 999_999), NotFound)


def test_a_closed_producer_is_paid_no_more(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    producers.close(stories.officer(1), producer_id, "nghỉ bán")
    refused(lambda: enter(owner, producer_id), Conflict)


def test_only_another_officer_of_the_place_decides(app: Flask) -> None:
    producer_id = stories.producer()
    account_id = enter(stories.operator(), producer_id)
    people = [stories.officer(1, "20"), stories.owner(producer_id), stories.operator(), Actor.guest()]
    for actor in people:
        refused(lambda who=actor: services.verify_bank_account(who, account_id), NotFound)
        refused(lambda who=actor: services.refuse_bank_account(who, account_id, "Sai"), NotFound)
    officer = stories.officer(1)
    refused(lambda: services.verify_bank_account(officer, 999_999), NotFound)
    both = Actor("user", "hai vai", officer.id, (*stories.operator().grants, *officer.grants))
    other = stories.producer()
    own = enter(both, other)
    refused(lambda: services.verify_bank_account(both, own), NotAllowed)
    refused(lambda: services.refuse_bank_account(both, own, "Sai"), NotAllowed)


@pytest.mark.parametrize("role", [Role.PRODUCER_OWNER, Role.PRODUCER_STAFF])
def test_its_own_people_do_not_decide(app: Flask, role: Role) -> None:
    producer_id = stories.producer()
    account_id = enter(stories.operator(), producer_id)
    grants = (Grant(role, "producer", str(producer_id)), *stories.officer(1).grants)
    both = Actor("user", "hai vai", 4_031, grants)
    refused(lambda: services.verify_bank_account(both, account_id), NotAllowed)
    refused(lambda: services.refuse_bank_account(both, account_id, "Sai"), NotAllowed)
    services.verify_bank_account(stories.officer(1), account_id)


def test_who_looks_at_a_number_is_noted(app: Flask) -> None:
    producer_id = stories.producer()
    owner, officer = stories.owner(producer_id), stories.officer(2)
    account_id = enter(owner, producer_id)
    for actor in (owner, officer):
        assert services.reveal_bank_account(actor, account_id) == "3900205012345"
    entries = session().execute(
        select(AuditEntry.actor, AuditEntry.subject_ref, AuditEntry.data)
        .where(AuditEntry.action == "producers.bank_account.revealed")
        .order_by(AuditEntry.seq)
    )
    told = (str(producer_id), f'{{"bank_account":{account_id}}}')
    assert [tuple(each) for each in entries] == [(owner.ref, *told), (officer.ref, *told)]
    for actor in (stories.staff(producer_id), stories.officer(1, "20"), stories.chair(), Actor.guest()):
        refused(lambda who=actor: services.reveal_bank_account(who, account_id), NotFound)


def test_what_waits_is_listed_for_the_officers_of_the_place(app: Flask, statements: Statements) -> None:
    first, second = stories.producer(), stories.producer()
    later = enter(stories.owner(second), second)
    earlier_done = enter(stories.owner(first), first)
    services.verify_bank_account(stories.officer(1), earlier_done)
    again = enter(stories.owner(first), first, "111122223333")
    with statements() as sent:
        waiting = queries.bank_accounts_waiting(provinces={"42"})
    assert len(sent) == 1
    assert [each.id for each in waiting] == [later, again]
    assert [each.id for each in queries.bank_accounts_waiting(provinces=None)] == [later, again]
    assert [each.id for each in queries.bank_accounts_waiting(provinces=(), communes={"18550"})] == [
        later,
        again,
    ]
    assert queries.bank_accounts_waiting(provinces={"20"}, communes={"18685"}) == ()


@pytest.mark.parametrize("state", ["pending", "verified"])
def test_the_database_holds_one_of_each(app: Flask, state: str) -> None:
    producer_id = stories.producer()
    account_id = enter(stories.owner(producer_id), producer_id)
    if state == "verified":
        services.verify_bank_account(stories.officer(1), account_id)
    columns = [column for column in BankAccount.__table__.columns if column.name != "id"]
    with pytest.raises(IntegrityError), transaction() as here:
        here.execute(
            insert(BankAccount.__table__).from_select(
                [column.name for column in columns], select(*columns).where(BankAccount.id == account_id)
            )
        )


def test_the_database_wants_two_people(app: Flask) -> None:
    producer_id = stories.producer()
    owner = stories.owner(producer_id)
    account_id = enter(owner, producer_id)
    with pytest.raises(IntegrityError), transaction() as here:
        here.execute(
            update(BankAccount)
            .where(BankAccount.id == account_id)
            .values(state="verified", decided_by=owner.ref, decided_at=NOON)
        )


def test_a_bank_that_the_list_has_lost_is_named_by_its_number(app: Flask) -> None:
    producer_id = stories.producer()
    enter(stories.owner(producer_id), producer_id)
    with transaction() as here:
        here.execute(update(BankAccount).values(bank="999999"))
    assert queries.bank_accounts_of(producer_id)[0].bank_name == "999999"
