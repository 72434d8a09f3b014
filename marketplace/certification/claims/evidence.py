"""What the register says of a claim: which producers it may be about, and what agrees."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from marketplace.accounts.models import RoleGrant, User
from marketplace.accounts.policy import Role
from marketplace.certification.decision_numbers import may_be_same
from marketplace.certification.holders import is_named
from marketplace.certification.kinds import RecordState
from marketplace.certification.models import Recognition
from marketplace.certification.names import name_key
from marketplace.kernel.db import session
from marketplace.producers.joining.names import likeness
from marketplace.producers.joining.queries import like_name
from marketplace.producers.kinds import Standing
from marketplace.producers.models import Producer


@dataclass(frozen=True, slots=True)
class Evidence:
    """A producer that a claim may be about. ``certificates`` are the codes of its recognitions from a decision of the
    claimed number. ``owned`` says that somebody speaks for it already.
    """

    producer_id: int
    name: str
    legal_name: str
    standing: Standing
    province_code: str
    commune_code: str
    one_number: bool
    likeness: int
    certificates: tuple[str, ...]
    owned: bool

    @property
    def agrees(self) -> bool:
        """The tax number is the producer's, and the decision is one that it holds: one officer may give it over."""
        return self.one_number and bool(self.certificates)


def candidates(name: str, tax_code: str, province: str, decision_no: str) -> tuple[Evidence, ...]:
    """The producers that a claim may be about, what agrees most first; 4 statements at most."""
    named = like_name([(name, tax_code, province)])
    return evidence([each.id for found in named.values() for each in found], name, tax_code, decision_no)


def evidence(
    producer_ids: Collection[int], name: str, tax_code: str, decision_no: str
) -> tuple[Evidence, ...]:
    """What agrees for each of these producers; 3 statements, none for none."""
    if not producer_ids:
        return ()
    here = session()
    rows = here.execute(
        select(
            Producer.id,
            Producer.display_name,
            Producer.legal_name,
            Producer.standing,
            Producer.province_code,
            Producer.commune_code,
            Producer.tax_code,
        ).where(Producer.id.in_(sorted(set(producer_ids))))
    ).all()
    codes = [row.tax_code for row in rows]
    keys = [name_key(row.legal_name) for row in rows]
    records = here.execute(
        select(
            Recognition.code,
            Recognition.producer_id,
            Recognition.holder_tax_id,
            Recognition.holder_key,
            Recognition.decision_no,
        ).where(
            Recognition.state == RecordState.VERIFIED,
            or_(
                Recognition.producer_id.in_([row.id for row in rows]),
                and_(
                    Recognition.producer_id.is_(None),
                    or_(Recognition.holder_tax_id.in_(codes), Recognition.holder_key.in_(keys)),
                ),
            ),
        )
    ).all()
    owned = owners_of([row.id for row in rows])
    found = []
    for row in rows:
        certificates = tuple(
            each.code
            for each in records
            if may_be_same(each.decision_no, decision_no)
            and (
                each.producer_id == row.id
                or (
                    each.producer_id is None
                    and is_named(each.holder_tax_id, each.holder_key, row.tax_code, row.legal_name)
                )
            )
        )
        found.append(
            Evidence(
                row.id,
                row.display_name,
                row.legal_name,
                Standing(row.standing),
                row.province_code,
                row.commune_code,
                row.tax_code == tax_code,
                max(likeness(name, row.legal_name), likeness(name, row.display_name)),
                certificates,
                row.id in owned,
            )
        )
    return tuple(
        sorted(found, key=lambda one: (not one.agrees, not one.one_number, -one.likeness, one.producer_id))
    )


def owners_of(producer_ids: Collection[int]) -> frozenset[int]:
    """Those of the producers that an account which is switched on speaks for; one statement."""
    rows = session().execute(
        select(RoleGrant.ref)
        .join(User, User.id == RoleGrant.user_id)
        .where(
            RoleGrant.role == Role.PRODUCER_OWNER.value,
            RoleGrant.scope == "producer",
            RoleGrant.ref.in_([str(each) for each in sorted(set(producer_ids))]),
            User.active,
        )
    )
    return frozenset(int(ref) for ref in rows.scalars())
