"""Recognitions of producers that nothing is offered under yet: what a new product begins with."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from marketplace.catalog.kinds import ProductState
from marketplace.catalog.models import Product
from marketplace.certification.holders import is_named
from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import Standing
from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key
from marketplace.certification.queries.standing import Moment, standing_column
from marketplace.kernel.db import session
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A verified recognition of a producer, the newest of its product, that no product is attached to.

    ``set_no`` is the criteria set that the decision names, if it does. ``standing`` is that of this instant.
    """

    producer_id: int
    recognition_id: int
    code: str
    product_name: str
    packs: tuple[str, ...]
    set_no: int | None
    star: int
    decision_no: str
    issued_on: date
    expires_on: date
    commune_code: str
    printed_address: str
    standing: Standing


def unlisted(producer_ids: Collection[int], recognition_id: int | None = None) -> tuple[Unlisted, ...]:
    """What these producers hold and do not offer yet, those that hold longest first; two statements.

    Whose a recognition is, is told as the gate tells it (rule G06): attached by an officer, else the same tax number,
    else one name. With ``recognition_id`` only that one is looked for.
    """
    if not producer_ids:
        return ()
    here = session()
    mine = here.execute(
        select(Producer.id, Producer.tax_code, Producer.legal_name).where(
            Producer.id.in_(sorted(set(producer_ids)))
        )
    ).all()
    found: list[Unlisted] = []
    line, offered = aliased(Recognition), aliased(Product)
    taken = exists().where(
        line.lineage == Recognition.lineage,
        offered.recognition_id == line.id,
        offered.state != ProductState.RETIRED,
    )
    wanted: list[ColumnElement[bool]] = [
        Recognition.state == RecordState.VERIFIED,
        Recognition.revoked_at.is_(None),
        Recognition.superseded_on.is_(None),
        ~taken,
        or_(*(_held_by(row.id, row.tax_code, row.legal_name) for row in mine)),
    ]
    if recognition_id is not None:
        wanted.append(Recognition.id == recognition_id)
    rows: Iterable[Any] = here.execute(
        select(
            Recognition.id,
            Recognition.code,
            Recognition.product_name,
            Recognition.packs,
            Recognition.criteria_set,
            Recognition.star,
            Recognition.decision_no,
            Recognition.issued_on,
            Recognition.expires_on,
            Recognition.commune_code,
            Recognition.printed_address,
            Recognition.producer_id,
            Recognition.holder_tax_id,
            Recognition.holder_key,
            standing_column(Moment.of()).label("standing"),
        )
        .where(*wanted)
        .order_by(Recognition.expires_on.desc(), Recognition.id)
    )
    for row in rows:
        holder = next((each.id for each in mine if _holds(row, each)), None)
        if holder is not None:
            found.append(
                Unlisted(
                    producer_id=holder,
                    recognition_id=row.id,
                    code=row.code,
                    product_name=row.product_name,
                    packs=tuple(row.packs),
                    set_no=row.criteria_set,
                    star=row.star,
                    decision_no=row.decision_no,
                    issued_on=row.issued_on,
                    expires_on=row.expires_on,
                    commune_code=row.commune_code,
                    printed_address=row.printed_address,
                    standing=Standing(row.standing),
                )
            )
    return tuple(found)


def _held_by(producer_id: int, tax_code: str, legal_name: str) -> ColumnElement[bool]:
    open_to_all = Recognition.producer_id.is_(None)
    same_number = and_(Recognition.holder_tax_id != "", Recognition.holder_tax_id == tax_code)
    same_name = Recognition.holder_key == name_key(legal_name)
    return or_(Recognition.producer_id == producer_id, and_(open_to_all, or_(same_number, same_name)))


def _holds(row: Any, producer: Any) -> bool:
    if row.producer_id is not None:
        return bool(row.producer_id == producer.id)
    return is_named(row.holder_tax_id, row.holder_key, producer.tax_code, producer.legal_name)
