"""How tax numbers lie in the database: those of organisations, which are public, as they are; a person's own number,
which since 1/7/2025 is the tax number of households, sealed. Equal ones are sealed alike, so that a register finds the
holder of a recognition by number, and no number can be read in a stolen database.
"""

from typing import Final

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from marketplace.kernel.sealing import ALIKE, sealer
from marketplace.producers.identity import is_personal

ABOUT: Final = "tax_code"
LENGTH: Final = 64


class TaxCode(TypeDecorator[str]):
    """A column of tax numbers: read and compared in the open, sealed where it is a person's own number."""

    impl = String(LENGTH)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return sealer().seal_alike(value, ABOUT) if value and is_personal(value) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database. ``CannotOpen`` where the keys are gone."""
        return sealer().open_alike(value, ABOUT) if value and value.startswith(ALIKE) else value
