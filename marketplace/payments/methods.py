"""The payments port: what a method of payment must be able to say and do."""

from dataclasses import dataclass
from typing import Protocol

from marketplace.kernel.i18n import Message
from marketplace.kernel.state import current


@dataclass(frozen=True, slots=True)
class Started:
    """How a payment begins: its first state, and where to send the buyer, if anywhere."""

    state: str
    redirect_url: str | None = None


class PaymentMethod(Protocol):
    """One way to pay."""

    code: str
    name: Message
    explanation: Message
    per_parcel: bool
    """True when each producer's parcel is paid by itself, as cash on delivery is."""

    def refusal(self, amount: int) -> Message | None:
        """Why ``amount`` (đồng) cannot be paid this way, or ``None``."""
        ...

    def start(self, reference: str, amount: int) -> Started:
        """Begin to pay ``amount`` for ``reference``. ``BackendUnavailable`` when the provider does not answer."""
        ...


def methods() -> tuple[PaymentMethod, ...]:
    """The methods that this site offers, in the order in which they are shown."""
    offered: tuple[PaymentMethod, ...] = current().port("payments", tuple)
    return offered


def method(code: str) -> PaymentMethod | None:
    """The method of that code, or ``None`` when the site does not offer it."""
    return next((candidate for candidate in methods() if candidate.code == code), None)
