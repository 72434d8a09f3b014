"""Taking the register out as a table. Who took what is kept: it holds names and tax numbers."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from marketplace.accounts.policy import require
from marketplace.certification.queries import RegisterFilter, RegisterRow, Sort, all_rows, scope_of
from marketplace.kernel import audit
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import Message
from marketplace.producers.identity import masked

HEADER = (
    Message("Mã"),
    Message("Sản phẩm"),
    Message("Chủ thể"),
    Message("Mã số thuế"),
    Message("Xã, phường"),
    Message("Tỉnh, thành phố"),
    Message("Địa chỉ trong quyết định"),
    Message("Hạng sao"),
    Message("Số quyết định"),
    Message("Ngày ký"),
    Message("Cơ quan ký"),
    Message("Hết hạn"),
    Message("Tình trạng"),
)


def export_register(
    actor: Actor,
    wanted: RegisterFilter | None = None,
    *,
    sort: str = Sort.EXPIRES,
    on: datetime | None = None,
) -> Iterator[tuple[str, ...]]:
    """The rows that ``actor`` sees under that filter, a header first, as texts; dates as dd/mm/yyyy, a person's own
    number with its middle covered. ``on`` is the instant as of which they are told, by default now.

    :raises NotAllowed: the actor may not look at the register at all.
    """
    require(actor, "certification.view", any_scope=True)
    wanted = wanted or RegisterFilter()
    total, rows = all_rows(scope_of(actor), wanted, sort=sort, on=on)
    with transaction():
        details = {"rows": total, "tab": wanted.tab, "text": wanted.text}
        audit.record(actor, "certification.register.exported", "register", wanted.province or "all", details)
    return chain([tuple(map(str, HEADER))], map(_texts, rows))


def _texts(row: RegisterRow) -> tuple[str, ...]:
    return (
        row.code,
        row.product_name,
        row.holder_name,
        masked(row.holder_tax_id),
        row.commune,
        row.province,
        row.printed_address,
        str(row.star),
        row.decision_no,
        row.issued_on.strftime("%d/%m/%Y"),
        row.issuer_name,
        row.expires_on.strftime("%d/%m/%Y"),
        str(row.standing.label),
    )
