"""Provinces and communes of today, by code, by slug, as of a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select

from marketplace.kernel.db import session
from marketplace.kernel.errors import NotFound
from marketplace.kernel.i18n import Message
from marketplace.places.cards import CommuneCard, EditionCard, ProvinceCard, UnitAsOf
from marketplace.places.models import Commune, Edition, Province, StatusChange
from marketplace.places.names import Level
from marketplace.places.queries.columns import COMMUNE, PROVINCE, commune_card, province_card
from marketplace.places.queries.memory import remembered


def provinces() -> tuple[ProvinceCard, ...]:
    """The provinces of today in alphabetical order. 1 statement, once in a process."""
    return remembered("provinces", _provinces)


def _provinces() -> tuple[ProvinceCard, ...]:
    statement = select(*PROVINCE).where(Province.withdrawn_on.is_(None)).order_by(Province.position)
    return tuple(map(province_card, session().execute(statement)))


def province(code: str) -> ProvinceCard:
    """The province ``code``. 1 statement, once in a process. Raises ``NotFound``."""
    return remembered(
        ("province", code), lambda: _one_province(select(*PROVINCE).where(Province.code == code))
    )


def province_by_slug(slug: str) -> ProvinceCard:
    """The province of a page's address. 1 statement. Raises ``NotFound``."""
    return _one_province(select(*PROVINCE).where(Province.slug == slug))


def communes_of(province_code: str) -> tuple[CommuneCard, ...]:
    """The communes of a province in alphabetical order; none for an unknown code. 1 statement."""
    statement = (
        _communes()
        .where(Commune.province_code == province_code, Commune.withdrawn_on.is_(None))
        .order_by(Commune.position)
    )
    return tuple(map(commune_card, session().execute(statement)))


def commune(code: str) -> CommuneCard:
    """The commune ``code``, also one that was withdrawn. 1 statement, once in a process. Raises ``NotFound``."""
    return remembered(("commune", code), lambda: _one_commune(_communes().where(Commune.code == code)))


def commune_by_slug(province_slug: str, slug: str) -> CommuneCard:
    """The commune of a page's address: slugs are unique within the province. 1 statement. Raises ``NotFound``."""
    return _one_commune(_communes().where(Province.slug == province_slug, Commune.slug == slug))


def communes(codes: Iterable[str]) -> dict[str, CommuneCard]:
    """Many communes by code, for a list; unknown codes are left out. 1 statement."""
    statement = _communes().where(Commune.code.in_(sorted(set(codes))))
    return {row.commune_code: commune_card(row) for row in session().execute(statement)}


def as_of(code: str, on: date) -> UnitAsOf | None:
    """What the province (2 digits) or commune (5 digits) ``code`` was on the day ``on``; 1 statement.

    ``None`` for a day before the unit began under this code: use the old units then. Raises ``NotFound`` for an unknown
    code. Changes of type since 1 July 2025: 237/NQ-UBTVQH16 and 30/2026/QH16 (Đồng Nai), 36/2026/QH16 (Quảng Ninh),
    388/NQ-UBTVQH16 and 39/2026/QH16 (Bắc Ninh).
    """
    model: Any = Province if len(code) == 2 else Commune
    level = Level.PROVINCE if model is Province else Level.COMMUNE
    statement = (
        select(
            model.name,
            model.unit_type,
            model.exists_from,
            StatusChange.since,
            StatusChange.old_type,
            StatusChange.new_type,
            StatusChange.legal_basis,
        )
        .outerjoin(StatusChange, and_(StatusChange.code == model.code, StatusChange.level == level.value))
        .where(model.code == code)
        .order_by(StatusChange.since)
    )
    rows = session().execute(statement).all()
    if not rows:
        raise NotFound(Message("Không có đơn vị hành chính nào mang mã %(code)s.", {"code": code}))
    if on < rows[0].exists_from:
        return None
    changes = [row for row in rows if row.since is not None]
    past = [row for row in changes if row.since <= on]
    if past:
        return UnitAsOf(code, rows[0].name, past[-1].new_type, past[-1].legal_basis)
    return UnitAsOf(code, rows[0].name, changes[0].old_type if changes else rows[0].unit_type, None)


def began(codes: Iterable[str]) -> dict[str, date]:
    """The first day of each of these provinces (2 digits) and communes (5 digits) under its code; unknown codes are
    left out. At most 2 statements.
    """
    found: dict[str, date] = {}
    wanted = set(codes)
    for model in (Province, Commune):
        some = sorted(code for code in wanted if (len(code) == 2) is (model is Province))
        if some:
            rows = session().execute(select(model.code, model.exists_from).where(model.code.in_(some)))
            found |= {row.code: row.exists_from for row in rows}
    return found


def edition() -> EditionCard | None:
    """Which gazetteer is loaded, or ``None`` before the first load. 1 statement."""
    row = session().execute(select(Edition.state_on, Edition.digest)).one_or_none()
    return EditionCard(row.state_on, row.digest) if row else None


def _communes() -> Select[Any]:
    return select(*COMMUNE, *PROVINCE).join(Province, Province.code == Commune.province_code)


def _one_province(statement: Select[Any]) -> ProvinceCard:
    row = session().execute(statement).one_or_none()
    if row is None:
        raise NotFound(Message("Không có tỉnh, thành phố này."))
    return province_card(row)


def _one_commune(statement: Select[Any]) -> CommuneCard:
    row = session().execute(statement).one_or_none()
    if row is None:
        raise NotFound(Message("Không có xã, phường này."))
    return commune_card(row)
