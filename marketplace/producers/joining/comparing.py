"""Looking for producers that may be the one that was just entered or corrected: by its tax number and the signs of its
names, each an indexed key, so that no name is compared with all others.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.kernel import clock
from marketplace.kernel.db import savepoint, session
from marketplace.producers.identity import are_one, is_personal
from marketplace.producers.joining.kinds import PairState
from marketplace.producers.joining.models import NameSign, Pair
from marketplace.producers.joining.names import ALIKE, VERSION, likeness, signs
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer

MOST: Final = 200
"""Producers of a province that share a sign and are looked at. A sign that more have tells nobody apart."""

_NAMED: Final = (
    Producer.id,
    Producer.legal_name,
    Producer.display_name,
    Producer.tax_code,
    Producer.kind,
    Producer.province_code,
    Producer.standing,
)


def compare(producer_id: int) -> None:
    """Write the signs of a producer's names, and bring the pairs that it is in up to date; part of an open transaction.

    A pair that nobody has looked at goes when it is none any more. What an officer has told apart stays so, unless the
    two have come to have one tax number since. At most 8 statements, and 1 for each pair that is new or changed.
    """
    here = session()
    own = here.execute(select(*_NAMED).where(Producer.id == producer_id)).one()
    here.execute(delete(NameSign).where(NameSign.producer_id == producer_id))
    if own.standing == Standing.CLOSED:
        forget_open_pairs(producer_id)
    else:
        found = signs(own.legal_name) | signs(own.display_name)
        if found:
            rows = [
                {"producer_id": producer_id, "sign": sign, "province_code": own.province_code}
                for sign in sorted(found)
            ]
            here.execute(insert(NameSign), rows)
        _keep_pairs(own, _alike(own, found))
    here.execute(update(Producer).where(Producer.id == producer_id).values(signs_version=VERSION))


def forget_open_pairs(producer_id: int) -> None:
    """A producer has closed: nobody has to say any more which others it is, and no name is found by it."""
    here = session()
    here.execute(delete(NameSign).where(NameSign.producer_id == producer_id))
    here.execute(
        delete(Pair).where(
            or_(Pair.first_id == producer_id, Pair.second_id == producer_id),
            Pair.state.in_((PairState.OPEN, PairState.PROPOSED)),
        )
    )


def likeness_of(one: Any, other: Any) -> int:
    """How alike two producers' names are: the best of their legal and their short names."""
    ours, theirs = {one.legal_name, one.display_name}, {other.legal_name, other.display_name}
    return max(likeness(mine, yours) for mine in sorted(ours) for yours in sorted(theirs))


def have_one_number(one: Any, other: Any) -> bool:
    """True where the tax number says that they are one: an organisation's, or a person's for the same kind, since a
    person may stand for a household and for a group.
    """
    return are_one(one.tax_code, other.tax_code) and (not is_personal(one.tax_code) or one.kind == other.kind)


def _alike(own: Any, found: Iterable[str]) -> dict[int, tuple[bool, int]]:
    here = session()
    by_sign = (
        select(NameSign.producer_id)
        .where(
            NameSign.province_code == own.province_code,
            NameSign.sign.in_(sorted(found)),
            NameSign.producer_id != own.id,
        )
        .distinct()
        .order_by(NameSign.producer_id)
        .limit(MOST)
    )
    ids = {*here.execute(by_sign).scalars()}
    ids |= {
        *here.execute(
            select(Producer.id)
            .where(Producer.tax_code == own.tax_code, Producer.id != own.id)
            .order_by(Producer.id)
            .limit(MOST)
        ).scalars()
    }
    if not ids:
        return {}
    others = here.execute(
        select(*_NAMED).where(Producer.id.in_(sorted(ids)), Producer.standing != Standing.CLOSED)
    )
    alike = {other.id: (have_one_number(own, other), likeness_of(own, other)) for other in others}
    return {each: found for each, found in alike.items() if found[0] or found[1] >= ALIKE}


def _keep_pairs(own: Any, alike: dict[int, tuple[bool, int]]) -> None:
    here = session()
    known = {
        row.second_id if row.first_id == own.id else row.first_id: row
        for row in here.execute(
            select(
                Pair.id,
                Pair.first_id,
                Pair.second_id,
                Pair.state,
                Pair.one_number,
                Pair.likeness,
                Pair.by_hand,
            ).where(or_(Pair.first_id == own.id, Pair.second_id == own.id))
        )
    }
    for other, row in known.items():
        if other not in alike:
            if row.state == PairState.OPEN and not row.by_hand:
                here.execute(delete(Pair).where(Pair.id == row.id, Pair.state == PairState.OPEN))
            continue
        one_number, alikeness = alike[other]
        if (row.one_number, row.likeness) == (one_number, alikeness) or row.state == PairState.JOINED:
            continue
        values: dict[str, Any] = {"one_number": one_number, "likeness": alikeness}
        if one_number and not row.one_number and row.state == PairState.DIFFERENT:
            values |= {"state": PairState.OPEN, "decided_by": "", "decided_at": None, "reason": ""}
        here.execute(
            update(Pair)
            .where(Pair.id == row.id, Pair.state == row.state)
            .values(**values, version=Pair.version + 1)
        )
    for other in sorted(alike.keys() - known.keys()):
        one_number, alikeness = alike[other]
        add_pair(own.id, other, one_number=one_number, alikeness=alikeness)


def add_pair(one: int, other: int, *, one_number: bool, alikeness: int, by_hand: bool = False) -> int:
    """A pair to be looked at; its id, also where somebody else has just added it. Part of an open transaction."""
    first, second = sorted((one, other))
    try:
        with savepoint() as here:
            pair_id: int = here.execute(
                insert(Pair)
                .values(
                    first_id=first,
                    second_id=second,
                    one_number=one_number,
                    likeness=alikeness,
                    by_hand=by_hand,
                    state=PairState.OPEN,
                    found_at=clock.now(),
                )
                .returning(Pair.id)
            ).scalar_one()
    except IntegrityError:
        known = select(Pair.id).where(Pair.first_id == first, Pair.second_id == second)
        pair_id = session().execute(known).scalar_one()
    return pair_id
