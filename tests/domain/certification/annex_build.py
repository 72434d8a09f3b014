"""Annexes as officers upload them, for the tests of the import."""

from dataclasses import replace
from itertools import cycle

from sqlalchemy import func, select

from marketplace.accounts.policy import Role
from marketplace.certification.annex import services
from marketplace.certification.annex.assess.declared import Declared
from marketplace.certification.annex.models import ImportBatch
from marketplace.certification.models import Recognition
from marketplace.kernel.db import session
from tests.data.annex import files
from tests.data.annex.items import ha_tinh
from tests.data.annex.table import (
    ADDRESS,
    DAY,
    HOLDER,
    ISSUER,
    NUMBER,
    PACK,
    PRODUCT,
    SCORE,
    STAR,
    STT,
    Table,
    flat,
    lay_out,
)
from tests.domain.certification.build import AN, HA_TINH, actor

CHI = actor(8, Role.OFFICER)
ANSWERS = {
    "Cu đơ Thư Viện - Đặng Thanh": "18652",
    "Rượu nhung hươu Huso": "18073",
    "Nước mắm Lạch Kèn": "18352",
}
"""Đại Nài went to two wards; two makers' communes are not in the list."""


def answers(table: Table) -> dict[int, str]:
    return {table.row_of[product]: code for product, code in ANSWERS.items() if product in table.row_of}


def small(count: int = 3, start: int = 0) -> Table:
    """A few rows of the list, in a plain table."""
    columns = flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR, NUMBER, DAY, ISSUER)
    return lay_out(ha_tinh()[start : start + count], columns)


def long(count: int, start: int = 0) -> Table:
    """As many products as wanted, numbered from ``start`` and all from the same ten places and their decisions."""
    sound = [item for item in ha_tinh() if item.commune and item.product not in ANSWERS][:10]
    items = [
        replace(item, product=f"{item.product} {number}")
        for number, item in zip(range(start, start + count), cycle(sound), strict=False)
    ]
    return lay_out(items, flat(STT, PRODUCT, HOLDER, ADDRESS, PACK, SCORE, STAR, NUMBER, DAY, ISSUER))


def uploaded(table: Table, declared: Declared | None = None) -> str:
    return services.upload(AN, "phu-luc.xlsx", files.xlsx(table), declared or Declared(HA_TINH))


def submitted(table: Table, declared: Declared | None = None) -> str:
    code = uploaded(table, declared)
    services.submit(AN, code)
    return code


def in_register() -> int:
    return session().scalar(select(func.count()).select_from(Recognition)) or 0


def batch_row(code: str) -> dict[str, object]:
    """The stored batch, to show that a refused action changed nothing."""
    session().expire_all()
    found = session().execute(select(*ImportBatch.__table__.columns).where(ImportBatch.code == code)).one()
    return dict(found._mapping)
