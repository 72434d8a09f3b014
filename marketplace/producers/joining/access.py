"""Which pairs are whose: both producers have to be of the officer's place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import aliased

from marketplace.accounts.policy import may, refuse_own_people
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import session
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.i18n import Message
from marketplace.producers.joining.kinds import PAIR, PairState
from marketplace.producers.joining.models import Pair
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

PERMISSION = "producers.join"


@dataclass(frozen=True, slots=True)
class PairRow:
    """What a verb looks at before it acts."""

    id: int
    first_id: int
    second_id: int
    state: PairState
    kept_id: int | None
    proposed_by: str
    proposed_at: datetime | None
    version: int
    first_name: str
    second_name: str
    first_standing: Standing
    second_standing: Standing

    @property
    def gone_id(self) -> int | None:
        """The one that goes into the other, if somebody has proposed which."""
        if self.kept_id is None:
            return None
        return self.second_id if self.kept_id == self.first_id else self.first_id

    def standing_of(self, producer_id: int) -> Standing:
        """How one of them stands."""
        return self.first_standing if producer_id == self.first_id else self.second_standing

    def name_of(self, producer_id: int) -> str:
        """What one of them is called."""
        return self.first_name if producer_id == self.first_id else self.second_name


def of_place(actor: Actor, pair_id: int) -> PairRow:
    """The pair, if both are of the actor's place; :class:`NotFound` otherwise. One statement."""
    first, second = aliased(Producer), aliased(Producer)
    row = (
        session()
        .execute(
            select(
                Pair.id,
                Pair.first_id,
                Pair.second_id,
                Pair.state,
                Pair.kept_id,
                Pair.proposed_by,
                Pair.proposed_at,
                Pair.version,
                first.display_name.label("first_name"),
                second.display_name.label("second_name"),
                first.standing.label("first_standing"),
                second.standing.label("second_standing"),
                first.province_code.label("first_province"),
                first.commune_code.label("first_commune"),
                second.province_code.label("second_province"),
                second.commune_code.label("second_commune"),
            )
            .join(first, first.id == Pair.first_id)
            .join(second, second.id == Pair.second_id)
            .where(Pair.id == pair_id)
        )
        .one_or_none()
    )
    if row is None or not (
        may(actor, PERMISSION, province=row.first_province, commune=row.first_commune)
        and may(actor, PERMISSION, province=row.second_province, commune=row.second_commune)
    ):
        raise unknown()
    values = {name: getattr(row, name) for name in PairRow.__dataclass_fields__}
    for name, read in (("state", PairState), ("first_standing", Standing), ("second_standing", Standing)):
        values[name] = read(values[name])
    return PairRow(**values)


def to_decide(actor: Actor, pair_id: int) -> PairRow:
    """As :func:`of_place`; :class:`NotAllowed` for the own people of either."""
    row = of_place(actor, pair_id)
    refuse_own_people(actor, row.first_id)
    refuse_own_people(actor, row.second_id)
    return row


def unchanged(row: PairRow) -> ColumnElement[bool]:
    """The guard: nobody has done anything with the pair since ``row`` was read."""
    return and_(Pair.state == row.state, Pair.version == row.version)


def move(row: PairRow, name: str, **values: Any) -> None:
    """Make a move of a pair; part of an open transaction.

    :raises InvalidMove: the pair does not stand where the move begins.
    :raises Conflict: somebody else was faster.
    """
    after = PAIR.next(f"{row.first_name} – {row.second_name}", row.state, name)
    moved = session().execute(
        update(Pair)
        .where(Pair.id == row.id, unchanged(row))
        .values(state=after, version=Pair.version + 1, **values)
        .returning(Pair.id)
    )
    if moved.one_or_none() is None:
        raise Conflict(Message("Có người vừa xử lý cặp này. Tải lại trang."))


def about(producer_id: int) -> ColumnElement[bool]:
    """True for the pairs that a producer is in."""
    return or_(Pair.first_id == producer_id, Pair.second_id == producer_id)


def unknown() -> NotFound:
    """What is said of a pair that is not the reader's."""
    return NotFound(Message("Không có cặp này."))
