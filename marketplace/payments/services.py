"""Verbs on payments."""

from sqlalchemy import insert, update

from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import rowcount, transaction
from marketplace.kernel.errors import Invalid
from marketplace.kernel.i18n import Message
from marketplace.payments.methods import Started, method
from marketplace.payments.models import Payment


def start(actor: Actor, reference: str, method_code: str, amount: int) -> Started:
    """Begin to pay ``amount`` đồng for ``reference``. Part of the order's transaction.

    :raises Invalid: the method is not offered, or not for this amount.
    """
    chosen = method(method_code)
    if chosen is None:
        message = Message("Chọn một cách trả tiền.")
        raise Invalid(message, fields={"payment": message})
    refusal = chosen.refusal(amount)
    if refusal is not None:
        raise Invalid(refusal, fields={"payment": refusal})
    with transaction() as here:
        started = chosen.start(reference, amount)
        here.execute(
            insert(Payment).values(
                reference=reference,
                method=chosen.code,
                amount=amount,
                state=started.state,
                created_at=clock.now(),
            )
        )
        audit.record(
            actor, "payments.payment.started", "payment", reference, {"method": chosen.code, "amount": amount}
        )
    return started


def collected_on_delivery(actor: Actor, reference: str) -> bool:
    """The parcel of ``reference`` was handed over against its money. False when nothing was due for it."""
    return _settle(actor, reference, "collected")


def cancel(actor: Actor, reference: str) -> bool:
    """Nothing will be paid for ``reference``. False when it was not due any more."""
    return _settle(actor, reference, "cancelled")


def _settle(actor: Actor, reference: str, state: str) -> bool:
    with transaction() as here:
        done = here.execute(
            update(Payment)
            .where(Payment.reference == reference, Payment.state == "due_on_delivery")
            .values(state=state, settled_at=clock.now())
        )
        if rowcount(done):
            audit.record(actor, f"payments.payment.{state}", "payment", reference)
    return bool(rowcount(done))
