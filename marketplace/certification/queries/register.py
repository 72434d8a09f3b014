"""The register as officers read it: tabs with counts, filters, a page of rows, all rows for a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select

from marketplace.certification.lifecycle import Standing, calendar_of, refiling_overdue
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.queries.register_filter import (
    EVERY_TAB,
    STANDINGS,
    RegisterFilter,
    Sort,
    Tab,
    conditions,
    narrowed,
    order_by,
)
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, covering, standing_column
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.parts import streamed
from marketplace.places.models import Commune, Province


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register. ``since`` is the day of the suspension or revocation that stops it, if one does;
    ``grace_until`` the last day of the grace where it is in grace; ``filing_confirmed`` that the
    filing counts; ``days_left`` counts to ``expires_on``.
    """

    id: int
    code: str
    product_name: str
    holder_name: str
    holder_tax_id: str
    producer_id: int | None
    commune_code: str
    commune: str
    province_code: str
    province: str
    printed_address: str
    star: int
    score: int | None
    decision_no: str
    issued_on: date
    issuer_name: str
    expires_on: date
    grade: str
    standing: Standing
    since: date | None
    grace_until: date | None
    refiling_overdue: bool
    days_left: int
    filed_on: date | None
    filing_confirmed: bool
    demo: bool
    version: int


def register(
    scope: RegisterScope,
    wanted: RegisterFilter | None = None,
    *,
    sort: str = Sort.EXPIRES,
    page: int = 1,
    size: int = 50,
    on: datetime | None = None,
) -> Page[RegisterRow]:
    """A page of the register as it is at ``on`` (default: now); 2 statements. A page beyond the last is the last."""
    wanted, moment = wanted or RegisterFilter(), Moment.of(on)
    clauses = conditions(scope, wanted, moment)
    total = session().scalar(select(func.count()).select_from(Recognition).where(*clauses)) or 0
    number = max(1, min(page, -(-total // size)))
    statement = select_rows(moment).where(*clauses).order_by(*order_by(sort))
    found = session().execute(statement.limit(size).offset((number - 1) * size))
    return Page(tuple(row_of(each, moment) for each in found), total, number, size)


def all_rows(
    scope: RegisterScope,
    wanted: RegisterFilter | None = None,
    *,
    sort: str = Sort.EXPIRES,
    on: datetime | None = None,
) -> tuple[int, Iterator[RegisterRow]]:
    """How many rows there are, and every one for a spreadsheet, read while they are asked for; 2 statements. Exporting
    is audited: see ``services.export_register``.
    """
    wanted, moment = wanted or RegisterFilter(), Moment.of(on)
    rows = select_rows(moment).where(*conditions(scope, wanted, moment))
    total = session().execute(select(func.count()).select_from(rows.subquery())).scalar_one()
    return total, streamed(rows.order_by(*order_by(sort)), lambda row: row_of(row, moment))


def counts(
    scope: RegisterScope, wanted: RegisterFilter | None = None, *, on: datetime | None = None
) -> dict[Tab, int]:
    """How many rows each tab would show under the same filter; 1 statement."""
    wanted, moment = wanted or RegisterFilter(), Moment.of(on)
    standing = standing_column(moment).label("standing")
    inner = select(standing).where(scope.clause(), *narrowed(wanted, moment)).subquery()
    statement = select(inner.c.standing, func.count()).group_by(inner.c.standing)
    found = {Standing(row[0]): row[1] for row in session().execute(statement)}
    tabs = {
        tab: sum(found.get(standing, 0) for standing in standings) for tab, standings in STANDINGS.items()
    }
    return {Tab.ALL: sum(found.get(each, 0) for each in EVERY_TAB), **tabs}


def select_rows(moment: Moment) -> Any:
    """Every recognition with what :func:`row_of` reads, to be narrowed and put in order."""
    stopped = (
        select(func.max(SuspensionPeriod.since))
        .where(covering(moment))
        .correlate(Recognition)
        .scalar_subquery()
    )
    return (
        select(
            Recognition.id,
            Recognition.code,
            Recognition.product_name,
            Recognition.holder_name,
            Recognition.holder_tax_id,
            Recognition.producer_id,
            Recognition.commune_code,
            Commune.name.label("commune"),
            Recognition.province_code,
            Province.name.label("province"),
            Recognition.printed_address,
            Recognition.star,
            Recognition.score,
            Recognition.decision_no,
            Recognition.issued_on,
            Recognition.issuer_name,
            Recognition.expires_on,
            Recognition.grade,
            Recognition.filed_on,
            Recognition.filing_confirmed_by.is_not(None).label("filing_confirmed"),
            Recognition.revoked_at,
            Recognition.demo,
            Recognition.version,
            standing_column(moment).label("standing"),
            stopped.label("stopped"),
        )
        .join(Commune, Commune.code == Recognition.commune_code)
        .join(Province, Province.code == Recognition.province_code)
    )


def row_of(row: Row[Any], moment: Moment) -> RegisterRow:
    """The line of the register in a row of :func:`select_rows`."""
    values = dict(row._mapping)
    standing, stopped, revoked = (
        Standing(values.pop("standing")),
        values.pop("stopped"),
        values.pop("revoked_at"),
    )
    days = calendar_of(row.issued_on)
    since = {Standing.REVOKED: revoked, Standing.SUSPENDED: stopped}.get(standing)
    return RegisterRow(
        **values,
        standing=standing,
        since=Moment.of(since).day if since else None,
        grace_until=days.grace_ends if standing is Standing.GRACE else None,
        refiling_overdue=standing is Standing.EXPIRING and refiling_overdue(moment.day, days, row.filed_on),
        days_left=(row.expires_on - moment.day).days,
    )
