"""What an officer should look at in the name of an issuer that contradicts nothing. Pure.

None of it stops a sale: the day, the star and the level fit, and a name can be right in ways that no table knows.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from marketplace.certification import ministries, regimes
from marketplace.certification.issuer_levels import cuts, level_of, province_at
from marketplace.certification.issuers import NATIONAL
from marketplace.certification.kinds import IssuerKind
from marketplace.certification.ministries import Naming
from marketplace.certification.regimes import Authorised
from marketplace.kernel.i18n import Message
from marketplace.places import nomenclature
from marketplace.places.derive import TWO_LEVELS_FROM


class NameDoubt(StrEnum):
    """What is odd about a name."""

    MINISTRY_NAME = "ministry_name"
    COUNCIL = "council"
    PROVINCE_NAME = "province_name"
    OTHER_DISTRICT = "other_district"


_DOUBTS: Final = {
    NameDoubt.MINISTRY_NAME: Message(
        "Ngày %(day)s, bộ phụ trách nông nghiệp tên là %(ministry)s, quyết định ghi “%(issuer)s”. "
        "Xem lại tên cơ quan ký."
    ),
    NameDoubt.COUNCIL: Message(
        "Ngày %(day)s, Hội đồng OCOP trung ương không còn công nhận 5 sao, quyết định ghi “%(issuer)s”. "
        "Xem lại cơ quan ký."
    ),
    NameDoubt.PROVINCE_NAME: Message(
        "Ngày %(day)s, tỉnh trong “%(issuer)s” đã mang tên khác. Xem lại tên cơ quan ký."
    ),
    NameDoubt.OTHER_DISTRICT: Message(
        "Ngày %(day)s, nơi có sản phẩm có lẽ không thuộc địa bàn của “%(issuer)s”. Xem lại cơ quan ký và địa chỉ."
    ),
}


@lru_cache(maxsize=4096)
def name_doubt(
    text: str, kind: IssuerKind, on: date, commune_code: str | None = None, old_unit: str | None = None
) -> NameDoubt | None:
    """What is odd about ``text`` as the name of an issuer of that ``kind`` on the day ``on``; ``None``: nothing.

    ``commune_code`` is today's commune of the product, ``old_unit`` the key of the one printed in the decision.
    """
    found = level_of(text, on)
    if kind in NATIONAL:
        return _national_doubt(found.kind, found.name, on)
    if found.kind is IssuerKind.PROVINCE:
        return _province_doubt(found.name, on)
    if found.kind is IssuerKind.DISTRICT and on < TWO_LEVELS_FROM:
        return _district_doubt(found.name, old_unit, commune_code)
    return None


def doubt_message(doubt: NameDoubt, text: str, on: date) -> Message:
    """What to look at, for officers."""
    params = {"issuer": text, "day": f"{on:%d/%m/%Y}", "ministry": ministries.name_on(on)}
    return Message(_DOUBTS[doubt].msgid, params)


def _national_doubt(said: IssuerKind | None, name: str, on: date) -> NameDoubt | None:
    if said is IssuerKind.MINISTRY and ministries.naming(name, on) is Naming.NEAR:
        return NameDoubt.MINISTRY_NAME
    if said is IssuerKind.CENTRAL:
        central = regimes.check_authority(on, 5, IssuerKind.CENTRAL)
        return NameDoubt.COUNCIL if central.result is Authorised.MISMATCH else None
    return None


def _province_doubt(name: str, on: date) -> NameDoubt | None:
    province = province_at(name)
    has_ended = province is not None and province.last_day is not None and on > province.last_day
    return NameDoubt.PROVINCE_NAME if has_ended else None


def _district_doubt(name: str, *places: str | None) -> NameDoubt | None:
    """The first place that is known counts. Of a district that ended earlier not every commune is on record."""
    known, districts_of = nomenclature.districts(), nomenclature.districts_of()
    units = next((known[before] for before, _ in cuts(name) if before in known), frozenset())
    lay_in = next((districts_of[place] for place in places if place and place in districts_of), None)
    if lay_in is None or not units or not all(unit.has_lasted for unit in units):
        return None
    return NameDoubt.OTHER_DISTRICT if lay_in.isdisjoint(unit.name for unit in units) else None
