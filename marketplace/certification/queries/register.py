"""The register as officers read it: tabs with counts, filters, a page of rows, all rows for a spreadsheet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, func, select

from marketplace.certification.kinds import EvidenceGrade, IssuerKind
from marketplace.certification.lifecycle import Standing, calendar_of, refiling_overdue
from marketplace.certification.models import Recognition, SuspensionPeriod
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, covering, standing_column
from marketplace.kernel.db import session
from marketplace.kernel.i18n import Message
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold_tokens
from marketplace.places.models import Commune, Province


class Tab(StrEnum):
    """The tabs of the register. ``ALL`` holds every tab but ``SUPERSEDED``; withdrawn records are in none."""

    ALL = "all"
    VALID = "valid"
    EXPIRING = "expiring"
    GRACE = "grace"
    EXPIRED = "expired"
    STOPPED = "stopped"
    WAITING = "waiting"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> Message:
        """What the tab is called."""
        return _TABS[self]


_TABS: Final = {
    Tab.ALL: Message("Tất cả"),
    Tab.VALID: Message("Còn sao"),
    Tab.EXPIRING: Message("Sắp hết hạn"),
    Tab.GRACE: Message("Gia hạn"),
    Tab.EXPIRED: Message("Hết hạn"),
    Tab.STOPPED: Message("Đình chỉ, thu hồi"),
    Tab.WAITING: Message("Chờ duyệt"),
    Tab.SUPERSEDED: Message("Đã được thay thế"),
}

STANDINGS: Final[dict[Tab, tuple[Standing, ...]]] = {
    Tab.VALID: (Standing.VERIFIED,),
    Tab.EXPIRING: (Standing.EXPIRING,),
    Tab.GRACE: (Standing.GRACE,),
    Tab.EXPIRED: (Standing.EXPIRED,),
    Tab.STOPPED: (Standing.SUSPENDED, Standing.REVOKED),
    Tab.WAITING: (Standing.DRAFT, Standing.SUBMITTED, Standing.UPCOMING),
    Tab.SUPERSEDED: (Standing.SUPERSEDED,),
}
_ALL: Final = tuple(
    standing for tab, found in STANDINGS.items() if tab is not Tab.SUPERSEDED for standing in found
)


class Sort(StrEnum):
    """What the rows are in order of; ``-`` before it turns the order round."""

    EXPIRES = "expires"
    NAME = "name"
    STAR = "star"
    ISSUED = "issued"
    DECISION = "decision"


_ORDERS: Final[dict[Sort, Any]] = {
    Sort.EXPIRES: Recognition.expires_on,
    Sort.NAME: Recognition.sort_key,
    Sort.STAR: Recognition.star,
    Sort.ISSUED: Recognition.issued_on,
    Sort.DECISION: Recognition.decision_key,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilter:
    """What the rows are narrowed to. ``text`` is looked for, without marks, in product, holder, decision and place, old
    names included. ``expires_before`` is a last day, included; ``expires_within`` a number of days from today.
    """

    tab: Tab = Tab.ALL
    text: str = ""
    star: int | None = None
    province: str | None = None
    commune: str | None = None
    issuer: IssuerKind | None = None
    grade: EvidenceGrade | None = None
    producer_id: int | None = None
    expires_before: date | None = None
    expires_within: int | None = None


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
    conditions = _conditions(scope, wanted, moment)
    total = session().scalar(select(func.count()).select_from(Recognition).where(*conditions)) or 0
    number = max(1, min(page, -(-total // size)))
    statement = _rows(moment).where(*conditions).order_by(*_order(sort))
    found = session().execute(statement.limit(size).offset((number - 1) * size))
    return Page(tuple(_row(each, moment) for each in found), total, number, size)


def all_rows(
    scope: RegisterScope,
    wanted: RegisterFilter | None = None,
    *,
    sort: str = Sort.EXPIRES,
    on: datetime | None = None,
) -> tuple[RegisterRow, ...]:
    """Every row, for a spreadsheet; 1 statement. Exporting is audited: see ``services.export_register``."""
    wanted, moment = wanted or RegisterFilter(), Moment.of(on)
    statement = _rows(moment).where(*_conditions(scope, wanted, moment)).order_by(*_order(sort))
    return tuple(_row(each, moment) for each in session().execute(statement))


def counts(
    scope: RegisterScope, wanted: RegisterFilter | None = None, *, on: datetime | None = None
) -> dict[Tab, int]:
    """How many rows each tab would show under the same filter; 1 statement."""
    wanted, moment = wanted or RegisterFilter(), Moment.of(on)
    standing = standing_column(moment).label("standing")
    inner = select(standing).where(scope.clause(), *_narrowed(wanted, moment)).subquery()
    statement = select(inner.c.standing, func.count()).group_by(inner.c.standing)
    found = {Standing(row[0]): row[1] for row in session().execute(statement)}
    tabs = {
        tab: sum(found.get(standing, 0) for standing in standings) for tab, standings in STANDINGS.items()
    }
    return {Tab.ALL: sum(found.get(each, 0) for each in _ALL), **tabs}


def _conditions(scope: RegisterScope, wanted: RegisterFilter, moment: Moment) -> list[ColumnElement[bool]]:
    standings = _ALL if wanted.tab is Tab.ALL else STANDINGS[wanted.tab]
    return [
        scope.clause(),
        standing_column(moment).in_([each.value for each in standings]),
        *_narrowed(wanted, moment),
    ]


def _narrowed(wanted: RegisterFilter, moment: Moment) -> list[ColumnElement[bool]]:
    exact = {
        Recognition.star: wanted.star,
        Recognition.province_code: wanted.province,
        Recognition.commune_code: wanted.commune,
        Recognition.issuer_kind: wanted.issuer,
        Recognition.grade: wanted.grade,
        Recognition.producer_id: wanted.producer_id,
    }
    clauses: list[ColumnElement[bool]] = [
        column == value for column, value in exact.items() if value is not None
    ]
    clauses += [Recognition.folded.contains(word) for word in fold_tokens(wanted.text)]
    if wanted.expires_before is not None:
        clauses.append(Recognition.expires_on <= wanted.expires_before)
    if wanted.expires_within is not None:
        last = moment.day + timedelta(days=wanted.expires_within)
        clauses.append(Recognition.expires_on.between(moment.day, last))
    return clauses


def _order(sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    column = _ORDERS[Sort(name)] if name in list(Sort) else Recognition.expires_on
    return (column.desc() if sort.startswith("-") else column.asc(), Recognition.sort_key, Recognition.id)


def _rows(moment: Moment) -> Any:
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


def _row(row: Row[Any], moment: Moment) -> RegisterRow:
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
