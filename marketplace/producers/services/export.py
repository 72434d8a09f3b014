"""Taking the register of producers out as a table. Who took what is kept: it names people and their numbers."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from marketplace.accounts.phones import show_phone
from marketplace.accounts.policy import places, require
from marketplace.kernel import audit, clock, formats
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import Message
from marketplace.producers.identity import masked
from marketplace.producers.queries.register import (
    ProducerSort,
    RegisteredProducer,
    RegisterOf,
    all_registered,
)

HEADER = (
    Message("Số"),
    Message("Tên trên giấy đăng ký"),
    Message("Tên trên chợ"),
    Message("Loại hình"),
    Message("Mã số thuế"),
    Message("Người đại diện"),
    Message("Số điện thoại"),
    Message("Xã, phường"),
    Message("Tỉnh, thành phố"),
    Message("Tình trạng"),
    Message("Từ ngày"),
)

PERMISSION = "producers.oversee"


def export_producers(
    actor: Actor, wanted: RegisterOf, *, sort: str = ProducerSort.NAME
) -> Iterator[tuple[str, ...]]:
    """The rows that are wanted and within the actor's scope, a header first, as texts; a person's own number with its
    middle covered.

    :raises NotAllowed: the actor oversees no producers.
    """
    require(actor, PERMISSION, any_scope=True)
    provinces, communes = places(actor, PERMISSION)
    total, rows = all_registered(replace(wanted, provinces=provinces, communes=communes), sort=sort)
    with transaction():
        told = {"rows": total, "text": wanted.text}
        audit.record(actor, "producers.register.exported", "producers", wanted.province or "all", told)
    return chain([tuple(map(str, HEADER))], map(_texts, rows))


def _texts(row: RegisteredProducer) -> tuple[str, ...]:
    return (
        str(row.id),
        row.legal_name,
        row.name,
        str(row.kind.label),
        masked(row.tax_code),
        row.representative,
        show_phone(row.phone),
        row.commune,
        row.province,
        str(row.standing.label),
        formats.day(clock.local(row.since).date()) if row.since else "",
    )
