"""Taking the list of what ends out as a table. Who took it is kept: it holds names and addresses."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from marketplace.accounts.policy import require
from marketplace.certification.queries import RegisterRow, scope_of
from marketplace.kernel import audit, formats
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import transaction
from marketplace.kernel.i18n import Message
from marketplace.kernel.parts import PART, in_parts
from marketplace.notifications.letters.queries.ending import EndingFilter, ending
from marketplace.notifications.letters.queries.told import Told, told

HEADER: Final = (
    Message("Mã"),
    Message("Sản phẩm"),
    Message("Chủ thể"),
    Message("Xã, phường"),
    Message("Tỉnh, thành phố"),
    Message("Hạng sao"),
    Message("Số quyết định"),
    Message("Hết hạn"),
    Message("Còn ngày"),
    Message("Ngày nộp hồ sơ"),
    Message("Tình trạng"),
    Message("Báo lần cuối"),
    Message("Cách báo"),
    Message("Báo cho"),
)


def export_endings(actor: Actor, wanted: EndingFilter) -> Iterator[tuple[str | int, ...]]:
    """Every row of the list under that filter, a header first, with when the holder was last told and how, read while
    they are asked for.

    :raises NotAllowed: the actor may not look at the register at all.
    """
    require(actor, "certification.view", any_scope=True)
    scope = scope_of(actor)
    total, parts = in_parts(lambda number: ending(scope, wanted, page=number, size=PART))
    with transaction():
        details = {"rows": total, "tab": wanted.window.value, "text": wanted.text}
        audit.record(actor, "certification.register.exported", "register", wanted.province or "all", details)
    return chain([tuple(map(str, HEADER))], _with_told(parts))


def _with_told(parts: Iterator[tuple[RegisterRow, ...]]) -> Iterator[tuple[str | int, ...]]:
    for part in parts:
        heard = told([row.id for row in part])
        yield from (_texts(row, heard[row.id]) for row in part)


def _texts(row: RegisterRow, heard: tuple[Told, ...]) -> tuple[str | int, ...]:
    last = heard[0] if heard else None
    return (
        row.code,
        row.product_name,
        row.holder_name,
        row.commune,
        row.province,
        row.star,
        row.decision_no,
        formats.day(row.expires_on),
        row.days_left,
        formats.day(row.filed_on) if row.filed_on else "",
        str(row.standing.label),
        formats.moment(last.at) if last else "",
        str(last.way.label) if last else "",
        last.whom if last else "",
    )
