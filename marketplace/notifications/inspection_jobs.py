"""Mails about inspections to people without an account. Each job may run twice; ``send_mail`` lets each out once."""

from marketplace.inspection.queries import public_reason
from marketplace.notifications.guest_mails import tell_guest


def order_stopped(order: str, ref: str, product: str, recognition_id: int) -> None:
    """Tell a guest that what they ordered was stopped or revoked, with the link to their order; nothing where that has
    been lifted meanwhile.
    """
    _stopped("order_stopped", order, ref, product, recognition_id)


def packed_stopped(order: str, ref: str, product: str, recognition_id: int) -> None:
    """As :func:`order_stopped`, where what they ordered is packed already."""
    _stopped("packed_stopped", order, ref, product, recognition_id)


def order_freed(order: str, ref: str, product: str, recognition_id: int) -> None:
    """Tell a guest that what they ordered is sold again; nothing where it was stopped again meanwhile."""
    if public_reason(recognition_id) is None:
        tell_guest("order_freed", order, f"{ref}:{order}", product=product)


def _stopped(name: str, order: str, ref: str, product: str, recognition_id: int) -> None:
    reason = public_reason(recognition_id)
    if reason is not None:
        tell_guest(name, order, f"{ref}:{order}", product=product, why=reason.text)
