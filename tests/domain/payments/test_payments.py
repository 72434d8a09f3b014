from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Invalid
from marketplace.payments import services
from marketplace.payments.methods import Started, method, methods
from marketplace.payments.models import Payment
from tests.conftest import NOON
from tests.domain.stock.looking import actions
from tests.unchanged import nothing_changed

GUEST, SELLER = Actor.guest(), Actor("user", "chủ thể", 7)


def payments() -> list[tuple[object, ...]]:
    session().expire_all()
    query = select(
        Payment.reference,
        Payment.method,
        Payment.amount,
        Payment.state,
        Payment.created_at,
        Payment.settled_at,
    )
    return [tuple(row) for row in session().execute(query.order_by(Payment.id))]


def test_cash_on_delivery_is_offered(app: Flask) -> None:
    (cod,) = methods()
    assert (cod.code, str(cod.name), cod.per_parcel) == ("cod", "Trả tiền khi nhận hàng", True)
    assert method("cod") is cod
    assert method("stripe") is None


def test_cash_has_a_limit_to_the_dong(app: Flask) -> None:
    (cod,) = methods()
    assert cod.refusal(1) is None
    assert cod.refusal(5_000_000) is None
    assert "5.000.000" in str(cod.refusal(5_000_001))


def test_a_payment_begins_due_and_is_collected_once(app: Flask) -> None:
    assert services.start(GUEST, "DH1-1", "cod", 514_000) == Started("due_on_delivery")
    assert payments() == [("DH1-1", "cod", 514_000, "due_on_delivery", NOON, None)]
    assert services.collected_on_delivery(SELLER, "DH1-1") is True
    assert payments() == [("DH1-1", "cod", 514_000, "collected", NOON, NOON)]
    with nothing_changed():
        assert services.collected_on_delivery(SELLER, "DH1-1") is False
        assert services.cancel(SELLER, "DH1-1") is False
    assert actions("payments.") == [
        ("payments.payment.started", "DH1-1", '{"amount":514000,"method":"cod"}'),
        ("payments.payment.collected", "DH1-1", "{}"),
    ]


def test_what_is_cancelled_is_not_collected(app: Flask) -> None:
    services.start(GUEST, "DH1-1", "cod", 514_000)
    services.start(GUEST, "DH1-2", "cod", 100_000)
    assert services.cancel(SELLER, "DH1-1") is True
    assert [row[3] for row in payments()] == ["cancelled", "due_on_delivery"]
    with nothing_changed():
        assert services.cancel(SELLER, "DH1-1") is False
        assert services.collected_on_delivery(SELLER, "DH1-1") is False
        assert services.cancel(SELLER, "nobody's") is False


@pytest.mark.parametrize(("code", "amount"), [("stripe", 1_000), ("", 1_000), ("cod", 5_000_001)])
def test_what_is_not_offered_is_refused(app: Flask, code: str, amount: int) -> None:
    with nothing_changed(), pytest.raises(Invalid) as refusal:
        services.start(GUEST, "DH1-1", code, amount)
    assert refusal.value.fields.keys() == {"payment"}


def test_a_reference_is_paid_once(app: Flask) -> None:
    services.start(GUEST, "DH1-1", "cod", 1_000)
    with nothing_changed(), pytest.raises(IntegrityError):
        services.start(GUEST, "DH1-1", "cod", 1_000)


@pytest.mark.parametrize("amount", [0, -1])
def test_nothing_is_no_payment(app: Flask, amount: int) -> None:
    with nothing_changed(), pytest.raises(IntegrityError):
        services.start(GUEST, "DH1-1", "cod", amount)
