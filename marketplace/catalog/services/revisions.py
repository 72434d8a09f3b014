"""Changes wanted on a live product: kept aside as JSON, approved or rejected by somebody else; the live words stay.

One revision of a product is open at a time; what a producer wants next is added to it. ``number`` grows with every
such addition, and a moderator approves the number they have read, so nothing slips in between reading and approving.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from marketplace.catalog.events import ProductSentBack, ProductSubmitted, ProductTakenBack, RevisionApproved
from marketplace.catalog.kinds import RevisionState
from marketplace.catalog.models import Product, Revision
from marketplace.catalog.services import writing
from marketplace.catalog.services.access import (
    CHANGED_MEANWHILE,
    must_be_one,
    product_to_edit,
    product_to_moderate,
    refuse_own_work,
)
from marketplace.catalog.services.listing import mark
from marketplace.catalog.services.remarking import checked_remarks, places_of, write_down
from marketplace.kernel import audit, clock
from marketplace.kernel.actor import Actor
from marketplace.kernel.db import savepoint, session, transaction
from marketplace.kernel.errors import Conflict, NotFound
from marketplace.kernel.events import emit
from marketplace.kernel.i18n import Message

FIELDS, PACKS, NEW_PACKS, IMAGES = "fields", "packs", "new_packs", "images"


@dataclass(frozen=True, slots=True)
class _Open:
    id: int
    number: int
    changes: dict[str, Any]


def want_fields(
    actor: Actor, product: Product, changed: dict[str, Any], number: int | None = None
) -> int | None:
    """Want the words ``changed`` on a live product, in place of those wanted before. Returns the open revision's id,
    ``None`` where nothing is wanted any more. Part of an open transaction, as all ``want_…``.

    ``number`` is the open revision's when the form was filled (0: there was none). :class:`Conflict` if it grew.
    """

    def alter(changes: dict[str, Any]) -> None:
        changes[FIELDS] = changed

    return _want(actor, product, alter, number)


def want_pack(actor: Actor, product: Product, values: dict[str, Any], variant_id: int | None) -> int | None:
    """Want another pack, or other words on the pack ``variant_id``."""

    def alter(changes: dict[str, Any]) -> None:
        if variant_id is None:
            changes.setdefault(NEW_PACKS, []).append(values)
        else:
            changes.setdefault(PACKS, {})[str(variant_id)] = values

    return _want(actor, product, alter)


def want_packs(
    actor: Actor,
    product: Product,
    changed: dict[int, dict[str, Any]],
    new: list[dict[str, Any]],
    number: int | None = None,
) -> int | None:
    """Want these packs changed and those added, in place of what was wanted of packs before."""

    def alter(changes: dict[str, Any]) -> None:
        changes[PACKS] = {str(variant_id): values for variant_id, values in changed.items()}
        changes[NEW_PACKS] = new

    return _want(actor, product, alter, number)


def wanted_images(product_id: int) -> list[int]:
    """The pictures that the open revision wants added."""
    held = _open_revision(product_id)
    return list(held.changes.get(IMAGES, [])) if held else []


def want_images(actor: Actor, product: Product, image_ids: list[int]) -> int | None:
    """Want these pictures added, in place of those wanted before."""

    def alter(changes: dict[str, Any]) -> None:
        changes[IMAGES] = list(dict.fromkeys(image_ids))

    return _want(actor, product, alter)


def want_image(actor: Actor, product: Product, image_id: int) -> int | None:
    """Want another picture."""

    def alter(changes: dict[str, Any]) -> None:
        wanted = changes.setdefault(IMAGES, [])
        if image_id not in wanted:
            wanted.append(image_id)

    return _want(actor, product, alter)


def approve_revision(actor: Actor, revision_id: int, number: int) -> None:
    """Make what was wanted live. ``number`` is the one that was read.

    :raises NotAllowed: not a moderator of the product's place, the one who sent it in, or one of its producer's people.
    :raises Conflict: it was changed or settled meanwhile, or the product moved on.
    """
    with transaction() as here:
        revision, product = _to_moderate(actor, revision_id)
        refuse_own_work(actor, product, revision.submitted_by)
        _settle(actor, revision_id, RevisionState.APPROVED, number=number)
        changes = json.loads(revision.changes)
        must_be_one(
            here.execute(
                update(Product)
                .where(
                    Product.id == product.id,
                    Product.version == revision.base_version,
                    Product.state.in_(("live", "hidden")),
                )
                .values(**changes.get(FIELDS, {}), version=Product.version + 1, changed_at=clock.now())
                .returning(Product.id)
            ).one_or_none()
        )
        for variant_id, values in changes.get(PACKS, {}).items():
            writing.change_pack(product.id, int(variant_id), values)
        for values in changes.get(NEW_PACKS, []):
            writing.new_pack(revision.submitted_by, product.id, values)
        for image_id in changes.get(IMAGES, []):
            writing.append_image(product.id, image_id)
        audit.record(
            actor, "catalog.revision.approved", "product", product.id, {"revision": revision_id, **changes}
        )
        emit(RevisionApproved(product.id, revision_id))
        mark([product.id])


def reject_revision(
    actor: Actor,
    revision_id: int,
    remark: str = "",
    parts: Mapping[str, str] = MappingProxyType({}),
    *,
    number: int | None = None,
) -> None:
    """Turn down what was wanted, with remarks on the whole or on ``parts`` of it; the live words stay as they are.

    :raises Invalid: no remark.
    :raises NotAllowed: as for :func:`approve_revision`.
    :raises Conflict: it was settled meanwhile, or is not the ``number`` that was read.
    """
    remark, said = checked_remarks(remark, parts)
    with transaction():
        revision, product = _to_moderate(actor, revision_id)
        refuse_own_work(actor, product, revision.submitted_by)
        places = places_of(product.id, said)
        _settle(actor, revision_id, RevisionState.REJECTED, number=number, remark=remark)
        write_down(actor, product.id, revision_id, said, places)
        audit.record(
            actor,
            "catalog.revision.rejected",
            "product",
            product.id,
            {"revision": revision_id, "remark": remark},
        )
        emit(ProductSentBack(product.id, remark, revision_id))


def withdraw_revision(actor: Actor, revision_id: int) -> None:
    """Want nothing changed after all. ``Conflict`` if it was settled meanwhile."""
    with transaction():
        product = product_to_edit(actor, _revision(revision_id).product_id)
        _take_back(actor, product.id, revision_id)


def _take_back(actor: Actor, product_id: int, revision_id: int, *, number: int | None = None) -> None:
    _settle(actor, revision_id, RevisionState.WITHDRAWN, number=number)
    audit.record(actor, "catalog.revision.withdrawn", "product", product_id, {"revision": revision_id})
    emit(ProductTakenBack(product_id, revision_id))


def _want(
    actor: Actor,
    product: Product,
    alter: Callable[[dict[str, Any]], None],
    number: int | None = None,
) -> int | None:
    here = session()
    held = _open_revision(product.id)
    if number is not None and number != (held.number if held else 0):
        raise Conflict(CHANGED_MEANWHILE)
    changes = held.changes if held else {}
    alter(changes)
    changes = {kind: wanted for kind, wanted in changes.items() if wanted}
    if held is None and not changes:
        return None
    text = json.dumps(changes, ensure_ascii=False, sort_keys=True)
    values = {"changes": text, "submitted_by": actor.ref, "submitted_at": clock.now()}
    if held is None:
        try:
            with savepoint():
                revision_id: int = here.execute(
                    insert(Revision)
                    .values(
                        **values,
                        product_id=product.id,
                        base_version=product.version,
                        number=1,
                        state=RevisionState.SUBMITTED,
                    )
                    .returning(Revision.id)
                ).scalar_one()
        except IntegrityError:
            raise Conflict(CHANGED_MEANWHILE) from None
    else:
        revision_id = held.id
        if not changes:
            _take_back(actor, product.id, revision_id, number=held.number)
            return None
        must_be_one(
            here.execute(
                update(Revision)
                .where(
                    Revision.id == revision_id,
                    Revision.state == RevisionState.SUBMITTED,
                    Revision.number == held.number,
                )
                .values(**values, number=held.number + 1)
                .returning(Revision.id)
            ).one_or_none()
        )
    audit.record(
        actor, "catalog.revision.submitted", "product", product.id, {"revision": revision_id, **changes}
    )
    emit(ProductSubmitted(product.id, revision_id))
    return revision_id


def _settle(
    actor: Actor, revision_id: int, state: RevisionState, *, number: int | None = None, remark: str = ""
) -> None:
    still = [Revision.id == revision_id, Revision.state == RevisionState.SUBMITTED]
    if number is not None:
        still.append(Revision.number == number)
    must_be_one(
        session()
        .execute(
            update(Revision)
            .where(*still)
            .values(state=state, reviewer=actor.ref, reviewed_at=clock.now(), remark=remark)
            .returning(Revision.id)
        )
        .one_or_none()
    )


def _open_revision(product_id: int) -> _Open | None:
    row = (
        session()
        .execute(
            select(Revision.id, Revision.number, Revision.changes).where(
                Revision.product_id == product_id, Revision.state == RevisionState.SUBMITTED
            )
        )
        .one_or_none()
    )
    return None if row is None else _Open(row.id, row.number, json.loads(row.changes))


def _revision(revision_id: int) -> Any:
    row = (
        session()
        .execute(
            select(Revision.product_id, Revision.changes, Revision.base_version, Revision.submitted_by).where(
                Revision.id == revision_id
            )
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound(Message("Không có bản sửa này."))
    return row


def _to_moderate(actor: Actor, revision_id: int) -> tuple[Any, Product]:
    revision = _revision(revision_id)
    return revision, product_to_moderate(actor, revision.product_id)
