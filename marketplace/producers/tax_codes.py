"""How tax numbers lie in the database: those of organisations, which are public, as they are; a person's own number,
which since 1/7/2025 is the tax number of households, sealed. Equal ones are sealed alike, so that a register finds the
holder of a recognition by number, and no number can be read in a stolen database.
"""

from typing import Any, Final

from sqlalchemy import Dialect, String, select, type_coerce
from sqlalchemy.sql.operators import like_op
from sqlalchemy.sql.type_api import TypeEngine
from sqlalchemy.types import TypeDecorator

from marketplace.kernel.db import session
from marketplace.kernel.sealing import ALIKE, CannotOpen, sealer
from marketplace.producers.identity import UNREADABLE, is_personal

ABOUT: Final = "tax_code"
LENGTH: Final = 64


class TaxCode(TypeDecorator[str]):
    """A column of tax numbers: read and compared in the open, sealed where it is a person's own number. A pattern is
    compared with what lies there: it finds organisations and their branches, and no person.
    """

    impl = String(LENGTH)
    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """How what it is compared with goes to the database."""
        return String() if op is like_op else self

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return sealer().seal_alike(value, ABOUT) if value and is_personal(value) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database."""
        if not value or not value.startswith(ALIKE):
            return value
        try:
            return sealer().open_alike(value, ABOUT)
        except CannotOpen:
            return UNREADABLE  # The shop goes on with everybody else's goods, and the check-up says so.


def can_be_read() -> bool:
    """Whether the keys that are here open all that lies sealed; one statement. Where keys were lost some numbers may
    have been sealed with new ones since.
    """
    from marketplace.producers.models import Producer

    sealed = type_coerce(Producer.tax_code, String).startswith(ALIKE)
    return UNREADABLE not in session().scalars(select(Producer.tax_code).where(sealed))
