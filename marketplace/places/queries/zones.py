"""How far apart provinces are, for flat shipping rates."""

from sqlalchemy import select

from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.places.derive import Zone
from marketplace.places.models import ZoneRow


def zone(from_province: str, to_province: str) -> Zone:
    """The zone between two provinces of today, by code. 1 statement. Raises ``NotFound`` for an unknown code."""
    statement = select(ZoneRow.zone).where(ZoneRow.from_code == from_province, ZoneRow.to_code == to_province)
    found = session().scalar(statement)
    if found is None:
        raise NotFound(Message("Không có tỉnh, thành phố này."))
    return Zone(found)


def zones_from(province_code: str) -> dict[str, Zone]:
    """The zone to every province, by its code; empty for an unknown one. 1 statement."""
    statement = select(ZoneRow.to_code, ZoneRow.zone).where(ZoneRow.from_code == province_code)
    return {row.to_code: Zone(row.zone) for row in session().execute(statement)}
