"""Which rows of the register are wanted, and in which order: tabs, filters, columns."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement

from marketplace.certification.kinds import EvidenceGrade, IssuerKind
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.queries.dimensions import group_column, producer_kind_column
from marketplace.certification.queries.scope import RegisterScope
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.i18n import Message
from marketplace.kernel.text import fold_tokens


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
EVERY_TAB: Final = tuple(
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
    ``group`` is a product group (``product_groups``), ``kind`` a kind of producer or ``dimensions.NO_PRODUCER``.
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
    standing: Standing | None = None
    group: int | None = None
    kind: str | None = None


def conditions(scope: RegisterScope, wanted: RegisterFilter, moment: Moment) -> list[ColumnElement[bool]]:
    """True for the rows of the tab that lie in the scope and are under the filter."""
    standings = EVERY_TAB if wanted.tab is Tab.ALL else STANDINGS[wanted.tab]
    return [
        scope.clause(),
        standing_column(moment).in_([each.value for each in standings]),
        *narrowed(wanted, moment),
    ]


def narrowed(wanted: RegisterFilter, moment: Moment) -> list[ColumnElement[bool]]:
    """True for what is under the filter, on whichever tab."""
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
    if wanted.standing is not None:
        clauses.append(standing_column(moment) == wanted.standing.value)
    if wanted.group is not None:
        clauses.append(group_column() == wanted.group)
    if wanted.kind is not None:
        clauses.append(producer_kind_column() == wanted.kind)
    return clauses


def order_by(sort: str) -> tuple[Any, ...]:
    """By that column, then by the name of the product; without one that is known, by the last day."""
    name = sort.removeprefix("-")
    column = _ORDERS[Sort(name)] if name in list(Sort) else Recognition.expires_on
    return (column.desc() if sort.startswith("-") else column.asc(), Recognition.sort_key, Recognition.id)
