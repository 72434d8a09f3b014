"""Reads on pairs of producers that may be one, and on what was joined."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from marketplace.accounts.within import within
from marketplace.kernel.db import session
from marketplace.kernel.paging import Page
from marketplace.kernel.text import fold_tokens
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.models import Joined, NameSign, Pair
from marketplace.producers.joining.names import ALIKE, likeness, signs
from marketplace.producers.kinds import ProducerKind, Standing
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two, as a list names it."""

    id: int
    name: str
    legal_name: str
    kind: ProducerKind
    standing: Standing
    commune_code: str
    province_code: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two producers that may be one. ``likeness`` is of their names, 0 to 100."""

    id: int
    first: Half
    second: Half
    one_number: bool
    likeness: int
    by_hand: bool
    state: PairState
    kept_id: int | None
    reason: str
    proposed_by: str
    proposed_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    found_at: datetime
    version: int

    @property
    def kept(self) -> Half | None:
        """The one that is to stay, or stayed."""
        return next((each for each in (self.first, self.second) if each.id == self.kept_id), None)

    @property
    def gone(self) -> Half | None:
        """The other one."""
        if self.kept_id is None:
            return None
        return self.second if self.kept_id == self.first.id else self.first


@dataclass(frozen=True, slots=True)
class Candidate:
    """A producer whose name is like a text in the register, or whose tax number is the text's."""

    id: int
    name: str
    likeness: int
    one_number: bool


_FIRST, _SECOND = aliased(Producer), aliased(Producer)
_PAIRS = (
    select(
        Pair,
        *(
            getattr(each, name).label(f"{which}_{name}")
            for which, each in (("a", _FIRST), ("b", _SECOND))
            for name in ("display_name", "legal_name", "kind", "standing", "commune_code", "province_code")
        ),
    )
    .join(_FIRST, _FIRST.id == Pair.first_id)
    .join(_SECOND, _SECOND.id == Pair.second_id)
)


def pairs(
    provinces: Collection[str] | None,
    communes: Collection[str] = (),
    *,
    state: PairState = PairState.OPEN,
    text: str = "",
    newest: bool = False,
    page: int = 1,
    size: int = 30,
) -> Page[PairView]:
    """Pairs of which both are of these provinces or communes (``provinces`` ``None``: everywhere), one tax number and
    the most alike first. ``text`` is found in the names of either. Two statements.
    """
    wanted = [Pair.state == state, *_where(provinces, communes), *_named(text)]
    total = (
        session()
        .execute(
            select(func.count())
            .select_from(Pair)
            .join(_FIRST, _FIRST.id == Pair.first_id)
            .join(_SECOND, _SECOND.id == Pair.second_id)
            .where(*wanted)
        )
        .scalar_one()
    )
    order = (
        (Pair.found_at.desc(), Pair.id.desc())
        if newest
        else (Pair.one_number.desc(), Pair.likeness.desc(), Pair.id)
    )
    number = max(1, min(page, -(-total // size)))
    rows = session().execute(_PAIRS.where(*wanted).order_by(*order).limit(size).offset((number - 1) * size))
    return Page(tuple(_view(row) for row in rows), total, number, size)


def pair_counts(provinces: Collection[str] | None, communes: Collection[str] = ()) -> dict[PairState, int]:
    """How many pairs of each state both of whose producers are of these places; one statement."""
    rows = session().execute(
        select(Pair.state, func.count())
        .join(_FIRST, _FIRST.id == Pair.first_id)
        .join(_SECOND, _SECOND.id == Pair.second_id)
        .where(*_where(provinces, communes))
        .group_by(Pair.state)
    )
    found = {PairState(state): number for state, number in rows}
    return {each: found.get(each, 0) for each in PairState}


def pair(pair_id: int) -> PairView | None:
    """One pair; one statement. Ask only for whom it may be shown."""
    row = session().execute(_PAIRS.where(Pair.id == pair_id)).one_or_none()
    return _view(row) if row is not None else None


def pairs_of(producer_id: int) -> tuple[PairView, ...]:
    """The pairs a producer is in, but those that were told apart; one statement."""
    rows = session().execute(
        _PAIRS.where(
            or_(Pair.first_id == producer_id, Pair.second_id == producer_id),
            Pair.state != PairState.DIFFERENT,
        ).order_by(Pair.id)
    )
    return tuple(_view(row) for row in rows)


def went_into(producer_id: int) -> int | None:
    """The producer that this one was joined into, if it was; one statement."""
    return session().execute(select(Joined.kept_id).where(Joined.gone_id == producer_id)).scalar_one_or_none()


def slug_after_joining(slug: str) -> str | None:
    """The address of the producer that the one of ``slug`` was joined into, if it was; one statement."""
    kept, gone = aliased(Producer), aliased(Producer)
    return (
        session()
        .execute(
            select(kept.slug)
            .join(Joined, Joined.kept_id == kept.id)
            .join(gone, gone.id == Joined.gone_id)
            .where(gone.slug == slug)
        )
        .scalar_one_or_none()
    )


def joined_into(producer_id: int) -> tuple[int, ...]:
    """The producers that were joined into this one, the first first; one statement."""
    rows = session().execute(
        select(Joined.gone_id).where(Joined.kept_id == producer_id).order_by(Joined.at, Joined.gone_id)
    )
    return tuple(rows.scalars())


def like_name(
    names: Collection[tuple[str, str, str]], *, most: int = 5
) -> dict[tuple[str, str, str], tuple[Candidate, ...]]:
    """For each ``(name, tax number, province)`` of a holder in the register, the producers it may be, the likeliest
    first and at most ``most``; one statement for all, none for none.
    """
    if not names:
        return {}
    found = {each: signs(each[0]) for each in names}
    every = sorted({sign for each in found.values() for sign in each})
    numbers = sorted({number for _name, number, _province in names if number})
    by_sign = select(NameSign.producer_id).where(
        NameSign.sign.in_(every), NameSign.province_code.in_(sorted({each[2] for each in names}))
    )
    rows = (
        session()
        .execute(
            select(
                Producer.id,
                Producer.display_name,
                Producer.legal_name,
                Producer.tax_code,
                Producer.province_code,
            ).where(
                or_(Producer.id.in_(by_sign), Producer.tax_code.in_(numbers)),
                Producer.standing != Standing.CLOSED,
            )
        )
        .all()
    )
    return {
        each: tuple(
            sorted(
                filter(None, (_candidate(row, *each) for row in rows)),
                key=lambda one: (not one.one_number, -one.likeness, one.id),
            )[:most]
        )
        for each in found
    }


def _candidate(row: Any, name: str, number: str, province: str) -> Candidate | None:
    alike = max(likeness(name, row.legal_name), likeness(name, row.display_name))
    one_number = bool(number) and row.tax_code == number
    if not one_number and (alike < ALIKE or row.province_code != province):
        return None
    return Candidate(row.id, row.display_name, alike, one_number)


def _where(provinces: Collection[str] | None, communes: Collection[str]) -> list[ColumnElement[bool]]:
    return [within(each.province_code, each.commune_code, provinces, communes) for each in (_FIRST, _SECOND)]


def _named(text: str) -> list[ColumnElement[bool]]:
    words = fold_tokens(text)
    if not words:
        return []
    return [or_(*(and_(*(each.folded.contains(word) for word in words)) for each in (_FIRST, _SECOND)))]


def _view(row: Any) -> PairView:
    found: Pair = row[0]
    return PairView(
        found.id,
        _half(row, "a", found.first_id),
        _half(row, "b", found.second_id),
        found.one_number,
        found.likeness,
        found.by_hand,
        PairState(found.state),
        found.kept_id,
        found.reason,
        found.proposed_by,
        found.proposed_at,
        found.decided_by,
        found.decided_at,
        found.found_at,
        found.version,
    )


def _half(row: Any, which: str, producer_id: int) -> Half:
    return Half(
        producer_id,
        getattr(row, f"{which}_display_name"),
        getattr(row, f"{which}_legal_name"),
        ProducerKind(getattr(row, f"{which}_kind")),
        Standing(getattr(row, f"{which}_standing")),
        getattr(row, f"{which}_commune_code"),
        getattr(row, f"{which}_province_code"),
    )
