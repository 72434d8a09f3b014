"""The holders behind chosen recognitions: one for each producer, or for each name in a commune where none is tied."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from marketplace.certification.kinds import RecordState
from marketplace.certification.lifecycle import Calendar, calendar_of
from marketplace.certification.models import Recognition
from marketplace.certification.queries import EVERYTHING, RegisterScope
from marketplace.kernel.db import session
from marketplace.notifications.letters.queries.addresses import Reached, readers_of
from marketplace.notifications.letters.queries.letters import Recipient
from marketplace.places.models import Commune, Province
from marketplace.places.names import full_name
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class HeldProduct:
    """A recognition as a letter names it."""

    id: int
    code: str
    name: str
    star: int
    decision_no: str
    issued_on: date
    filed_on: date | None
    commune_code: str
    province_code: str

    @property
    def calendar(self) -> Calendar:
        """Its days."""
        return calendar_of(self.issued_on)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds what: ``products`` by their last day. ``reached`` is ``None`` where there is no address."""

    key: str
    producer_id: int | None
    name: str
    representative: str
    address: str
    commune: str
    province: str
    products: tuple[HeldProduct, ...]
    reached: Reached | None


def holders(scope: RegisterScope, recognition_ids: Collection[int]) -> tuple[Holder, ...]:
    """The holders of those recognitions that lie in the scope and are verified, by commune and name; 3 statements."""
    rows = (
        session()
        .execute(
            select(
                Recognition.id,
                Recognition.code,
                Recognition.product_name,
                Recognition.star,
                Recognition.decision_no,
                Recognition.issued_on,
                Recognition.filed_on,
                Recognition.commune_code,
                Recognition.province_code,
                Recognition.holder_key,
                Recognition.holder_name,
                Recognition.printed_address,
                Recognition.producer_id,
                Producer.legal_name,
                Producer.representative,
                Producer.street,
                Commune.unit_type,
                Commune.name.label("commune"),
                Province.unit_type.label("province_type"),
                Province.name.label("province"),
            )
            .join(Commune, Commune.code == Recognition.commune_code)
            .join(Province, Province.code == Recognition.province_code)
            .outerjoin(Producer, Producer.id == Recognition.producer_id)
            .where(
                scope.clause(),
                Recognition.state == RecordState.VERIFIED,
                Recognition.id.in_(sorted(set(recognition_ids))),
            )
            .order_by(
                Province.position,
                Commune.position,
                Recognition.holder_key,
                Recognition.expires_on,
                Recognition.id,
            )
        )
        .all()
    )
    reached = readers_of({row.producer_id for row in rows if row.producer_id is not None})
    found: dict[str, Holder] = {}
    for row in rows:
        key = (
            f"producer:{row.producer_id}" if row.producer_id else f"{row.commune_code}:{row.holder_key}"[:260]
        )
        product = HeldProduct(*row[:9])
        commune = full_name(row.unit_type, row.commune)
        before = found.get(key)
        found[key] = Holder(
            key,
            row.producer_id,
            before.name if before else row.legal_name or row.holder_name,
            row.representative or "",
            ", ".join(part for part in (row.street, commune, row.province) if part)
            if row.producer_id
            else row.printed_address or f"{commune}, {row.province}",
            commune,
            full_name(row.province_type, row.province),
            tuple(sorted((*(before.products if before else ()), product), key=lambda each: each.issued_on)),
            reached.get(row.producer_id) if row.producer_id else None,
        )
    return tuple(found.values())


def held(recipients: Collection[Recipient]) -> dict[int, Holder]:
    """What each recipient of a letter holds of what it is about, by the recipient's id; 3 statements.

    Who they are is as the letter was written: a producer that was tied to one of their recognitions since then does
    not part the page in two.
    """
    ids = {each for one in recipients for each in one.recognitions}
    products = {
        product.id: (holder, product) for holder in holders(EVERYTHING, ids) for product in holder.products
    }
    found: dict[int, Holder] = {}
    for one in recipients:
        of_them = [products[each] for each in one.recognitions if each in products]
        if of_them:
            lines = sorted((product for _holder, product in of_them), key=lambda each: each.issued_on)
            found[one.id] = replace(of_them[0][0], key=one.holder_key, name=one.name, products=tuple(lines))
    return found
