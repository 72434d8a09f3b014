"""How far apart provinces are, for flat shipping rates."""

from collections.abc import Mapping

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.places.derive import Zone
from marketplace.places.models import ZoneRow
from marketplace.places.queries.memory import remembered


def zone(from_province: str, to_province: str) -> Zone:
    """The zone between two provinces of today, by code. 1 statement, once in a process. Raises ``NotFound`` for an
    unknown code.
    """
    found = zones_from(from_province).get(to_province)
    if found is None:
        raise NotFound(Message("Không có tỉnh, thành phố này."))
    return found


def zones_from(province_code: str) -> Mapping[str, Zone]:
    """The zone to every province, by its code; empty for an unknown one. 1 statement, once in a process."""
    return remembered(("zones", province_code), lambda: _zones_from(province_code))


def _zones_from(province_code: str) -> Mapping[str, Zone]:
    statement = select(ZoneRow.to_code, ZoneRow.zone).where(ZoneRow.from_code == province_code)
    return {row.to_code: Zone(row.zone) for row in session().execute(statement)}
